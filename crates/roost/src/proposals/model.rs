use crate::clock::Instant;
use crate::events::Event;
use crate::ids::{EventId, GroupId, PersonId, ProposalId, WantedTopicId};
use crate::stored_as_text;
use jiff::civil::Date;

/// Longest name of a speaker or a mentor, in characters.
pub const NAME: usize = 120;

/// Longest title, in characters.
pub const TITLE: usize = 160;

/// Longest summary, and longest text of a letter.
pub const SUMMARY: usize = 5_000;

/// Longest of her other answers, and of the organizers' note.
pub const ANSWER: usize = 1_000;

/// Minutes of a talk of which she says nothing else.
pub const MINUTES: i64 = 30;

/// Minutes that a talk may have.
pub const LENGTHS: std::ops::RangeInclusive<i64> = 5..=240;

/// Open proposals that one person may have in a group.
pub const MOST_OPEN: usize = 10;

/// Topics that a group may want at a time.
pub const MOST_TOPICS: usize = 40;

/// A day, written in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

stored_as_text!(Day);

/// What has become of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    Proposed,
    /// An organizer asked her something.
    Talking,
    Accepted,
    /// At a named event.
    Scheduled,
    Given,
    Declined,
    /// She took it back.
    Withdrawn,
}

impl State {
    /// In the order in which organizers read them.
    pub const ALL: [State; 7] = [
        State::Proposed,
        State::Talking,
        State::Accepted,
        State::Scheduled,
        State::Given,
        State::Declined,
        State::Withdrawn,
    ];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            State::Proposed => "proposed",
            State::Talking => "talking",
            State::Accepted => "accepted",
            State::Scheduled => "scheduled",
            State::Given => "given",
            State::Declined => "declined",
            State::Withdrawn => "withdrawn",
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            State::Proposed => "proposals-state-proposed",
            State::Talking => "proposals-state-talking",
            State::Accepted => "proposals-state-accepted",
            State::Scheduled => "proposals-state-scheduled",
            State::Given => "proposals-state-given",
            State::Declined => "proposals-state-declined",
            State::Withdrawn => "proposals-state-withdrawn",
        }
    }

    /// Key of what she reads about it on her own page.
    pub fn own_key(self) -> &'static str {
        match self {
            State::Proposed => "proposals-own-proposed",
            State::Talking => "proposals-own-talking",
            State::Accepted => "proposals-own-accepted",
            State::Scheduled => "proposals-own-scheduled",
            State::Given => "proposals-own-given",
            State::Declined => "proposals-own-declined",
            State::Withdrawn => "proposals-own-withdrawn",
        }
    }

    /// Whether there is a move from here to there. Another question may follow a question, and
    /// another event an event; what was declined may be talked about again.
    pub fn may_become(self, next: State) -> bool {
        use State::{Accepted, Declined, Given, Proposed, Scheduled, Talking, Withdrawn};
        match self {
            Proposed | Talking => matches!(next, Talking | Accepted | Declined | Withdrawn),
            Accepted => matches!(next, Talking | Scheduled | Declined | Withdrawn),
            Scheduled => matches!(next, Scheduled | Accepted | Given | Withdrawn),
            Declined => matches!(next, Talking),
            Given | Withdrawn => false,
        }
    }

    /// Whether she can still change what she said.
    pub fn is_hers_to_edit(self) -> bool {
        matches!(self, State::Proposed | State::Talking)
    }

    /// Whether somebody still has to do something about it.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            State::Proposed | State::Talking | State::Accepted | State::Scheduled
        )
    }

    /// Whether she gets a letter, which an organizer sees before it goes.
    pub fn is_told(self) -> bool {
        matches!(
            self,
            State::Talking | State::Accepted | State::Scheduled | State::Declined
        )
    }
}

impl std::str::FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = State::ALL.into_iter().find(|state| state.value() == text);
        found.ok_or(())
    }
}

/// What she says of her talk, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub title: String,
    /// Markdown; may be empty.
    pub summary: String,
    pub minutes: i64,
    /// It is the first talk ever.
    pub first_time: bool,
    pub wants_mentor: bool,
    pub wants_rehearsal: bool,
    /// When she could; may be empty.
    pub available: String,
    pub links: String,
}

/// A proposal, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Proposal {
    pub group_id: GroupId,
    pub id: ProposalId,
    pub person_id: PersonId,
    pub state: State,
    /// As the program shows it.
    pub name: String,
    pub title: String,
    pub summary: String,
    pub minutes: i64,
    pub first_time: bool,
    pub wants_mentor: bool,
    pub wants_rehearsal: bool,
    pub available: String,
    pub links: String,
    /// A name; empty: nobody yet.
    pub mentor: String,
    pub rehearsal_on: Option<Day>,
    /// For organizers only.
    pub note: String,
    /// Where it is scheduled, or was given.
    pub event_id: Option<EventId>,
    /// The event that it was scheduled at was cancelled.
    pub lost_event: bool,
    pub given_at: Option<Instant>,
    /// She lets other groups ask for it.
    pub shares: bool,
    /// `None`: it is not offered to other groups.
    pub offered_at: Option<Instant>,
    /// Of the form that it came by.
    pub form_key: String,
    pub created_at: Instant,
    /// Rises with each change.
    pub version: i64,
}

impl Proposal {
    pub fn take(&mut self, entry: &Entry) {
        self.name.clone_from(&entry.name);
        self.title.clone_from(&entry.title);
        self.summary.clone_from(&entry.summary);
        self.minutes = entry.minutes;
        self.first_time = entry.first_time;
        self.wants_mentor = entry.wants_mentor;
        self.wants_rehearsal = entry.wants_rehearsal;
        self.available.clone_from(&entry.available);
        self.links.clone_from(&entry.links);
    }

    /// Whether an organizer can make this move now; `event` is where it is scheduled. A talk is
    /// given once its event has begun, and until then it can be put elsewhere.
    pub fn may_move(&self, next: State, event: Option<&Event>, now: Instant) -> bool {
        let has_begun = event.is_some_and(|event| event.is_on() && event.has_begun(now));
        let fits = match (self.state, next) {
            (_, State::Proposed | State::Withdrawn) => false,
            (State::Scheduled, State::Given) => has_begun,
            _ => true,
        };
        fits && self.state.may_become(next)
    }
}

/// Whether a talk can be scheduled at this event.
pub fn takes(event: &Event, now: Instant) -> bool {
    event.is_on() && !event.has_begun(now)
}

/// Something that a group would love to hear about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WantedTopic {
    pub id: WantedTopicId,
    pub title: String,
}

/// What an account proposed to a group.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnProposal {
    pub group_id: GroupId,
    pub id: ProposalId,
    pub group_slug: String,
    pub group_name: String,
    pub title: String,
    pub state: State,
}

/// A talk that another group offers.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Offer {
    pub group_id: GroupId,
    pub id: ProposalId,
    pub group_slug: String,
    pub group_name: String,
    pub name: String,
    pub title: String,
    pub summary: String,
    pub minutes: i64,
}
