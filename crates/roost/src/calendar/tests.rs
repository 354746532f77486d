use super::lines::{escape, fold, parameter};
use super::{Entry, Reply, Said, Standing, calendar, google_link, letter, outlook_link};
use icalendar::parser::{Component, read_calendar, unfold};
use proptest::prelude::*;

fn entry(zone: &str, starts: &str, ends: &str) -> Entry {
    let instant = |text: &str| text.parse::<jiff::Timestamp>().expect("it is one").into();
    Entry {
        uid: "0193572c-1000-7000-8000-000000000001".to_owned(),
        sequence: 3,
        changed_at: instant("2026-11-24T09:00:00Z"),
        zone: zone.to_owned(),
        starts_at: instant(starts),
        ends_at: instant(ends),
        title: "Soup, salt; and \"bread\"".to_owned(),
        description: "One\nTwo \\ three".to_owned(),
        place: String::new(),
        coordinates: Some((60.4518, 22.2666)),
        url: "https://roost.example.org/turku-python/events/soup".to_owned(),
        organizer: (
            "Turku \"Snakes\"".to_owned(),
            "hello@example.org".to_owned(),
        ),
        standing: Standing::Confirmed,
    }
}

fn winter() -> Entry {
    entry(
        "Europe/Helsinki",
        "2026-12-03T16:00:00Z",
        "2026-12-03T18:30:00Z",
    )
}

fn property(component: &Component<'_>, name: &str) -> String {
    let found = component.properties.iter().find(|p| p.name == name);
    found.map_or_else(|| "nothing".to_owned(), |p| p.val.to_string())
}

/// The offset in force at a local time, as a reader without time-zone data finds it in the file.
fn offset_at(zone: &Component<'_>, local: &str) -> String {
    let begun = zone
        .components
        .iter()
        .filter(|c| property(c, "DTSTART").as_str() <= local);
    let latest = begun.max_by_key(|c| property(c, "DTSTART"));
    property(latest.expect("one always holds"), "TZOFFSETTO")
}

/// An offset as a calendar writes it, in seconds.
fn seconds(offset: &str) -> i64 {
    let (sign, digits) = offset.split_at(1);
    let part = |from: usize| {
        digits
            .get(from..from + 2)
            .map_or(0, |two| two.parse::<i64>().expect("it is a number"))
    };
    let seconds = part(0) * 3600 + part(2) * 60 + part(4);
    if sign == "-" { -seconds } else { seconds }
}

#[test]
fn an_evening_is_one_event_with_its_local_time() {
    let text = calendar("Turku Python", &[winter()]);
    let unfolded = unfold(&text);

    let read = read_calendar(&unfolded).expect("a calendar's own parser reads it");

    let event = read
        .components
        .iter()
        .find(|c| c.name == "VEVENT")
        .expect("it is there");
    let said: Vec<(String, String)> = event
        .properties
        .iter()
        .map(|p| (p.name.to_string(), p.val.to_string()))
        .collect();
    let expected = [
        ("UID", "0193572c-1000-7000-8000-000000000001"),
        ("SEQUENCE", "3"),
        ("DTSTAMP", "20261124T090000Z"),
        ("LAST-MODIFIED", "20261124T090000Z"),
        ("DTSTART", "20261203T180000"),
        ("DTEND", "20261203T203000"),
        ("SUMMARY", "Soup, salt; and \"bread\""),
        ("DESCRIPTION", "One\nTwo \\ three"),
        ("LOCATION", ""),
        ("GEO", "60.451800;22.266600"),
        ("URL", "https://roost.example.org/turku-python/events/soup"),
        ("ORGANIZER", "mailto:hello@example.org"),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "OPAQUE"),
    ];
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    assert_eq!(said, expected);
    assert!(text.contains("ORGANIZER;CN=\"Turku ^'Snakes^'\":mailto:hello@example.org\r\n"));
}

