//! `/me`: a person's own page. Where she goes next, her groups, how she appears, and the browsers
//! in which she is signed in.
//!
//! Her own calendar holds every event that she answered, in all her groups, under a secret address
//! that she can change at any time.
//!
//! It belongs to her account and is seen by nobody else; what others see of it is on their pages.
mod browsers;
mod model;
mod entry;
mod store;
mod actions;
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
