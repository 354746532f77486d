//! Evenings as calendars read them: iCalendar text (RFC 5545), and links that two large web calendars
//! understand.
//!
//! What always holds:
//! - An entry's UID never changes and its SEQUENCE only grows, so that a calendar recognises it.
//! - LOCATION is always there, since some calendars keep a stale one otherwise.
//! - Times are local with their zone, and the zone's rules around them are in the file, so a reader
//!   without time-zone data shows the right hour in both halves of the year.
//! - A feed is published and asks for nothing. A letter may ask for an answer, once answers can come
//!   in by mail.
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

/// What a calendar is served as (RFC 5545 §8.1).
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

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

/// Who is asked to answer a letter, and where her calendar sends the answer (RFC 5546 §3.2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The address that understands answers; it stands as the organizer's.
    pub to: String,
    /// Her name and address.
    pub attendee: (String, String),
    pub said: Said,
}

/// What she has said so far, as calendars call it (RFC 5545 §3.2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Accepted,
    /// She would come if there were room.
    Tentative,
    /// It is her turn to say.
    NeedsAction,
}

/// A calendar of that name with these entries, as a file.
pub fn calendar(name: &str, entries: &[Entry]) -> String {
    write(name, entries, "PUBLISH", None)
}

/// One entry as it goes out by mail. With `reply`, calendars offer to answer; without, only to keep it.
pub fn letter(name: &str, entry: &Entry, reply: Option<&Reply>) -> String {
    let method = match (reply, entry.standing) {
        (None, _) => "PUBLISH",
        (Some(_), Standing::Cancelled) => "CANCEL",
        (Some(_), Standing::Confirmed | Standing::Tentative) => "REQUEST",
    };
    write(name, std::slice::from_ref(entry), method, reply)
}

fn write(name: &str, entries: &[Entry], method: &str, reply: Option<&Reply>) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Roost//Roost//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("METHOD", method);
    lines.add_text("NAME", name);
    lines.add_text("X-WR-CALNAME", name);
    zone::add_zones(&mut lines, entries);
    for entry in entries {
        add_entry(&mut lines, entry, reply);
    }
    lines.add("END", "VCALENDAR");
    lines.finish()
}

fn add_entry(lines: &mut Lines, entry: &Entry, reply: Option<&Reply>) {
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
    let address = reply.map_or(address, |reply| &reply.to);
    let organizer = format!("ORGANIZER;CN={}", lines::parameter(name));
    lines.add(&organizer, &format!("mailto:{}", lines::plain(address)));
    if let Some(reply) = reply {
        add_attendee(lines, reply);
    }
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

fn add_attendee(lines: &mut Lines, reply: &Reply) {
    let (name, address) = &reply.attendee;
    let said = match reply.said {
        Said::Accepted => "ACCEPTED",
        Said::Tentative => "TENTATIVE",
        Said::NeedsAction => "NEEDS-ACTION",
    };
    let attendee = format!(
        "ATTENDEE;CN={};ROLE=REQ-PARTICIPANT;PARTSTAT={said};RSVP=TRUE",
        lines::parameter(name)
    );
    lines.add(&attendee, &format!("mailto:{}", lines::plain(address)));
}

/// UTC for a zone that newer data no longer knows: the hour stays right, only its name is lost.
fn find_zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}
