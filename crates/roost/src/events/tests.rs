use super::model::{Misfit, Schedule, Which, doors_before};
use crate::clock::Instant;
use jiff::Timestamp;
use jiff::civil::{DateTime, Time, date};
use proptest::prelude::*;

fn now() -> Instant {
    let now: Timestamp = "2026-11-24T09:00:00Z".parse().expect("it is one");
    now.into()
}

fn evening(zone: &str, starts: DateTime, ends: DateTime) -> Result<Schedule, Misfit> {
    Schedule::new(zone, starts, ends, None, now())
}

#[test]
fn a_wall_time_becomes_the_instant_that_it_means() {
    let schedule = evening(
        "Europe/Helsinki",
        date(2026, 12, 3).at(18, 0, 0, 0),
        date(2026, 12, 3).at(20, 30, 0, 0),
    );

    let starts = schedule.expect("it fits").starts.at.timestamp();
    assert_eq!(starts.to_string(), "2026-12-03T16:00:00Z");
}

#[test]
fn a_time_that_the_zone_skips_is_named_and_of_a_double_one_the_first_is_meant() {
    let skipped = date(2027, 3, 28).at(3, 30, 0, 0);
    let refused = evening("Europe/Helsinki", skipped, date(2027, 3, 28).at(6, 0, 0, 0));
    assert_eq!(refused, Err(Misfit::Skipped(Which::Starts, skipped)));

    let double = date(2027, 10, 31).at(3, 30, 0, 0);
    let taken = evening("Europe/Helsinki", double, date(2027, 10, 31).at(6, 0, 0, 0));
    let starts = taken.expect("it fits").starts.at.timestamp();
    assert_eq!(starts.to_string(), "2027-10-31T00:30:00Z");
}

#[test]
fn only_zones_under_their_own_name_are_known() {
    let (starts, ends) = (
        date(2026, 12, 3).at(18, 0, 0, 0),
        date(2026, 12, 3).at(20, 0, 0, 0),
    );
    for zone in ["Mars/Olympus", "europe/helsinki", "", "../etc/passwd"] {
        assert_eq!(
            evening(zone, starts, ends),
            Err(Misfit::UnknownZone),
            "{zone}"
        );
    }
    assert!(evening("UTC", starts, ends).is_ok());
}

#[test]
fn doors_of_an_event_after_midnight_open_the_evening_before() {
    let starts = date(2026, 12, 31).at(0, 30, 0, 0);
    let doors = Time::constant(22, 0, 0, 0);
    assert_eq!(
        doors_before(starts, doors),
        date(2026, 12, 30).at(22, 0, 0, 0)
    );

    let starts = date(2026, 12, 31).at(18, 0, 0, 0);
    assert_eq!(
        doors_before(starts, doors),
        date(2026, 12, 31).at(22, 0, 0, 0)
    );
}

proptest! {
    #[test]
    fn whatever_is_taken_holds_together(
        days in 0_i64..4000,
        start in 0_i64..1440,
        minutes in -3000_i64..60_000,
        zone in prop::sample::select(vec![
            "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC",
        ]),
    ) {
        let starts = date(2026, 1, 1).to_datetime(Time::midnight())
            + jiff::Span::new().days(days).minutes(start);
        let ends = starts + jiff::Span::new().minutes(minutes);
        if let Ok(schedule) = evening(zone, starts, ends) {
            prop_assert!(schedule.starts.at < schedule.ends.at);
            let tz = jiff::tz::TimeZone::get(zone).expect("it is bundled");
            prop_assert_eq!(schedule.starts.at.in_zone(&tz).datetime(), starts);
            prop_assert_eq!(schedule.ends.at.in_zone(&tz).datetime(), ends);
        }
    }
}
