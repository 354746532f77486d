use super::Wall;
use crate::clock::Instant;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, ToSpan};

/// The first year that an event may be in: earlier than any group that moves in here.
pub const FIRST_YEAR: i16 = 1990;

/// How far ahead people plan; a later year is a slip of the keyboard.
const YEARS_AHEAD: i16 = 10;

/// A conference takes days, nothing takes months.
pub const MOST_DAYS: i64 = 31;

/// One time of an event: what people are told, and the instant that it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub wall: Wall,
    pub at: Instant,
}

/// When an event is. Only [`Schedule::new`] makes one, so that it always holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// IANA name.
    pub zone: String,
    pub starts: Told,
    pub ends: Told,
    pub doors: Option<Told>,
}

/// When an event was meant to be, as people had been told.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FormerTime {
    /// IANA name.
    pub zone: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
}

/// Which of the times a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Starts,
    Ends,
    Doors,
}

/// Why there is no such schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    UnknownZone,
    /// Clocks are put forward over this time, so it does not exist in the zone.
    Skipped(Which, DateTime),
    /// The year must lie between these, both included.
    Year(Which, i16, i16),
    EndsBeforeStart,
    TooLong,
    DoorsAfterStart,
}

impl Schedule {
    /// Turns wall times into instants. Of a time that occurs twice, the first is meant.
    ///
    /// # Errors
    /// The first reason why these times do not fit.
    pub fn new(
        zone: &str,
        starts: DateTime,
        ends: DateTime,
        doors: Option<DateTime>,
        now: Instant,
    ) -> Result<Schedule, Misfit> {
        let known = find_zone(zone).ok_or(Misfit::UnknownZone)?;
        let last = now.in_zone(&known).year() + YEARS_AHEAD;
        let tell = |which, wall: DateTime| {
            if !(FIRST_YEAR..=last).contains(&wall.year()) {
                return Err(Misfit::Year(which, FIRST_YEAR, last));
            }
            tell(&known, wall).ok_or(Misfit::Skipped(which, wall))
        };
        let schedule = Schedule {
            zone: zone.to_owned(),
            starts: tell(Which::Starts, starts)?,
            ends: tell(Which::Ends, ends)?,
            doors: doors.map(|wall| tell(Which::Doors, wall)).transpose()?,
        };
        schedule.check()
    }

    /// As something that was told before.
    pub fn former(&self) -> FormerTime {
        FormerTime {
            zone: self.zone.clone(),
            starts_at: self.starts.at,
            ends_at: self.ends.at,
        }
    }

    fn check(self) -> Result<Schedule, Misfit> {
        let (starts, ends) = (self.starts.at, self.ends.at);
        if ends <= starts {
            return Err(Misfit::EndsBeforeStart);
        }
        if ends.since(starts) > SignedDuration::from_hours(24 * MOST_DAYS) {
            return Err(Misfit::TooLong);
        }
        if self.doors.is_some_and(|doors| doors.at > starts) {
            return Err(Misfit::DoorsAfterStart);
        }
        Ok(self)
    }
}

/// The zone of an IANA name as this program knows it, in the spelling of the database.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    let zone = TimeZone::get(name).ok()?;
    // `TimeZone::get` is lenient about case; what is stored must be the name that others know.
    (zone.iana_name() == Some(name)).then_some(zone)
}

/// The instant of a wall time; `None` if the zone skips it.
pub fn tell(zone: &TimeZone, wall: DateTime) -> Option<Told> {
    let ambiguous = zone.to_ambiguous_zoned(wall);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return None;
    }
    let zoned = ambiguous.earlier().ok()?;
    Some(Told {
        wall: Wall(wall),
        at: zoned.timestamp().into(),
    })
}

/// The doors as a wall time: given as a time of day, they open on the day of the start, or on the
/// evening before an event that starts after midnight.
pub fn doors_before(starts: DateTime, doors: jiff::civil::Time) -> DateTime {
    let same_day = starts.date().to_datetime(doors);
    let night = same_day > starts && doors.hour() >= 12 && starts.hour() < 6;
    if night {
        same_day.saturating_sub(1.day())
    } else {
        same_day
    }
}
