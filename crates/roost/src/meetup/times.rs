//! Moments and lengths as pages write them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

/// A moment on the clock of a zone. It is written with an offset or as UTC, with or without
/// milliseconds, in older pages with a zone in brackets, and seldom as that clock shows it.
pub fn on_clock(written: &str, zone: &TimeZone) -> Option<DateTime> {
    let written = written.split('[').next()?.trim();
    if let Ok(at) = written.parse::<Timestamp>() {
        return Some(whole_minute(at.to_zoned(zone.clone()).datetime()));
    }
    // A date alone is no time.
    let wall: DateTime = written.parse().ok().filter(|_| written.contains('T'))?;
    Some(whole_minute(wall))
}

/// `PT2H`, or milliseconds.
pub fn length(written: &serde_json::Value) -> Option<SignedDuration> {
    if let Some(ms) = written.as_i64() {
        return Some(SignedDuration::from_millis(ms));
    }
    let span: Span = written.as_str()?.parse().ok()?;
    SignedDuration::try_from(span).ok()
}

fn whole_minute(wall: DateTime) -> DateTime {
    let time = wall.time();
    wall.date().at(time.hour(), time.minute(), 0, 0)
}
