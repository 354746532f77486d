//! What mail a person gets from a group, as she chooses it herself: on one page, without signing in.
//!
//! There are *announcements* (each, in a digest, or none), *reminders* of events that she answered
//! (each or none) and posts to *lists* (as chosen for each list, in digests, or none). A *pause* ends by itself on a day.
//!
//! What always holds:
//! - Without a choice she gets every announcement that she agreed to and every reminder: rows stand for
//!   departures from that only.
//! - Whether she gets announcements at all is `people.mail_agreed_at`, and nothing else.
//! - A change or cancellation of an event that she answered, and what she asks for herself, always
//!   comes.
//! - One click in a mail ends its kind (RFC 8058), and one more takes that back.
//! - What she does not want any more and is still in the outbox does not leave.
mod model;
mod store;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    DigestEnded, Links, ListDigestsEnded, choose, end_everything, links, links_of_all, own_path,
    pause_until, set_every, stop,
};
pub use model::{Chosen, DIGEST, Every, MailKind, Mode, REMINDERS};
pub use store::{find_chosen, find_every, wants_reminder};

use crate::feature::Feature;
use crate::jobs::Listener;
use jobs::{ChooserForgotten, ChooserLeft};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ChooserForgotten>(),
        Listener::of::<ChooserLeft>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
