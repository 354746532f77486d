//! Bringing the past along: events that another calendar has told, from files, saved pages or an
//! address, as events of a group.
//!
//! States of an import: *previewed* (read and judged, and nothing of it is an event yet), *running*,
//! *done*, *undoing*, *undone*. A preview that nobody acts on goes after a day.
//!
//! What always holds:
//! - Nobody gets mail because of an import, neither when it comes nor when it is taken back.
//! - What is over comes as published or cancelled, what is to come as a draft; what is marked as
//!   private over there is a draft in any case.
//! - An event of another calendar is one event here, however often it is brought: the same again
//!   changes nothing. Meetup's changes its key at times; then it is known by name and start.
//! - What somebody has changed here by hand, announced or answered is never overwritten and never
//!   taken back.
mod model;
mod bundle;
mod book;
mod store;
mod matching;
mod writer;
mod actions;
mod say;
mod source;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{Moved, begin, judge, keep, take_part};
pub use model::{Counts, Import, Kept, Line, Misfit, State, Verdict};
pub use say::{Said, heading, line};
pub use source::{Source, Trouble, from_address, from_files, trouble};

use crate::feature::Feature;
use crate::jobs::Listener;
use actions::{BringIn, ForgetImport, TakeBack};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<BringIn>(),
        Listener::of::<TakeBack>(),
        Listener::of::<ForgetImport>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
