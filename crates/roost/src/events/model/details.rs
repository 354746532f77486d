use super::{AttendanceMode, Cover, Event, Questions, Schedule};
use crate::clock::Instant;
use crate::ids::VenueId;

/// The largest room that a capacity may describe.
pub const MOST_SEATS: i64 = 100_000;

/// How many one person may bring along at the most.
pub const MOST_GUESTS: i64 = 10;

/// The online link may be shown a day ahead at the most, an hour unless said otherwise.
pub const MOST_LINK_MINUTES: i64 = 24 * 60;
pub const LINK_MINUTES: i64 = 60;

/// What organizers say about an event: all that a form carries, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub title: String,
    pub sentence: String,
    pub description: String,
    pub schedule: Schedule,
    pub attendance_mode: AttendanceMode,
    pub venue_id: Option<VenueId>,
    pub online_link: String,
    pub online_link_from_minutes: i64,
    pub capacity: Option<i64>,
    pub online_capacity: Option<i64>,
    /// At most as many as the room has; 0 where it has no limit.
    pub overbooked: i64,
    pub asks_still_coming: bool,
    pub guests_allowed: i64,
    pub rsvp_opens_at: Option<Instant>,
    pub rsvp_closes_at: Option<Instant>,
    pub questions: Questions,
    pub cover: Cover,
    pub picture: Option<String>,
    pub picture_alt: String,
}

impl Details {
    /// What an event says of itself as it stands.
    pub fn of(event: &Event) -> Details {
        Details {
            title: event.title.clone(),
            sentence: event.sentence.clone(),
            description: event.description.clone(),
            schedule: event.schedule(),
            attendance_mode: event.attendance_mode,
            venue_id: event.venue_id,
            online_link: event.online_link.clone(),
            online_link_from_minutes: event.online_link_from_minutes,
            capacity: event.capacity,
            online_capacity: event.online_capacity,
            overbooked: event.overbooked,
            asks_still_coming: event.asks_still_coming,
            guests_allowed: event.guests_allowed,
            rsvp_opens_at: event.rsvp_opens_at,
            rsvp_closes_at: event.rsvp_closes_at,
            questions: event.questions.clone(),
            cover: event.cover,
            picture: event.picture.clone(),
            picture_alt: event.picture_alt.clone(),
        }
    }
}
