//! Evenings as calendars read them: iCalendar text (RFC 5545), and links that two large web calendars
//! understand.
//!
//! What always holds:
//! - An entry's UID never changes and its SEQUENCE only grows, so that a calendar recognises it.
//! - LOCATION is always there, since some calendars keep a stale one otherwise.
//! - Times are local with their zone, and the zone's rules around them are in the file, so a reader
//!   without time-zone data shows the right hour in both halves of the year.
//! - Lines end with CR LF and have at most 75 octets, folded between characters.
mod lines;
mod zone;
mod links;
#[cfg(test)]
mod tests;

pub use links::{google_link, outlook_link};

use crate::clock::Instant;
use jiff::tz::TimeZone;
use lines::{Lines, local, utc};

/// One evening in a calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Never changes, and belongs to no other entry anywhere.
    pub uid: String,
    /// Raised by each change that people must know.
    pub sequence: i64,
    pub changed_at: Instant,
    /// IANA name.
    pub zone: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub title: String,
    /// Plain text.
    pub description: String,
    /// Empty: nobody has said where.
    pub place: String,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// The evening's page.
    pub url: String,
    /// Name and address of who invites.
    pub organizer: (String, String),
    pub standing: Standing,
}

/// Whether it takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Confirmed,
    /// It promises no date.
    Tentative,
    Cancelled,
}

/// A calendar of that name with these entries, as a file.
pub fn calendar(name: &str, entries: &[Entry]) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Roost//Roost//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", "PUBLISH");
    lines.add_text("NAME", name);
    lines.add_text("X-WR-CALNAME", name);
    zone::add_zones(&mut lines, entries);
    for entry in entries {
        add_entry(&mut lines, entry);
    }
    lines.add("END", "VCALENDAR");
    lines.finish()
}

fn add_entry(lines: &mut Lines, entry: &Entry) {
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &entry.uid);
    lines.add("SEQUENCE", &entry.sequence.to_string());
    lines.add("DTSTAMP", &utc(entry.changed_at));
    lines.add("LAST-MODIFIED", &utc(entry.changed_at));
    let zone = find_zone(&entry.zone);
    for (name, at) in [("DTSTART", entry.starts_at), ("DTEND", entry.ends_at)] {
        match zone.iana_name() {
            Some(iana) if iana != "UTC" => {
                lines.add(&format!("{name};TZID={iana}"), &local(&at.in_zone(&zone)));
            }
            _ => lines.add(name, &utc(at)),
        }
    }
    lines.add_text("SUMMARY", &entry.title);
    lines.add_text("DESCRIPTION", &entry.description);
    lines.add_text("LOCATION", &entry.place);
    if let Some((north, east)) = entry.coordinates {
        lines.add("GEO", &format!("{north:.6};{east:.6}"));
    }
    lines.add("URL", &lines::plain(&entry.url));
    let (name, address) = &entry.organizer;
    let organizer = format!("ORGANIZER;CN={}", lines::parameter(name));
    lines.add(&organizer, &format!("mailto:{}", lines::plain(address)));
    lines.add(
        "STATUS",
        match entry.standing {
            Standing::Confirmed => "CONFIRMED",
            Standing::Tentative => "TENTATIVE",
            Standing::Cancelled => "CANCELLED",
        },
    );
    lines.add(
        "TRANSP",
        match entry.standing {
            Standing::Confirmed => "OPAQUE",
            Standing::Tentative | Standing::Cancelled => "TRANSPARENT",
        },
    );
    lines.add("END", "VEVENT");
}

/// UTC for a zone that newer data no longer knows: the hour stays right, only its name is lost.
fn find_zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
