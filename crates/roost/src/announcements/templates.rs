//! Messages that organizers write each month, to begin with.

use super::model::Target;
use crate::events::Event;
use crate::words::Words;
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageTemplate {
    /// To who speaks: when to be there, screen, slides.
    Speakers,
    /// To the house of the place: what was agreed, once more.
    Venue,
    /// To the house's door: who comes.
    DoorList,
    /// To who came: thanks, and what comes next.
    Thanks,
    /// To who came for the first time.
    FirstTimers,
    /// To who comes often: a hand for the evening.
    Volunteers,
    /// To everybody: somebody else takes over.
    HandOver,
    /// To everybody: no evenings for a while.
    Pause,
}

/// What a template is written from.
pub struct Facts<'f> {
    pub group: &'f str,
    /// The writer's name.
    pub author: &'f str,
    pub event: Option<&'f Event>,
    /// The whole address of the event's page, or of the group's.
    pub link: String,
    /// Where it is; empty: nobody knows yet.
    pub place: String,
    /// The whole address of the names for the house's door; empty: it is not open.
    pub names: String,
}

/// Where its words stand.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    pub name: &'static str,
    subject: &'static str,
    body: &'static str,
    /// The text without what is not known yet: the place, or the link of the names.
    without: &'static str,
}

/// What the form begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    pub subject: String,
    pub body: String,
}

impl MessageTemplate {
    pub const ALL: [MessageTemplate; 8] = [
        MessageTemplate::Speakers,
        MessageTemplate::Venue,
        MessageTemplate::DoorList,
        MessageTemplate::Thanks,
        MessageTemplate::FirstTimers,
        MessageTemplate::Volunteers,
        MessageTemplate::HandOver,
        MessageTemplate::Pause,
    ];

    /// As its address and its words name it.
    pub fn name(self) -> &'static str {
        match self {
            MessageTemplate::Speakers => "speakers",
            MessageTemplate::Venue => "venue",
            MessageTemplate::DoorList => "door-list",
            MessageTemplate::Thanks => "thanks",
            MessageTemplate::FirstTimers => "first-timers",
            MessageTemplate::Volunteers => "volunteers",
            MessageTemplate::HandOver => "hand-over",
            MessageTemplate::Pause => "pause",
        }
    }

    /// Whether it goes to somebody whom the group does not know as a person, so that it is written
    /// here and sent from the organizer's own mail program.
    pub fn is_for_the_house(self) -> bool {
        matches!(self, MessageTemplate::Venue | MessageTemplate::DoorList)
    }

    /// Whether it says something of an event, and so needs one.
    pub fn needs_event(self) -> bool {
        !matches!(self, MessageTemplate::HandOver | MessageTemplate::Pause)
    }

    /// Whether its event is one that is over.
    pub fn looks_back(self) -> bool {
        matches!(self, MessageTemplate::Thanks | MessageTemplate::FirstTimers)
    }

    /// Whom it is for; `None`: nobody of the group.
    pub fn target(self, event: Option<&Event>) -> Option<Target> {
        match (self, event) {
            (MessageTemplate::Speakers, Some(event)) => Some(Target::Speaking(event.id)),
            (MessageTemplate::Thanks, Some(event)) => Some(Target::Came(event.id)),
            (MessageTemplate::FirstTimers, Some(event)) => Some(Target::FirstTimers(event.id)),
            (MessageTemplate::Volunteers, _) => Some(Target::CameTimes(3)),
            (MessageTemplate::HandOver | MessageTemplate::Pause, _) => Some(Target::Agreed),
            _ => None,
        }
    }

    /// The text in the group's language; `words` without isolation marks.
    pub fn begin(self, words: Words, facts: &Facts) -> Beginning {
        let (title, date, starts) = match facts.event {
            Some(event) => (
                event.title.clone(),
                words.long_date(event.starts().date()),
                words.time(event.starts().time()),
            ),
            None => Default::default(),
        };
        let doors = facts
            .event
            .and_then(Event::doors)
            .map(|doors| words.time(doors.time()));
        let said = words
            .with("group", facts.group.to_owned())
            .with("me", facts.author.to_owned())
            .with("event", title)
            .with("date", date)
            .with("doors", doors.unwrap_or_else(|| starts.clone()))
            .with("starts", starts)
            .with("place", facts.place.clone())
            .with("names", facts.names.clone())
            .with("link", facts.link.clone());
        let keys = self.keys();
        let lacks = match self {
            MessageTemplate::DoorList => facts.names.is_empty(),
            _ => facts.place.is_empty(),
        };
        Beginning {
            subject: said.t(keys.subject),
            body: said.t(if lacks { keys.without } else { keys.body }),
        }
    }

    #[rustfmt::skip] // One line each reads as the table that it is.
    pub fn keys(self) -> Keys {
        let keys = |name, subject, body, without| Keys { name, subject, body, without };
        match self {
            MessageTemplate::Speakers => keys("announcements-text-speakers", "announcements-text-speakers-subject", "announcements-text-speakers-body", "announcements-text-speakers-without"),
            MessageTemplate::Venue => keys("announcements-text-venue", "announcements-text-venue-subject", "announcements-text-venue-body", "announcements-text-venue-without"),
            MessageTemplate::DoorList => keys("announcements-text-door-list", "announcements-text-door-list-subject", "announcements-text-door-list-body", "announcements-text-door-list-without"),
            MessageTemplate::Thanks => keys("announcements-text-thanks", "announcements-text-thanks-subject", "announcements-text-thanks-body", "announcements-text-thanks-body"),
            MessageTemplate::FirstTimers => keys("announcements-text-first-timers", "announcements-text-first-timers-subject", "announcements-text-first-timers-body", "announcements-text-first-timers-body"),
            MessageTemplate::Volunteers => keys("announcements-text-volunteers", "announcements-text-volunteers-subject", "announcements-text-volunteers-body", "announcements-text-volunteers-body"),
            MessageTemplate::HandOver => keys("announcements-text-hand-over", "announcements-text-hand-over-subject", "announcements-text-hand-over-body", "announcements-text-hand-over-body"),
            MessageTemplate::Pause => keys("announcements-text-pause", "announcements-text-pause-subject", "announcements-text-pause-body", "announcements-text-pause-body"),
        }
    }
}

impl FromStr for MessageTemplate {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut all = MessageTemplate::ALL.into_iter();
        all.find(|known| known.name() == text).ok_or(())
    }
}
