//! The venue book: the places where a group has met, kept so that an event names one by choice.
//!
//! What always holds:
//! - A venue belongs to one group and is never taken away while an event, past ones too, still names it.
//! - Changing a venue in the book changes what every event there shows; the feature `events` asks
//!   before it does that to people who have been told.
mod model;
mod store;

pub use model::{NewVenue, StepFree, Venue};
pub use store::{find_venue, insert_venue, list_venues, remove_venue, update_venue};
