//! `/keeper`: what whoever runs the installation decides and watches. Who may start a group, which
//! waiting groups open, whether mail goes out, and which jobs failed for good.
//!
//! What always holds:
//! - Only an account that is a keeper sees any of it; for anybody else who is signed in it is not there.
mod actions;
mod web;

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    // It has no tables of its own.
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
