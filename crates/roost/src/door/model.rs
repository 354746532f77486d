use crate::clock::Instant;
use crate::covers;
use crate::events::AgendaLine;
use crate::ids::{CheckInId, EventId, GroupId, PersonId, TelephoneId};
use crate::rsvps::State;
use crate::text;
use jiff::SignedDuration;
use std::collections::HashMap;

/// How long after the event its door is open: somebody puts the chairs away and counts once more.
pub const OPEN_AFTER: SignedDuration = SignedDuration::from_hours(6);

/// How long after that it takes what telephones noted without network. They may have been switched
/// off on the way home.
pub const LATE: SignedDuration = SignedDuration::from_hours(48);

/// People to ask whom a telephone shows: a helper keeps no more in mind.
pub const ASKED_FOR: usize = 3;

/// Whoever came since then came lately.
pub const RUSH: SignedDuration = SignedDuration::from_mins(2);

/// When so many came lately, helpers look at the door and at nothing else.
const MANY: i64 = 3;

/// How long wrong digits are held against who typed them.
pub const WAIT: SignedDuration = SignedDuration::from_mins(15);

/// Wrong digits from one telephone before it has to wait.
pub const MOST_WRONG: i64 = 5;

/// The same from one network: helpers stand in one room and share it.
pub const MOST_WRONG_BY_NETWORK: i64 = 10;

/// The same from everybody who has the link.
pub const MOST_WRONG_BY_LINK: i64 = 20;

/// Wrong digits after which these digits let nobody in: one in a hundred would have guessed them.
pub const MOST_WRONG_EVER: i64 = 100;

/// The door of one event.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Door {
    pub group_id: GroupId,
    pub event_id: EventId,
    /// Four, which each new telephone types once.
    pub digits: String,
    /// Since these digits were made.
    pub wrong_digits: i64,
    /// Raised by whatever changes who is here.
    pub version: i64,
    pub made_by: PersonId,
    pub made_at: Instant,
    /// Whether its telephones show whom to ask for a talk.
    pub asks: bool,
    /// `None`: the link works until some hours after the event.
    pub revoked_at: Option<Instant>,
}

/// What a door does at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// It shows nothing any more, and takes what telephones noted before.
    Late,
    Ended,
    Revoked,
}

impl Door {
    /// `ends_at` is the event's end.
    pub fn standing(&self, ends_at: Instant, now: Instant) -> Standing {
        let closes_at = ends_at.after(OPEN_AFTER);
        if self.revoked_at.is_some() {
            Standing::Revoked
        } else if now < closes_at {
            Standing::Open
        } else if now < closes_at.after(LATE) {
            Standing::Late
        } else {
            Standing::Ended
        }
    }

    /// Whether too many have guessed at its digits for them to open anything.
    pub fn is_guessed_at(&self) -> bool {
        self.wrong_digits >= MOST_WRONG_EVER
    }
}

/// A browser that the door has let in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Telephone {
    pub group_id: GroupId,
    pub id: TelephoneId,
    pub event_id: EventId,
    /// Counts the telephones of one door.
    pub number: i64,
    /// What the browser calls itself, cut.
    pub agent: String,
    pub let_in_at: Instant,
    /// `None`: it may check people in.
    pub cut_off_at: Option<Instant>,
}

/// The names for whoever lets people into the building.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NameList {
    pub group_id: GroupId,
    pub event_id: EventId,
    pub made_by: PersonId,
    pub made_at: Instant,
    /// When an organizer said that it was sent; `None`: its link works until the event is over.
    pub closed_at: Option<Instant>,
}

impl NameList {
    /// Whether its link shows the names. `ends_at` is the event's end.
    pub fn is_open(&self, ends_at: Instant, now: Instant) -> bool {
        self.closed_at.is_none() && now < ends_at
    }
}

/// What stands on a name badge.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Badge {
    pub name: String,
    /// Empty: she gave none.
    pub pronouns: String,
    /// Whether she came to no event of the group before this one.
    pub first_time: bool,
    /// Whether she shall be in no picture.
    pub no_photos: bool,
}

/// What happened at the door, under an id that the telephone made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Change {
    CheckIn {
        id: CheckInId,
        person: PersonId,
    },
    /// Somebody without an answer.
    WalkIn {
        id: CheckInId,
        name: String,
        /// Only with her yes to mail; empty: she gave none.
        #[serde(default)]
        email: String,
    },
    /// Takes back the check-in of this id, and no other.
    Undo {
        id: CheckInId,
    },
}

/// A person at the door as her row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Expected {
    pub person_id: PersonId,
    pub name: String,
    /// `None`: she walked in.
    pub state: Option<State>,
    /// `None`: she walked in.
    pub guests: Option<i64>,
    /// Whether she came to no event of the group before this one.
    pub first_time: bool,
    pub no_photos: bool,
}

