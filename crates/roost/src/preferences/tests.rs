//! The rules of choices: the kinds of letters, and the days until which mail can pause.

use super::model::{Mode, NoPause, Was, pause_ends};
use crate::clock::Instant;
use jiff::civil::date;
use jiff::tz::TimeZone;

fn at(text: &str) -> Instant {
    let timestamp: jiff::Timestamp = text.parse().expect("it is a timestamp");
    timestamp.into()
}

#[test]
fn a_pause_ends_as_a_later_day_begins_where_the_group_is() {
    let zone = TimeZone::get("Europe/Helsinki").expect("it is known");
    // Already Wednesday in Turku.
    let now = at("2026-11-24T22:30:00Z");
    let ends = |day| pause_ends(day, now, &zone);
    assert_eq!(ends(date(2026, 11, 25)), Err(NoPause::TooEarly));
    assert_eq!(ends(date(2026, 11, 26)), Ok(at("2026-11-25T22:00:00Z")));
    assert_eq!(ends(date(2027, 11, 26)), Ok(at("2027-11-25T22:00:00Z")));
    assert_eq!(ends(date(2027, 11, 27)), Err(NoPause::TooLate));
    assert_eq!(ends(date(9998, 1, 1)), Err(NoPause::TooLate));
}

#[test]
fn what_a_form_sends_is_read_back_and_nothing_else_is() {
    for mode in [Mode::Each, Mode::Digest, Mode::Nothing] {
        assert_eq!(mode.value().parse(), Ok(mode));
    }
    for was in [Was::Each, Was::Digest, Was::OwnEvents, Was::Nothing] {
        assert_eq!(was.value().parse(), Ok(was));
    }
    assert_eq!("EACH".parse::<Mode>(), Err(()));
    assert_eq!("".parse::<Was>(), Err(()));
}
