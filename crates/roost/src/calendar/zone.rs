use super::lines::{Lines, local};
use super::{Entry, find_zone};
use jiff::tz::{Offset, TimeZone, TimeZoneTransition};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// How far around its entries a zone's changes are told: each half of the year has one in it.
const AROUND: SignedDuration = SignedDuration::from_hours(24 * 366);

/// The rules of every zone that an entry names, around the times of its entries.
pub fn add_zones(lines: &mut Lines, entries: &[Entry]) {
    let mut spans: BTreeMap<&str, (Timestamp, Timestamp)> = BTreeMap::new();
    for entry in entries {
        let (starts, ends) = (entry.starts_at.timestamp(), entry.ends_at.timestamp());
        let span = spans.entry(&entry.zone).or_insert((starts, ends));
        *span = (span.0.min(starts), span.1.max(ends));
    }
    for (name, (first, last)) in spans {
        let zone = find_zone(name);
        if let Some(iana) = zone.iana_name().filter(|iana| *iana != "UTC") {
            add_zone(lines, (&zone, iana), first, last);
        }
    }
}

/// Each change of the clocks is a component of its own, so that no rule has to be guessed.
fn add_zone(lines: &mut Lines, (zone, iana): (&TimeZone, &str), first: Timestamp, last: Timestamp) {
    let begin = first.saturating_sub(AROUND).unwrap_or(Timestamp::MIN);
    let end = last.saturating_add(AROUND).unwrap_or(Timestamp::MAX);
    lines.add("BEGIN", "VTIMEZONE");
    lines.add("TZID", iana);
    let changes: Vec<TimeZoneTransition<'_>> = zone
        .following(begin)
        .take_while(|change| change.timestamp() <= end)
        .collect();
    // What holds before the first change. It begins where no calendar looks.
    let start = zone.to_offset_info(begin);
    add_change(
        lines,
        &Change {
            kind: kind(start.dst().is_dst()),
            since: "19700101T000000".to_owned(),
            offsets: (start.offset(), start.offset()),
            name: start.abbreviation(),
        },
    );
    let mut before = start.offset();
    for change in &changes {
        let since = change.timestamp().to_zoned(TimeZone::fixed(before));
        add_change(
            lines,
            &Change {
                kind: kind(change.dst().is_dst()),
                since: local(&since),
                offsets: (before, change.offset()),
                name: change.abbreviation(),
            },
        );
        before = change.offset();
    }
    lines.add("END", "VTIMEZONE");
}

struct Change<'c> {
    kind: &'static str,
    /// On the clock as it was before.
    since: String,
    /// Before and after.
    offsets: (Offset, Offset),
    name: &'c str,
}

fn kind(is_dst: bool) -> &'static str {
    if is_dst { "DAYLIGHT" } else { "STANDARD" }
}

fn add_change(lines: &mut Lines, change: &Change<'_>) {
    lines.add("BEGIN", change.kind);
    lines.add("DTSTART", &change.since);
    lines.add("TZOFFSETFROM", &offset(change.offsets.0));
    lines.add("TZOFFSETTO", &offset(change.offsets.1));
    lines.add("TZNAME", change.name);
    lines.add("END", change.kind);
}

/// RFC 5545 §3.3.14: hours and minutes, and seconds where there are any.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}
