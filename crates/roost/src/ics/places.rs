//! Where it is: a room, a link, or both.

use super::parts::{self, Component, Name};
use super::texts::web_address;
use crate::text;

/// Name and address together, as the venue book takes them.
const PLACE: usize = 360;

/// What programs write where the room would stand.
const ONLINE: &[&str] = &[
    "online",
    "online event",
    "virtual",
    "zoom",
    "zoom meeting",
    "google meet",
    "microsoft teams meeting",
    "microsoft teams-besprechung",
    "webinar",
    "video call",
];

/// Where Meetup puts everything that is online, on the map.
const NOWHERE: (f64, f64) = (-8.521_147, 179.196_2);

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Where {
    /// In one line; empty: nobody said where, or it is online.
    pub place: String,
    pub coordinates: Option<(f64, f64)>,
    pub is_online: bool,
    pub online_link: String,
}

/// Whether the calendar says anything of where the event is.
pub fn is_stated(event: &Component) -> bool {
    parts::find(event, &Name::Location).is_some()
}

pub fn of(event: &Component) -> Where {
    let written = parts::text(event, &Name::Location);
    let link = web_address(&written).or_else(|| conference(event));
    let place = one_line(&written);
    let is_link = web_address(&written).is_some();
    let says_online = ONLINE.contains(&place.to_lowercase().as_str());
    let place = if is_link || says_online {
        String::new()
    } else {
        place
    };
    // A program adds a link to every event, so beside a room it says nothing.
    let is_online = place.is_empty() && (says_online || link.is_some());
    Where {
        coordinates: coordinates(event).filter(|_| !place.is_empty()),
        online_link: link.filter(|_| is_online).unwrap_or_default(),
        place,
        is_online,
    }
}

/// A place in one line. Lines of an address are apart by commas, and what is in brackets is the address.
pub fn one_line(written: &str) -> String {
    let lines = written
        .lines()
        .map(|line| line.trim().trim_end_matches(','))
        .filter(|line| !line.is_empty());
    let line = lines.collect::<Vec<_>>().join(", ");
    let line = match line
        .strip_suffix(')')
        .and_then(|line| line.split_once(" ("))
    {
        Some((name, address)) if address.contains(',') => format!("{name}, {address}"),
        _ => line,
    };
    let parts = line.split(',').map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    text::cut(&text::visible_line(&parts.join(", "), usize::MAX), PLACE)
}

fn coordinates(event: &Component) -> Option<(f64, f64)> {
    parts::pair(event, &Name::Geo).filter(|pair| is_meant(*pair))
}

/// Whether degrees north and east are where something is.
pub fn is_meant((north, east): (f64, f64)) -> bool {
    let is_there = (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east);
    // Zero degrees is where programs put what they do not know.
    let is_meant = (north, east) != (0.0, 0.0) && (north, east) != NOWHERE;
    is_there && is_meant
}

fn conference(event: &Component) -> Option<String> {
    let written = [
        parts::text(event, &Name::Conference),
        parts::text_of_other(event, "X-GOOGLE-CONFERENCE"),
        parts::text_of_other(event, "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    ];
    let mut all = written.iter().filter_map(|address| web_address(address));
    all.next()
}
