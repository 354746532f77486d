//! What programs write is read as it was meant; what nobody should write is refused in words.
mod round_trip;

use super::{Item, MOST_BYTES, Note, Reading, Reason, Unreadable, read};
use crate::clock::Instant;
use crate::markup;
use jiff::tz::TimeZone;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

const ZONE: &str = "Europe/Helsinki";

/// Tuesday 24 November 2026, eleven in the morning in Turku.
fn now() -> Instant {
    let at: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().expect("it is one");
    at.into()
}

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendars");
    fs::read(folder.join(name)).expect("the sample is there")
}

fn read_bytes(bytes: &[u8]) -> Result<Reading, Unreadable> {
    read(bytes, ZONE, now(), &AtomicBool::new(false))
}

fn sample(name: &str) -> Reading {
    read_bytes(&bytes(name)).expect("it is a calendar")
}

fn text(events: &str) -> Reading {
    let text = format!("BEGIN:VCALENDAR\r\n{events}\r\nEND:VCALENDAR\r\n");
    read_bytes(text.as_bytes()).expect("it is a calendar")
}

/// One event with these properties.
fn event(properties: &str) -> Item {
    let reading = text(&format!("BEGIN:VEVENT\r\n{properties}\r\nEND:VEVENT"));
    assert_eq!(reading.refused, [], "{properties}");
    let [item] = reading.items.as_slice() else {
        panic!(
            "there is not one event in {properties}: {:?}",
            reading.items
        );
    };
    item.clone()
}

/// What stands on a page first: when, by whose clock, what, where.
fn headline(item: &Item) -> String {
    let mut line = format!("{} – {} {}", item.starts, item.ends, item.zone);
    line += &format!(" | {} | {}", item.title, item.place);
    if item.is_online {
        line += &format!("online {}", item.online_link);
    }
    if item.is_cancelled {
        line += " | cancelled";
    }
    if item.is_private {
        line += " | private";
    }
    line.trim_end_matches([' ', '|']).to_owned()
}

fn headlines(reading: &Reading) -> Vec<String> {
    reading.items.iter().map(headline).collect()
}

#[test]
fn a_calendar_of_google_comes_in_whole() {
    let reading = sample("google.ics");

    assert_eq!(reading.name, "Turku Snakes");
    assert_eq!(reading.refused, []);
    assert_eq!(
        headlines(&reading),
        [
            "2024-03-14T18:00:00 – 2024-03-14T20:30:00 Europe/Helsinki | Snakes & ladders \
             | Harbour Library, Linnankatu 2, 20100 Turku, Finland",
            "2025-08-16T00:00:00 – 2025-08-17T23:59:00 Europe/Helsinki | Summer sprint |  | private",
            "2026-02-12T19:00:00 – 2026-02-12T20:00:00 Europe/Helsinki | Organizers’ call \
             | online https://meet.example.org/abc-defg | cancelled",
            "2026-09-03T18:00:00 – 2026-09-03T20:30:00 Europe/Helsinki | First Thursday \
             | Harbour Library, Linnankatu 2, 20100 Turku, Finland",
            "2026-11-05T18:00:00 – 2026-11-05T20:30:00 Europe/Helsinki | First Thursday \
             | Harbour Library, Linnankatu 2, 20100 Turku, Finland",
            "2026-12-03T19:00:00 – 2026-12-03T21:30:00 Europe/Helsinki \
             | First Thursday, an hour later",
        ]
    );
    assert_eq!(
        reading.items[0].description,
        "**Snakes & ladders**  \nWe play.\n\n- 18:00 doors\n- 18:30 talks\n\n\
         More at [our page](<https://example.org/ladders?a=1&b=2>)."
    );
    let keys: Vec<&str> = reading.items[3..]
        .iter()
        .map(|item| item.occurrence.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "2026-09-03T18:00:00",
            "2026-11-05T18:00:00",
            "2026-12-03T18:00:00"
        ]
    );
}

#[test]
fn a_calendar_of_outlook_comes_in_with_its_own_names_of_zones() {
    let reading = sample("outlook.ics");

    assert_eq!(reading.refused, []);
    assert_eq!(
        headlines(&reading),
        [
            "2025-06-12T18:00:00 – 2025-06-12T20:00:00 Europe/Berlin | Evening in Amsterdam",
            "2025-07-10T18:00:00 – 2025-07-10T20:00:00 Europe/Berlin | Call with Berlin \
             | online https://teams.example.org/l/1",
            "2025-10-09T18:00:00 – 2025-10-09T21:00:00 Europe/Kiev | Talks and soup \
             | Room 4, School of Examples",
        ]
        .map(|line| line.replace("Europe/Kiev", &reading.items[2].zone))
    );
    let kyiv = TimeZone::get(&reading.items[2].zone).expect("it is known");
    let helsinki = TimeZone::get(ZONE).expect("it is known");
    let starts = reading.items[2].starts;
    assert_eq!(
        kyiv.to_timestamp(starts).expect("it exists"),
        helsinki.to_timestamp(starts).expect("it exists")
    );
    assert_eq!(
        reading.items[2].description,
        "Talks and *soup*; bring a bowl\n\n[Recipe](<https://example.org/soup>)"
    );
    assert!(
        reading.items[2]
            .uid
            .starts_with("040000008200E00074C5B7101A82E008")
    );
}

