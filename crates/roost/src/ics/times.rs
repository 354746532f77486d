//! Dates and times as they are written.

use super::parts::{Moment, Value};
use calcard::icalendar::{ICalendarEntry, ICalendarPeriod};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// A time as the calendar tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    pub wall: DateTime,
    /// `None`: the zone says.
    pub offset: Option<Offset>,
    pub is_date: bool,
}

/// The first time of a property.
pub fn of_entry(entry: &ICalendarEntry) -> Option<Told> {
    entry.values.first().and_then(of_value)
}

/// Every time of a property; of a period, its start.
pub fn all_of_entry(entry: &ICalendarEntry) -> Vec<Told> {
    entry.values.iter().filter_map(of_value).collect()
}

fn of_value(value: &Value) -> Option<Told> {
    match value {
        Value::PartialDateTime(moment) => of_moment(moment),
        Value::Period(
            ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. },
        ) => of_moment(start),
        Value::Text(text) => of_text(text),
        _ => None,
    }
}

pub fn of_moment(moment: &Moment) -> Option<Told> {
    let small = |number: Option<u8>| i8::try_from(number?).ok();
    let year = i16::try_from(moment.year?).ok()?;
    let day = Date::new(year, small(moment.month)?, small(moment.day)?).ok()?;
    let Some(hour) = moment.hour else {
        return Some(Told {
            wall: day.at(0, 0, 0, 0),
            offset: None,
            is_date: true,
        });
    };
    let minute = small(moment.minute.or(Some(0)))?;
    // A leap second is nobody's evening, and midnight may be the end of a day.
    let second = small(moment.second.or(Some(0)))?.min(59);
    let (day, hour) = match hour {
        24 => (day.checked_add(1.day()).ok()?, 0),
        hour => (day, i8::try_from(hour).ok()?),
    };
    Some(Told {
        wall: day.to_datetime(Time::new(hour, minute, second, 0).ok()?),
        offset: moment.tz_hour.and_then(|hours| {
            let minutes = i32::from(moment.tz_minute.unwrap_or(0));
            let seconds = i32::from(hours) * 3600 + minutes * 60;
            Offset::from_seconds(if moment.tz_minus { -seconds } else { seconds }).ok()
        }),
        is_date: false,
    })
}

/// What programs write that have not read the standard: "2026-09-17T18:30:00Z", "2026-09-17 18:30".
fn of_text(text: &str) -> Option<Told> {
    let text = text.trim();
    let told = |wall, offset, is_date| Told {
        wall,
        offset,
        is_date,
    };
    if let Ok(wall) = DateTime::strptime("%Y-%m-%d %H:%M", text) {
        return Some(told(wall, None, false));
    }
    if text.len() <= 10 {
        let day: Date = text.parse().ok()?;
        return Some(told(day.at(0, 0, 0, 0), None, true));
    }
    let has_zone =
        text.ends_with(['Z', 'z']) || text.get(10..).is_some_and(|time| time.contains(['+', '-']));
    if has_zone {
        let pieces = jiff::fmt::temporal::DateTimeParser::new();
        let at = pieces.parse_timestamp(text).ok()?;
        return Some(told(Offset::UTC.to_datetime(at), Some(Offset::UTC), false));
    }
    Some(told(text.parse().ok()?, None, false))
}
