//! How long an offered seat is held, and the other instants that an event's start decides.

use crate::clock::Instant;
use jiff::SignedDuration;
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// So long before the start everybody who waits is written to, and the first tap has the seat.
pub const FIRST_TAP: SignedDuration = SignedDuration::from_hours(3);

/// Nobody should have to answer between these hours, in the event's zone.
const NIGHT_BEGINS: i8 = 22;
const NIGHT_ENDS: i8 = 8;

/// Whoever said so within this time before she would be asked has not changed her mind since.
pub const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// The hour of the reminder, in the event's zone: people plan the next evening over coffee.
pub const DAY_BEFORE_HOUR: i8 = 10;

/// Until when a seat that is offered now is held; `None`: it is not held, the first tap has it.
pub fn accept_by(now: Instant, starts_at: Instant, zone: &TimeZone) -> Option<Instant> {
    let left = starts_at.since(now);
    if left <= FIRST_TAP {
        return None;
    }
    if left <= SignedDuration::from_hours(12) {
        return Some(now.after(SignedDuration::from_hours(1)));
    }
    if left <= SignedDuration::from_hours(72) {
        let end = out_of_the_night(now.after(SignedDuration::from_hours(6)), zone);
        return Some(end.min(starts_at));
    }
    Some(now.after(SignedDuration::from_hours(24)))
}

/// The instant itself, or the next morning's first hour if it falls in the night.
fn out_of_the_night(end: Instant, zone: &TimeZone) -> Instant {
    let wall = end.in_zone(zone);
    let date = match wall.hour() {
        hour if hour >= NIGHT_BEGINS => wall.date().saturating_add(jiff::Span::new().days(1)),
        hour if hour < NIGHT_ENDS => wall.date(),
        _ => return end,
    };
    let morning = date.at(NIGHT_ENDS, 0, 0, 0).to_zoned(zone.clone());
    // Only the last days of the calendar have no morning, and no event is that far away.
    morning.map_or(end, |morning| morning.timestamp().into())
}

/// When people who are going are reminded: on the day before, in the morning.
pub fn remind_at(starts_at: Instant, zone: &TimeZone) -> Instant {
    morning_before(starts_at, zone, 1)
}

/// When people who are going are asked whether they still come: two days before, in the morning.
pub fn ask_at(starts_at: Instant, zone: &TimeZone) -> Instant {
    morning_before(starts_at, zone, 2)
}

fn morning_before(starts_at: Instant, zone: &TimeZone, days: i64) -> Instant {
    let day = starts_at
        .in_zone(zone)
        .date()
        .saturating_sub(jiff::Span::new().days(days));
    let morning = day.to_datetime(Time::constant(DAY_BEFORE_HOUR, 0, 0, 0));
    morning.to_zoned(zone.clone()).map_or(
        starts_at.before(SignedDuration::from_hours(24 * days)),
        |morning| morning.timestamp().into(),
    )
}

/// Until when somebody who was asked about a new date can stay silent and keep her seat: three days
/// before the start, or as long as an offer is held if the new date is nearer.
pub fn silence_ends_at(asked_at: Instant, starts_at: Instant, zone: &TimeZone) -> Instant {
    let three_days_before = starts_at.before(SignedDuration::from_hours(72));
    if three_days_before > asked_at {
        three_days_before
    } else {
        accept_by(asked_at, starts_at, zone).unwrap_or(starts_at)
    }
}
