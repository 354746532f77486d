//! How long an offered seat is held.

use crate::clock::Instant;
use crate::rsvps::model::{accept_by, ask_at, remind_at, silence_ends_at};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    text.parse::<Timestamp>().unwrap().into()
}

fn helsinki() -> TimeZone {
    TimeZone::get("Europe/Helsinki").unwrap()
}

/// The event starts on Thursday 3 December 2026 at 18:00 in Turku, two hours ahead of UTC.
fn offered(now: &str) -> Option<Instant> {
    accept_by(at(now), at("2026-12-03T16:00:00Z"), &helsinki())
}

#[test]
fn more_than_three_days_before_a_seat_is_held_for_24_hours() {
    assert_eq!(
        offered("2026-11-20T01:30:00Z"),
        Some(at("2026-11-21T01:30:00Z"))
    );
    assert_eq!(
        offered("2026-11-30T15:59:59Z"),
        Some(at("2026-12-01T15:59:59Z"))
    );
}

#[test]
fn from_three_days_before_a_seat_is_held_for_six_hours() {
    assert_eq!(
        offered("2026-11-30T16:00:00Z"),
        Some(at("2026-12-01T06:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-01T08:00:00Z"),
        Some(at("2026-12-01T14:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-01T13:59:59Z"),
        Some(at("2026-12-01T19:59:59Z"))
    );
}

#[test]
fn six_hours_that_would_end_in_the_night_end_at_eight_in_the_morning() {
    // 22:00, 23:30 and 07:59 in Turku all become 08:00.
    assert_eq!(
        offered("2026-12-01T14:00:00Z"),
        Some(at("2026-12-02T06:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-01T15:30:00Z"),
        Some(at("2026-12-02T06:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-01T23:59:00Z"),
        Some(at("2026-12-02T06:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-02T00:00:00Z"),
        Some(at("2026-12-02T06:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-02T00:01:00Z"),
        Some(at("2026-12-02T06:01:00Z"))
    );
}

#[test]
fn from_twelve_to_three_hours_before_a_seat_is_held_for_one_hour() {
    assert_eq!(
        offered("2026-12-03T03:59:59Z"),
        Some(at("2026-12-03T09:59:59Z"))
    );
    assert_eq!(
        offered("2026-12-03T04:00:00Z"),
        Some(at("2026-12-03T05:00:00Z"))
    );
    assert_eq!(
        offered("2026-12-03T12:59:59Z"),
        Some(at("2026-12-03T13:59:59Z"))
    );
}

#[test]
fn in_the_last_three_hours_no_seat_is_held() {
    assert_eq!(offered("2026-12-03T13:00:00Z"), None);
    assert_eq!(offered("2026-12-03T15:59:00Z"), None);
    assert_eq!(offered("2026-12-03T17:00:00Z"), None);
}

#[test]
fn a_morning_after_the_start_is_no_time_to_accept() {
    // An early walk at 07:00 in Turku: the morning's eight comes too late.
    let starts = at("2026-12-03T05:00:00Z");
    assert_eq!(
        accept_by(at("2026-12-02T15:00:00Z"), starts, &helsinki()),
        Some(starts)
    );
}

#[test]
fn the_night_is_the_events_and_knows_of_summer_time() {
    // On 29 March 2026 clocks in Turku go from 03:00 to 04:00; 08:00 is 05:00 in UTC.
    let starts = at("2026-03-30T16:00:00Z");
    let offered = accept_by(at("2026-03-28T20:00:00Z"), starts, &helsinki());
    assert_eq!(offered, Some(at("2026-03-29T05:00:00Z")));
}

#[test]
fn people_are_reminded_on_the_day_before_in_the_morning() {
    let reminder = remind_at(at("2026-12-03T16:00:00Z"), &helsinki());
    assert_eq!(reminder, at("2026-12-02T08:00:00Z"));
}

#[test]
fn people_are_asked_two_days_before_in_the_morning_whatever_the_clocks_do_in_between() {
    let winter = ask_at(at("2026-12-03T16:00:00Z"), &helsinki());
    assert_eq!(winter, at("2026-12-01T08:00:00Z"));
    // The clocks go back in the night before the event.
    let autumn = ask_at(at("2026-10-25T16:00:00Z"), &helsinki());
    assert_eq!(autumn, at("2026-10-23T07:00:00Z"));
}

#[test]
fn silence_about_a_new_date_frees_the_seat_three_days_before() {
    let starts = at("2026-12-03T16:00:00Z");
    let asked = at("2026-11-10T12:00:00Z");
    assert_eq!(
        silence_ends_at(asked, starts, &helsinki()),
        at("2026-11-30T16:00:00Z")
    );
    // A date that is nearer leaves as long as an offer would.
    let late = at("2026-12-01T08:00:00Z");
    assert_eq!(
        silence_ends_at(late, starts, &helsinki()),
        at("2026-12-01T14:00:00Z")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_held_seat_ends_after_now_and_not_after_the_start(
        minutes_before in 0_i64..20_000,
        starts_minute in 0_i64..2_000_000,
        zone in prop::sample::select(vec!["Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "UTC"]),
    ) {
        let starts: Instant = Timestamp::from_second(1_700_000_000 + starts_minute * 60).unwrap().into();
        let now = starts.before(jiff::SignedDuration::from_mins(minutes_before));
        let zone = TimeZone::get(zone).unwrap();
        match accept_by(now, starts, &zone) {
            None => prop_assert!(minutes_before <= 180),
            Some(until) => {
                prop_assert!(now < until && until <= starts);
                let hour = until.in_zone(&zone).hour();
                let night = (12 * 60 + 1..=72 * 60).contains(&minutes_before)
                    && !(8..22).contains(&hour);
                prop_assert!(!night || until == starts);
            }
        }
    }
}
