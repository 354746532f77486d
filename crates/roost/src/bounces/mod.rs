//! What comes back after a letter: that it could not be delivered, that its reader called it spam, that
//! she wants no more, and what people write to whoever runs the mail here.
//!
//! A report is believed for the delivery alone whose token stands in the address that it was sent to
//! (`b+…@`), so nobody can report somebody else's letter. An address that keeps failing is
//! *suppressed*: it gets no announcements until its reader comes back by one click. A whole host that
//! refuses everybody is *paused* instead, and its people lose nothing.
//!
//! What always holds:
//! - A delivery comes back once, however many reports there are of it.
//! - A delay, a full mailbox, a refusal of what we said and an answering machine count for nothing.
//! - A complaint ends a person's announcements at once, and so does mail to `u+…@`. Twice is fine.
//! - Nothing here answers a message: what is forwarded goes to the keepers alone.
mod model;
mod status;
mod report;
mod store;
mod mail;
mod leaving;
mod actions;
mod jobs;
mod desk;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{ReadBounce, come_back};
pub use desk::{DESK, ReadForKeepers};
pub use jobs::{INBOX, WeighBounces};
pub use leaving::{EndAnnouncements, LEAVING};
pub use report::{Bounce, Complaint, Report, is_automatic, read as read_report};
pub use store::{count_complaints, is_suppressed, list_paused, list_stopped};

use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ReadBounce>(),
        Listener::of::<EndAnnouncements>(),
        Listener::of::<ReadForKeepers>(),
        Listener::of::<WeighBounces>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
