//! From the entries of one UID to items: revisions, repetitions, exceptions.

use super::entries::Entry;
use super::model::{Item, Note, Reading, Reason, Refused, Unreadable};
use super::rules::{self, Dates};
use super::zones::{Clock, Zone};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Zoned};

/// Between which days rules are followed, and by whose clock times without one are told.
#[derive(Debug, Clone)]
pub struct Around {
    pub first: DateTime,
    pub last: DateTime,
    pub clock: Clock,
}

/// Adds what one UID's entries come to. `budget` is how many dates may still be looked at.
///
/// # Errors
/// [`Unreadable::TooMany`] when the budget is used up.
pub fn add(
    entries: Vec<Entry<'_>>,
    around: &Around,
    budget: &mut usize,
    to: &mut Reading,
) -> Result<(), Unreadable> {
    let (changed, plain): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| entry.replaces.is_some());
    let mut plain = revisions(plain);
    let mut changed = newest_of_each(changed, plain.first());
    let are_several = plain.len() > 1;
    for entry in &mut plain {
        let Some(dates) = dates(entry, around, to) else {
            continue;
        };
        *budget = budget.checked_sub(dates.len()).ok_or(Unreadable::TooMany)?;
        if !entry.repeats() {
            let key = match are_several {
                true => entry.key(entry.starts),
                false => String::new(),
            };
            to.items.extend(entry.item(entry.starts, key));
            continue;
        }
        add_series(entry, &dates, &mut changed, (around, to));
    }
    // What was changed in a series that the file does not have, or on a date that it does not have.
    for (date, entry) in changed {
        to.items.extend(entry.item(entry.starts, entry.key(date)));
    }
    Ok(())
}

fn add_series<'c>(
    series: &Entry<'c>,
    dates: &[DateTime],
    changed: &mut Vec<(DateTime, Entry<'c>)>,
    (around, to): (&Around, &mut Reading),
) {
    let mut template = series.clone();
    let mut moved = SignedDuration::ZERO;
    let mut far = 0;
    for &date in dates {
        let key = series.key(date);
        if let Some(at) = changed.iter().position(|(own, _)| *own == date) {
            let (_, entry) = changed.remove(at);
            let entry = Entry {
                is_cancelled: entry.is_cancelled || series.is_cancelled,
                ..entry
            };
            to.items.extend(entry.item(entry.starts, key));
            if entry
                .replaces
                .is_some_and(|replaces| replaces.and_following)
            {
                moved = entry.starts.duration_since(date);
                template = entry;
            }
        } else if series.skips(date) {
            // Called off, and taken out of the calendar.
        } else if !(around.first..=around.last).contains(&date) && !series.extra.contains(&date) {
            far += 1;
        } else if let Ok(starts) = date.checked_add(moved) {
            to.items.extend(template.item(starts, key));
        }
    }
    if far > 0 {
        to.refused.push(Refused {
            title: series.title.clone(),
            starts: series.starts.to_string(),
            reason: Reason::FarAway(far),
        });
    }
}

/// Every date of an entry; `None`: its rule cannot be followed, and that has been told.
fn dates(entry: &mut Entry<'_>, around: &Around, to: &mut Reading) -> Option<Vec<DateTime>> {
    let mut dates = match entry.rule {
        None => vec![entry.starts],
        Some(rule) => match rules::follow(entry.starts, rule, entry.until, around.last) {
            Dates::Known(dates) => dates,
            Dates::Unreadable => {
                entry.rule = None;
                entry.notes.push(Note::RuleUnreadable);
                vec![entry.starts]
            }
            Dates::TooOften => {
                to.refused.push(Refused {
                    title: entry.title.clone(),
                    starts: entry.starts.to_string(),
                    reason: Reason::TooOften,
                });
                return None;
            }
        },
    };
    dates.extend(&entry.extra);
    dates.sort_unstable();
    dates.dedup();
    Some(dates)
}

