//! Files of many kinds, read as one calendar: calendars, saved pages, and archives of both.

use crate::clock::Instant;
use crate::ics::{self, Item, MOST_EVENTS, Note, Reading, Reason, Refused, Unreadable};
use crate::{meetup, text};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use zip::ZipArchive;

/// More files than that hold no group's past.
const MOST_FILES: usize = 5_000;

/// What the files of an archive may be together once they are unpacked.
const MOST_UNPACKED: u64 = 1 << 30;

/// A file's name and what is in it.
pub type File = (String, Vec<u8>);

/// Reads files for a group whose clock is `zone`. It may take seconds, so it belongs off the threads
/// that serve pages; once `stop` is true nobody waits for it any more.
///
/// # Errors
/// Why none of them tells of an event.
pub fn read(
    files: &[File],
    zone: &str,
    now: Instant,
    stop: &AtomicBool,
) -> Result<Reading, Unreadable> {
    if let [(_, bytes)] = files
        && !is_archive(bytes)
    {
        return read_one(bytes, zone, now, stop);
    }
    let mut sum = Sum::new(zone, now, stop);
    for (name, bytes) in files {
        match is_archive(bytes) {
            true => sum.unpack(name, bytes)?,
            false => sum.add(name, bytes)?,
        }
    }
    sum.reading()
}

fn read_one(
    bytes: &[u8],
    zone: &str,
    now: Instant,
    stop: &AtomicBool,
) -> Result<Reading, Unreadable> {
    match meetup::is_page(bytes) {
        true => meetup::read(bytes, zone),
        false => ics::read(bytes, zone, now, stop),
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What the files read so far tell together.
struct Sum<'s> {
    zone: &'s str,
    now: Instant,
    stop: &'s AtomicBool,
    name: String,
    items: BTreeMap<(String, String), Item>,
    refused: Vec<Refused>,
    others: usize,
    files: usize,
}

impl<'s> Sum<'s> {
    fn new(zone: &'s str, now: Instant, stop: &'s AtomicBool) -> Self {
        Sum {
            zone,
            now,
            stop,
            name: String::new(),
            items: BTreeMap::new(),
            refused: Vec::new(),
            others: 0,
            files: 0,
        }
    }

    /// Every file of an archive that may tell of events; pictures and scripts that a browser saves
    /// beside a page don't.
    fn unpack(&mut self, name: &str, bytes: &[u8]) -> Result<(), Unreadable> {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
            self.refuse(name, Reason::NoEvent);
            return Ok(());
        };
        let mut unpacked = 0;
        for at in 0..archive.len() {
            let Some(Ok(within)) = archive.name_for_index(at) else {
                continue;
            };
            let within = within.into_owned();
            if !is_wanted(&within) {
                continue;
            }
            let Ok(mut file) = archive.by_index(at) else {
                // It asks for a password, or is packed in a way that nobody uses.
                self.refuse(&within, Reason::NoEvent);
                continue;
            };
            let most = u64::try_from(ics::MOST_BYTES).unwrap_or(u64::MAX);
            let mut bytes = Vec::new();
            let read = file.by_ref().take(most + 1).read_to_end(&mut bytes);
            unpacked += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if unpacked > MOST_UNPACKED {
                return Err(Unreadable::TooLarge);
            }
            match read {
                Ok(_) => self.add(&within, &bytes)?,
                Err(_) => self.refuse(&within, Reason::NoEvent),
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), Unreadable> {
        self.files += 1;
        if self.files > MOST_FILES {
            return Err(Unreadable::TooMany);
        }
        if self.stop.load(Ordering::Relaxed) {
            return Err(Unreadable::Stopped);
        }
        match read_one(bytes, self.zone, self.now, self.stop) {
            Ok(reading) => self.take(reading)?,
            Err(Unreadable::NoCalendar) => self.refuse(name, Reason::NoEvent),
            Err(Unreadable::TooLarge) => self.refuse(name, Reason::FileTooLarge),
            Err(unreadable) => return Err(unreadable),
        }
        Ok(())
    }

    fn take(&mut self, reading: Reading) -> Result<(), Unreadable> {
        if self.name.is_empty() {
            self.name = reading.name;
        }
        self.others += reading.others;
        self.refused.extend(reading.refused);
        for item in reading.items {
            let key = (item.uid.clone(), item.occurrence.clone());
            match self.items.remove(&key) {
                Some(known) => self.items.insert(key, fuller(known, item)),
                None => self.items.insert(key, item),
            };
            if self.items.len() > MOST_EVENTS {
                return Err(Unreadable::TooMany);
            }
        }
        Ok(())
    }

    fn refuse(&mut self, name: &str, reason: Reason) {
        self.refused.push(Refused {
            title: text::visible_line(name, 120),
            starts: String::new(),
            reason,
        });
    }

    fn reading(self) -> Result<Reading, Unreadable> {
        let is_file =
            |refused: &Refused| matches!(refused.reason, Reason::NoEvent | Reason::FileTooLarge);
        if self.items.is_empty() && self.refused.iter().all(is_file) {
            return Err(Unreadable::NoCalendar);
        }
        let mut items: Vec<Item> = self.items.into_values().collect();
        items.sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
        Ok(Reading {
            name: self.name,
            items,
            refused: self.refused,
            others: self.others,
        })
    }
}

/// Of two that tell the same event, the one that knows where it is, or else the one that says more.
fn fuller(one: Item, other: Item) -> Item {
    let is_cancelled = one.is_cancelled || other.is_cancelled;
    let worth = |item: &Item| {
        let knows_where = !item.notes.contains(&Note::PlaceUnstated);
        (knows_where, item.description.len())
    };
    let best = if worth(&other) > worth(&one) {
        other
    } else {
        one
    };
    Item {
        is_cancelled,
        ..best
    }
}

/// Whether a file of an archive is a calendar or a page by its name.
fn is_wanted(name: &str) -> bool {
    let path = Path::new(name);
    let is_aside = path.iter().filter_map(|step| step.to_str()).any(|step| {
        // What macOS puts beside each file, and what browsers put beside a page.
        step == "__MACOSX" || step.starts_with('.') || step.ends_with("_files")
    });
    let ending = path.extension().and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    let endings = ["ics", "ical", "icalendar", "html", "htm", "mhtml", "mht"];
    !is_aside && endings.contains(&ending.as_str())
}