#[test]
fn a_calendar_of_nextcloud_keeps_what_was_changed_in_a_series() {
    let reading = sample("nextcloud.ics");

    assert_eq!(reading.others, 1);
    assert_eq!(
        headlines(&reading),
        [
            "2026-01-08T19:00:00 – 2026-01-08T21:00:00 Europe/Berlin | Winter course | Old Mill",
            "2026-01-16T19:00:00 – 2026-01-16T21:00:00 Europe/Berlin \
             | Winter course, on a Friday | Old Mill",
            "2026-01-22T19:00:00 – 2026-01-22T21:00:00 Europe/Berlin | Winter course | Old Mill \
             | cancelled",
            "2026-01-29T19:00:00 – 2026-01-29T21:00:00 Europe/Berlin | Winter course | Old Mill",
        ]
    );
    assert_eq!(reading.items[0].coordinates, Some((60.4518, 22.2666)));
    assert_eq!(
        reading.items[0].description,
        "Bring a computer.  \nNo price, no form."
    );
}

#[test]
fn three_generations_of_meetup_come_in_without_what_meetup_adds() {
    let [now, before, first] =
        ["meetup-2026.ics", "meetup-2021.ics", "meetup-2018.ics"].map(sample);

    assert_eq!(
        [headlines(&now), headlines(&before), headlines(&first)].concat(),
        [
            "2026-09-17T18:30:00 – 2026-09-17T20:30:00 Europe/Helsinki \
             | September talks, pizza & lightning talks",
            "2026-12-10T18:30:00 – 2026-12-10T20:30:00 Europe/Helsinki | December: 🐍 and glögi",
            "2021-09-16T18:30:00 – 2021-09-16T20:30:00 Europe/Helsinki | Talks in the library \
             | Example Library, 1 Main St, Example Town, FI 20100",
            "2021-10-14T18:30:00 – 2021-10-14T20:30:00 Europe/Helsinki | Talks from home \
             | online  | cancelled",
            "2018-04-12T18:30:00 – 2018-04-12T21:30:00 Europe/Helsinki | Hack night \
             | Example Library, 1 Main St, Example Town, FI 20100",
        ]
    );
    assert_eq!(now.items[0].notes, [Note::PlaceUnstated]);
    assert_eq!(now.items[1].notes, [Note::EndAssumed, Note::PlaceUnstated]);
    assert_eq!(
        now.items[0].description,
        "**Agenda**\n\n* 18:30 doors\n* 19:00 talks\n\nMore: https://example.org/x\n\n\
         <https://www.meetup.com/example-town-python/events/300000001/>"
    );
    assert_eq!(
        before.items[0].description,
        "Two talks and ...\n\nhttps://www.meetup.com/Example-Town-Python/events/280000001/"
    );
    assert_eq!(
        first.items[0].description,
        "We hack.\n\nPrice: 1.00 EUR\n\n\
         https://www.meetup.com/Example-Town-Python/events/xwqpmlyxgbqb/"
    );
}

#[test]
fn a_calendar_of_apple_comes_in_with_its_length_and_lines_of_an_address() {
    let reading = sample("apple.ics");

    assert_eq!(reading.name, "Käärmeet");
    assert_eq!(
        headlines(&reading),
        [
            "2026-06-18T18:30:00 – 2026-06-18T21:00:00 Europe/Helsinki | Midsummer readings \
             | Café Esimerkki, Yliopistonkatu 1, 20100 Turku",
            "2026-07-02T18:00:00 – 2026-07-02T19:30:00 Europe/Helsinki | Floating reading",
        ]
    );
    assert_eq!(
        reading.items[0].description,
        "<https://example.org/midsummer>"
    );
}