/// The entries that are events of their own. A UID that several have in different revisions is one
/// event, in its newest; in the same revision at different times, a careless program's several.
fn revisions(entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    let newest = entries.iter().map(|entry| entry.sequence).max();
    let (mut newest, older): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| Some(entry.sequence) == newest);
    // Of two that say the same time, the later written one counts.
    newest.sort_by(|a, b| (a.starts, &a.modified).cmp(&(b.starts, &b.modified)));
    let mut kept: Vec<Entry<'_>> = Vec::new();
    for entry in newest {
        match kept.last_mut() {
            Some(last) if last.starts == entry.starts => *last = entry.over(last),
            _ => kept.push(entry),
        }
    }
    if let (Some(entry), Some(before)) = (kept.first_mut(), older.last()) {
        *entry = entry.clone().over(before);
    }
    kept
}

/// The newest change of each occurrence, by the date that it changes on the clock of its series.
fn newest_of_each<'c>(
    entries: Vec<Entry<'c>>,
    series: Option<&Entry<'c>>,
) -> Vec<(DateTime, Entry<'c>)> {
    let mut dated: Vec<_> = entries
        .into_iter()
        .filter_map(|entry| Some((entry.replaced_date(series)?, entry)))
        .collect();
    dated.sort_by(|(a, x), (b, y)| (a, x.sequence, &x.modified).cmp(&(b, y.sequence, &y.modified)));
    let mut kept: Vec<(DateTime, Entry<'c>)> = Vec::new();
    for (date, entry) in dated {
        match kept.last_mut() {
            Some((own, last)) if *own == date => *last = entry.over(last),
            _ => kept.push((date, entry)),
        }
    }
    kept
}

impl Entry<'_> {
    fn repeats(&self) -> bool {
        self.rule.is_some() || !self.extra.is_empty()
    }

    /// This revision, with the texts of the one before where it has none: a message that calls an
    /// event off often says nothing else.
    fn over(self, before: &Self) -> Self {
        if !self.is_cancelled || !self.title.is_empty() {
            return self;
        }
        Entry {
            title: before.title.clone(),
            description: before.description.clone(),
            place: before.place.clone(),
            lasts: before.lasts,
            notes: before.notes.clone(),
            ..self
        }
    }

    /// Which date of the series this entry changes.
    fn replaced_date(&self, series: Option<&Self>) -> Option<DateTime> {
        let told = self.replaces?.told;
        let zone = series.map_or(&self.zone, |series| &series.zone);
        match told.offset {
            Some(offset) => Some(zone.wall(offset.to_timestamp(told.wall).ok()?)),
            // A day is named where the series has an hour.
            None if told.is_date => {
                let hour = series.map_or(told.wall, |series| series.starts);
                Some(told.wall.date().to_datetime(hour.time()))
            }
            None => Some(told.wall),
        }
    }

    fn skips(&self, date: DateTime) -> bool {
        let day = date.date().at(0, 0, 0, 0);
        self.skipped.contains(&date) || self.skipped.contains(&day)
    }

    /// What tells this occurrence apart: its date as the series first had it.
    fn key(&self, date: DateTime) -> String {
        if self.is_all_day {
            date.date().to_string()
        } else {
            date.to_string()
        }
    }

    /// `None`: the time is beyond what a calendar holds.
    fn item(&self, starts: DateTime, occurrence: String) -> Option<Item> {
        let starts = self.zone.tell(starts, &self.shown)?;
        let ends = self.ends(&starts)?;
        let mut notes = self.notes.clone();
        notes.sort();
        notes.dedup();
        Some(Item {
            uid: self.uid.clone(),
            occurrence,
            title: self.title.clone(),
            description: self.description.clone(),
            zone: match &self.zone {
                Zone::Named(clock) => clock.name.clone(),
                _ => self.shown.name.clone(),
            },
            starts: starts.datetime(),
            ends,
            place: self.place.place.clone(),
            coordinates: self.place.coordinates,
            is_online: self.place.is_online,
            online_link: self.place.online_link.clone(),
            is_cancelled: self.is_cancelled,
            is_private: self.is_private,
            notes,
        })
    }

    /// By the clock where there is one on a wall; an hour that it skips is made up for.
    fn ends(&self, starts: &Zoned) -> Option<DateTime> {
        let by_clock = match &self.zone {
            Zone::Named(clock) => {
                let wall = starts.datetime().checked_add(self.lasts).ok()?;
                clock.zone.to_ambiguous_zoned(wall).compatible().ok()?
            }
            _ => starts.checked_add(self.lasts).ok()?,
        };
        if by_clock > *starts {
            return Some(by_clock.datetime());
        }
        Some(starts.checked_add(self.lasts).ok()?.datetime())
    }
}
