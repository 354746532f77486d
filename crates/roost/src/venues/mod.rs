//! The venue book: the places where a group has met, kept so that an event names one by choice.
//!
//! What always holds:
//! - A venue belongs to one group, and is there as long as an event names it, past ones included.
//! - Changing a venue in the book changes what every event there shows, so the verbs that change or
//!   remove one stand in `events`, which knows whom to tell.
mod model;
mod store;

pub use model::{NewVenue, StepFree, Venue};
pub use store::{delete_venue, find_venue, insert_venue, list_venues, lock_venue, update_venue};
