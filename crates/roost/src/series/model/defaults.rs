use crate::clock::Instant;
use crate::events::{
    AgendaLine, AttendanceMode, Cover, Details, Event, Questions, Schedule, find_zone,
};
use crate::ids::VenueId;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Unit};
use serde::{Deserialize, Serialize};

/// What each evening of a series is unless somebody says otherwise: all but its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defaults {
    pub title: String,
    pub sentence: String,
    pub description: String,
    /// IANA name.
    pub zone: String,
    /// On the wall.
    #[serde(with = "clock")]
    pub starts: Time,
    /// Minutes that pass on the wall until it ends.
    pub lasts: i64,
    /// Minutes on the wall before the start; `None`: nobody says when doors open.
    pub doors_before: Option<i64>,
    pub attendance_mode: AttendanceMode,
    pub venue_id: Option<VenueId>,
    pub online_link: String,
    pub online_link_from_minutes: i64,
    pub capacity: Option<i64>,
    pub online_capacity: Option<i64>,
    /// What was written before there was any says nothing of it.
    #[serde(default)]
    pub overbooked: i64,
    #[serde(default)]
    pub asks_still_coming: bool,
    pub guests_allowed: i64,
    /// Minutes on the wall before the start; `None`: answers open with the page.
    pub opens_before: Option<i64>,
    /// The same; `None`: answers close at the start.
    pub closes_before: Option<i64>,
    pub cover: Cover,
    #[serde(default)]
    pub questions: Questions,
    pub agenda: Vec<AgendaLine>,
}

/// What can be different from the series, in the words of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Title,
    Sentence,
    Description,
    Time,
    Place,
    Seats,
    RsvpTimes,
    Questions,
    Round,
    Agenda,
    Cover,
}

impl Part {
    pub const ALL: [Part; 11] = [
        Part::Title,
        Part::Sentence,
        Part::Description,
        Part::Time,
        Part::Place,
        Part::Seats,
        Part::RsvpTimes,
        Part::Questions,
        Part::Round,
        Part::Agenda,
        Part::Cover,
    ];
}

impl Defaults {
    /// What an event says, but for its date. An uploaded picture belongs to its event alone.
    pub fn of(details: &Details, agenda: &[AgendaLine]) -> Defaults {
        let when = &details.schedule;
        let zone = find_zone(&when.zone).unwrap_or(TimeZone::UTC);
        let starts = when.starts.wall.0;
        let before = |at: Instant| minutes(at.in_zone(&zone).datetime(), starts);
        Defaults {
            title: details.title.clone(),
            sentence: details.sentence.clone(),
            description: details.description.clone(),
            zone: when.zone.clone(),
            starts: starts.time(),
            lasts: minutes(starts, when.ends.wall.0),
            doors_before: when.doors.map(|doors| minutes(doors.wall.0, starts)),
            attendance_mode: details.attendance_mode,
            venue_id: details.venue_id,
            online_link: details.online_link.clone(),
            online_link_from_minutes: details.online_link_from_minutes,
            capacity: details.capacity,
            online_capacity: details.online_capacity,
            overbooked: details.overbooked,
            asks_still_coming: details.asks_still_coming,
            guests_allowed: details.guests_allowed,
            opens_before: details.rsvp_opens_at.map(before),
            closes_before: details.rsvp_closes_at.map(before),
            cover: match details.cover {
                Cover::Picture => Cover::Group,
                cover => cover,
            },
            questions: details.questions.clone(),
            agenda: agenda.to_vec(),
        }
    }

    /// The same of an event that there is.
    pub fn of_event(event: &Event, agenda: &[AgendaLine]) -> Defaults {
        Defaults::of(&Details::of(event), agenda)
    }

