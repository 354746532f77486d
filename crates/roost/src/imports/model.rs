use crate::clock::Instant;
use crate::events::{self, AttendanceMode, Cover, Details, Questions, Schedule, Status};
use crate::ics::{Item, Note, Refused};
use crate::ids::{EventId, GroupId, ImportId, PersonId, VenueId};
use crate::words::Words;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Lines of one page of a preview, and of what one job brings in: a tenth of a second's work.
pub const PART: usize = 100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    /// Read and judged; nothing of it is an event yet.
    Previewed,
    Running,
    Done,
    Undoing,
    Undone,
}

/// How many lines of each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Counts {
    pub added: i64,
    pub changed: i64,
    pub same: i64,
    pub kept: i64,
    pub refused: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Import {
    pub group_id: GroupId,
    pub id: ImportId,
    /// `None`: the keeper at the machine.
    pub person_id: Option<PersonId>,
    /// The file's name, or the host of the address.
    pub source: String,
    /// What it calls itself; may be empty.
    pub calendar: String,
    pub state: State,
    pub parts: i64,
    pub parts_done: i64,
    /// Tasks and journals, which are no events, and events of other groups.
    pub others: i64,
    /// As previewed, and as it came once it is done.
    #[sqlx(flatten)]
    pub counts: Counts,
    pub created_at: Instant,
    pub done_at: Option<Instant>,
    pub undone_at: Option<Instant>,
}

/// One line of a preview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    Item {
        item: Box<Item>,
        verdict: Verdict,
    },
    /// Its calendar tells too little of it to make an event.
    Refused(Refused),
}

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Refused(Misfit),
    Kept(Kept),
    Changed,
    New,
    Same,
}

/// Why it is no event of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// Before 1990, or further ahead than anybody plans.
    Year,
    /// More than a month.
    TooLong,
    /// Marked as private, and called off: nobody misses it.
    PrivateCancelled,
    /// Its times do not hold together.
    Times,
}

/// Why ours stays as it is although the other calendar tells it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// People have been told of it.
    Announced,
    /// Somebody has changed it here.
    Edited,
    /// An event of that name and start is here already, and came another way.
    Twin,
}

/// What we know of an item: which event it has become, and what has happened to that.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Known {
    pub uid: String,
    pub occurrence: String,
    pub event_id: EventId,
    pub digest: String,
    pub written_at: Instant,
    pub updated_at: Instant,
    pub status: Status,
    pub ends_at: Instant,
}

/// An event of the group that has an item's title and start.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Namesake {
    pub event_id: EventId,
    /// How an import knows it; `None`: none brought it.
    pub uid: Option<String>,
    pub occurrence: Option<String>,
}

impl Known {
    /// Whether somebody has changed the event since an import wrote it.
    pub fn is_edited(&self) -> bool {
        self.updated_at != self.written_at
    }
}

/// The item with the place that was told before, if it tells none itself.
pub fn placed(item: &Item, before: &Item) -> Item {
    if !item.notes.contains(&Note::PlaceUnstated) {
        return item.clone();
    }
    Item {
        place: before.place.clone(),
        coordinates: before.coordinates,
        is_online: before.is_online,
        online_link: before.online_link.clone(),
        notes: before.notes.clone(),
        ..item.clone()
    }
}

/// What becomes of an item, by what is known of it.
pub fn verdict(item: &Item, known: Option<&Known>, now: Instant) -> Verdict {
    let schedule = match schedule(item, now) {
        Ok(schedule) => schedule,
        Err(misfit) => return Verdict::Refused(misfit),
    };
    if item.is_private && item.is_cancelled {
        return Verdict::Refused(Misfit::PrivateCancelled);
    }
    let Some(known) = known else {
        return Verdict::New;
    };
    let has_passed = known.status == Status::Draft && status(item, &schedule, now) != Status::Draft;
    if known.digest == digest(item) && (!has_passed || known.is_edited()) {
        return Verdict::Same;
    }
    if known.status == Status::Published && known.ends_at > now {
        return Verdict::Kept(Kept::Announced);
    }
    if known.is_edited() {
        return Verdict::Kept(Kept::Edited);
    }
    Verdict::Changed
}

/// When it is.
///
/// # Errors
/// Why no event of ours is then.
pub fn schedule(item: &Item, now: Instant) -> Result<Schedule, Misfit> {
    let schedule = Schedule::new(&item.zone, item.starts, item.ends, None, now);
    schedule.map_err(|misfit| match misfit {
        events::Misfit::Year(..) => Misfit::Year,
        events::Misfit::TooLong => Misfit::TooLong,
        _ => Misfit::Times,
    })
}

/// What is over is a page to read; what is to come waits until somebody has looked at it.
pub fn status(item: &Item, schedule: &Schedule, now: Instant) -> Status {
    if item.is_private {
        Status::Draft
    } else if item.is_cancelled {
        Status::Cancelled
    } else if schedule.ends.at <= now {
        Status::Published
    } else {
        Status::Draft
    }
}

/// The item as an event.
pub fn details(item: &Item, schedule: Schedule, venue: Option<VenueId>, words: Words) -> Details {
    let mode = if item.is_online {
        AttendanceMode::Online
    } else {
        AttendanceMode::InPerson
    };
    let title = if item.title.is_empty() {
        words.plain().t("imports-nameless")
    } else {
        item.title.clone()
    };
    Details {
        title,
        sentence: String::new(),
        description: item.description.clone(),
        schedule,
        attendance_mode: mode,
        venue_id: venue,
        online_link: item.online_link.clone(),
        online_link_from_minutes: events::LINK_MINUTES,
        capacity: None,
        online_capacity: None,
        overbooked: 0,
        asks_still_coming: false,
        guests_allowed: 0,
        rsvp_opens_at: None,
        rsvp_closes_at: None,
        cover: Cover::Group,
        picture: None,
        picture_alt: String::new(),
        questions: Questions::default(),
    }
}

/// Equal for items that say the same.
pub fn digest(item: &Item) -> String {
    let told = Item {
        notes: Vec::new(),
        ..item.clone()
    };
    let json = serde_json::to_vec(&told).expect("an item is plain");
    HEXLOWER.encode(&Sha256::digest(json))
}

impl Counts {
    pub fn of(lines: &[Line]) -> Counts {
        let mut counts = Counts::default();
        for line in lines {
            *match line {
                Line::Refused(_) => &mut counts.refused,
                Line::Item { verdict, .. } => match verdict {
                    Verdict::New => &mut counts.added,
                    Verdict::Changed => &mut counts.changed,
                    Verdict::Same => &mut counts.same,
                    Verdict::Kept(_) => &mut counts.kept,
                    Verdict::Refused(_) => &mut counts.refused,
                },
            } += 1;
        }
        counts
    }

    pub fn plus(self, other: Counts) -> Counts {
        Counts {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            same: self.same + other.same,
            kept: self.kept + other.kept,
            refused: self.refused + other.refused,
        }
    }

    /// How many events pressing the button writes.
    pub fn to_write(self) -> i64 {
        self.added + self.changed
    }
}

impl Line {
    /// What an organizer has to look at comes first, what changes nothing last.
    pub fn rank(&self) -> u8 {
        match self {
            Line::Refused(_) => 0,
            Line::Item { verdict, .. } => match verdict {
                Verdict::Refused(_) => 0,
                Verdict::Kept(_) => 1,
                Verdict::Changed => 2,
                Verdict::New => 3,
                Verdict::Same => 4,
            },
        }
    }
}
