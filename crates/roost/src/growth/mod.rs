//! How people find a group: how those who were there for the first time had heard of it, and what
//! came of its links, over the last twelve months.
//!
//! What always holds:
//! - Each number of a chart stands in a table beneath it, and the parts of a chart add up to the
//!   number in its sentence.
//! - *Came* is who was checked in, and where nobody was, who had said that she comes; as on the list
//!   of people.
//! - Only organizers see who invited whom how often, and nobody who was invited is named.
mod model;
mod store;
mod web;

pub use model::{LinkRow, Numbers, Source, SourceRow, WINDOW};
pub use store::{list_links, list_sources};

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
