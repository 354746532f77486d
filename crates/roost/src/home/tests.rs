use super::model::{days_until, months};
use super::{Card, EventRow, Seats};
use crate::clock::Instant;
use crate::events::{AttendanceMode, Status};
use crate::ids::{EventId, Ids, Moment};
use crate::words::Words;
use jiff::Timestamp;
use jiff::civil::date;

fn at(text: &str) -> Instant {
    let parsed: Timestamp = text.parse().unwrap();
    parsed.into()
}

fn row(starts: &str) -> EventRow {
    let starts_at = at(starts);
    EventRow {
        id: EventId::new(&Moment::new(starts_at, Ids::seeded(1))),
        group_slug: "turku-python".to_owned(),
        group_name: "Turku Python".to_owned(),
        slug: "night".to_owned(),
        title: "Night".to_owned(),
        sentence: String::new(),
        status: Status::Published,
        zone: "Europe/Helsinki".to_owned(),
        starts_at,
        ends_at: starts_at,
        attendance_mode: AttendanceMode::InPerson,
        capacity: Some(10),
        venue: None,
        address: None,
        going: 3,
        held: 4,
        waiting: 0,
    }
}

#[test]
fn seats_are_told_as_people_want_to_know_them() {
    let evening = row("2026-12-03T16:00:00Z");
    let with = |change: fn(&mut EventRow)| {
        let mut changed = evening.clone();
        change(&mut changed);
        changed.seats()
    };
    assert_eq!(evening.seats(), Seats::Left(6));
    assert_eq!(with(|row| row.capacity = None), Seats::EveryoneFits);
    assert_eq!(
        with(|row| row.attendance_mode = AttendanceMode::Online),
        Seats::EveryoneFits
    );
    assert_eq!(
        with(|row| (row.held, row.waiting) = (12, 3)),
        Seats::Full(3)
    );
    assert_eq!(with(|row| row.status = Status::Cancelled), Seats::Cancelled);
}

#[test]
fn days_are_counted_by_the_events_own_calendar() {
    // Half past midnight in Helsinki is still the day before in UTC.
    let starts = row("2026-12-03T22:30:00Z").starts();
    assert_eq!(days_until(at("2026-12-03T22:00:00Z"), &starts), 0);
    assert_eq!(days_until(at("2026-12-03T21:59:00Z"), &starts), 1);
    assert_eq!(days_until(at("2026-11-24T09:00:00Z"), &starts), 10);
}

#[test]
fn events_stand_under_their_months_in_their_order() {
    let words = Words::default().plain();
    let days = [
        "2026-12-03T16:00:00Z",
        "2026-12-31T23:00:00Z",
        "2027-01-07T16:00:00Z",
    ];
    let cards = days.map(|day| Card::new(&row(day), words, false, false));
    let months = months(cards.into(), words, date(2026, 11, 24));
    let shown: Vec<_> = months
        .iter()
        .map(|m| (m.name.as_str(), m.cards.len()))
        .collect();
    assert_eq!(shown, [("December", 1), ("January 2027", 2)]);
}
