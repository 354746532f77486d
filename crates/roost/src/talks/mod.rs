//! The talks that a group has heard: what was given, by whom, and where the slides are.
//!
//! A talk is a turn of a lightning round that was given, or a line of a past evening's agenda with a
//! speaker. What an organizer hid from the stage stays hidden here.
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