#[test]
fn broken_lines_are_mended_and_what_cannot_be_is_told() {
    let reading = sample("hostile-broken-lines.ics");

    assert_eq!(
        headlines(&reading),
        [
            "2026-09-17T18:30:00 – 2026-09-17T20:30:00 Europe/Helsinki \
             | A title that is folded and goes on | Old Mill",
            "2026-09-18T18:30:00 – 2026-09-18T20:30:00 Europe/Helsinki | No name of its own",
            "2026-09-20T21:00:00 – 2026-09-20T23:00:00 Europe/Helsinki | Cut off",
        ]
    );
    assert_eq!(
        reading.items[0].description,
        "First line  \nAgenda: talks  \nthen soup\n\nand home"
    );
    assert!(reading.items[1].uid.starts_with("none:"));
    assert_eq!(
        reading.items[1].notes,
        [
            Note::EndAssumed,
            Note::ZoneUnknown("Mars/Olympus".to_owned())
        ]
    );
    let refused: Vec<_> = reading
        .refused
        .iter()
        .map(|r| (r.title.as_str(), r.starts.as_str(), &r.reason))
        .collect();
    assert_eq!(
        refused,
        [
            ("When?", "", &Reason::NoStart),
            ("Some day", "next Tuesday", &Reason::StartUnreadable),
        ]
    );
}

#[test]
fn what_windows_wrote_before_utf8_is_read_as_it_was_meant() {
    let reading = sample("hostile-latin1.ics");

    assert_eq!(
        headlines(&reading),
        [
            "2026-09-17T18:30:00 – 2026-09-17T20:30:00 Europe/Helsinki | Käärmeilta – “puhetta” \
             | Café",
            "2026-09-24T18:30:00 – 2026-09-24T20:30:00 Europe/Helsinki | Called off |  | cancelled",
        ]
    );
}

