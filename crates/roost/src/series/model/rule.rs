use crate::ics::{self, Repeat};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// So many dates to come are kept made.
pub const AHEAD: usize = 6;

/// Every so many weeks or months at the most: a year of months.
pub const MOST_EVERY: u16 = 12;

/// A series that ends after so many dates has at most this many: ten years of weeks.
pub const MOST_TIMES: u16 = 520;

/// On which days of a week or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Pattern {
    /// The weekday of the first date.
    Weeks,
    /// The first date's day of the month; in a shorter month its last day.
    MonthDay,
    /// The last day of the month.
    MonthEnd,
    /// As the first date: the first to fourth of such weekdays. A fifth is the last.
    MonthWeekday,
    /// The last of such weekdays.
    MonthLastWeekday,
}

impl Pattern {
    /// In the order in which a form offers them.
    pub const ALL: [Pattern; 5] = [
        Pattern::Weeks,
        Pattern::MonthWeekday,
        Pattern::MonthLastWeekday,
        Pattern::MonthDay,
        Pattern::MonthEnd,
    ];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Pattern::Weeks => "weeks",
            Pattern::MonthDay => "month_day",
            Pattern::MonthEnd => "month_end",
            Pattern::MonthWeekday => "month_weekday",
            Pattern::MonthLastWeekday => "month_last_weekday",
        }
    }
}

impl std::str::FromStr for Pattern {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = Pattern::ALL.into_iter().find(|it| it.value() == text);
        found.ok_or(())
    }
}

/// Until when dates come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Never,
    /// The last day on which one may be.
    On(Date),
    /// After so many; a skipped date counts (RFC 5545 §3.3.10 counts it, too).
    After(u16),
}

/// When a series is. The first date is the one that the rule was made with, or the first day after
/// it that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub pattern: Pattern,
    /// 1 to [`MOST_EVERY`].
    pub every: u16,
    pub first: Date,
    pub end: End,
    /// Dates that fall out.
    pub skipped: BTreeSet<Date>,
}

impl Rule {
    /// A rule without an end, whose first date is `from` or the first day after it that fits.
    pub fn new(pattern: Pattern, every: u16, from: Date) -> Rule {
        let first = match pattern {
            Pattern::MonthEnd => from.last_of_month(),
            Pattern::MonthLastWeekday => last_such_weekday(from),
            Pattern::MonthWeekday if nth(from) > 4 => last_such_weekday(from),
            Pattern::Weeks | Pattern::MonthDay | Pattern::MonthWeekday => from,
        };
        Rule {
            pattern,
            every: every.clamp(1, MOST_EVERY),
            first,
            end: End::Never,
            skipped: BTreeSet::new(),
        }
    }

    /// Which of the month's weekdays: 1 to 4, or -1 for the last.
    pub fn nth(&self) -> i8 {
        match (self.pattern, nth(self.first)) {
            (Pattern::MonthLastWeekday, _) | (_, 5) => -1,
            (_, nth) => nth,
        }
    }

    /// The day of the month that is meant, 1 to 31; a shorter month has it on its last.
    pub fn day(&self) -> i8 {
        match self.pattern {
            Pattern::MonthEnd => 31,
            _ => self.first.day(),
        }
    }

    /// Every date until `last`, in their order.
    pub fn dates(&self, last: Date) -> Vec<Date> {
        let until = match self.end {
            End::On(end) => end.min(last),
            End::Never | End::After(_) => last,
        };
        let mut dates = ics::repeat(self.first, self.repeat(), until);
        if let End::After(times) = self.end {
            dates.truncate(times.into());
        }
        dates.retain(|date| !self.skipped.contains(date));
        dates
    }

    /// The next dates from `from` on, so many at the most.
    pub fn next_dates(&self, from: Date, most: usize) -> Vec<Date> {
        let steps = i64::try_from(most + self.skipped.len() + 1).unwrap_or(i64::from(MOST_TIMES));
        let longest = match self.pattern {
            Pattern::Weeks => 7,
            _ => 31,
        };
        let days = (steps * i64::from(self.every) * longest).min(MOST_DAYS);
        let last = from.max(self.first).saturating_add(days.days());
        let dates = self.dates(last).into_iter();
        dates.filter(|date| *date >= from).take(most).collect()
    }

    fn repeat(&self) -> Repeat {
        let every = self.every;
        match self.pattern {
            Pattern::Weeks => Repeat::Weeks { every },
            Pattern::MonthDay | Pattern::MonthEnd => Repeat::MonthDay {
                every,
                day: self.day(),
            },
            Pattern::MonthWeekday | Pattern::MonthLastWeekday => Repeat::MonthWeekday {
                every,
                nth: self.nth(),
            },
        }
    }
}

/// How far ahead is looked for the next dates: longer than anybody plans.
const MOST_DAYS: i64 = 366 * 20;

/// 1 for the first such weekday of the month, 5 for the fifth.
fn nth(day: Date) -> i8 {
    (day.day() - 1) / 7 + 1
}

fn last_such_weekday(day: Date) -> Date {
    let last = day.nth_weekday_of_month(-1, day.weekday());
    last.expect("every month has a last of each weekday")
}
