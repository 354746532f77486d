//! What is left of an evening once it is over: its recap.
//!
//! An organizer *closes* the evening on one page: how many came, where slides and videos are, photos,
//! thanks, and what to change next time. What everybody may see of it stands on the evening's page.
//! Those who came are asked two questions, and answer without a name.
//!
//! What always holds:
//! - A photo is there because somebody said that everybody on it agreed, and is on the page only
//!   where an organizer put it there. Taken away, it is gone from the page at once.
//! - The note on what to change is for organizers only.
//! - Whoever is thanked gets one letter, unless her mail server refused it.
//! - An answer to the two questions holds no name, no time and no order: its key is drawn by chance,
//!   and the link that brought it is taken away whole, so that no mark is left to join it with.
//!   The link has 256 bits and works once, so nobody's network needs to be counted.
//! - Answers are shown in *batches* of at least [`LEAST`]. No answer is in two batches, and a batch
//!   never changes: no two looks at the page differ by fewer answers than that.
//! - An evening whose questions are open is shown by itself. What is left when they close is pooled
//!   with what is left of other evenings, the oldest first, and never taken apart again.
mod model;
mod pool;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Entry, NewPhoto, NewThanks, Photographed, Thanked, add_photo, answer_feedback, save,
    show_photo, thank,
};
pub use model::{LEAST, LastNote, Mood, Photo, Recap, Talk, ThanksKind, Unclosed};
pub use store::{
    find_last_note, find_recap, find_unclosed, list_shown_photos, list_talks, shows_came,
};
pub use web::{Note, note, path};

use crate::announcements::FeedbackClosed;
use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[Listener::of::<FeedbackClosed>()],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
