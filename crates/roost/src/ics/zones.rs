//! Time zones by whatever name a program gave them.

use super::parts::{self, Component, Kind, Name, Part, Value};
use super::rules::{self, Dates};
use super::times;
use calcard::common::timezone::Tz;
use jiff::civil::{DateTime, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use std::collections::HashMap;
use std::str::FromStr;

/// One zone for each set of rules in wide use, tried for a zone whose name says nothing.
const LIKELY: &[&str] = &[
    "Europe/Berlin",
    "Europe/London",
    "Europe/Helsinki",
    "Europe/Lisbon",
    "Europe/Istanbul",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "America/Bogota",
    "America/Santiago",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Bangkok",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Perth",
    "Pacific/Auckland",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Cairo",
];

/// How a wall time becomes an instant.
#[derive(Debug, Clone)]
pub enum Zone {
    Named(Clock),
    /// UTC is nobody's wall clock: its times are shown on the group's.
    Fixed(Offset),
    /// Rules that only this calendar knows.
    Own(Vec<Change>),
}

/// A zone that people know, with its IANA name.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    pub name: String,
    pub zone: TimeZone,
}

/// From a wall time on, another offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    since: DateTime,
    before: Offset,
    after: Offset,
}

impl Clock {
    /// UTC for a name that the time-zone data no longer knows.
    pub fn of(name: &str) -> Clock {
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        let name = zone.iana_name().unwrap_or("UTC").to_owned();
        Clock { name, zone }
    }
}

impl Zone {
    pub const UTC: Zone = Zone::Fixed(Offset::UTC);

    /// The time as people are told it; of one that the clocks skip, the next that they show.
    pub fn tell(&self, wall: DateTime, shown: &Clock) -> Option<Zoned> {
        match self {
            Zone::Named(clock) => clock.zone.to_ambiguous_zoned(wall).compatible().ok(),
            Zone::Fixed(offset) => at(wall, *offset, shown),
            Zone::Own(changes) => at(wall, offset_at(changes, wall), shown),
        }
    }

    /// What the zone's own clock shows.
    pub fn wall(&self, instant: Timestamp) -> DateTime {
        match self {
            Zone::Named(clock) => instant.to_zoned(clock.zone.clone()).datetime(),
            Zone::Fixed(offset) => offset.to_datetime(instant),
            Zone::Own(changes) => {
                // Right but for the hour around a change, where a rule's end does not lie.
                let near = offset_at(changes, Offset::UTC.to_datetime(instant));
                near.to_datetime(instant)
            }
        }
    }
}

fn at(wall: DateTime, offset: Offset, shown: &Clock) -> Option<Zoned> {
    let instant = offset.to_timestamp(wall).ok()?;
    Some(instant.to_zoned(shown.zone.clone()))
}

fn offset_at(changes: &[Change], wall: DateTime) -> Offset {
    let latest = changes.iter().rev().find(|change| change.since <= wall);
    let first = changes.first().map(|change| change.before);
    latest.map_or(first.unwrap_or(Offset::UTC), |change| change.after)
}

/// The zones that one calendar names.
pub struct Zones {
    /// Those that it describes.
    own: HashMap<String, Zone>,
    /// What has been looked up: a calendar has thousands of times in few zones.
    found: HashMap<String, Option<Zone>>,
}

impl Zones {
    /// `group` is the zone that is tried first for rules without a name.
    pub fn of(part: &Part, group: &Clock) -> Zones {
        let zones = part.all(&Kind::VTimezone);
        let own = zones.filter_map(|(component, _)| described(part, component, group));
        Zones {
            own: own.collect(),
            found: HashMap::new(),
        }
    }

    /// The zone under this name; `None`: nobody knows it.
    pub fn find(&mut self, name: &str) -> Option<Zone> {
        if let Some(found) = self.found.get(name) {
            return found.clone();
        }
        let found = known(name).or_else(|| self.own.get(name).cloned());
        self.found.insert(name.to_owned(), found.clone());
        found
    }
}

/// The zone that a name means wherever it stands.
pub fn known(name: &str) -> Option<Zone> {
    let name = name.trim().trim_matches('"');
    iana(name)
        .or_else(|| by_tail(name))
        .or_else(|| by_calcard(name))
        .or_else(|| by_city(name))
        .or_else(|| by_offset(name))
}

/// The clock that a name means, if it is one on a wall.
pub fn clock(name: &str) -> Option<Clock> {
    match known(name)? {
        Zone::Named(clock) => Some(clock),
        _ => None,
    }
}

fn iana(name: &str) -> Option<Zone> {
    const UTC: &[&str] = &["UTC", "GMT", "Z", "Zulu", "Universal", "UCT", "Greenwich"];
    let is_utc = |name: &str| UTC.iter().any(|utc| utc.eq_ignore_ascii_case(name));
    if is_utc(name.strip_prefix("Etc/").unwrap_or(name)) {
        return Some(Zone::UTC);
    }
    let zone = TimeZone::get(name).ok()?;
    let name = zone.iana_name()?.to_owned();
    Some(Zone::Named(Clock { name, zone }))
}

