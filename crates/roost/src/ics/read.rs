use super::entries::{self, Calendar, Entry};
use super::lines;
use super::model::{Item, MOST_BYTES, MOST_EVENTS, MOST_YEARS, Reading, Unreadable};
use super::parts::{self, Component, Kind, Part};
use super::series::{self, Around};
use super::texts::House;
use super::zones::{Clock, Zone, Zones};
use crate::clock::Instant;
use jiff::ToSpan;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// How many dates all rules of a file may lead to, far-away ones included.
const MOST_DATES: usize = 400_000;

/// Reads a calendar for a group whose clock is `group`. It may take seconds, so it belongs off the
/// threads that serve pages; once `stop` is true nobody waits for it any more.
///
/// # Errors
/// Why nothing of it can be read.
pub fn read(
    bytes: &[u8],
    group: &str,
    now: Instant,
    stop: &AtomicBool,
) -> Result<Reading, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let parts = parts::parse(&lines::logical(bytes));
    let count: usize = parts.iter().map(|p| p.count(&[Kind::VEvent])).sum();
    if count > MOST_EVENTS {
        return Err(Unreadable::TooMany);
    }
    let mut reading = Reading::default();
    for part in &parts {
        reading.others += part.count(&[Kind::VTodo, Kind::VJournal, Kind::VFreebusy]);
    }
    let is_calendar = count > 0 || parts.iter().any(|p| p.count(&[Kind::VCalendar]) > 0);
    if !is_calendar && reading.others == 0 {
        return Err(Unreadable::NoCalendar);
    }

    let group = Clock::of(group);
    let today = now.in_zone(&group.zone).datetime();
    let around = Around {
        first: today.saturating_sub(MOST_YEARS.years()),
        last: today.saturating_add(MOST_YEARS.years()),
        clock: group,
    };
    let mut budget = MOST_DATES;
    for entries in by_uid(&parts, &around, &mut reading) {
        if stop.load(Ordering::Relaxed) {
            return Err(Unreadable::Stopped);
        }
        series::add(entries, &around, &mut budget, &mut reading)?;
        if reading.items.len() > MOST_EVENTS {
            return Err(Unreadable::TooMany);
        }
    }
    settle(&mut reading.items);
    Ok(reading)
}

/// Every event of the file, those of one UID together, in the order in which they stand.
fn by_uid<'p>(parts: &'p [Part], around: &Around, reading: &mut Reading) -> Vec<Vec<Entry<'p>>> {
    let mut all: Vec<Vec<Entry<'p>>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for part in parts {
        let mut zones = Zones::of(part, &around.clock);
        for (event, calendar) in part.all(&Kind::VEvent) {
            let mut calendar = calendar_of(calendar, &mut zones, around);
            if reading.name.is_empty() {
                reading.name.clone_from(&calendar.house.name);
            }
            match entries::read(event, &mut calendar) {
                Ok(entry) => match places.get(&entry.uid) {
                    Some(place) => all[*place].push(entry),
                    None => {
                        places.insert(entry.uid.clone(), all.len());
                        all.push(vec![entry]);
                    }
                },
                Err(refused) => reading.refused.push(refused),
            }
        }
    }
    all
}

fn calendar_of<'z>(calendar: &Component, zones: &'z mut Zones, around: &Around) -> Calendar<'z> {
    let name = parts::text_of_other(calendar, "X-WR-TIMEZONE");
    let own = zones.find(&name).filter(|_| !name.is_empty());
    let clock = match own {
        Some(Zone::Named(clock)) => clock,
        _ => around.clock.clone(),
    };
    Calendar {
        zones,
        house: House::of(calendar),
        clock,
        is_cancelled: Calendar::cancels(calendar),
    }
}

/// In the order of time; of two with one key, the first.
fn settle(items: &mut Vec<Item>) {
    let mut keys = HashSet::new();
    items.retain(|item| keys.insert((item.uid.clone(), item.occurrence.clone())));
    items.sort_by(|a, b| (a.starts, &a.uid, &a.occurrence).cmp(&(b.starts, &b.uid, &b.occurrence)));
}
