use crate::clock::Instant;
use crate::events::Event;
use crate::ids::{AskId, EventId, GroupId, PersonId, TurnId};
use crate::lightning;
use crate::stored_as_text;
use jiff::SignedDuration;
use jiff::civil::Date;

/// Characters of a topic: it becomes the title of her turn.
pub const TOPIC: usize = lightning::TITLE;

/// How long an ask and its answer are kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How long somebody is left alone who said "Please don't ask me".
pub const PAUSED: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How long somebody has to answer before organizers are told that it is overdue.
pub const ANSWER_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A day, written in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

stored_as_text!(Day);

/// What she said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Answer {
    /// Nothing yet.
    None,
    /// For the event that she was asked about, or for some event if it was about none.
    Yes,
    NextTime,
    Thinking,
    NotYet,
}

impl Answer {
    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Answer::None => "none",
            Answer::Yes => "yes",
            Answer::NextTime => "next_time",
            Answer::Thinking => "thinking",
            Answer::NotYet => "not_yet",
        }
    }

    /// Key of its words, as organizers read it.
    pub fn key(self) -> &'static str {
        match self {
            Answer::None => "asks-answer-none",
            Answer::Yes => "asks-answer-yes",
            Answer::NextTime => "asks-answer-next-time",
            Answer::Thinking => "asks-answer-thinking",
            Answer::NotYet => "asks-answer-not-yet",
        }
    }

    /// How far a talk is after this answer; `None`: none comes of it for now.
    pub fn step(self) -> Option<Step> {
        match self {
            Answer::None => Some(Step::Asked),
            Answer::Thinking => Some(Step::Thinking),
            Answer::Yes | Answer::NextTime => Some(Step::SaidYes),
            Answer::NotYet => None,
        }
    }
}

impl std::str::FromStr for Answer {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [
            Answer::None,
            Answer::Yes,
            Answer::NextTime,
            Answer::Thinking,
            Answer::NotYet,
        ];
        let found = all.into_iter().find(|answer| answer.value() == text);
        found.ok_or(())
    }
}

/// How far a talk is on its way to the stage, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Step {
    Asked,
    Thinking,
    SaidYes,
    SlidesIn,
    OnStage,
}

impl Step {
    pub const ALL: [Step; 5] = [
        Step::Asked,
        Step::Thinking,
        Step::SaidYes,
        Step::SlidesIn,
        Step::OnStage,
    ];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Step::Asked => "asked",
            Step::Thinking => "thinking",
            Step::SaidYes => "said_yes",
            Step::SlidesIn => "slides_in",
            Step::OnStage => "on_stage",
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Step::Asked => "asks-step-asked",
            Step::Thinking => "asks-step-thinking",
            Step::SaidYes => "asks-step-said-yes",
            Step::SlidesIn => "asks-step-slides-in",
            Step::OnStage => "asks-step-on-stage",
        }
    }

    /// Whether somebody waits for an answer.
    pub fn waits(self) -> bool {
        matches!(self, Step::Asked | Step::Thinking)
    }

    /// The step of a turn in a line-up; `None`: it was passed over.
    pub fn of_turn(state: lightning::State, has_slides: bool) -> Option<Step> {
        use lightning::State;
        match state {
            State::OnStage | State::Given => Some(Step::OnStage),
            State::Waiting if has_slides => Some(Step::SlidesIn),
            State::Waiting => Some(Step::SaidYes),
            State::Skipped | State::Absent => None,
        }
    }
}

impl std::str::FromStr for Step {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = Step::ALL.into_iter().find(|step| step.value() == text);
        found.ok_or(())
    }
}

/// How she was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum AskWay {
    InPerson,
    Mail,
}

/// One question for a talk, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Ask {
    pub group_id: GroupId,
    pub id: AskId,
    pub person_id: PersonId,
    /// `None`: for no event in particular.
    pub event_id: Option<EventId>,
    pub asked_by: PersonId,
    pub way: AskWay,
    pub answer: Answer,
    /// In her words; may be empty.
    pub topic: String,
    /// Next time is at this event, or on this day.
    pub promised_event_id: Option<EventId>,
    pub promised_on: Option<Day>,
    /// `None`: no talk comes of it for now.
    pub step: Option<Step>,
    /// In a line-up. It may have been taken back since.
    pub turn_id: Option<TurnId>,
    pub asked_at: Instant,
    pub answered_at: Option<Instant>,
    /// After that it is overdue.
    pub answer_by: Instant,
    /// Rises with each change.
    pub version: i64,
}

impl Ask {
    /// Whether somebody should ask again what became of it.
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.step.is_some_and(Step::waits) && self.answer_by < now
    }
}

/// Until when an answer is waited for: a week, or until the event begins.
pub fn answer_by(event: Option<&Event>, now: Instant) -> Instant {
    let week = now.after(ANSWER_WITHIN);
    let before = event.map(|event| event.starts_at);
    before
        .filter(|starts| *starts > now)
        .map_or(week, |starts| starts.min(week))
}

/// An ask with the names that organizers read.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Shown {
    #[sqlx(flatten)]
    pub ask: Ask,
    pub person: String,
    /// The picture of her account.
    pub picture: Option<String>,
    /// Empty: she is forgotten.
    pub asker: String,
    /// Of the event that she was asked for.
    pub event: Option<String>,
    /// Of the event that she promised a talk for.
    pub promised: Option<String>,
    /// `None`: she has no turn, or took it back.
    pub turn_state: Option<lightning::State>,
    pub turn_has_slides: bool,
}

impl Shown {
    /// How far the talk is: as an organizer says, or as its turn does if that is further.
    pub fn step(&self) -> Option<Step> {
        let turn = self
            .turn_state
            .and_then(|state| Step::of_turn(state, self.turn_has_slides));
        self.ask.step.max(turn)
    }
}

/// A turn that nobody asked for.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TalkInLine {
    pub turn_id: TurnId,
    pub person: String,
    pub picture: Option<String>,
    pub title: String,
    pub state: lightning::State,
    pub has_slides: bool,
    pub event: String,
    pub slug: String,
    pub starts_at: Instant,
}

/// What a group keeps of what an account said when it was asked.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnAsk {
    pub group_slug: String,
    pub group_name: String,
    pub zone: String,
    pub asker: String,
    pub event: Option<String>,
    pub answer: Answer,
    pub topic: String,
    pub asked_at: Instant,
}

/// A group that may ask an account, or may not until then.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnPause {
    pub group_slug: String,
    pub group_name: String,
    pub zone: String,
    /// `None`: it may.
    pub until: Option<Instant>,
}
