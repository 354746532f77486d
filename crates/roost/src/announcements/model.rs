use crate::clock::Instant;
use crate::ids::{AnnouncementId, EventId, GroupId, PersonId};
use jiff::SignedDuration;
use std::fmt;
use std::str::FromStr;

/// Copies written in one transaction: enough to be quick, few enough that nobody waits for it.
pub const CHUNK: usize = 2_000;

/// How long after its end people of an event can still be written to, to thank them or to send
/// what they asked for.
pub const AFTERWARDS: SignedDuration = SignedDuration::from_hours(14 * 24);

pub const SUBJECT_LENGTH: usize = 150;
pub const BODY_LENGTH: usize = 20_000;

/// How long the two questions about an event can be answered once they were asked.
pub const FEEDBACK_OPEN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Who of an event, or of the group, a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Audience {
    /// Those who are going to an event, or came to it.
    Going,
    /// Those who wait for a seat, or have one offered.
    Waiting,
    /// Everybody who agreed to mail about other evenings.
    Agreed,
}

/// An audience, and the event that it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Going(EventId),
    Waiting(EventId),
    /// Those who came to an event that is over, or said yes where nobody was checked in. Each of
    /// them is asked two questions.
    Came(EventId),
    Agreed,
}

impl Target {
    pub fn audience(self) -> Audience {
        match self {
            Target::Going(_) | Target::Came(_) => Audience::Going,
            Target::Waiting(_) => Audience::Waiting,
            Target::Agreed => Audience::Agreed,
        }
    }

    pub fn event(self) -> Option<EventId> {
        match self {
            Target::Going(event) | Target::Waiting(event) | Target::Came(event) => Some(event),
            Target::Agreed => None,
        }
    }

    /// Whether its people are asked how it was.
    pub fn asks_feedback(self) -> bool {
        matches!(self, Target::Came(_))
    }
}

impl fmt::Display for Target {
    /// As the form sends it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Going(event) => write!(f, "going.{event}"),
            Target::Waiting(event) => write!(f, "waiting.{event}"),
            Target::Came(event) => write!(f, "came.{event}"),
            Target::Agreed => f.write_str("agreed"),
        }
    }
}

impl FromStr for Target {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('.') {
            Some(("going", event)) => event.parse().map(Target::Going).map_err(|_| ()),
            Some(("came", event)) => event.parse().map(Target::Came).map_err(|_| ()),
            Some(("waiting", event)) => event.parse().map(Target::Waiting).map_err(|_| ()),
            None if text == "agreed" => Ok(Target::Agreed),
            _ => Err(()),
        }
    }
}

/// What an organizer wants to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub target: Target,
    pub subject: String,
    /// Markdown.
    pub body: String,
}

/// A message that was sent.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Announcement {
    pub group_id: GroupId,
    pub id: AnnouncementId,
    /// `None`: about no event.
    pub event_id: Option<EventId>,
    pub author_id: PersonId,
    /// The author's name.
    pub author: String,
    pub audience: Audience,
    /// Whether each copy has a link of its own to the two questions about the event.
    pub asks_feedback: bool,
    pub subject: String,
    /// Markdown.
    pub body: String,
    pub created_at: Instant,
    /// How many it was frozen for.
    pub recipients: i64,
    /// How many of them the writing of copies has come past.
    pub written: i64,
}

/// Where the copies of an announcement are. They add up to its recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub queued: i64,
    pub sent: i64,
    pub failed: i64,
    pub left: i64,
}

impl Progress {
    /// Copies not written yet wait too. A recipient whose address is gone has no copy: she left.
    pub fn of(announcement: &Announcement, counts: crate::mail::Counts) -> Self {
        let copies = counts.queued + counts.sent + counts.failed + counts.left;
        Progress {
            queued: counts.queued + announcement.recipients - announcement.written,
            sent: counts.sent,
            failed: counts.failed,
            left: counts.left + announcement.written - copies,
        }
    }
}
