use crate::clock::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use std::str::FromStr;

/// The letter that holds what was announced since the last one, as `Letter.kind` says it.
pub const DIGEST: &str = "digest";

/// The letters that remind of an event, likewise: of the day before, and of two days before.
pub const REMINDERS: [&str; 3] = ["rsvp_reminder", "rsvp_still_coming", "rsvp_standing"];

/// The longest pause. Whoever wants a longer one wants an end.
const LONGEST_PAUSE_DAYS: i64 = 366;

/// What can be chosen about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum MailKind {
    Announcements,
    Reminders,
    /// Posts to the group's lists.
    Lists,
}

/// What can be chosen. Reminders know no digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Mode {
    Each,
    Digest,
    #[sqlx(rename = "none")]
    Nothing,
}

impl Mode {
    /// As a form sends it.
    pub fn value(self) -> &'static str {
        match self {
            Mode::Each => "each",
            Mode::Digest => "digest",
            Mode::Nothing => "none",
        }
    }
}

impl FromStr for Mode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Mode::Each, Mode::Digest, Mode::Nothing];
        all.into_iter().find(|mode| mode.value() == text).ok_or(())
    }
}

/// How often a group's digest goes out, as its organizers choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Every {
    Week,
    Month,
}

impl Every {
    pub const BOTH: [Every; 2] = [Every::Week, Every::Month];

    /// As a form sends it.
    pub fn value(self) -> &'static str {
        match self {
            Every::Week => "week",
            Every::Month => "month",
        }
    }
}

impl FromStr for Every {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut both = Every::BOTH.into_iter();
        both.find(|every| every.value() == text).ok_or(())
    }
}

/// What one person gets from one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub name: String,
    pub announcements: Mode,
    pub reminders: Mode,
    /// Each: what was chosen for each list. Digest: what would come one by one comes in digests.
    pub lists: Mode,
    /// She ended mail, and has not agreed to any since.
    pub has_stopped: bool,
    /// Nothing comes before then but what she asks for herself.
    pub paused_until: Option<Instant>,
    /// She left the group, or is kept out of it: it does not write to her.
    pub is_gone: bool,
}

impl Chosen {
    pub fn is_paused(&self, now: Instant) -> bool {
        self.paused_until.is_some_and(|until| until > now)
    }

    /// What it was, for whoever takes back a click.
    pub fn was(&self) -> Was {
        match (self.announcements, self.has_stopped) {
            (Mode::Each, _) => Was::Each,
            (Mode::Digest, _) => Was::Digest,
            (Mode::Nothing, false) => Was::OwnEvents,
            (Mode::Nothing, true) => Was::Nothing,
        }
    }
}

/// What of a group's announcements came before a click ended them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    Each,
    Digest,
    /// Those about events that she answered.
    OwnEvents,
    Nothing,
}

impl Was {
    /// As a form sends it.
    pub fn value(self) -> &'static str {
        match self {
            Was::Each => "each",
            Was::Digest => "digest",
            Was::OwnEvents => "own-events",
            Was::Nothing => "none",
        }
    }
}

impl FromStr for Was {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Was::Each, Was::Digest, Was::OwnEvents, Was::Nothing];
        all.into_iter().find(|was| was.value() == text).ok_or(())
    }
}

/// Why a day is none until which mail can pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPause {
    /// It is today, or over.
    TooEarly,
    TooLate,
}

/// When mail comes again that pauses until `day`: as that day begins where the group is.
///
/// # Errors
/// If the day is not after today, or too far away.
pub fn pause_ends(day: Date, now: Instant, zone: &TimeZone) -> Result<Instant, NoPause> {
    let today = now.in_zone(zone).date();
    if day <= today {
        return Err(NoPause::TooEarly);
    }
    if day > today.saturating_add(LONGEST_PAUSE_DAYS.days()) {
        return Err(NoPause::TooLate);
    }
    let begins = day.to_zoned(zone.clone());
    Ok(
        begins.map_or(now.after(SignedDuration::from_hours(24)), |zoned| {
            zoned.timestamp().into()
        }),
    )
}
