//! Days that come again by a rule of ours, found by `calcard` as any other rule is.

use super::parts::Rule;
use super::rules;
use calcard::icalendar::{ICalendarDay, ICalendarFrequency, ICalendarWeekday};
use jiff::civil::{Date, Time, Weekday};

/// How days come again. Each begins at a first day, which is one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Every so many weeks, on the weekday of the first day.
    Weeks { every: u16 },
    /// Every so many months on this day, 1 to 31; in a shorter month on its last.
    MonthDay { every: u16, day: i8 },
    /// Every so many months on the first to fourth (1 to 4) or the last (-1) of its weekdays that are
    /// the first day's.
    MonthWeekday { every: u16, nth: i8 },
}

/// Every day from `first` until `last`, both included, in their order.
pub fn repeat(first: Date, repeat: Repeat, last: Date) -> Vec<Date> {
    if last < first {
        return Vec::new();
    }
    let midnight = |day: Date| day.to_datetime(Time::midnight());
    let found = rules::expand(midnight(first), rule(first, repeat), midnight(last));
    let mut days: Vec<Date> = found
        .unwrap_or_default()
        .iter()
        .map(|at| at.date())
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn rule(first: Date, repeat: Repeat) -> Rule {
    let monthly = |every| Rule {
        freq: ICalendarFrequency::Monthly,
        interval: Some(every),
        ..Rule::default()
    };
    match repeat {
        Repeat::Weeks { every } => Rule {
            freq: ICalendarFrequency::Weekly,
            interval: Some(every),
            ..Rule::default()
        },
        // Of the days that every month has until this one, the last that this month has.
        Repeat::MonthDay { every, day } if day > SHORTEST => Rule {
            bymonthday: (SHORTEST..=day).collect(),
            bysetpos: vec![-1],
            ..monthly(every)
        },
        Repeat::MonthDay { every, day } => Rule {
            bymonthday: vec![day],
            ..monthly(every)
        },
        Repeat::MonthWeekday { every, nth } => Rule {
            byday: vec![ICalendarDay {
                ordwk: Some(nth.into()),
                weekday: weekday(first.weekday()),
            }],
            ..monthly(every)
        },
    }
}

/// The days that every month has.
const SHORTEST: i8 = 28;

fn weekday(day: Weekday) -> ICalendarWeekday {
    match day {
        Weekday::Monday => ICalendarWeekday::Monday,
        Weekday::Tuesday => ICalendarWeekday::Tuesday,
        Weekday::Wednesday => ICalendarWeekday::Wednesday,
        Weekday::Thursday => ICalendarWeekday::Thursday,
        Weekday::Friday => ICalendarWeekday::Friday,
        Weekday::Saturday => ICalendarWeekday::Saturday,
        Weekday::Sunday => ICalendarWeekday::Sunday,
    }
}
