//! What browsers save of Meetup's pages is read as it was meant. The pages are ours, in the recorded
//! shapes, with people, places and groups that are invented.

use super::{MOST_BYTES, is_key, is_page, key_of, read};
use crate::ics::{Item, Note, Reading, Reason, Unreadable};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const ZONE: &str = "Europe/Helsinki";

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetup");
    fs::read(folder.join(name)).expect("the sample is there")
}

fn sample(name: &str) -> Reading {
    let bytes = bytes(name);
    assert!(is_page(&bytes), "{name}");
    read(&bytes, ZONE).expect("it tells of an event")
}

/// The event's page at Meetup, with what it tells search engines.
fn page(schema: &str) -> Reading {
    let html = format!(
        "<html><link rel=\"canonical\" href=\"https://www.meetup.com/turku-snakes/events/300000001/\">\
         <script type=\"application/ld+json\">{schema}</script></html>"
    );
    read(html.as_bytes(), ZONE).expect("it tells of an event")
}

/// One line for each event: its name in calendars, when, what, where, and what was assumed.
fn lines(reading: &Reading) -> Vec<String> {
    let line = |item: &Item| {
        let place = match item.is_online {
            true => "online",
            false => &item.place,
        };
        let uid = item.uid.strip_suffix("@meetup.com");
        let uid = uid.expect("it is as the feed writes it");
        let mut line = format!(
            "{uid} | {} – {} {} | {} | {place}",
            item.starts, item.ends, item.zone, item.title
        );
        if item.is_cancelled {
            line += " | cancelled";
        }
        if item.is_private {
            line += " | private";
        }
        for note in &item.notes {
            line += &format!(" | {note:?}");
        }
        line
    };
    reading.items.iter().map(line).collect()
}

#[test]
fn a_saved_event_comes_with_its_place_and_without_what_is_next_door() {
    let reading = sample("event-2026.html");

    assert_eq!(reading.name, "Turku Snakes");
    assert_eq!(
        lines(&reading),
        [
            "event_300000001 | 2026-09-17T18:30:00 – 2026-09-17T20:30:00 \
          Europe/Helsinki | September talks, pizza & lightning talks \
          | Esimerkki Library, Linnankatu 1, Turku"
        ]
    );
    let [item] = reading.items.as_slice() else {
        unreachable!("it is one");
    };
    assert_eq!(item.coordinates, Some((60.45, 22.27)));
    assert_eq!(
        item.description,
        "**Agenda**\n\n* 18:30 doors\n* 19:00 talks\n\nMore: https://example.org/x\n\n\
         <https://www.meetup.com/turku-snakes/events/300000001/>"
    );
    assert_eq!(reading.others, 1, "a similar event of another group");
}

#[test]
fn a_saved_list_of_past_events_comes_whole() {
    assert_eq!(
        lines(&sample("past-2026.html")),
        [
            "event_290000001 | 2025-10-16T18:00:00 – 2025-10-16T20:00:00 \
             Europe/Helsinki | Readings by the stove | Esimerkki Library, Linnankatu 1, Turku",
            "event_290000002 | 2025-11-20T18:00:00 – 2025-11-20T20:00:00 \
             Europe/Helsinki | Talks from home | online",
            "event_290000003 | 2025-12-18T18:00:00 – 2025-12-18T20:00:00 \
             Europe/Helsinki | Glögi | cancelled | EndAssumed | PlaceUnstated"
        ]
        .map(|line| line.replace("Glögi | cancelled", "Glögi |  | cancelled"))
    );
}

#[test]
fn a_page_that_chrome_saved_in_one_file_is_the_same() {
    let (alone, whole) = (sample("event-2026.html"), sample("event-2026.mhtml"));

    assert_eq!(lines(&whole), lines(&alone));
    assert_eq!(whole.items[0].description, alone.items[0].description);
}