#[test]
fn the_zone_is_right_in_both_halves_of_the_year() {
    for (name, winter, summer) in [
        ("Europe/Helsinki", "+0200", "+0300"),
        ("America/New_York", "-0500", "-0400"),
        ("Asia/Kolkata", "+0530", "+0530"),
        ("Australia/Lord_Howe", "+1100", "+1030"),
    ] {
        let entries = [
            entry(name, "2026-12-03T16:00:00Z", "2026-12-03T18:30:00Z"),
            entry(name, "2027-07-01T16:00:00Z", "2027-07-01T18:30:00Z"),
        ];
        let text = calendar("Both", &entries);
        let unfolded = unfold(&text);
        let read = read_calendar(&unfolded).expect("it parses");
        let zone = read
            .components
            .iter()
            .find(|c| c.name == "VTIMEZONE")
            .expect("it is there");

        assert_eq!(property(zone, "TZID"), name);
        assert_eq!(
            offset_at(zone, "20261203T180000"),
            winter,
            "{name} in December"
        );
        assert_eq!(offset_at(zone, "20270701T190000"), summer, "{name} in July");
    }
}

#[test]
fn what_is_cancelled_stays_and_says_so() {
    let cancelled = Entry {
        standing: Standing::Cancelled,
        ..winter()
    };

    let text = calendar("Turku Python", &[cancelled]);

    assert!(text.contains("STATUS:CANCELLED\r\n"));
    assert!(text.contains("LOCATION:\r\n"));
}

#[test]
fn a_letter_that_asks_for_an_answer_is_a_request_or_takes_one_back() {
    let reply = Reply {
        to: "answers+token@roost.example.org".to_owned(),
        attendee: ("Åsa; \"Ada\"".to_owned(), "ada@example.org".to_owned()),
        said: Said::NeedsAction,
    };
    let cancelled = Entry {
        standing: Standing::Cancelled,
        ..winter()
    };
    let lines = |text: String| {
        let unfolded = text.replace("\r\n ", "");
        let asks = |line: &&str| line.starts_with("METHOD") || line.contains("mailto:");
        unfolded
            .lines()
            .filter(asks)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };

    let published = lines(letter("Turku Python", &winter(), None));
    let asked = lines(letter("Turku Python", &winter(), Some(&reply)));
    let taken_back = lines(letter("Turku Python", &cancelled, Some(&reply)));

    let own = "ORGANIZER;CN=\"Turku ^'Snakes^'\":mailto:hello@example.org";
    assert_eq!(published, ["METHOD:PUBLISH", own]);
    let organizer = "ORGANIZER;CN=\"Turku ^'Snakes^'\":mailto:answers+token@roost.example.org";
    let attendee = "ATTENDEE;CN=\"Åsa; ^'Ada^'\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;\
                    RSVP=TRUE:mailto:ada@example.org";
    assert_eq!(asked, ["METHOD:REQUEST", organizer, attendee]);
    assert_eq!(taken_back, ["METHOD:CANCEL", organizer, attendee]);
}

#[test]
fn web_calendars_get_the_evening_filled_in() {
    assert_eq!(
        google_link(&winter()),
        "https://calendar.google.com/calendar/render?action=TEMPLATE&\
         text=Soup%2C+salt%3B+and+%22bread%22&dates=20261203T160000Z%2F20261203T183000Z&\
         ctz=Europe%2FHelsinki&details=https%3A%2F%2Froost.example.org%2Fturku-python%2Fevents%2Fsoup\
         %0A%0AOne%0ATwo+%5C+three&location="
    );
    assert!(outlook_link(&winter()).contains("startdt=2026-12-03T16%3A00%3A00Z"));
}

