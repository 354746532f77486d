//! A line in words, on pages and in letters.

use super::model::Line;
use crate::words::Words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cmp::Ordering;

/// "Tomi, was due on 1 December", or "Leila, 9 November" once it is done, by the event's clock.
pub fn note(words: Words, zone: &TimeZone, line: &Line, (day, today): (Date, Date)) -> String {
    let (who, when) = match &line.done {
        Some((at, by)) => (by.clone(), words.near_date(at.in_zone(zone).date())),
        None => {
            let owner = line.owner.as_ref().map(|owner| owner.name.clone());
            let nobody = || words.t("readiness-nobody");
            (
                owner.unwrap_or_else(nobody),
                due(words, line.due(day), today),
            )
        }
    };
    words
        .with("who", who)
        .with("when", when)
        .t("readiness-line-note")
}

/// "was due on 1 December", "due today", "due on 1 December"
pub fn due(words: Words, due: Date, today: Date) -> String {
    let key = match due.cmp(&today) {
        Ordering::Less => "readiness-was-due",
        Ordering::Equal => "readiness-due-today",
        Ordering::Greater => "readiness-due",
    };
    words.with("date", words.near_date(due)).t(key)
}
