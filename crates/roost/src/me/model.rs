use crate::clock::Instant;
use crate::events::Status;
use crate::groups::Role;
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

/// A group that she belongs to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct GroupRow {
    pub slug: String,
    pub name: String,
    pub sentence: String,
    pub city: String,
    pub role: Role,
}
