//! When a digest is due.

use super::model::{begins, last_due, next_due};
use crate::clock::Instant;
use crate::preferences::Every;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    let timestamp: jiff::Timestamp = text.parse().expect("it is a timestamp");
    timestamp.into()
}

#[test]
fn a_digest_is_due_on_mondays_at_ten_or_on_the_first_monday_of_a_month() {
    let turku = TimeZone::get("Europe/Helsinki").expect("it is known");
    let around = |every, now: &str| {
        let now = at(now);
        (last_due(every, now, &turku), next_due(every, now, &turku))
    };
    let nov30 = at("2026-11-30T08:00:00Z");
    assert_eq!(
        around(Every::Week, "2026-11-30T07:59:59Z"),
        (at("2026-11-23T08:00:00Z"), nov30)
    );
    assert_eq!(
        around(Every::Week, "2026-11-30T08:00:00Z"),
        (nov30, at("2026-12-07T08:00:00Z"))
    );
    assert_eq!(
        around(Every::Month, "2026-12-07T07:59:59Z"),
        (at("2026-11-02T08:00:00Z"), at("2026-12-07T08:00:00Z"))
    );
    assert_eq!(
        around(Every::Month, "2026-12-07T08:00:00Z"),
        (at("2026-12-07T08:00:00Z"), at("2027-01-04T08:00:00Z"))
    );
    // In summer ten in the morning is an hour earlier.
    assert_eq!(
        around(Every::Month, "2027-06-30T12:00:00Z"),
        (at("2027-06-07T07:00:00Z"), at("2027-07-05T07:00:00Z"))
    );
}

#[test]
fn a_digest_begins_once_and_not_much_too_late() {
    let due = at("2026-11-30T08:00:00Z");
    let hours = |hours| due.after(SignedDuration::from_hours(hours));
    assert!(begins(due, None, due));
    assert!(begins(due, Some(hours(-168)), hours(36)));
    assert!(
        !begins(due, Some(hours(-168)), hours(37)),
        "the next one tells"
    );
    assert!(!begins(due, Some(due), hours(1)));
    // The group moved to another zone since.
    assert!(!begins(due, Some(hours(-7)), hours(1)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_instant_lies_between_two_digests(
        second in 0_i64..4_000_000_000,
        monthly in any::<bool>(),
        zone in prop::sample::select(vec!["Europe/Helsinki", "America/Los_Angeles", "Pacific/Apia"]),
    ) {
        let every = if monthly { Every::Month } else { Every::Week };
        let zone = TimeZone::get(zone).expect("it is known");
        let now: Instant = jiff::Timestamp::from_second(second).expect("it is one").into();
        let (last, next) = (last_due(every, now, &zone), next_due(every, now, &zone));
        prop_assert!(last <= now && now < next);
        // The last one of the next one's moment is itself.
        prop_assert_eq!(last_due(every, next, &zone), next);
        prop_assert_eq!(next_due(every, last, &zone), next);
    }
}
