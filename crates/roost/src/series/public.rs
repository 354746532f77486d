//! What everybody may know of a series: its line, and its next public dates.

use super::model::PublicDate;
use super::say;
use crate::clock::Instant;
use crate::groups::Group;
use crate::ids::SeriesId;
use std::collections::BTreeSet;

/// "Every third Thursday at 18:30", and the next ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    pub id: SeriesId,
    pub title: String,
    pub line: String,
    /// The soonest first.
    pub next: Vec<NextDate>,
}

/// One date to come, as a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextDate {
    pub path: String,
    /// "Thursday 17 December"
    pub day: String,
    pub starts_at: Instant,
}

/// One for each series among the dates, in the order of their first dates; each with so many dates
/// at the most.
pub fn lines(group: &Group, dates: &[PublicDate], most: usize) -> Vec<Dates> {
    let words = group.words();
    let mut seen = BTreeSet::new();
    let firsts = dates.iter().filter(|date| seen.insert(date.series.id));
    let lines = firsts.map(|first| {
        let series = &first.series;
        let own = dates.iter().filter(|date| date.series.id == series.id);
        let next = own.take(most).map(|date| NextDate {
            path: format!("{}/events/{}", group.path(), date.slug),
            day: words.near_date(date.starts_wall.0.date()),
            starts_at: date.starts_at,
        });
        Dates {
            id: series.id,
            title: series.defaults.title.clone(),
            // Which dates fall out is not part of the line.
            line: say::line(words, &series.rule(BTreeSet::new()), series.defaults.starts),
            next: next.collect(),
        }
    });
    lines.collect()
}
