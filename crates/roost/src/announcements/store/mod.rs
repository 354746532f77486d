//! All SQL of announcements.
mod audience;
mod announcement;

pub use announcement::{
    Recipient, add_written, cancel, claim, delete, find_announcement, find_asking, find_breaches,
    hold, insert_announcement, list_announcements, list_recipients, list_troubles, reopen,
    save_message, save_recipients, schedule, set_asking,
};
pub use audience::{
    Reachable, count_audience, count_digest, find_last_event, freeze_audience,
    list_reachable_events,
};
pub(crate) use audience::{confirmed, reachable, times_came, writable};
