//! What came in goes out and comes in again, and whatever comes does no harm.

use super::{Item, Reading, headline, now, read_bytes, sample, text};
use crate::calendar::{self, Entry, Standing};
use crate::clock::Instant;
use crate::markup;
use jiff::tz::TimeZone;
use proptest::prelude::*;

/// The item as we would tell it to another calendar.
fn entry(item: &Item) -> Entry {
    let zone = TimeZone::get(&item.zone).expect("the zone is known");
    let at = |wall: jiff::civil::DateTime| {
        let told = zone.to_ambiguous_zoned(wall).compatible();
        Instant::from(told.expect("the time exists").timestamp())
    };
    Entry {
        uid: format!("{} {}", item.uid, item.occurrence),
        sequence: 0,
        changed_at: now(),
        zone: item.zone.clone(),
        starts_at: at(item.starts),
        ends_at: at(item.ends),
        title: item.title.clone(),
        description: markup::to_text(&item.description),
        place: if item.is_online {
            "Online".to_owned()
        } else {
            item.place.clone()
        },
        coordinates: item.coordinates,
        url: "https://roost.example.org/a/events/b".to_owned(),
        organizer: ("A".to_owned(), "a@example.org".to_owned()),
        standing: if item.is_cancelled {
            Standing::Cancelled
        } else {
            Standing::Confirmed
        },
    }
}

/// What our own calendar tells of an item, which is not all: links to take part and privacy stay here.
fn told(item: &Item) -> (String, String, Option<(f64, f64)>) {
    let plain = Item {
        online_link: String::new(),
        is_private: false,
        ..item.clone()
    };
    let own = "<https://roost.example.org/a/events/b>";
    // Without a label, an address stands there bare.
    let text = markup::to_text(&item.description.replace(own, "")).replace(['<', '>'], "");
    let words: Vec<&str> = text.split_whitespace().collect();
    (headline(&plain), words.join(" "), item.coordinates)
}

fn comes_back(reading: &Reading) {
    let entries: Vec<Entry> = reading.items.iter().map(entry).collect();
    let exported = calendar::calendar("Ours", &entries);
    let again = read_bytes(exported.as_bytes()).expect("it is a calendar");
    assert_eq!(again.refused, []);
    let both = [reading, &again].map(|r| {
        let mut told: Vec<_> = r.items.iter().map(told).collect();
        told.sort_by(|a, b| a.0.cmp(&b.0));
        told
    });
    assert_eq!(both[0], both[1]);
}

#[test]
fn every_sample_is_the_same_after_it_went_out_and_came_back() {
    for name in [
        "google.ics",
        "outlook.ics",
        "nextcloud.ics",
        "meetup-2026.ics",
        "meetup-2021.ics",
        "meetup-2018.ics",
        "apple.ics",
        "hostile-broken-lines.ics",
        "hostile-latin1.ics",
        "hostile-uids.ics",
        "hostile-rules.ics",
    ] {
        comes_back(&sample(name));
    }
}

fn property_value() -> impl Strategy<Value = String> {
    "[ -~äöü🐍\u{202e}]{0,80}".prop_map(|text| text.replace('\\', "\\\\"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_event_is_the_same_after_it_went_out_and_came_back(
        title in "[a-zA-Zäö,;:\"<>&*_#' -]{1,60}",
        lines in proptest::collection::vec("[a-zA-Zäö0-9.,;:()'\" -]{0,60}", 0..6),
        place in "[a-zA-Zäö0-9,. -]{0,60}",
        zone in prop::sample::select(vec![
            "Europe/Helsinki", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
            "W. Europe Standard Time", "America/St_Johns",
        ]),
        day in 0_i64..1200,
        minute in 0_i64..1440,
        lasts in 1_i64..600,
        cancelled in any::<bool>(),
    ) {
        let starts = jiff::civil::date(2024, 12, 1).at(0, 0, 0, 0)
            .checked_add(jiff::Span::new().days(day).minutes(minute)).unwrap();
        let escape = |text: &str| text.replace(',', "\\,").replace(';', "\\;");
        let body = lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\\n");
        let status = if cancelled { "CANCELLED" } else { "CONFIRMED" };
        let event = format!(
            "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=\"{zone}\":{}\r\nDURATION:PT{lasts}M\r\n\
             SUMMARY:{}\r\nDESCRIPTION:{body}\r\nLOCATION:{}\r\nSTATUS:{status}\r\nEND:VEVENT",
            starts.strftime("%Y%m%dT%H%M%S"), escape(&title), escape(&place),
        );

        let reading = text(&event);

        prop_assert_eq!(reading.items.len(), 1);
        comes_back(&reading);
    }

    #[test]
    fn no_bytes_whatever_make_the_reader_stumble(
        before in property_value(),
        raw in proptest::collection::vec(any::<u8>(), 0..200),
        name in prop::sample::select(vec![
            "DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "DURATION", "RECURRENCE-ID", "GEO",
            "DTSTART;TZID=Europe/Helsinki", "UID", "SUMMARY", "BEGIN", "END", "STATUS", "TZOFFSETTO",
        ]),
        rule in prop::sample::select(vec![
            "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYSETPOS=5;BYDAY=MO",
            "FREQ=YEARLY;COUNT=3", "FREQ=MONTHLY;BYMONTHDAY=-31", "FREQ=YEARLY;BYWEEKNO=53",
            "UNTIL=20200101;FREQ=DAILY", "FREQ=WEEKLY;UNTIL=99991231T235959Z",
        ]),
    ) {
        let mut bytes = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260917T153000Z\n".to_vec();
        bytes.extend(format!("RRULE:{rule}\nDESCRIPTION:{before}\n{name}:").as_bytes());
        bytes.extend(&raw);
        bytes.extend(b"\nEND:VEVENT\nEND:VCALENDAR\n");

        if let Ok(reading) = read_bytes(&bytes) {
            for item in &reading.items {
                prop_assert!(item.ends > item.starts || item.zone != "UTC");
                prop_assert!(!item.title.chars().any(char::is_control));
            }
        }
    }
}
