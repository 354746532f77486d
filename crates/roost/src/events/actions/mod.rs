//! What organizers do with events, and with the places that events name.
mod event;
mod talk;
mod venue;

pub use event::{
    Choice, Outcome, Plan, cancel, change_cover, draft, draft_once, edit, place, postpone, publish,
    redate, settle_venue,
};
pub(in crate::events) use event::{DATED, SLUG_LENGTH, free_slug};
pub use talk::{put_talk, take_talk_off};
pub use venue::{VenueOutcome, change_venue, remove_venue};
