//! The group's own page, the list of its events and the card of the next one for other sites: where
//! group, events and answers meet.
//!
//! What always holds:
//! - Strangers see numbers of people, never names, but for the organizers, who show theirs.
//! - Events that are drafts are on none of these pages.
//! - What stands in a frame on another site is what a stranger sees, whoever looks.
mod model;
mod store;
mod web;

#[cfg(test)]
mod tests;

pub use model::{Card, EventRow, Month, Seats, months};
pub(crate) use store::select_rows;
pub use web::show_home;

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
