use crate::clock::Instant;
use crate::ids::{AnnouncementId, EventId, GroupId, PersonId};
use jiff::SignedDuration;
use std::fmt;
use std::str::FromStr;

/// Copies written in one transaction: enough to be quick, few enough that nobody waits for it.
pub const CHUNK: usize = 500;

/// How long after its end people of an event can still be written to, to thank them or to send
/// what they asked for.
pub const AFTERWARDS: SignedDuration = SignedDuration::from_hours(14 * 24);

pub const SUBJECT_LENGTH: usize = 150;
pub const BODY_LENGTH: usize = 20_000;

/// How long the two questions about an event can be answered once they were asked.
pub const FEEDBACK_OPEN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A message whose hour has passed by more than this is held: what it says may not be true any more.
pub const LATE: SignedDuration = SignedDuration::from_hours(2);

/// How far ahead a message can be set to go out.
pub const AHEAD: SignedDuration = SignedDuration::from_hours(366 * 24);

/// What stands for the reader's name in the text.
pub const NAME: &str = "{name}";

/// How often somebody came, as the form offers it.
pub const TIMES: [i64; 4] = [2, 3, 5, 10];

/// On what ground its readers get a message, which is what may end it before their turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Audience {
    /// They are going to an event, came to it, or speak there.
    Going,
    /// They wait for a seat, or have one offered.
    Waiting,
    /// They agreed to mail about other evenings.
    Agreed,
}

/// Whom a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Everybody who agreed to mail.
    Agreed,
    Going(EventId),
    Waiting(EventId),
    /// Those who came to an event that is over, or said yes where nobody was checked in. Each of
    /// them is asked two questions.
    Came(EventId),
    /// Those of them who had never come before.
    FirstTimers(EventId),
    /// Those who give a talk at an event, long or short.
    Speaking(EventId),
    /// Those who agreed to mail and have not answered an event.
    Unanswered(EventId),
    /// Those who agreed to mail and came to the last event.
    CameLast,
    /// Those who agreed to mail and came at least so often.
    CameTimes(i64),
    /// Those who agreed to mail and have not come yet.
    NeverCame,
    /// Those who agreed to mail and have given a talk, or are about to.
    Speakers,
}

impl Target {
    pub fn audience(self) -> Audience {
        match self {
            Target::Going(_) | Target::Came(_) | Target::FirstTimers(_) | Target::Speaking(_) => {
                Audience::Going
            }
            Target::Waiting(_) => Audience::Waiting,
            Target::Agreed
            | Target::Unanswered(_)
            | Target::CameLast
            | Target::CameTimes(_)
            | Target::NeverCame
            | Target::Speakers => Audience::Agreed,
        }
    }

    pub fn event(self) -> Option<EventId> {
        match self {
            Target::Going(event)
            | Target::Waiting(event)
            | Target::Came(event)
            | Target::FirstTimers(event)
            | Target::Speaking(event)
            | Target::Unanswered(event) => Some(event),
            Target::Agreed
            | Target::CameLast
            | Target::CameTimes(_)
            | Target::NeverCame
            | Target::Speakers => None,
        }
    }

    /// Whether its people are asked how it was.
    pub fn asks_feedback(self) -> bool {
        matches!(self, Target::Came(_))
    }

    /// Whether it makes sense only while its event is still to come.
    pub fn is_about_coming(self) -> bool {
        matches!(
            self,
            Target::Going(_) | Target::Waiting(_) | Target::Speaking(_) | Target::Unanswered(_)
        )
    }
}

impl fmt::Display for Target {
    /// As the form sends it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Agreed => f.write_str("agreed"),
            Target::Going(event) => write!(f, "going.{event}"),
            Target::Waiting(event) => write!(f, "waiting.{event}"),
            Target::Came(event) => write!(f, "came.{event}"),
            Target::FirstTimers(event) => write!(f, "first.{event}"),
            Target::Speaking(event) => write!(f, "speaking.{event}"),
            Target::Unanswered(event) => write!(f, "unanswered.{event}"),
            Target::CameLast => f.write_str("last"),
            Target::CameTimes(times) => write!(f, "times.{times}"),
            Target::NeverCame => f.write_str("never"),
            Target::Speakers => f.write_str("speakers"),
        }
    }
}

impl FromStr for Target {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let Some((kind, subject)) = text.split_once('.') else {
            return match text {
                "agreed" => Ok(Target::Agreed),
                "last" => Ok(Target::CameLast),
                "never" => Ok(Target::NeverCame),
                "speakers" => Ok(Target::Speakers),
                _ => Err(()),
            };
        };
        if kind == "times" {
            let times = subject.parse().map_err(|_| ())?;
            return (1..=1000)
                .contains(&times)
                .then_some(Target::CameTimes(times))
                .ok_or(());
        }
        let of: fn(EventId) -> Target = match kind {
            "going" => Target::Going,
            "waiting" => Target::Waiting,
            "came" => Target::Came,
            "first" => Target::FirstTimers,
            "speaking" => Target::Speaking,
            "unanswered" => Target::Unanswered,
            _ => return Err(()),
        };
        subject.parse().map(of).map_err(|_| ())
    }
}

