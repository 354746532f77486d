use super::{Questions, Schedule, Told, Wall};
use crate::clock::Instant;
use crate::ids::{EventId, GroupId, PersonId, VenueId};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};

/// Draft → published → cancelled or postponed; a postponed event with a new date is published again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Seen by organizers only; for everybody else it does not exist.
    Draft,
    Published,
    /// Keeps its page and its answers, marked as cancelled, for ever.
    Cancelled,
    /// Keeps its page and its answers, and promises no date.
    Postponed,
}

/// Where people take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AttendanceMode {
    InPerson,
    Online,
    /// In the room and online; each answer says which.
    Hybrid,
}

impl AttendanceMode {
    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            AttendanceMode::InPerson => "in_person",
            AttendanceMode::Online => "online",
            AttendanceMode::Hybrid => "hybrid",
        }
    }

    pub fn has_room(self) -> bool {
        self != AttendanceMode::Online
    }

    pub fn has_online(self) -> bool {
        self != AttendanceMode::InPerson
    }
}

impl std::str::FromStr for AttendanceMode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "in_person" => Ok(AttendanceMode::InPerson),
            "online" => Ok(AttendanceMode::Online),
            "hybrid" => Ok(AttendanceMode::Hybrid),
            _ => Err(()),
        }
    }
}

/// What the cover is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// The group's name: the same picture as on the group's page.
    Group,
    Title,
    /// A picture that an organizer uploaded.
    Picture,
}

impl Cover {
    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Cover::Group => "group",
            Cover::Title => "title",
            Cover::Picture => "picture",
        }
    }
}

impl std::str::FromStr for Cover {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "group" => Ok(Cover::Group),
            "title" => Ok(Cover::Title),
            "picture" => Ok(Cover::Picture),
            _ => Err(()),
        }
    }
}

/// One gathering of one group, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Event {
    pub group_id: GroupId,
    pub id: EventId,
    pub slug: String,
    pub title: String,
    /// One sentence under the title; may be empty.
    pub sentence: String,
    /// Markdown.
    pub description: String,
    pub status: Status,
    /// IANA name; [`Event::tz`] gives the zone itself.
    pub zone: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub starts_wall: Wall,
    pub ends_wall: Wall,
    pub doors_at: Option<Instant>,
    pub doors_wall: Option<Wall>,
    pub attendance_mode: AttendanceMode,
    pub venue_id: Option<VenueId>,
    /// Only for people who are going, and only from `online_link_opens_at`. Empty: none yet.
    pub online_link: String,
    pub online_link_from_minutes: i64,
    /// Seats in the room; `None`: no limit.
    pub capacity: Option<i64>,
    /// Places online; `None`: no limit.
    pub online_capacity: Option<i64>,
    /// Seats that are given over those in the room; 0 unless an organizer says so.
    pub overbooked: i64,
    /// Whether who is going is asked two days before if she still comes.
    pub asks_still_coming: bool,
    /// How many each person may bring along, 0 to 10.
    pub guests_allowed: i64,
    /// `None`: as soon as the event is published.
    pub rsvp_opens_at: Option<Instant>,
    /// `None`: when the event starts.
    pub rsvp_closes_at: Option<Instant>,
    /// What people are asked when they answer.
    #[sqlx(try_from = "String")]
    pub questions: Questions,
    pub cover: Cover,
    /// The blob's name, for [`Cover::Picture`].
    pub picture: Option<String>,
    pub picture_alt: String,
    /// Raised by each change that calendars must know (RFC 5545 §3.8.7.4).
    pub sequence: i64,
    /// How many waitlist numbers have been given.
    pub waitlist_numbers: i64,
    /// Raised by each transaction that changes answers.
    pub seat_version: i64,
    pub created_by: PersonId,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub published_at: Option<Instant>,
    pub cancelled_at: Option<Instant>,
    pub postponed_at: Option<Instant>,
    /// What people were told about the cancellation or the postponement; may be empty.
    pub status_note: String,
    /// When a postponed event got its new date.
    pub redated_at: Option<Instant>,
    /// For when it had last been announced before it was moved; `None`: it never was.
    pub former_starts_at: Option<Instant>,
}

/// Why an event takes no answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Draft,
    Cancelled,
    Postponed,
    /// Answers open at this instant.
    NotYet(Instant),
    /// The organizers closed answers before the start.
    Early,
    HasBegun,
}

impl Event {
    /// The zone that the event's times are told in.
    pub fn tz(&self) -> TimeZone {
        // A zone that newer data no longer knows must not take the page away.
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// The start in the event's zone.
    pub fn starts(&self) -> Zoned {
        self.starts_at.in_zone(&self.tz())
    }

    pub fn ends(&self) -> Zoned {
        self.ends_at.in_zone(&self.tz())
    }

    pub fn doors(&self) -> Option<Zoned> {
        self.doors_at.map(|doors| doors.in_zone(&self.tz()))
    }

    pub fn schedule(&self) -> Schedule {
        Schedule {
            zone: self.zone.clone(),
            starts: Told {
                wall: self.starts_wall,
                at: self.starts_at,
            },
            ends: Told {
                wall: self.ends_wall,
                at: self.ends_at,
            },
            doors: self
                .doors_wall
                .zip(self.doors_at)
                .map(|(wall, at)| Told { wall, at }),
        }
    }

    /// The page's path; `group` is the group's slug.
    pub fn path(&self, group: &str) -> String {
        format!("/{group}/events/{}", self.slug)
    }

    /// The name that its cover is drawn from; an uploaded picture stands in front of it.
    pub fn cover_name<'a>(&'a self, group: &'a str) -> &'a str {
        match self.cover {
            Cover::Title => &self.title,
            Cover::Group | Cover::Picture => group,
        }
    }

    /// Whether anybody but the organizers may know of it.
    pub fn is_public(&self) -> bool {
        self.status != Status::Draft
    }

    /// Whether it takes place.
    pub fn is_on(&self) -> bool {
        self.status == Status::Published
    }

    pub fn has_begun(&self, now: Instant) -> bool {
        self.starts_at <= now
    }

    pub fn is_over(&self, now: Instant) -> bool {
        self.ends_at <= now
    }

    /// Whether people can answer now.
    ///
    /// # Errors
    /// Why they cannot.
    pub fn accepts_rsvps(&self, now: Instant) -> Result<(), Closed> {
        match self.status {
            Status::Draft => return Err(Closed::Draft),
            Status::Cancelled => return Err(Closed::Cancelled),
            Status::Postponed => return Err(Closed::Postponed),
            Status::Published => {}
        }
        if self.has_begun(now) {
            return Err(Closed::HasBegun);
        }
        if let Some(opens) = self.rsvp_opens_at.filter(|opens| *opens > now) {
            return Err(Closed::NotYet(opens));
        }
        if self.rsvp_closes_at.is_some_and(|closes| closes <= now) {
            return Err(Closed::Early);
        }
        Ok(())
    }

    /// Seats that are given in the room: more than it has where it is overbooked. `None`: no limit.
    pub fn seats_in_room(&self) -> Option<i64> {
        self.capacity.map(|capacity| capacity + self.overbooked)
    }

    /// From when people who are going see the online link.
    pub fn online_link_opens_at(&self) -> Instant {
        let lead = SignedDuration::from_mins(self.online_link_from_minutes);
        self.starts_at.before(lead)
    }
}
