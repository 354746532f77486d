//! Calendars of others, read: whatever Google, Outlook, Nextcloud, Meetup or Apple call iCalendar
//! (RFC 5545), and what is left of it after a telephone or a mail program had it in hand.
//!
//! Grammar and recurrence are the crate `calcard`'s, which no other module names. Here stands what
//! a group needs on top: one time zone that people know for each event, each occurrence an item of
//! its own, and for whatever cannot come along, why.
//!
//! What they answer to an invitation of ours (RFC 5546) is read here too.
//!
//! What always holds:
//! - A file is read whole or not at all; within it nothing is dropped without being told.
//! - An item's key, its UID and occurrence, is the same whenever the same calendar is read again.
//! - An item's times exist on the wall clock of its zone, and it ends after it starts.
//! - Texts hold no character that a form of ours would refuse.
mod model;
mod lines;
mod parts;
mod times;
mod rules;
mod repeats;
mod zones;
mod texts;
mod places;
mod entries;
mod series;
mod read;
mod reply;
#[cfg(test)]
mod tests;

pub use entries::USUAL;
pub use model::{
    Item, MOST_BYTES, MOST_EVENTS, MOST_YEARS, Note, Reading, Reason, Refused, Unreadable,
};
pub use places::{is_meant, one_line};
pub use read::read;
pub use repeats::{Repeat, repeat};
pub use reply::{Answered, Reply, read_reply};
pub use texts::{closed, headline, is_html, web_address};
