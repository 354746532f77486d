//! Pages of Meetup that somebody has saved, read: what the feed of a group leaves out (where an
//! evening is) and what has left the feed, which holds ten dates only.
//!
//! A page tells its event twice: in the state that its own scripts run on, which says most, and for
//! search engines as schema.org's JSON-LD. Both are read, and of what both tell the fuller is taken.
//!
//! What always holds:
//! - An event has the same key by its page as by the group's feed, so it is never two.
//! - Only what belongs to the page's own group is taken: pages show what others do next door, too.
//! - No page makes reading it slow: what is read of it is read once, from front to back.
mod scripts;
mod times;
mod fields;
mod state;
mod schema;
mod page;
#[cfg(test)]
mod tests;

pub use fields::{is_key, key_of};
pub use page::{is_page, read};

/// A larger page holds more than an event.
pub const MOST_BYTES: usize = 16 << 20;
