//! Calendars and feeds, as the programs that fetch them see them.

use crate::world::{Browser, FOUNDER, Page, World};
use axum::http::StatusCode;
use icalendar::parser::{read_calendar, unfold};
use jiff::SignedDuration;
use roost::events::Event;
use roost::groups::Group;
use roost::router;

/// What a calendar holds of each event: these of its lines, in this order.
fn entries(page: &Page, names: &[&str]) -> Vec<Vec<String>> {
    let text = page.html();
    let unfolded = unfold(&text);
    let read = read_calendar(&unfolded).expect("a calendar's own parser reads it");
    let events = read.components.iter().filter(|c| c.name == "VEVENT");
    let line = |event: &icalendar::parser::Component<'_>, name: &str| {
        let found = event.properties.iter().find(|p| p.name == name);
        found.map_or_else(|| "nothing".to_owned(), |p| p.val.to_string())
    };
    events
        .map(|event| names.iter().map(|name| line(event, name)).collect())
        .collect()
}

/// Presses the button on her page and reads there where her calendar is now, as a path.
async fn address(browser: &mut Browser, button: &str) -> String {
    let page = browser.get("/me").await;
    let page = browser.press(&page, button, &[]).await;
    shown_address(&page).expect("her calendar has an address")
}

fn shown_address(page: &Page) -> Option<String> {
    let url = page.attribute("#calendar-address", "value")?;
    Some(url.strip_prefix("http://localhost:8000")?.to_owned())
}

/// An evening with one seat, which somebody else has and nobody brings guests to.
async fn full_evening(world: &World, group: &Group, title: &str) -> Event {
    let evening = world.evening(group, title).capacity(1).published().await;
    world.goes(group, &evening, "Bird Example").await;
    evening
}

#[tokio::test]
async fn her_own_calendar_holds_what_she_answered_in_every_group() {
    World::tell(async |world| {
        let python = world.group("Turku Python").await;
        let rust = world
            .group_by("Rust Circle", "Otto Other", roost::groups::State::Open)
            .await;
        let soup = world.evening(&python, "Soup").venue("Library");
        let soup = soup.published().await;
        let full = full_evening(world, &python, "Full house").await;
        let away = world.evening(&python, "Away").published().await;
        world.evening(&python, "Not hers").published().await;
        for event in [&soup, &full, &away] {
            world.goes(&python, event, "Ada Example").await;
        }
        let mut ada = world.signed_in("Ada Example").await;
        ada.post(
            &format!("{}/rsvp", away.path("turku-python")),
            &[("answer", "declined")],
        )
        .await;
        world.throw_away_mail().await;
        world.member(&rust, "Ada Example").await;

        let path = address(&mut ada, "Make an address").await;
        let calendar = world.browser().get(&path).await;

        let told = entries(&calendar, &["SUMMARY", "STATUS", "LOCATION", "DESCRIPTION"]);
        let mut told: Vec<Vec<&str>> = told
            .iter()
            .map(|lines| lines.iter().map(String::as_str).collect())
            .collect();
        told.sort_unstable();
        let going = [
            "Soup",
            "CONFIRMED",
            "Library",
            "Turku Python: you’re coming.",
        ];
        let waits = [
            "Waitlist: Full house",
            "TENTATIVE",
            "",
            "Turku Python: you’re on the waitlist. We write to you when a seat is free.",
        ];
        assert_eq!(told, [going, waits]);
        assert_eq!(
            calendar.header("content-type"),
            "text/calendar; charset=utf-8"
        );
        assert_eq!(calendar.header("referrer-policy"), "no-referrer");
        assert_eq!(calendar.header("x-robots-tag"), "noindex, nofollow");
        assert_eq!(calendar.header("cache-control"), "private, no-cache");
        world.work().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn an_entry_of_hers_follows_her_seat_and_its_sequence_only_rises() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = full_evening(world, &group, "Winter night").await;
        world.goes(&group, &evening, "Ada Example").await;
        let mut ada = world.signed_in("Ada Example").await;
        let path = address(&mut ada, "Make an address").await;
        let lines = ["UID", "SUMMARY", "STATUS"];
        let mut told = Vec::new();
        let mut sequences = Vec::new();
        let mut look = async || {
            world.work().await;
            world.throw_away_mail().await;
            let calendar = world.browser().get(&path).await;
            let sequence = entries(&calendar, &["SEQUENCE"])[0][0].clone();
            sequences.push(sequence.parse::<i64>().expect("it is a number"));
            told.extend(entries(&calendar, &lines));
        };

        look().await;
        let rsvp = format!("{}/rsvp", evening.path("turku-python"));
        let mut bird = world.signed_in("Bird Example").await;
        bird.post(&rsvp, &[("answer", "declined")]).await;
        look().await;
        ada.post(&rsvp, &[("answer", "going")]).await;
        look().await;
        let mut marta = world.signed_in(FOUNDER).await;
        marta
            .post(
                "/turku-python/organize/events/winter-night/cancellation",
                &[("note", "The heating is broken.")],
            )
            .await;
        look().await;

        let uid = evening.id.to_string();
        let line =
            |title: &str, status: &str| vec![uid.clone(), title.to_owned(), status.to_owned()];
        let expected = [
            line("Waitlist: Winter night", "TENTATIVE"),
            line("Seat for you: Winter night", "TENTATIVE"),
            line("Winter night", "CONFIRMED"),
            line("Winter night", "CANCELLED"),
        ];
        assert_eq!(told, expected);
        assert!(sequences.is_sorted_by(|a, b| a < b), "{sequences:?}");
    })
    .await;
}