/// `/freeassociation.sourceforge.net/Europe/Berlin`, `/x/20230101_1/America/Indiana/Knox`.
fn by_tail(name: &str) -> Option<Zone> {
    let parts: Vec<&str> = name.split('/').collect();
    let tails = [3, 2].into_iter().filter(|count| parts.len() > *count);
    tails
        .map(|count| parts[parts.len() - count..].join("/"))
        .find_map(|tail| iana(&tail))
}

/// The names of Windows and of Exchange, which `calcard` lists.
fn by_calcard(name: &str) -> Option<Zone> {
    match Tz::from_str(name).ok()? {
        // Where it knows the offset alone, a city of the name says more.
        Tz::Tz(zone) if !zone.name().starts_with("Etc/") => iana(zone.name()),
        _ => None,
    }
}

/// "(UTC+01:00) Amsterdam, Berlin, Bern": the first city that has a zone.
fn by_city(name: &str) -> Option<Zone> {
    let cities = name.rsplit(')').next()?;
    cities.split([',', '/']).find_map(|city| {
        let city = city.trim().replace(' ', "_");
        let fits = |zone: &str| {
            let own = zone.rsplit_once('/').map(|(_, own)| own);
            own.is_some_and(|own| own.eq_ignore_ascii_case(&city))
        };
        let mut all = jiff::tz::db().available();
        let found = all.find(|zone| !zone.as_str().starts_with("Etc/") && fits(zone.as_str()))?;
        iana(found.as_str())
    })
}

/// "GMT+0200", "UTC-5", "(UTC+05:30)": hours with or without minutes.
fn by_offset(name: &str) -> Option<Zone> {
    let upper = name.trim_start_matches('(').to_ascii_uppercase();
    let rest = upper.strip_prefix("UTC").or(upper.strip_prefix("GMT"))?;
    let rest = rest.split(')').next()?.trim();
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        3 | 4 => {
            let (hours, minutes) = digits.split_at(digits.len() - 2);
            (hours.parse().ok()?, minutes.parse().ok()?)
        }
        _ => return None,
    };
    let seconds = sign * (hours * 3600 + minutes * 60);
    Some(Zone::Fixed(Offset::from_seconds(seconds).ok()?))
}

/// A zone that the calendar itself describes (RFC 5545 §3.6.5): by its location, by its name, or by
/// finding out whose rules these are.
fn described(part: &Part, component: &Component, group: &Clock) -> Option<(String, Zone)> {
    let name = parts::text(component, &Name::Tzid).trim().to_owned();
    let location = parts::text_of_other(component, "X-LIC-LOCATION");
    if let Some(zone) = known(&location) {
        return Some((name, zone));
    }
    let mut changes: Vec<Change> = part.within(component).flat_map(changes).collect();
    changes.sort_unstable_by_key(|change| change.since);
    if changes.is_empty() {
        return None;
    }
    let group = std::iter::once(group.clone());
    let likely = LIKELY.iter().filter_map(|name| clock(name));
    let same = group.chain(likely).find(|clock| agree(&changes, clock));
    Some((name, same.map_or(Zone::Own(changes), Zone::Named)))
}

/// When the clocks are changed by one part of a zone, until long after any event of ours.
fn changes(part: &Component) -> Vec<Change> {
    const LAST: DateTime = date(2060, 1, 1).at(0, 0, 0, 0);
    let since = parts::find(part, &Name::Dtstart).and_then(times::of_entry);
    let offset = |name| parts::find(part, name).and_then(|entry| offset(entry.values.first()?));
    let (Some(since), Some(before), Some(after)) = (
        since.map(|told| told.wall),
        offset(&Name::Tzoffsetfrom),
        offset(&Name::Tzoffsetto),
    ) else {
        return Vec::new();
    };
    let rule = parts::rule(part).flatten();
    let dates = rule.map(|rule| {
        // Its end is told in UTC; a day more or less of a rule that has ended changes nothing.
        let until = rule.until.as_ref().and_then(times::of_moment);
        rules::follow(since, rule, until.map(|told| told.wall), LAST)
    });
    let mut dates = match dates {
        Some(Dates::Known(dates)) => dates,
        _ => vec![since],
    };
    for entry in parts::all(part, &Name::Rdate) {
        dates.extend(times::all_of_entry(entry).into_iter().map(|told| told.wall));
    }
    let each = dates.into_iter().map(|since| Change {
        since,
        before,
        after,
    });
    each.collect()
}

fn offset(value: &Value) -> Option<Offset> {
    let written = value.as_partial_date_time()?;
    let hours = i32::from(written.tz_hour?);
    let seconds = hours * 3600 + i32::from(written.tz_minute.unwrap_or(0)) * 60;
    let seconds = if written.tz_minus { -seconds } else { seconds };
    Offset::from_seconds(seconds).ok()
}

/// Whether both say the same on the fifth of every month of two years. The rules of a calendar are
/// those of the year in which it was written, so the years are recent ones.
fn agree(changes: &[Change], clock: &Clock) -> bool {
    let months = (2024..=2025).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let mut each = months.map(|(year, month)| date(year, month, 5).at(12, 0, 0, 0));
    each.all(|wall| {
        let told = clock.zone.to_ambiguous_zoned(wall).compatible();
        told.is_ok_and(|told| told.offset() == offset_at(changes, wall))
    })
}