proptest! {
    #[test]
    fn a_folded_line_is_short_and_unfolds_to_itself(line in "\\PC{0,400}") {
        let folded = fold(&line);

        prop_assert!(folded.ends_with("\r\n"));
        let pieces: Vec<&str> = folded.trim_end_matches("\r\n").split("\r\n").collect();
        prop_assert!(pieces.iter().all(|piece| piece.len() <= 75));
        prop_assert!(pieces.iter().skip(1).all(|piece| piece.starts_with(' ')));
        prop_assert_eq!(pieces[0].to_owned() + &pieces[1..].iter().map(|p| &p[1..]).collect::<String>(), line);
    }

    #[test]
    fn any_series_of_lines_folds_and_unfolds_to_itself(lines in proptest::collection::vec("[^\r\n]{0,160}", 0..8)) {
        let folded: String = lines.iter().map(|line| fold(line)).collect();

        prop_assert!(folded.split("\r\n").all(|piece| piece.len() <= 75));
        prop_assert!(!folded.replace("\r\n", "").contains(['\r', '\n']));
        let unfolded: String = folded.split("\r\n ").collect();
        // A line that itself begins with a space cannot be told from one that goes on; none of ours does.
        prop_assume!(lines.iter().all(|line| !line.starts_with(' ')));
        let back: Vec<&str> = unfolded.split_terminator("\r\n").collect();
        prop_assert_eq!(back, lines);
    }

    #[test]
    fn any_event_is_the_same_to_another_program(
        title in "[^\\p{Cc}]{0,90}",
        description in "([^\\p{Cc}]{0,60}\n?){0,4}",
        place in "[^\\p{Cc}]{0,90}",
        zone in prop::sample::select(vec![
            "Europe/Helsinki", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC",
            "Africa/Casablanca", "Asia/Kathmandu",
        ]),
        starts in 1_500_000_000_i64..1_900_000_000,
        lasts in 1_i64..100_000,
        sequence in 0_i64..1000,
        standing in prop::sample::select(vec![
            Standing::Confirmed, Standing::Tentative, Standing::Cancelled,
        ]),
    ) {
        let at = |second| jiff::Timestamp::from_second(second).expect("it is in range").into();
        let entry = Entry {
            title, description, place, sequence, standing,
            zone: zone.to_owned(), starts_at: at(starts), ends_at: at(starts + lasts), ..winter()
        };

        let text = calendar("Any", std::slice::from_ref(&entry));

        let unfolded = unfold(&text);
        let read = read_calendar(&unfolded).expect("it parses");
        let event = read.components.iter().find(|c| c.name == "VEVENT").expect("it is there");
        let told = ["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "SEQUENCE"].map(|name| property(event, name));
        let said = [&entry.uid, &entry.title, &entry.description, &entry.place, &sequence.to_string()];
        prop_assert_eq!(told.each_ref(), said);
        let status = match standing {
            Standing::Confirmed => "CONFIRMED", Standing::Tentative => "TENTATIVE", Standing::Cancelled => "CANCELLED",
        };
        prop_assert_eq!(property(event, "STATUS"), status);
        for (name, instant) in [("DTSTART", entry.starts_at), ("DTEND", entry.ends_at)] {
            let local = property(event, name);
            let wall: jiff::civil::DateTime = local.trim_end_matches('Z').parse().expect("it is a time");
            let offset = match read.components.iter().find(|c| c.name == "VTIMEZONE") {
                Some(zone) => seconds(&offset_at(zone, &local)),
                None => 0,
            };
            let meant = wall.to_zoned(jiff::tz::TimeZone::UTC).expect("it is in range").timestamp().as_second() - offset;
            // The hour that the clocks show twice cannot say which of the two it is.
            let shown = instant.in_zone(&super::find_zone(zone)).datetime();
            let twice = super::find_zone(zone).to_ambiguous_timestamp(shown).is_ambiguous();
            prop_assert!(twice || meant == instant.timestamp().as_second(), "{} {} {}", name, local, zone);
        }
    }

    #[test]
    fn typed_text_stays_within_its_line(typed in any::<String>()) {
        let entry = Entry { title: typed.clone(), place: typed.clone(), organizer: (typed.clone(), typed.clone()), url: typed, ..winter() };

        let text = calendar("Any", &[entry]);

        let unfolded = unfold(&text);
        let names: Vec<&str> = unfolded.lines().filter(|l| !l.is_empty()).map(|l| l.split([':', ';']).next().unwrap_or_default()).collect();
        prop_assert_eq!(names.iter().filter(|name| **name == "BEGIN").count(), names.iter().filter(|name| **name == "END").count());
        prop_assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '-')));
    }

    #[test]
    fn escapes_can_be_taken_back(typed in "[a-z;,\\\\\n ]{0,40}") {
        let mut back = String::new();
        let escaped = escape(&typed);
        let mut chars = escaped.chars();
        while let Some(c) = chars.next() {
            back.push(match c {
                '\\' => match chars.next() { Some('n') => '\n', Some(c) => c, None => '?' },
                c => c,
            });
        }
        prop_assert_eq!(back, typed);
    }

    #[test]
    fn a_parameter_never_leaves_its_quotes(typed in any::<String>()) {
        let quoted = parameter(&typed);
        prop_assert!(!quoted[1..quoted.len() - 1].contains(['"', '\r', '\n']));
    }
}