/// What an organizer wants to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub target: Target,
    /// The event whose card stands below the text; a target of an event always shows that one.
    pub about: Option<EventId>,
    pub subject: String,
    /// Markdown. [`NAME`] becomes the reader's name.
    pub body: String,
}

impl Message {
    pub fn event(&self) -> Option<EventId> {
        self.target.event().or(self.about)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    /// It is written and goes nowhere by itself.
    Draft,
    /// It goes out at its hour.
    Scheduled,
    /// Its hour came, and it did not go out.
    Held,
    /// Its audience is frozen, and its copies are going out or gone.
    Sent,
    /// It was called off: before its hour, or with copies still in the queue.
    Cancelled,
}

impl State {
    /// Whether it can still be changed.
    pub fn is_open(self) -> bool {
        matches!(self, State::Draft | State::Held)
    }
}

/// Why a message did not go out at its hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Held {
    /// The server was away, and the hour had passed by more than [`LATE`].
    Late,
    /// Its event was called off or moved, or had begun, or was over.
    Event,
    /// Nobody was in its audience.
    Nobody,
    /// The group may not write to others, or its author organizes it no more.
    Group,
    /// Its readers were asked before how it was, or the event was not over.
    Asked,
}

impl Held {
    /// The key of the sentence that says it.
    pub fn sentence(self) -> &'static str {
        match self {
            Held::Late => "announcements-held-late",
            Held::Event => "announcements-held-event",
            Held::Nobody => "announcements-held-nobody",
            Held::Group => "announcements-held-group",
            Held::Asked => "announcements-held-asked",
        }
    }
}

/// A message to many, from its first draft on.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Announcement {
    pub group_id: GroupId,
    pub id: AnnouncementId,
    /// The event that it is about; `None`: about none.
    pub event_id: Option<EventId>,
    /// Who wrote it last, or sent it.
    pub author_id: PersonId,
    /// The author's name.
    pub author: String,
    pub audience: Audience,
    /// Its [`Target`], as the form sends it.
    pub target: String,
    /// Whether each copy has a link of its own to the two questions about the event.
    pub asks_feedback: bool,
    pub subject: String,
    /// Markdown.
    pub body: String,
    pub state: State,
    pub held_for: Option<Held>,
    /// When it is to go out; `None`: as soon as it is sent.
    pub send_at: Option<Instant>,
    pub created_at: Instant,
    /// When its audience was frozen; `None`: not yet.
    pub sent_at: Option<Instant>,
    /// How many it was frozen for.
    pub recipients: i64,
    /// How many of them the writing of copies has come past.
    pub written: i64,
}

impl Announcement {
    /// Whom it is for. Messages of before targets were kept had four.
    pub fn target(&self) -> Target {
        let kept = self.target.parse().ok();
        kept.unwrap_or(match (self.audience, self.event_id) {
            (Audience::Going, Some(event)) if self.asks_feedback => Target::Came(event),
            (Audience::Going, Some(event)) => Target::Going(event),
            (Audience::Waiting, Some(event)) => Target::Waiting(event),
            _ => Target::Agreed,
        })
    }

    pub fn message(&self) -> Message {
        Message {
            target: self.target(),
            about: self.event_id,
            subject: self.subject.clone(),
            body: self.body.clone(),
        }
    }
}

/// Where the copies of an announcement are. They add up to its recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Waiting for their first attempt.
    pub queued: i64,
    /// Put off by the reader's mail server, and tried again.
    pub deferred: i64,
    pub sent: i64,
    /// Refused for good, at once or later.
    pub bounced: i64,
    /// Their readers had gone before their turn.
    pub left: i64,
    /// Called off before their turn.
    pub cancelled: i64,
}

impl Progress {
    /// Copies not written yet wait too, unless no more are written. A recipient whose address is
    /// gone has no copy: she left.
    pub fn of(announcement: &Announcement, counts: crate::mail::Counts) -> Self {
        let unwritten = announcement.recipients - announcement.written;
        let (waiting, off) = match announcement.state {
            State::Cancelled => (0, unwritten),
            _ => (unwritten, 0),
        };
        Progress {
            queued: counts.queued + waiting,
            deferred: counts.deferred,
            sent: counts.sent,
            bounced: counts.failed + counts.bounced,
            left: counts.left + announcement.written - counts.all(),
            cancelled: counts.cancelled + off,
        }
    }

    /// Whether copies are still to go out.
    pub fn is_going(&self) -> bool {
        self.queued + self.deferred > 0
    }
}
