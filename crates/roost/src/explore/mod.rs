//! The way in: groups and their next events, by subject and city.
//!
//! On an installation with one group, that group's page is the way in.
mod model;
mod store;
mod web;

#[cfg(test)]
mod tests;

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
