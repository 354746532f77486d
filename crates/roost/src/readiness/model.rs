use crate::clock::Instant;
use crate::ids::{ChecklistLineId, EventId, PersonId};
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan, Zoned};
use std::str::FromStr;

/// Characters of a line.
pub const TITLE: usize = 120;

/// The earliest that a line can be due, in days before the event.
pub const MOST_DAYS: i64 = 365;

/// Lines on one list. A longer one is read by nobody.
pub const MOST_LINES: i64 = 40;

/// What a new group's checklist begins with: keys of words, and days before the event.
pub const READY_LIST: [(&str, i64); 8] = [
    ("readiness-ready-room", 28),
    ("readiness-ready-capacity", 21),
    ("readiness-ready-announce", 21),
    ("readiness-ready-talks", 14),
    ("readiness-ready-reminder", 5),
    ("readiness-ready-food", 3),
    ("readiness-ready-door", 2),
    ("readiness-ready-cable", 1),
];

/// How long an owner is left alone after she was reminded.
const PAUSE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// The hours by the event's clock in which reminders go out.
const BY_DAY: std::ops::Range<i8> = 9..20;

/// Who looks after a line, or has a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    pub id: PersonId,
    pub name: String,
}

/// One line of the checklist, and how far it is at one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: ChecklistLineId,
    /// `None`: it is on the group's list, for every event.
    pub event_id: Option<EventId>,
    pub title: String,
    /// How many days before the day of the event it is due.
    pub due_days: i64,
    /// `None`: nobody who organizes.
    pub owner: Option<Owner>,
    /// When, and by whom; `None`: it is to do.
    pub done: Option<(Instant, String)>,
    /// When the owner was last reminded of it.
    pub nudged_at: Option<Instant>,
}

/// How a line stands on a day. In the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Late,
    ToDo,
    Done,
}

impl Line {
    /// The last day on which it is in time, for an event on `day`.
    pub fn due(&self, day: Date) -> Date {
        // Only before the first day that jiff knows is there no such date.
        day.checked_sub(self.due_days.days()).unwrap_or(day)
    }

    pub fn standing(&self, day: Date, today: Date) -> Standing {
        if self.done.is_some() {
            Standing::Done
        } else if self.due(day) < today {
            Standing::Late
        } else {
            Standing::ToDo
        }
    }

    /// Whether its owner is to be reminded now, by the event's clock.
    pub fn is_to_nudge(&self, day: Date, now: &Zoned) -> bool {
        let rested = |nudged: Instant| nudged <= Instant::from(now.timestamp()).before(PAUSE);
        self.done.is_none()
            && self.owner.is_some()
            && self.due(day) <= now.date()
            && BY_DAY.contains(&now.hour())
            && self.nudged_at.is_none_or(rested)
    }
}

/// What is late comes first, then what is due soonest, then what is done.
pub fn in_order(lines: &mut [Line], day: Date, today: Date) {
    lines.sort_by_key(|line| {
        let done_at = line.done.as_ref().map(|(at, _)| std::cmp::Reverse(*at));
        (line.standing(day, today), done_at, line.due(day), line.id)
    });
}

/// What somebody does on the evening itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Duty {
    Lead,
    Door,
    Timer,
    Greeter,
    Photos,
}

impl Duty {
    pub const ALL: [Duty; 5] = [
        Duty::Lead,
        Duty::Door,
        Duty::Timer,
        Duty::Greeter,
        Duty::Photos,
    ];

    /// As it stands in addresses.
    pub fn value(self) -> &'static str {
        match self {
            Duty::Lead => "lead",
            Duty::Door => "door",
            Duty::Timer => "timer",
            Duty::Greeter => "greeter",
            Duty::Photos => "photos",
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Duty::Lead => "readiness-duty-lead",
            Duty::Door => "readiness-duty-door",
            Duty::Timer => "readiness-duty-timer",
            Duty::Greeter => "readiness-duty-greeter",
            Duty::Photos => "readiness-duty-photos",
        }
    }

    /// Key of the sentence that says what it takes.
    pub fn note_key(self) -> &'static str {
        match self {
            Duty::Lead => "readiness-duty-lead-note",
            Duty::Door => "readiness-duty-door-note",
            Duty::Timer => "readiness-duty-timer-note",
            Duty::Greeter => "readiness-duty-greeter-note",
            Duty::Photos => "readiness-duty-photos-note",
        }
    }
}

impl FromStr for Duty {
    type Err = ();

    fn from_str(value: &str) -> Result<Self, ()> {
        let mut all = Duty::ALL.into_iter();
        all.find(|duty| duty.value() == value).ok_or(())
    }
}

/// Who has a duty on one evening, and who was asked to take it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    pub holder: Option<Owner>,
    /// Who was asked and has not answered, and who asked her.
    pub asked: Option<(Owner, PersonId)>,
}