#[tokio::test]
async fn a_new_address_ends_the_old_one_and_nobody_can_guess_one() {
    World::tell(async |world| {
        let mut ada = world.signed_in("Ada Example").await;
        assert_eq!(shown_address(&ada.get("/me").await), None);
        let first = address(&mut ada, "Make an address").await;
        assert_eq!(shown_address(&ada.get("/me").await), Some(first.clone()));
        let mut program = world.browser();
        assert_eq!(program.get(&first).await.status, StatusCode::OK);

        let second = address(&mut ada, "Make a new address").await;

        assert_ne!(first, second);
        let gone = program.get(&first).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_eq!(gone.text_of("h1"), "This is gone");
        assert_eq!(program.get(&second).await.status, StatusCode::OK);
        let page = ada.get("/me").await;
        let page = ada.press(&page, "Take it away", &[]).await;
        assert_eq!(shown_address(&page), None);
        assert_eq!(program.get(&second).await.status, StatusCode::GONE);
        let guessed = program.get("/feeds/guessed/calendar.ics").await;
        assert_eq!(guessed.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_feed_is_told_so_until_it_changes() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Ada Example").await;
        let mut ada = world.signed_in("Ada Example").await;
        let own = address(&mut ada, "Make an address").await;
        let paths = [
            "/turku-python",
            "/turku-python/events/winter-night",
            "/turku-python/events.ics",
            "/turku-python/events.atom",
            "/turku-python/sitemap.xml",
            "/turku-python/events/winter-night/calendar.ics",
            "/turku-python/events/winter-night/card.png",
            "/turku-python/cover.png",
            &own,
        ];
        let mut program = world.browser();
        for path in paths {
            let first = program.get(path).await;
            let tag = first.header("etag").to_owned();
            let opaque = tag.trim_start_matches("W/");
            for known in [
                tag.clone(),
                format!("W/{opaque}"),
                format!("\"other\", {opaque}"),
                "*".to_owned(),
            ] {
                let again = program.get_with(path, &[("if-none-match", &known)]).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {known}");
                assert_eq!(again.body, Vec::<u8>::new(), "{path}");
                for same in ["etag", "cache-control", "vary"] {
                    assert_eq!(again.header(same), first.header(same), "{path} {same}");
                }
                assert_eq!(again.header("content-encoding"), "", "{path}");
            }
        }

        let told = program.get(&own).await;
        world.wait(SignedDuration::from_hours(1)).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let edit = "/turku-python/organize/events/winter-night/edit";
        let edit = marta.get(edit).await;
        marta
            .press(&edit, "Save", &[("title", Some("Midwinter night"))])
            .await;
        let known = [("if-none-match", told.header("etag"))];
        let again = program.get_with(&own, &known).await;
        assert_eq!(again.status, StatusCode::OK);
        let title = [["Midwinter night"]];
        assert_eq!(entries(&again, &["SUMMARY"]), title);
        world.work().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn no_search_engine_keeps_what_is_behind_a_token_or_about_people() {
    World::tell(async |world| {
        let mut stranger = world.browser();
        let mut open = Vec::new();
        for route in router::routes().recorded() {
            let hides = [
                "{token}",
                "/organize",
                "/people",
                "/me",
                "/keeper",
                "/mailbox",
            ];
            if !hides.iter().any(|part| route.path.contains(part)) {
                continue;
            }
            let path = route.path.replace(['{', '}'], "x");
            let body = axum::body::Body::empty();
            let page = stranger
                .send_once(route.method.clone(), &path, body, None)
                .await;
            if page.header("x-robots-tag") != "noindex, nofollow" {
                open.push(route.path);
            }
        }
        assert_eq!(open, Vec::<&str>::new());
        assert_eq!(stranger.get("/explore").await.header("x-robots-tag"), "");
    })
    .await;
}

#[tokio::test]
async fn a_letter_asks_for_an_answer_only_where_answers_can_come_in() {
    let told = async |world: &World| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        let rsvp = format!("{}/rsvp", evening.path("turku-python"));
        let mut ada = world.signed_in("Ada Example").await;
        ada.post(&rsvp, &[("answer", "going")]).await;
        let mail = world.mail_to("ada-example@example.org").await;
        let token = mail
            .text
            .split("/rsvp/")
            .nth(1)
            .expect("it has a manage link");
        let token = token
            .split([' ', '\n', '?'])
            .next()
            .expect("it goes on")
            .to_owned();
        let calendar = mail.calendar.expect("it has a calendar");
        let unfolded = calendar.replace("\r\n ", "");
        let lines = unfolded.lines().filter(|line| {
            let kinds = ["METHOD:", "ORGANIZER;", "ATTENDEE;"];
            kinds.iter().any(|kind| line.starts_with(kind))
        });
        let local = roost::tokens::for_mail(&token).expect("it is a token");
        let lines = lines.map(|line| line.replace(&local, "TOKEN"));
        lines.collect::<Vec<_>>()
    };

    World::tell(async |world| {
        let published = [
            "METHOD:PUBLISH",
            "ORGANIZER;CN=\"Turku Python\":mailto:marta-example@example.org",
        ];
        assert_eq!(told(world).await, published);
    })
    .await;
    let answers = |config: &mut roost::config::Config| {
        config.inbound.domain = Some("lists.example.org".to_owned());
    };
    World::tell_in(answers, async |world| {
        let request = [
            "METHOD:REQUEST",
            "ORGANIZER;CN=\"Turku Python\":mailto:r+TOKEN@lists.example.org",
            "ATTENDEE;CN=\"Ada Example\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE\
             :mailto:ada-example@example.org",
        ];
        assert_eq!(told(world).await, request);
    })
    .await;
}
