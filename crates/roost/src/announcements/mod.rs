//! An announcement is a message that an organizer writes to many: to those going to an event or
//! waiting for a seat, or to everybody who agreed to mail.
//!
//! It is written, looked at, and sent. Once sent it never changes, and neither does its audience:
//! each recipient is a row from the moment the organizer is told that it goes out. Its copies then
//! are *queued*, *sent*, *failed* or *left* (the reader had gone before her turn), and these add up.
//!
//! What always holds:
//! - A group that waits for the keeper's yes announces nothing.
//! - Sending the same form twice sends once.
//! - Each recipient gets one copy, with a link that ends such mail in one step (RFC 8058).
//! - Whoever came to an event is asked once how it was, by a link that names the event and not her.
//! - Nobody who left, was banned, ended announcements or never confirmed her address is in an
//!   audience, and whoever did not agree to mail is in no audience but her event's.
mod model;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{FeedbackClosed, Outcome, path, send};
pub use model::{AFTERWARDS, Announcement, Audience, FEEDBACK_OPEN, Message, Target};
pub use store::{count_audience, find_asking, stop_mail};

use crate::feature::Feature;
use crate::jobs::Listener;
use actions::WriteDeliveries;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[Listener::of::<WriteDeliveries>()],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
