//! A rule in plain words.

use super::model::{End, Pattern, Rule};
use crate::words::Words;
use jiff::civil::Time;

/// "Every third Thursday at 18:30".
pub fn line(words: Words, rule: &Rule, starts: Time) -> String {
    let said = words
        .with("every", rule.every)
        .with("weekday", words.weekday(rule.first))
        .with("time", words.time(starts));
    let said = match rule.pattern {
        Pattern::Weeks => said.t("series-weeks"),
        Pattern::MonthEnd => said.t("series-month-end"),
        Pattern::MonthDay => {
            let day = words.with("day", rule.day()).t("series-ordinal");
            said.with("day", day).t(match rule.day() {
                29.. => "series-month-day-long",
                _ => "series-month-day",
            })
        }
        Pattern::MonthWeekday | Pattern::MonthLastWeekday => said
            .with("nth", words.t(nth(rule.nth())))
            .t(match rule.nth() {
                -1 => "series-month-last-weekday",
                _ => "series-month-weekday",
            }),
    };
    match rule.end {
        End::Never => said,
        End::On(day) => words
            .with("line", said)
            .with("day", words.short_date(day))
            .t("series-until"),
        End::After(times) => words
            .with("line", said)
            .with("times", times)
            .t("series-times"),
    }
}

fn nth(nth: i8) -> &'static str {
    match nth {
        1 => "series-first",
        2 => "series-second",
        3 => "series-third",
        4 => "series-fourth",
        _ => "series-last",
    }
}