#[test]
fn what_search_engines_are_told_does_where_the_state_is_gone() {
    let schema = r#"[{"@type":"BreadcrumbList"},
        {"@type":["Thing","SocialEvent"],"name":"Spring talks",
         "url":"https://www.meetup.com/turku-snakes/events/300000001/?eventOrigin=home",
         "startDate":"2026-04-16T15:30:00.000Z","endDate":"2026-04-16T17:30:00.000Z",
         "eventStatus":"https://schema.org/EventCancelled",
         "location":[{"@type":"VirtualLocation","url":"https://example.org/room"},
                     {"@type":"Place","name":"Esimerkki Library, ",
                      "address":{"@type":"PostalAddress","streetAddress":"Linnankatu 1,","addressLocality":"Turku"},
                      "geo":{"latitude":"0","longitude":"0"}}]}]"#;
    let reading = page(schema);

    assert_eq!(
        lines(&reading),
        [
            "event_300000001 | 2026-04-16T18:30:00 – 2026-04-16T20:30:00 \
          Europe/Helsinki | Spring talks | Esimerkki Library, Linnankatu 1, Turku | cancelled"
        ]
    );
    assert_eq!(reading.items[0].coordinates, None, "nought is nowhere");
}

#[test]
fn an_event_without_a_time_is_refused_by_name() {
    let address = "https://www.meetup.com/turku-snakes/events/300000001/";
    let told = |start: &str| {
        page(&format!(
            r#"{{"@type":"Event","name":"Some time","url":"{address}"{start}}}"#
        ))
    };
    let reasons = [
        "",
        r#","startDate":"next week""#,
        r#","startDate":"2026-09-17""#,
    ]
    .map(|start| told(start).refused[0].reason.clone());

    assert_eq!(
        reasons,
        [
            Reason::NoStart,
            Reason::StartUnreadable,
            Reason::StartUnreadable
        ]
    );
}

#[test]
fn a_start_is_read_in_each_way_that_pages_have_written_it() {
    let told = |start: &str| {
        let reading = page(&format!(
            r#"{{"@type":"Event","name":"A","url":"https://www.meetup.com/turku-snakes/events/300000001",
                "startDate":"{start}"}}"#
        ));
        assert_eq!(
            reading.items[0].notes,
            [Note::EndAssumed, Note::PlaceUnstated]
        );
        reading.items[0].starts.to_string()
    };
    for written in [
        "2026-09-17T15:30:00.000Z",
        "2026-09-17T15:30Z",
        "2026-09-17T18:30:00+03:00",
        "2026-09-17T10:30-05:00",
        "2026-09-17T11:30:00-04:00[US/Eastern]",
        "2026-09-17T18:30:00",
    ] {
        assert_eq!(told(written), "2026-09-17T18:30:00", "{written}");
    }
}

#[test]
fn an_address_leads_to_the_name_that_the_feed_gives_its_event() {
    let keys = [
        "https://www.meetup.com/turku-snakes/events/300000001/",
        "https://www.meetup.com/de-DE/Turku-Snakes/events/300000001?eventId=7",
        "https://www.meetup.com/turku-snakes/events/xwqPMLyxgbqb/",
        "https://www.meetup.com/turku-snakes/events/",
        "https://www.meetup.com/turku-snakes/events/past/",
        "https://www.meetup.com/turku-snakes/",
        "no address",
    ]
    .map(|address| {
        let key = key_of(address)?;
        assert!(is_key(&key));
        key.strip_suffix("@meetup.com").map(str::to_owned)
    });

    assert_eq!(
        keys,
        [
            Some("event_300000001".to_owned()),
            Some("event_300000001".to_owned()),
            Some("event_xwqpmlyxgbqb".to_owned()),
            None,
            None,
            None,
            None,
        ]
    );
}

#[test]
fn what_tells_of_no_event_is_said_to() {
    let none = [
        "<html><p>Hello",
        "<html><script type=\"application/ld+json\">{\"@type\":",
    ];
    for html in none {
        assert_eq!(read(html.as_bytes(), ZONE), Err(Unreadable::NoCalendar));
    }
    let large = vec![b' '; MOST_BYTES + 1];
    assert_eq!(read(&large, ZONE), Err(Unreadable::TooLarge));
    assert!(!is_page(b"BEGIN:VCALENDAR"));
}

proptest! {
    #[test]
    fn no_page_breaks_the_reader(html in "(<script type=\"application/ld\\+json\">|<script id=\"__NEXT_DATA__\">|\\{\"@type\":\"Event\",\"url\":\"https://www.meetup.com/a/events/1\"|\"startDate\":\"|[0-9TZ:-]{0,20}|[\"}\\]\\[,]|</script>|\\PC){0,40}") {
        if let Ok(reading) = read(html.as_bytes(), ZONE) {
            for item in reading.items {
                prop_assert!(item.starts < item.ends && is_key(&item.uid));
            }
        }
    }
}