    /// The evening of one date; `None`: no calendar holds that date.
    ///
    /// A time that the clocks skip that night is the next that they show, as in an import.
    pub fn on(&self, date: Date, now: Instant) -> Option<Details> {
        let zone = find_zone(&self.zone)?;
        let shown = |wall: DateTime| zone.to_ambiguous_zoned(wall).compatible().ok();
        let wall = date.to_datetime(self.starts);
        let starts = shown(wall)?.datetime();
        let from_start = |minutes: i64| {
            let far = starts
                .checked_add(SignedDuration::from_mins(minutes))
                .ok()?;
            shown(far)
        };
        let ends = from_start(self.lasts)?.datetime();
        let doors = match self.doors_before {
            Some(before) => Some(from_start(-before)?.datetime().min(starts)),
            None => None,
        };
        let schedule = Schedule::new(&self.zone, starts, ends, doors, now).ok()?;
        let before = |minutes: Option<i64>| {
            let at = minutes.and_then(|minutes| from_start(-minutes))?;
            Some(Instant::from(at.timestamp()))
        };
        Some(Details {
            title: self.title.clone(),
            sentence: self.sentence.clone(),
            description: self.description.clone(),
            schedule,
            attendance_mode: self.attendance_mode,
            venue_id: self.venue_id,
            online_link: self.online_link.clone(),
            online_link_from_minutes: self.online_link_from_minutes,
            capacity: self.capacity,
            online_capacity: self.online_capacity,
            overbooked: self.overbooked,
            asks_still_coming: self.asks_still_coming,
            guests_allowed: self.guests_allowed,
            rsvp_opens_at: before(self.opens_before),
            rsvp_closes_at: before(self.closes_before),
            questions: self.questions.clone(),
            cover: self.cover,
            picture: None,
            picture_alt: String::new(),
        })
    }

    /// In what `other` is another evening.
    pub fn differences(&self, other: &Defaults) -> Vec<Part> {
        let parts = Part::ALL.into_iter();
        parts.filter(|part| self.differs(other, *part)).collect()
    }

    fn differs(&self, other: &Defaults, part: Part) -> bool {
        let mut taken = self.clone();
        taken.take(part, other);
        taken != *self
    }

    /// Says the same as `other` in one part.
    pub fn take(&mut self, part: Part, other: &Defaults) {
        match part {
            Part::Title => self.title.clone_from(&other.title),
            Part::Sentence => self.sentence.clone_from(&other.sentence),
            Part::Description => self.description.clone_from(&other.description),
            Part::Time => {
                self.zone.clone_from(&other.zone);
                self.starts = other.starts;
                self.lasts = other.lasts;
                self.doors_before = other.doors_before;
            }
            Part::Place => {
                self.attendance_mode = other.attendance_mode;
                self.venue_id = other.venue_id;
                self.online_link.clone_from(&other.online_link);
                self.online_link_from_minutes = other.online_link_from_minutes;
            }
            Part::Seats => {
                self.capacity = other.capacity;
                self.online_capacity = other.online_capacity;
                self.overbooked = other.overbooked;
                self.guests_allowed = other.guests_allowed;
            }
            Part::RsvpTimes => {
                self.opens_before = other.opens_before;
                self.closes_before = other.closes_before;
            }
            Part::Questions => self.questions.clone_from(&other.questions),
            Part::Round => self.asks_still_coming = other.asks_still_coming,
            Part::Agenda => self.agenda.clone_from(&other.agenda),
            Part::Cover => self.cover = other.cover,
        }
    }

    /// As a row keeps it.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("it is a plain struct")
    }
}

impl TryFrom<String> for Defaults {
    type Error = serde_json::Error;

    fn try_from(text: String) -> Result<Self, serde_json::Error> {
        serde_json::from_str(&text)
    }
}

/// Whole minutes from one wall time to another.
fn minutes(from: DateTime, to: DateTime) -> i64 {
    let passed = to.duration_since(from);
    let rounded = passed.round(Unit::Minute).unwrap_or(passed);
    rounded.as_mins()
}

/// A time of day as `18:30`.
mod clock {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &Time, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&time.strftime("%H:%M"))
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Time, D::Error> {
        let text = String::deserialize(from)?;
        Time::strptime("%H:%M", &text).map_err(D::Error::custom)
    }
}
