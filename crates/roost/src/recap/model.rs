use crate::clock::Instant;
use crate::ids::{BatchId, EventId, PhotoId, ThanksId};
use std::str::FromStr;

/// Characters of the note on what to change.
pub const NOTE: usize = 4_000;

/// Characters of what would make the next evening better.
pub const WISH: usize = 2_000;

/// Characters of what is to be seen on a photo.
pub const ALT: usize = 240;

/// Photos of one evening: a page that people look through, and no archive.
pub const MOST_PHOTOS: i64 = 24;

/// Neither side of a photo is longer, in pixels.
pub const LONGEST: u32 = 1600;

/// Speakers, the venue and sponsors of one evening; a bound on the mail that one page can cause.
pub const MOST_THANKS: usize = 40;

/// Answers that are shown together at the least. With fewer, somebody could be recognised.
pub const LEAST: i64 = 5;

/// What organizers wrote down of an evening.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Recap {
    /// What to change next time; may be empty.
    pub note: String,
    /// `None`: nobody has closed the evening yet.
    pub closed_at: Option<Instant>,
    /// The name of who did.
    pub closed_by: Option<String>,
}

/// What to change next time, and the evening that taught it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LastNote {
    pub title: String,
    pub slug: String,
    pub note: String,
}

/// An evening that is over and that nobody has closed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Unclosed {
    pub title: String,
    pub slug: String,
}

/// A photo of an evening.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Photo {
    pub id: PhotoId,
    /// The blob's name.
    pub picture: String,
    pub width: i64,
    pub height: i64,
    /// What is to be seen on it.
    pub alt: String,
    /// Whether everybody sees it on the evening's page.
    pub shown: bool,
}

/// A line of an evening's agenda that somebody spoke to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Talk {
    pub event_id: EventId,
    pub title: String,
    pub speaker: String,
}

/// For what somebody is thanked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum ThanksKind {
    Speaker,
    Venue,
    Sponsor,
}

/// Somebody who was thanked.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Thanks {
    pub id: ThanksId,
    pub kind: ThanksKind,
    pub name: String,
    /// What tells names apart.
    pub folded: String,
    pub sent_at: Instant,
    /// The name of who sent it.
    pub sent_by: String,
    /// Whether the address refused it for good, so that another one can be tried.
    pub has_failed: bool,
}

/// The answer to the first question: how was it?
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Mood {
    Glad,
    Fine,
    NotForMe,
}

impl Mood {
    pub const ALL: [Mood; 3] = [Mood::Glad, Mood::Fine, Mood::NotForMe];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Mood::Glad => "glad",
            Mood::Fine => "fine",
            Mood::NotForMe => "not_for_me",
        }
    }

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Mood::Glad => "recap-mood-glad",
            Mood::Fine => "recap-mood-fine",
            Mood::NotForMe => "recap-mood-not-for-me",
        }
    }
}

impl FromStr for Mood {
    type Err = ();

    fn from_str(value: &str) -> Result<Self, ()> {
        let mut all = Mood::ALL.into_iter();
        all.find(|mood| mood.value() == value).ok_or(())
    }
}

/// One answer as it is shown: of which evening of its batch nobody is told.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Told {
    pub batch_id: BatchId,
    pub mood: Mood,
    pub wish: String,
}

/// An evening of which a batch has answers.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct BatchEvening {
    pub batch_id: BatchId,
    pub title: String,
    pub slug: String,
}
