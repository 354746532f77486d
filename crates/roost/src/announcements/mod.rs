//! An announcement is a message that an organizer writes to many: to those of an event, to everybody
//! who agreed to mail, or to a part of them, such as those who came last time.
//!
//! It is a *draft* while it is written; it goes out at once or is *scheduled* for an hour; at that
//! hour it is *sent*, or *held* where it would say what is not true any more; and it can be
//! *cancelled* before, or while its copies go out. Once sent it never changes, and neither does its
//! audience: each recipient is a row from that moment on. Its copies are queued, deferred, sent,
//! bounced, left (the reader had gone before her turn) or cancelled, and these add up.
//!
//! What always holds:
//! - A group that waits for the keeper's yes announces nothing.
//! - A message is sent once, however many press the button.
//! - Each recipient gets one copy, with a link that ends such mail in one step (RFC 8058).
//! - Whoever came to an event is asked once how it was, by a link that names the event and not her.
//! - Nobody who left, was banned, ended announcements or never confirmed her address is in an
//!   audience, and whoever did not agree to mail is in no audience but her event's. Who wants the
//!   digest, or makes a pause, is in none but her event's either.
mod model;
mod store;
mod templates;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{FeedbackClosed, Outcome, keep, path, schedule, send_at_once};
pub use mail::said_to;
pub use model::{
    AFTERWARDS, Announcement, Audience, BODY_LENGTH, FEEDBACK_OPEN, Message, SUBJECT_LENGTH, Target,
};
pub(crate) use store::{confirmed, reachable, times_came, writable};
pub use store::{count_audience, find_announcement, find_asking};

use crate::feature::Feature;
use crate::jobs::Listener;
use actions::{CancelDeliveries, SendScheduled, WriteDeliveries};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<WriteDeliveries>(),
        Listener::of::<SendScheduled>(),
        Listener::of::<CancelDeliveries>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