/// What a helper sees of a person besides her name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    First,
    Speaks,
    Waits,
    WalkIn,
    /// She shall be in no picture and no recording.
    NoPhotos,
}

impl Mark {
    /// What the script calls it.
    pub fn name(self) -> &'static str {
        match self {
            Mark::First => "first",
            Mark::Speaks => "speaks",
            Mark::Waits => "waits",
            Mark::WalkIn => "walk_in",
            Mark::NoPhotos => "no_photos",
        }
    }

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Mark::First => "door-first",
            Mark::Speaks => "door-speaks",
            Mark::Waits => "door-waits",
            Mark::WalkIn => "door-walked-in",
            Mark::NoPhotos => "door-no-photos",
        }
    }
}

/// A person as a helper sees her. What only organizers see is not in here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    pub id: PersonId,
    pub name: String,
    /// What a helper's typing is looked for in.
    pub key: String,
    pub initials: String,
    pub hue: u32,
    pub marks: Vec<Mark>,
    pub guests: i64,
    /// The check-ins of hers that stand, oldest first; empty: she is not here yet.
    pub here: Vec<CheckInId>,
}

impl Listed {
    pub fn is_here(&self) -> bool {
        !self.here.is_empty()
    }

    pub fn waits(&self) -> bool {
        self.marks.contains(&Mark::Waits)
    }

    /// Whether what was typed, folded by [`text::search_key`], is in her name.
    pub fn is_meant_by(&self, folded: &str) -> bool {
        self.key.contains(folded)
    }
}

/// Everybody at the door, by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DoorList {
    /// Grows with whatever changes the list.
    pub version: i64,
    pub people: Vec<Listed>,
    /// Who of them could be asked for a talk, best first; `None`: the door does not show it.
    pub ask: Option<Vec<PersonId>>,
    /// How many came within [`RUSH`].
    pub lately: i64,
}

impl DoorList {
    /// `check_ins` are those that stand, oldest first.
    pub fn new(
        version: i64,
        expected: Vec<Expected>,
        check_ins: &[(CheckInId, PersonId)],
        agenda: &[AgendaLine],
    ) -> DoorList {
        let mut stands: HashMap<PersonId, Vec<CheckInId>> = HashMap::new();
        for (check_in, person) in check_ins {
            stands.entry(*person).or_default().push(*check_in);
        }
        let speakers: Vec<String> = agenda
            .iter()
            .map(|line| padded(&line.speaker))
            .filter(|speaker| !speaker.trim().is_empty())
            .collect();
        let people = expected.into_iter().map(|person| {
            let here = stands.remove(&person.person_id).unwrap_or_default();
            listed(person, here, &speakers)
        });
        DoorList {
            version,
            people: people.collect(),
            ask: None,
            lately: 0,
        }
    }

    /// Whether there is no time for anything but the door.
    pub fn is_rush(&self) -> bool {
        self.lately >= MANY
    }

    /// The names of those who could be asked; `None`: the door does not show it.
    pub fn names_to_ask(&self) -> Option<Vec<&str>> {
        let ask = self.ask.as_ref()?;
        let find = |id: &PersonId| self.people.iter().find(|person| person.id == *id);
        let found = ask.iter().filter_map(find);
        Some(found.map(|person| person.name.as_str()).collect())
    }

    /// How many are here.
    pub fn count(&self) -> usize {
        self.people.iter().filter(|person| person.is_here()).count()
    }

    /// How many are here or have a seat and are still to come.
    pub fn count_all(&self) -> usize {
        let counted = |person: &&Listed| person.is_here() || !person.waits();
        self.people.iter().filter(counted).count()
    }
}

fn listed(person: Expected, here: Vec<CheckInId>, speakers: &[String]) -> Listed {
    let name = padded(&person.name);
    let marks = [
        (Mark::First, person.first_time),
        (
            Mark::Speaks,
            speakers.iter().any(|speaker| names(speaker, &name)),
        ),
        (Mark::Waits, person.state == Some(State::Waitlisted)),
        (
            Mark::WalkIn,
            matches!(person.state, None | Some(State::Declined)),
        ),
        (Mark::NoPhotos, person.no_photos),
    ];
    let marks = marks.into_iter().filter(|(_, is)| *is);
    Listed {
        id: person.person_id,
        key: text::search_key(&person.name),
        initials: covers::initials(&person.name),
        hue: covers::hue(&person.name),
        marks: marks.map(|(mark, _)| mark).collect(),
        guests: person.guests.unwrap_or(0),
        name: person.name,
        here,
    }
}

/// Whether somebody called `name` is meant: a first name alone is part of other people's names.
fn names(speaker: &str, name: &str) -> bool {
    let is_whole = name.trim().contains(' ');
    speaker == name || (is_whole && speaker.contains(name))
}

/// A name, or several, as whole words: a line of the agenda may name two speakers.
fn padded(names: &str) -> String {
    format!(
        " {} ",
        text::search_key(&names.replace([',', '&', ';', '/'], " "))
    )
}
