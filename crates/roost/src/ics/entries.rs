//! One VEVENT, with its times on one clock and its texts in our words.

use super::model::{Note, Reason, Refused};
use super::parts::{self, Component, Name, Rule, Value};
use super::places::{self, Where};
use super::texts::{self, House};
use super::times::{self, Told};
use super::zones::{Clock, Zone, Zones};
use calcard::icalendar::{
    ICalendarClassification, ICalendarMethod, ICalendarPeriod, ICalendarStatus,
};
use data_encoding::HEXLOWER;
use jiff::civil::DateTime;
use jiff::{SignedDuration, ToSpan};
use sha2::{Digest, Sha256};

/// Longer ones are kept as their digest.
const UID: usize = 200;

/// What an evening of ours lasts when nobody says: two hours.
pub const USUAL: SignedDuration = SignedDuration::from_hours(2);

/// One VEVENT: an event, a series, or one changed occurrence of a series.
#[derive(Debug, Clone)]
pub struct Entry<'c> {
    pub uid: String,
    /// Raised by the program with each change.
    pub sequence: i64,
    /// When it was changed last, as a text that sorts; empty: nobody says.
    pub modified: String,
    pub title: String,
    pub description: String,
    pub place: Where,
    pub zone: Zone,
    /// By which clock people are told, where the zone is on no wall.
    pub shown: Clock,
    /// On the zone's clock.
    pub starts: DateTime,
    pub is_all_day: bool,
    /// On the clock: from seven to nine is two hours, in whatever night.
    pub lasts: SignedDuration,
    pub rule: Option<&'c Rule>,
    pub until: Option<DateTime>,
    pub extra: Vec<DateTime>,
    pub skipped: Vec<DateTime>,
    /// Which occurrence it changes, on the zone's clock of its series.
    pub replaces: Option<Replaces>,
    pub is_cancelled: bool,
    pub is_private: bool,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaces {
    pub told: Told,
    pub and_following: bool,
}

/// What the event's calendar says for all its events.
pub struct Calendar<'z> {
    pub zones: &'z mut Zones,
    pub house: House,
    /// The clock of times without a zone.
    pub clock: Clock,
    pub is_cancelled: bool,
}

impl Calendar<'_> {
    /// Whether METHOD says that all in it is called off (RFC 5546 §3.2.5).
    pub fn cancels(calendar: &Component) -> bool {
        let method = parts::find(calendar, &Name::Method);
        let value = method.and_then(|entry| entry.values.first());
        matches!(value, Some(Value::Method(ICalendarMethod::Cancel)))
    }
}

/// Reads one VEVENT.
///
/// # Errors
/// Why it cannot come along.
pub fn read<'c>(event: &'c Component, calendar: &mut Calendar<'_>) -> Result<Entry<'c>, Refused> {
    let mut notes = Vec::new();
    let title = texts::title(event, &mut notes);
    let start = match start(event) {
        Ok(start) => start,
        Err((starts, reason)) => {
            return Err(Refused {
                title,
                starts,
                reason,
            });
        }
    };
    let zone = zone(event, start, calendar, &mut notes);
    let description = texts::description(event, &calendar.house, &mut notes);
    let lasts = lasts(event, start, &zone, calendar, &mut notes);
    if calendar.house.is_meetup && !places::is_stated(event) {
        notes.push(Note::PlaceUnstated);
    }
    let rule = parts::rule(event);
    if rule == Some(None) {
        notes.push(Note::RuleUnreadable);
    }
    let rule = rule.flatten();
    let until = rule.and_then(|rule| rule.until.as_ref());
    let until = until.and_then(times::of_moment);
    Ok(Entry {
        uid: uid(event, &title, start.wall),
        sequence: parts::number(event, &Name::Sequence),
        modified: modified(event),
        title,
        description,
        place: places::of(event),
        starts: start.wall,
        is_all_day: start.is_date,
        lasts,
        rule,
        until: until.map(|told| last_moment(told, &zone)),
        extra: on_clock(event, &Name::Rdate, &zone, calendar),
        skipped: on_clock(event, &Name::Exdate, &zone, calendar),
        replaces: replaces(event),
        is_cancelled: calendar.is_cancelled || has_status(event, &ICalendarStatus::Cancelled),
        is_private: is_private(event),
        shown: calendar.clock.clone(),
        zone,
        notes,
    })
}

fn start(event: &Component) -> Result<Told, (String, Reason)> {
    let entry = parts::find(event, &Name::Dtstart);
    // A changed occurrence that keeps its time may leave it out.
    let entry = entry.or_else(|| parts::find(event, &Name::RecurrenceId));
    let Some(entry) = entry else {
        return Err((String::new(), Reason::NoStart));
    };
    times::of_entry(entry).ok_or_else(|| {
        let written = parts::text(event, &Name::Dtstart);
        let written = crate::text::visible_line(&written, 40);
        (written, Reason::StartUnreadable)
    })
}

fn zone(
    event: &Component,
    start: Told,
    calendar: &mut Calendar<'_>,
    notes: &mut Vec<Note>,
) -> Zone {
    if let Some(offset) = start.offset {
        return Zone::Fixed(offset);
    }
    if start.is_date {
        notes.push(Note::AllDay);
        return Zone::Named(calendar.clock.clone());
    }
    let entry = parts::find(event, &Name::Dtstart);
    let Some(name) = entry.and_then(parts::zone_name) else {
        return Zone::Named(calendar.clock.clone());
    };
    let shown = crate::text::visible_line(name, 60);
    match calendar.zones.find(name) {
        Some(zone @ Zone::Own(_)) => {
            notes.push(Note::ZoneForeign(shown));
            zone
        }
        Some(zone) => zone,
        None => {
            notes.push(Note::ZoneUnknown(shown));
            Zone::Named(calendar.clock.clone())
        }
    }
}

