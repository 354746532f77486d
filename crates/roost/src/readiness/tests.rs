use super::model::{Duty, Line, Owner, READY_LIST, Standing, in_order};
use crate::clock::Instant;
use crate::ids::{ChecklistLineId, PersonId};
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan, Zoned};
use proptest::prelude::*;
use uuid::Uuid;

const TITLE: &str = "Order the soup";

fn line(number: u128, due_days: i64) -> Line {
    Line {
        id: ChecklistLineId::from(Uuid::from_u128(number)),
        event_id: None,
        title: TITLE.to_owned(),
        due_days,
        owner: Some(Owner {
            id: PersonId::from(Uuid::max()),
            name: "Tomi Example".to_owned(),
        }),
        done: None,
        nudged_at: None,
    }
}

/// An hour of 3 December 2026 in Turku.
fn at(hour: i8) -> Zoned {
    let zone = TimeZone::get("Europe/Helsinki").unwrap();
    date(2026, 12, 3).at(hour, 0, 0, 0).to_zoned(zone).unwrap()
}

fn ago(span: Span) -> Instant {
    Instant::from(at(9).checked_sub(span).unwrap().timestamp())
}

#[test]
fn a_line_is_late_from_the_day_after_the_one_on_which_it_is_due() {
    let (line, day) = (line(1, 7), date(2026, 12, 10));
    assert_eq!(line.due(day), date(2026, 12, 3));
    assert_eq!(line.standing(day, date(2026, 12, 3)), Standing::ToDo);
    assert_eq!(line.standing(day, date(2026, 12, 4)), Standing::Late);
    let done = Line {
        done: Some((ago(1.day()), "Leila Example".to_owned())),
        ..line
    };
    assert_eq!(done.standing(day, date(2026, 12, 9)), Standing::Done);
}

#[test]
fn an_owner_is_reminded_by_day_from_the_day_it_is_due_and_then_left_alone_for_three() {
    let day = date(2026, 12, 10);
    let due = line(1, 7);
    assert!(due.is_to_nudge(day, &at(9)));
    assert!(due.is_to_nudge(day, &at(19)));
    assert!(!due.is_to_nudge(day, &at(8)), "nobody is up");
    assert!(!due.is_to_nudge(day, &at(20)), "she has the evening off");
    assert!(!line(1, 6).is_to_nudge(day, &at(9)), "it is due tomorrow");
    let nobodys = Line {
        owner: None,
        ..line(1, 7)
    };
    assert!(!nobodys.is_to_nudge(day, &at(9)));
    let nudged = |span: Span| Line {
        nudged_at: Some(ago(span)),
        ..line(1, 7)
    };
    assert!(!nudged(2.days()).is_to_nudge(day, &at(9)));
    assert!(nudged(72.hours()).is_to_nudge(day, &at(9)));
}

#[test]
fn a_ready_list_is_in_the_order_in_which_things_are_due() {
    assert!(READY_LIST.is_sorted_by(|(_, sooner), (_, later)| sooner >= later));
}

#[test]
fn every_duty_is_read_back_from_its_address() {
    for duty in Duty::ALL {
        assert_eq!(duty.value().parse(), Ok(duty));
    }
    assert_eq!("host".parse::<Duty>(), Err(()));
}

proptest! {
    #[test]
    fn what_is_late_comes_first_and_what_is_done_last(
        days in proptest::collection::vec((0_i64..400, any::<bool>()), 0..30),
        ahead in -10_i64..400,
    ) {
        let today = date(2026, 12, 3);
        let day = today.checked_add(ahead.days()).unwrap();
        let mut lines: Vec<Line> = (1..)
            .zip(&days)
            .map(|(number, (due, done))| Line {
                done: done.then(|| (ago(number.days()), TITLE.to_owned())),
                ..line(u128::try_from(number).unwrap(), *due)
            })
            .collect();
        in_order(&mut lines, day, today);
        prop_assert_eq!(lines.len(), days.len());
        prop_assert!(lines.is_sorted_by_key(|line| line.standing(day, today)));
        let open: Vec<_> = lines.iter().filter(|line| line.done.is_none()).collect();
        prop_assert!(open.is_sorted_by_key(|line| line.due(day)));
    }
}
