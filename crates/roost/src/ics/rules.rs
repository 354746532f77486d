//! Recurrence rules, followed by `calcard` on the wall clock, so that an evening keeps its hour when
//! the clocks change.

use super::parts::{Component, Kind, Moment, Name, Rule, Value};
use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarEntry, ICalendarFrequency};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// How many dates one rule may lead to: a daily one in forty years.
const MOST: usize = 15_000;

/// What a rule leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dates {
    /// In their order; the first date is always one of them.
    Known(Vec<DateTime>),
    /// Every hour, minute or second.
    TooOften,
    Unreadable,
}

/// The dates of a rule from `first` until `last`. `until` is the rule's own end on the same clock.
pub fn follow(first: DateTime, rule: &Rule, until: Option<DateTime>, last: DateTime) -> Dates {
    use ICalendarFrequency::{Hourly, Minutely, Secondly};
    if matches!(rule.freq, Hourly | Minutely | Secondly) {
        return Dates::TooOften;
    }
    let until = until.map_or(last, |until| until.min(last));
    if until < first {
        return Dates::Known(vec![first]);
    }
    let Some(mut dates) = expand(first, rule.clone(), until) else {
        return Dates::Unreadable;
    };
    // RFC 5545 §3.8.5.3: the start counts, even where it does not fit the rule.
    dates.push(first);
    dates.sort_unstable();
    dates.dedup();
    Dates::Known(dates)
}

/// What `calcard` makes of a rule from `first` until `until`; `None`: nothing.
pub fn expand(first: DateTime, rule: Rule, until: DateTime) -> Option<Vec<DateTime>> {
    let rule = Rule {
        until: Some(floating(until)),
        ..rule
    };
    let event = Component {
        component_type: Kind::VEvent,
        entries: vec![
            entry(
                Name::Dtstart,
                Value::PartialDateTime(Box::new(floating(first))),
            ),
            entry(Name::Rrule, Value::RecurrenceRule(Box::new(rule))),
        ],
        component_ids: Vec::new(),
    };
    let calendar = ICalendar {
        components: vec![event],
    };
    let expanded = calendar.expand_dates(Tz::Floating, MOST);
    if !expanded.errors.is_empty() {
        return None;
    }
    // Without a zone, `calcard` counts seconds as if the wall clock showed UTC.
    let dates = expanded.events.iter().map(|event| event.timestamps().0);
    Some(dates.filter_map(wall).collect())
}

fn wall(seconds: i64) -> Option<DateTime> {
    let at = Timestamp::from_second(seconds).ok()?;
    Some(at.to_zoned(TimeZone::UTC).datetime())
}

fn entry(name: Name, value: Value) -> ICalendarEntry {
    ICalendarEntry {
        name,
        params: Vec::new(),
        values: vec![value],
    }
}

fn floating(at: DateTime) -> Moment {
    let small = |number: i8| u8::try_from(number).ok();
    Moment {
        year: u16::try_from(at.year()).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        ..Moment::default()
    }
}
