use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// Ten years of a busy calendar with its pictures left in.
pub const MOST_BYTES: usize = 40 << 20;

/// Occurrences count, too.
pub const MOST_EVENTS: usize = 20_000;

/// How far from today a rule is followed, into the past and ahead. Older rules were often never
/// ended, so what they claim did not happen; and nobody plans further.
pub const MOST_YEARS: i64 = 2;

/// One event as another calendar tells it: an occurrence, where it repeats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub uid: String,
    /// Tells the occurrences of one UID apart; empty for an event that does not repeat.
    pub occurrence: String,
    pub title: String,
    /// Markdown.
    pub description: String,
    /// IANA name of the zone that both times are told in.
    pub zone: String,
    #[serde(with = "wall")]
    pub starts: DateTime,
    #[serde(with = "wall")]
    pub ends: DateTime,
    /// Name and address in one line; empty: nobody said where, or it is online.
    pub place: String,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    pub is_online: bool,
    /// Where to take part online; may be empty.
    pub online_link: String,
    pub is_cancelled: bool,
    /// Marked as private or confidential over there.
    pub is_private: bool,
    /// What had to be assumed.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// What had to be assumed or left out so that an event can come along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    AllDay,
    /// It has no end, or one before its start.
    EndAssumed,
    /// The name of a zone that nobody knows; the times are taken in the group's.
    ZoneUnknown(String),
    /// The zone has rules of its own; the times are told by the clock of the group.
    ZoneForeign(String),
    TitleMissing,
    TitleCut,
    DescriptionCut,
    /// Only its first date is taken.
    RuleUnreadable,
    /// Nothing says where it is, so what is known of it here stays.
    PlaceUnstated,
}

/// What does not come along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Empty: it has none.
    pub title: String,
    /// ISO 8601, or as it was written; empty: it has none.
    pub starts: String,
    pub reason: Reason,
}

/// Why something does not come along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    NoStart,
    /// Nobody can tell when that is.
    StartUnreadable,
    /// So many occurrences of a rule lie further from today than [`MOST_YEARS`].
    FarAway(usize),
    /// Every hour, minute or second.
    TooOften,
    /// It is a file, and nothing in it can be read as an event.
    NoEvent,
    /// It is a file that is larger than one may be.
    FileTooLarge,
}

/// A calendar, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// What it calls itself; may be empty.
    pub name: String,
    /// The earliest first.
    pub items: Vec<Item>,
    pub refused: Vec<Refused>,
    /// Tasks, journals and times that somebody is busy, which are no events, and events of other groups.
    pub others: usize,
}

/// Why nothing of a file can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no calendar in it; a page or a spreadsheet, perhaps.
    NoCalendar,
    /// More than [`MOST_BYTES`].
    TooLarge,
    /// More than [`MOST_EVENTS`], or rules that take as long to follow.
    TooMany,
    /// Whoever asked waits no longer.
    Stopped,
}

/// A wall time as ISO 8601.
mod wall {
    use jiff::civil::DateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(wall: &DateTime, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(wall)
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<DateTime, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(D::Error::custom)
    }
}
