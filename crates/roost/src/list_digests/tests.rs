//! The rules of a list's digests: when they are due, and how much of a post stands in one.

use super::model::{Room, last_due};
use crate::archive::blocks;
use crate::clock::Instant;
use jiff::tz::TimeZone;

fn at(text: &str) -> Instant {
    let timestamp: jiff::Timestamp = text.parse().expect("it is a timestamp");
    timestamp.into()
}

#[test]
fn it_is_due_at_six_in_the_evening_by_the_groups_clock_whatever_becomes_of_that() {
    let zone = TimeZone::get("Europe/Helsinki").expect("it is known");
    let due = |now| last_due(at(now), &zone);
    assert_eq!(due("2026-11-24T15:59:59Z"), at("2026-11-23T16:00:00Z"));
    assert_eq!(due("2026-11-24T16:00:00Z"), at("2026-11-24T16:00:00Z"));
    // On the day on which summer ends.
    assert_eq!(due("2026-10-25T17:00:00Z"), at("2026-10-25T16:00:00Z"));
    assert_eq!(due("2026-10-25T15:00:00Z"), at("2026-10-24T15:00:00Z"));
}

#[test]
fn a_post_is_shown_without_quotes_and_signature_and_with_its_code() {
    let text = "On Monday Ada wrote:\n> Which one?\n> I wonder.\n\nThis one:\n\n    import this\n\n-- \nBo\nTurku";
    let (shown, is_cut) = Room::default().take(&blocks(text));
    assert_eq!(shown, "> Which one?\n\nThis one:\n\n    import this");
    assert!(!is_cut);
}

#[test]
fn a_long_post_is_cut_between_words_and_a_full_letter_says_no_more() {
    let long = "ääkköset ".repeat(400);
    let mut room = Room::default();
    let (shown, is_cut) = room.take(&blocks(&long));
    assert!(is_cut && shown.ends_with("ääkköset …") && shown.len() <= 2_005);
    for _ in 0..30 {
        room.take(&blocks(&long));
    }
    assert_eq!(room.take(&blocks(&long)), (String::new(), true));
}
