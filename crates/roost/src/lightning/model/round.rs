use super::turn::Turn;
use crate::clock::Instant;
use crate::events::Event;
use crate::ids::{EventId, GroupId, RoundId};
use jiff::SignedDuration;

/// Seconds of one turn, unless an organizer says otherwise.
pub const LIMIT: i64 = 300;

/// Seconds between two turns, unless an organizer says otherwise.
pub const CHANGEOVER: i64 = 60;

/// The shortest and the longest limit of a turn, in seconds.
pub const SHORTEST_LIMIT: i64 = 30;
pub const LONGEST_LIMIT: i64 = 3600;

/// The longest changeover, in seconds.
pub const LONGEST_CHANGEOVER: i64 = 900;

/// The shortest and the longest slot of a round, in minutes.
pub const SHORTEST_ROUND: i64 = 5;
pub const LONGEST_ROUND: i64 = 480;

/// Rounds of one event.
pub const MOST_ROUNDS: usize = 10;

/// Turns of one round, those that stand by included. Nobody reads a longer line-up.
pub const MOST_TURNS: usize = 100;

/// How long after the event's end a round that nobody ended still takes turns.
const LATE: SignedDuration = SignedDuration::from_hours(3);

/// What a turn looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text")]
pub enum Format {
    /// She talks, with or without slides.
    #[sqlx(rename = "talk")]
    Talk,
    /// Twenty slides of fifteen seconds each.
    #[sqlx(rename = "slides_20x15")]
    Slides20x15,
    /// Twenty slides of twenty seconds each.
    #[sqlx(rename = "slides_20x20")]
    Slides20x20,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Talk, Format::Slides20x15, Format::Slides20x20];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Format::Talk => "talk",
            Format::Slides20x15 => "slides_20x15",
            Format::Slides20x20 => "slides_20x20",
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Format::Talk => "lightning-format-talk",
            Format::Slides20x15 => "lightning-format-20x15",
            Format::Slides20x20 => "lightning-format-20x20",
        }
    }

    /// Seconds that each slide is shown; `None`: as long as she likes.
    pub fn each_secs(self) -> Option<i64> {
        match self {
            Format::Talk => None,
            Format::Slides20x15 => Some(15),
            Format::Slides20x20 => Some(20),
        }
    }

    /// Seconds of a turn where slides say it; `None`: the organizer does.
    pub fn limit(self) -> Option<i64> {
        self.each_secs().map(|secs| 20 * secs)
    }
}

impl std::str::FromStr for Format {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Format::ALL
            .into_iter()
            .find(|format| format.value() == text)
            .ok_or(())
    }
}

/// In which order people go on stage. Everybody is told which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Policy {
    /// Who speaks for the first time goes first, while the others still watch.
    FirstTimers,
    /// As they signed up.
    Arrival,
    /// By lot, from a seed that everybody sees.
    Draw,
    /// Who means to talk for less time goes first.
    Shorter,
}

impl Policy {
    pub const ALL: [Policy; 4] = [
        Policy::FirstTimers,
        Policy::Arrival,
        Policy::Draw,
        Policy::Shorter,
    ];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Policy::FirstTimers => "first_timers",
            Policy::Arrival => "arrival",
            Policy::Draw => "draw",
            Policy::Shorter => "shorter",
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Policy::FirstTimers => "lightning-policy-first-timers",
            Policy::Arrival => "lightning-policy-arrival",
            Policy::Draw => "lightning-policy-draw",
            Policy::Shorter => "lightning-policy-shorter",
        }
    }
}

impl std::str::FromStr for Policy {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Policy::ALL
            .into_iter()
            .find(|policy| policy.value() == text)
            .ok_or(())
    }
}

/// One lightning round of an event, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Round {
    pub group_id: GroupId,
    pub id: RoundId,
    pub event_id: EventId,
    /// Empty: it is simply called lightning talks.
    pub title: String,
    /// Minutes after the event's start, so that it moves with the event.
    pub starts_after: i64,
    /// Length of the slot in the program.
    pub minutes: i64,
    pub format: Format,
    /// Seconds of one turn.
    pub limit_secs: i64,
    /// Seconds between two turns.
    pub changeover_secs: i64,
    pub policy: Policy,
    /// What the draw is made from; everybody may see it and draw again.
    pub seed: i64,
    /// Whether an organizer has put the turns in order by hand.
    pub arranged: bool,
    /// How many have signed up so far, those who took it back too.
    pub numbers: i64,
    /// When the first turn began.
    pub begun_at: Option<Instant>,
    /// `None`: it is not over.
    pub ended_at: Option<Instant>,
    pub created_at: Instant,
}

/// Why nobody can sign up any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// The event is a draft, or does not take place.
    NoEvent,
    Over,
    /// The last turn has begun.
    LastTurn,
    /// So many stand by that nobody else would have a chance.
    Full,
}

impl Round {
    /// How many turns fit into the slot.
    pub fn capacity(&self) -> i64 {
        capacity(self.minutes * 60, self.limit_secs, self.changeover_secs)
    }

    pub fn starts_at(&self, event: &Event) -> Instant {
        event
            .starts_at
            .after(SignedDuration::from_mins(self.starts_after))
    }

    pub fn ends_at(&self, event: &Event) -> Instant {
        self.starts_at(event)
            .after(SignedDuration::from_mins(self.minutes))
    }

    /// When it takes no more turns, if nobody ended it: evenings run late.
    pub fn shuts_at(&self, event: &Event) -> Instant {
        event.ends_at.max(self.ends_at(event)).after(LATE)
    }

    /// Whether the order stays as it is, and who signs up goes behind the others: somebody arranged
    /// it by hand, or has been called to the front already.
    pub fn is_settled(&self) -> bool {
        self.arranged || self.begun_at.is_some()
    }

    /// Whether people can sign up: until the last turn begins, since they decide when they have
    /// seen two talks.
    ///
    /// # Errors
    /// Why they cannot.
    pub fn accepts(&self, event: &Event, turns: &[Turn], now: Instant) -> Result<(), Shut> {
        if !event.is_on() {
            return Err(Shut::NoEvent);
        }
        if self.ended_at.is_some() || self.shuts_at(event) <= now {
            return Err(Shut::Over);
        }
        let places = turns.iter().filter(|turn| turn.takes_place()).count();
        let is_full = i64::try_from(places).unwrap_or(i64::MAX) >= self.capacity();
        let somebody_waits = turns.iter().any(Turn::waits_with_place);
        if is_full && self.begun_at.is_some() && !somebody_waits {
            return Err(Shut::LastTurn);
        }
        if turns.len() >= MOST_TURNS {
            return Err(Shut::Full);
        }
        Ok(())
    }
}

/// How many turns fit into a slot, all in seconds. There is a changeover between two turns, none
/// after the last. Zero if not even one fits, or where a limit says nothing.
pub fn capacity(slot: i64, limit: i64, changeover: i64) -> i64 {
    let step = limit.max(0) + changeover.max(0);
    if limit <= 0 || slot < limit {
        return 0;
    }
    (slot + changeover.max(0)) / step
}

/// Seconds from minutes and seconds as people write them: "5:00", "0:30" or "5" minutes.
pub fn parse_span(text: &str) -> Option<i64> {
    let (minutes, seconds) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let minutes: i64 = minutes.trim().parse().ok()?;
    let seconds: i64 = seconds.trim().parse().ok()?;
    let is_sane = (0..=1440).contains(&minutes) && (0..60).contains(&seconds);
    is_sane.then_some(minutes * 60 + seconds)
}

/// Seconds as minutes and seconds: "5:00".
pub fn span(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