#[test]
fn a_name_that_several_events_have_is_one_event_or_several_as_was_meant() {
    let reading = sample("hostile-uids.ics");

    let told: Vec<_> = reading
        .items
        .iter()
        .map(|item| {
            (
                item.uid.as_str(),
                item.occurrence.as_str(),
                item.title.as_str(),
                item.is_cancelled,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("same", "2026-09-01T15:30:00", "First of many", false),
            ("same", "2026-09-02T15:30:00", "Second of many", false),
            (
                "orphan@example.org",
                "2026-09-10T15:30:00",
                "Of a series elsewhere",
                false
            ),
            ("one@example.org", "", "As it is", true),
        ]
    );
}

#[test]
fn rules_are_followed_within_two_years_and_odd_ones_do_no_harm() {
    let reading = sample("hostile-rules.ics");

    assert_eq!(
        headlines(&reading)
            .iter()
            .map(|line| line.replace(" Europe/Helsinki", ""))
            .collect::<Vec<_>>(),
        [
            "2015-06-15T18:00:00 – 2015-06-15T19:00:00 | Since 2015",
            "2025-01-01T18:00:00 – 2025-01-01T19:00:00 | Since 2015",
            "2026-01-01T18:00:00 – 2026-01-01T19:00:00 | Since 2015",
            "2026-09-17T18:00:00 – 2026-09-17T19:00:00 | The thirtieth of February",
            "2026-09-18T18:00:00 – 2026-09-18T19:00:00 | Now and then",
            "2026-10-01T18:00:00 – 2026-10-01T19:00:00 | Thursdays",
            "2026-10-08T18:00:00 – 2026-10-08T19:00:00 | Thursdays",
            "2026-10-16T17:00:00 – 2026-10-16T18:30:00 | Fridays from now on",
            "2026-10-23T17:00:00 – 2026-10-23T18:30:00 | Fridays from now on",
            "2026-10-30T17:00:00 – 2026-10-30T18:30:00 | Fridays from now on",
            "2027-01-01T18:00:00 – 2027-01-01T19:00:00 | Since 2015",
            "2028-01-01T18:00:00 – 2028-01-01T19:00:00 | Since 2015",
        ]
    );
    let refused: Vec<_> = reading
        .refused
        .iter()
        .map(|r| (r.title.as_str(), &r.reason))
        .collect();
    assert_eq!(
        refused,
        [
            ("Every second", &Reason::TooOften),
            ("Since 2015", &Reason::FarAway(10)),
        ]
    );
}

#[test]
fn an_evening_keeps_its_hour_when_the_clocks_change() {
    let reading = text(
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Helsinki:20261022T180000\r\n\
         DTEND;TZID=Europe/Helsinki:20261022T200000\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n\
         SUMMARY:Talks\r\nEND:VEVENT",
    );

    assert_eq!(
        headlines(&reading),
        [
            "2026-10-22T18:00:00 – 2026-10-22T20:00:00 Europe/Helsinki | Talks",
            "2026-10-29T18:00:00 – 2026-10-29T20:00:00 Europe/Helsinki | Talks",
        ]
    );
}

#[test]
fn times_without_a_zone_are_told_by_the_clock_of_their_calendar() {
    let reading = text(
        "X-WR-TIMEZONE:America/New_York\r\n\
         BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260917T223000Z\r\nDURATION:PT2H\r\n\
         SUMMARY:By UTC\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260918T183000\r\nDURATION:PT2H\r\n\
         SUMMARY:Floating\r\nEND:VEVENT",
    );

    assert_eq!(
        headlines(&reading),
        [
            "2026-09-17T18:30:00 – 2026-09-17T20:30:00 America/New_York | By UTC",
            "2026-09-18T18:30:00 – 2026-09-18T20:30:00 America/New_York | Floating",
        ]
    );
}

#[test]
fn zones_are_known_by_many_names() {
    let zone_of = |name: &str| {
        let start = format!("UID:a\r\nSUMMARY:A\r\nDTSTART;TZID=\"{name}\":20260917T180000");
        let item = event(&start);
        (item.zone, item.starts.to_string())
    };
    for (name, zone, starts) in [
        ("Europe/Berlin", "Europe/Berlin", "18"),
        ("europe/berlin", "Europe/Berlin", "18"),
        (
            "/freeassociation.sourceforge.net/Europe/Berlin",
            "Europe/Berlin",
            "18",
        ),
        (
            "/citadel.org/20230101_1/America/New_York",
            "America/New_York",
            "18",
        ),
        (
            "/softwarestudio.org/Olson_20011030_5/America/Indiana/Knox",
            "America/Indiana/Knox",
            "18",
        ),
        ("W. Europe Standard Time", "Europe/Berlin", "18"),
        ("Eastern Standard Time", "America/New_York", "18"),
        ("(UTC+09:00) Osaka, Sapporo, Tokyo", "Asia/Tokyo", "18"),
        ("(UTC+02:00) Helsinki, Kyiv, Riga", "Europe/Helsinki", "18"),
        ("UTC", ZONE, "21"),
        ("GMT+0200", ZONE, "19"),
        ("(UTC-05:00)", ZONE, "02"),
    ] {
        let (own, at) = zone_of(name);
        assert_eq!((own.as_str(), &at[11..13]), (zone, starts), "{name}");
    }
}

#[test]
fn a_file_that_is_no_calendar_or_too_much_is_refused_whole() {
    let page = b"<!DOCTYPE html><title>Sign in</title>";
    let many: String = (0..=20_000)
        .map(|i| format!("BEGIN:VEVENT\nUID:{i}\nDTSTART:20260917T153000Z\nEND:VEVENT\n"))
        .collect();
    let daily: String = (0..40)
        .map(|i| {
            format!(
                "BEGIN:VEVENT\nUID:{i}\nDTSTART:20260917T153000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
            )
        })
        .collect();
    let calendar = |events: &str| format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").into_bytes();

    assert_eq!(read_bytes(page), Err(Unreadable::NoCalendar));
    assert_eq!(read_bytes(b""), Err(Unreadable::NoCalendar));
    assert_eq!(
        read_bytes(&vec![b' '; MOST_BYTES + 1]),
        Err(Unreadable::TooLarge)
    );
    assert_eq!(read_bytes(&calendar(&many)), Err(Unreadable::TooMany));
    assert_eq!(read_bytes(&calendar(&daily)), Err(Unreadable::TooMany));
    assert_eq!(
        read(&calendar(&many[..200]), ZONE, now(), &AtomicBool::new(true)),
        Err(Unreadable::Stopped)
    );
    assert_eq!(read_bytes(&calendar("")), Ok(Reading::default()));
}

#[test]
fn text_of_others_becomes_markdown_that_shows_the_same() {
    for (html, markdown) in [
        ("one<br>two", "one  \ntwo"),
        ("<p>one</p><p>two <b>three</b></p>", "one\n\ntwo **three**"),
        ("<ol><li>one<li>two</ol>after", "1. one\n2. two\n\nafter"),
        (
            "<a href=\"https://example.org\">https://example.org/</a>",
            "<https://example.org>",
        ),
        ("<a href=\"javascript:alert(1)\">press</a>", "press"),
        ("<script>alert(1)</script>safe", "safe"),
        ("a &lt;b&gt; c", "a \\<b> c"),
        ("<div><div>deep</div></div>", "deep"),
    ] {
        assert_eq!(markup::from_html(html), markdown, "{html}");
    }
    assert_eq!(
        markup::from_plain("18:30 doors\n19:00 <talks>\n\n- one\n- two\n<https://example.org>"),
        "18:30 doors  \n19:00 \\<talks>\n\n- one\n- two  \n<https://example.org>"
    );
    let deep = "<b>".repeat(50_000) + "x";
    assert!(markup::from_html(&deep).contains('x'));
}
