use crate::clock::Instant;
use crate::events::Status;
use crate::groups::Role;
use crate::ids::EventId;
use crate::rsvps::State;

/// An evening that she has said she comes to, or waits for.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NextRow {
    pub group_slug: String,
    pub group_name: String,
    pub slug: String,
    pub title: String,
    pub status: Status,
    pub zone: String,
    pub starts_at: Instant,
    pub venue: Option<String>,
    pub state: State,
}

/// What she said to an event, for her own calendar.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answered {
    pub event_id: EventId,
    pub state: State,
    pub answered_at: Instant,
    pub offered_at: Option<Instant>,
    /// Rises with each change of the answer.
    pub transitions: i64,
}

/// A group that she belongs to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct GroupRow {
    pub slug: String,
    pub name: String,
    pub sentence: String,
    pub city: String,
    pub role: Role,
}
