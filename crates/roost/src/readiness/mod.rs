//! What is prepared for an event, by whom and until when, and who does what on the evening.
//!
//! A group has a *checklist*: lines that hold for each of its events, due so many days before it. An
//! event may have lines of its own. A *preparation* is what became of one line at one event; without
//! one the line is as the list says, and to do. The *rota* names who has which duty on the evening.
//!
//! What always holds:
//! - A line is late, never a person: nothing is counted or kept about who is slow.
//! - Only who organizes owns a line or a duty. Whoever stops organizing owns nothing, and no row
//!   needs to be touched for that.
//! - A line that is taken off the list stays where it was done.
//! - An owner is reminded on the day a line is due and every third day after it, by day, until the
//!   event begins. One letter holds everything that she looks after.
//! - Nobody is given another's duty: she is asked, and says yes.
mod model;
mod store;
mod say;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{NudgeOwners, NudgeOwnersOf, adopt_ready_list, give, mark_done, take};
pub use model::{Duty, Line, Owner, Standing, in_order};
pub use say::note;
pub use store::list_lines;

use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<NudgeOwners>(),
        Listener::of::<NudgeOwnersOf>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::list_breaches(tx).await?) }),
};