/// The zone of any other time of the event: its own, or the start's.
fn zone_of(name: Option<&str>, zone: &Zone, calendar: &mut Calendar<'_>) -> Zone {
    let found = name.and_then(|name| calendar.zones.find(name));
    found.unwrap_or_else(|| zone.clone())
}

/// A time of the event on the clock of its start.
fn to_clock(told: Told, own: &Zone, zone: &Zone, shown: &Clock) -> Option<DateTime> {
    let own = told.offset.map_or_else(|| own.clone(), Zone::Fixed);
    let at = own.tell(told.wall, shown)?;
    Some(zone.wall(at.timestamp()))
}

fn lasts(
    event: &Component,
    start: Told,
    zone: &Zone,
    calendar: &mut Calendar<'_>,
    notes: &mut Vec<Note>,
) -> SignedDuration {
    let entry = parts::find(event, &Name::Dtend);
    let end = entry.and_then(|entry| Some((entry, times::of_entry(entry)?)));
    let wall = end.and_then(|(entry, told)| {
        if start.is_date || told.is_date {
            return Some(told.wall);
        }
        let own = zone_of(parts::zone_name(entry), zone, calendar);
        to_clock(told, &own, zone, &calendar.clock)
    });
    let said = match wall {
        Some(wall) => Some(wall.duration_since(start.wall)),
        None => duration(event).or_else(|| period(event)),
    };
    match said.filter(|lasts| lasts.is_positive()) {
        // The last day ends where the next begins, which reads as one day more.
        Some(lasts) if start.is_date => lasts - SignedDuration::from_mins(1),
        Some(lasts) => lasts,
        None if start.is_date => SignedDuration::from_mins(24 * 60 - 1),
        None => {
            notes.push(Note::EndAssumed);
            USUAL
        }
    }
}

fn duration(event: &Component) -> Option<SignedDuration> {
    let entry = parts::find(event, &Name::Duration)?;
    match entry.values.first()? {
        Value::Duration(duration) => Some(SignedDuration::from_secs(duration.as_seconds())),
        _ => None,
    }
}

/// Some programs write a start and its length as one period.
fn period(event: &Component) -> Option<SignedDuration> {
    let entry = parts::find(event, &Name::Dtstart)?;
    match entry.values.first()? {
        Value::Period(ICalendarPeriod::Duration { duration, .. }) => {
            Some(SignedDuration::from_secs(duration.as_seconds()))
        }
        _ => None,
    }
}

/// Until when a rule holds, on the clock of its start; of a day, its end.
fn last_moment(told: Told, zone: &Zone) -> DateTime {
    match told.offset {
        Some(offset) => match offset.to_timestamp(told.wall) {
            Ok(at) => zone.wall(at),
            Err(_) => told.wall,
        },
        None if told.is_date => told.wall.saturating_add(1.day()).saturating_sub(1.second()),
        None => told.wall,
    }
}

/// Dates of a property on the clock of the start.
fn on_clock(
    event: &Component,
    name: &Name,
    zone: &Zone,
    calendar: &mut Calendar<'_>,
) -> Vec<DateTime> {
    let mut all = Vec::new();
    for entry in parts::all(event, name) {
        let own = zone_of(parts::zone_name(entry), zone, calendar);
        let told = times::all_of_entry(entry).into_iter();
        all.extend(told.filter_map(|told| {
            if told.is_date {
                return Some(told.wall);
            }
            to_clock(told, &own, zone, &calendar.clock)
        }));
    }
    all
}

fn replaces(event: &Component) -> Option<Replaces> {
    let entry = parts::find(event, &Name::RecurrenceId)?;
    Some(Replaces {
        told: times::of_entry(entry)?,
        and_following: parts::goes_on(entry),
    })
}

/// When the event was changed last, or else written down; texts that sort by time.
fn modified(event: &Component) -> String {
    let entry = parts::find(event, &Name::LastModified);
    let entry = entry.or_else(|| parts::find(event, &Name::Dtstamp));
    let told = entry.and_then(times::of_entry);
    told.map_or_else(String::new, |told| told.wall.to_string())
}

fn has_status(event: &Component, status: &ICalendarStatus) -> bool {
    event.status() == Some(status) || {
        // The American spelling is a common slip.
        let written = parts::text(event, &Name::Status);
        *status == ICalendarStatus::Cancelled && written.eq_ignore_ascii_case("canceled")
    }
}

fn is_private(event: &Component) -> bool {
    use ICalendarClassification::{Confidential, Private};
    let entry = parts::find(event, &Name::Class);
    let value = entry.and_then(|entry| entry.values.first());
    matches!(value, Some(Value::Classification(Private | Confidential)))
}

/// The event's name in its calendar; made from title and start where there is none.
fn uid(event: &Component, title: &str, starts: DateTime) -> String {
    let written = crate::text::visible_line(&parts::text(event, &Name::Uid), usize::MAX);
    if written.is_empty() {
        return format!("none:{}", digest(&format!("{title}\n{starts}")));
    }
    if written.len() > UID {
        return format!("long:{}", digest(&written));
    }
    written
}

fn digest(text: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}
