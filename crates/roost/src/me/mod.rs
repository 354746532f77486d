//! `/me`: a person's own page. Where she goes next, her groups, how she appears, and the browsers
//! in which she is signed in.
//!
//! It belongs to her account and is seen by nobody else; what others see of it is on their pages.
mod browsers;
mod model;
mod store;
mod web;
#[cfg(test)]
mod tests;

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    // It has no tables of its own.
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
