//! Evenings: organizers write, publish, change and call them off; everybody reads.

mod refusals;

use crate::world::{Browser, FOUNDER, Page, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use jiff::civil::date;
use roost::covers;
use roost::events::{AgendaLine, AttendanceMode};
use roost::groups::Group;

const NEW: &str = "/turku-python/organize/events/new";

/// What an organizer types, after which one story each goes wrong or right.
const TYPED: [(&str, Option<&str>); 7] = [
    ("title", Some("Winter lightning night")),
    (
        "sentence",
        Some("Eight talks of five minutes, strictly timed."),
    ),
    ("starts_on", Some("2026-12-03")),
    ("starts_at", Some("18:00")),
    ("ends_at", Some("20:30")),
    ("doors_at", Some("17:30")),
    ("capacity", Some("60")),
];

async fn write(marta: &mut Browser, but: &[(&str, Option<&str>)]) -> Page {
    let form = marta.get(NEW).await;
    let kept = TYPED
        .iter()
        .filter(|(name, _)| but.iter().all(|(other, _)| other != name));
    let typed: Vec<_> = kept.chain(but).copied().collect();
    marta.press(&form, "Save", &typed).await
}

async fn turku(world: &World) -> (Group, Browser) {
    let group = world.group("Turku Python").await;
    (group, world.signed_in(FOUNDER).await)
}

#[tokio::test]
async fn a_draft_is_seen_by_organizers_only_until_it_is_published() {
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;

        let draft = write(&mut marta, &[]).await;
        assert_eq!(draft.path, "/turku-python/events/winter-lightning-night");
        assert_eq!(draft.text_of("h1"), "Winter lightning night");
        let hidden = world.browser().get(&draft.path).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);

        let public = marta.press(&draft, "Publish", &[]).await;
        assert_eq!(public.text_of(".notice"), "It’s public.");
        let page = world.browser().get(&draft.path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(
            page.text_of(".facts"),
            "Thursday 3 December 2026 18:00 to 20:30, doors at 17:30\nThe place isn’t settled yet"
        );
    })
    .await;
}

#[tokio::test]
async fn a_stranger_sees_the_evening_line_by_line_and_search_engines_what_it_is() {
    World::tell(async |world| {
        let (group, _) = turku(world).await;
        let lines = [
            AgendaLine {
                starts: "17:30".to_owned(),
                title: "Doors".to_owned(),
                ..AgendaLine::default()
            },
            AgendaLine {
                title: "Packaging without tears".to_owned(),
                speaker: "Samuel Okafor".to_owned(),
                slides_link: "https://slides.example.org/pack".to_owned(),
                video_link: String::new(),
                ..AgendaLine::default()
            },
        ];
        let event = world
            .evening(&group, "Winter night")
            .at(date(2026, 12, 3).at(18, 0, 0, 0))
            .venue("Old Post Office")
            .agenda(&lines)
            .with(|details| details.description = "Soup **and** talks".to_owned())
            .published()
            .await;

        let page = world.browser().get(&event.path(&group.slug)).await;

        assert_eq!(
            page.text_of("ol.time"),
            "17:30 Doors Packaging without tears Samuel Okafor Slides Packaging without tears"
        );
        assert_eq!(page.text_of(".prose p"), "Soup and talks");
        assert_eq!(
            page.attribute("link[rel=canonical]", "href").as_deref(),
            Some("http://localhost:8000/turku-python/events/winter-night")
        );
        let json = page.text_of("script[type='application/ld+json']");
        let said: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(said["startDate"], "2026-12-03T18:00:00+02:00");
        assert_eq!(said["eventStatus"], "https://schema.org/EventScheduled");
        assert_eq!(said["location"][0]["name"], "Old Post Office");
    })
    .await;
}

#[tokio::test]
async fn lines_of_the_evening_are_added_and_taken_away_without_a_script() {
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;
        let form = marta.get(NEW).await;

        let typed = [
            ("title", Some("Soup")),
            ("line-0-title", Some("Doors")),
            ("line-1-title", Some("Talks")),
        ];
        let more = marta.press(&form, "add_line=yes", &typed).await;
        assert_eq!(more.count("fieldset input[name$=-title]"), 3);
        let fewer = marta.press(&more, "remove_line=1", &[]).await;

        assert_eq!(fewer.count("fieldset input[name$=-title]"), 2);
        assert_eq!(
            fewer.attribute("#line-0-title", "value").as_deref(),
            Some("Talks")
        );
        assert_eq!(fewer.attribute("#title", "value").as_deref(), Some("Soup"));
        let refused = marta
            .press(&fewer, "Save", &[("line-1-note", Some("No title"))])
            .await;
        assert_eq!(refused.text_of(".errors li"), "Say what happens in line 2.");
        assert_eq!(world.count("select count(*) from events").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_new_title_has_a_new_address_and_the_old_one_leads_there() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let event = world.evening(&group, "Rust night").published().await;

        let form = marta
            .get("/turku-python/organize/events/rust-night/edit")
            .await;
        let page = marta
            .press(&form, "Save", &[("title", Some("Snake night"))])
            .await;
        assert_eq!(page.path, "/turku-python/events/snake-night");

        let old = world.browser().get(&event.path(&group.slug)).await;
        assert_eq!(
            (old.status, old.path.as_str()),
            (StatusCode::OK, "/turku-python/events/snake-night")
        );
        let other = world.evening(&group, "Rust night").draft().await;
        assert_eq!(other.slug, "rust-night-2");
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_evening_keeps_its_page_and_says_so_to_calendars() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let event = world.evening(&group, "Rust night").published().await;

        let asking = marta
            .get("/turku-python/organize/events/rust-night/cancellation")
            .await;
        assert_eq!(
            asking.text_of(".lede"),
            "Nobody has answered yet, so nobody gets mail. The page stays, marked as cancelled."
        );
        marta
            .press(
                &asking,
                "Cancel it",
                &[("note", Some("The room has no heating."))],
            )
            .await;
        world.work().await;

        let path = event.path(&group.slug);
        let page = world.browser().get(&path).await;
        assert_eq!(
            page.text_of("main .flash"),
            "This evening is cancelled. The room has no heating."
        );
        let file = world.browser().get(&format!("{path}/calendar.ics")).await;
        assert!(
            file.html().contains("STATUS:CANCELLED\r\n"),
            "{}",
            file.html()
        );
        assert!(file.html().contains("SEQUENCE:1\r\n"), "{}", file.html());
        let twice = marta
            .get("/turku-python/organize/events/rust-night/cancellation")
            .await;
        assert_eq!(twice.text_of(".notice"), "It’s cancelled already.");
    })
    .await;
}

#[tokio::test]
async fn a_postponed_evening_promises_no_date_until_it_gets_a_new_one() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let event = world.evening(&group, "Rust night").published().await;
        let path = event.path(&group.slug);

        let asking = marta
            .get("/turku-python/organize/events/rust-night/postponement")
            .await;
        marta.press(&asking, "Postpone it", &[]).await;
        world.work().await;
        let page = world.browser().get(&path).await;
        assert_eq!(
            page.text_of(".facts strong"),
            "A new date is being looked for"
        );

        let asking = marta
            .get("/turku-python/organize/events/rust-night/date")
            .await;
        let typed = [("starts_on", Some("2027-01-14")), ("ends_on", Some(""))];
        marta.press(&asking, "Set the date", &typed).await;
        world.work().await;
        let page = world.browser().get(&path).await;
        assert_eq!(page.text_of(".facts strong"), "Thursday 14 January 2027");
    })
    .await;
}

#[tokio::test]
async fn copying_an_evening_takes_all_but_its_date() {
    World::tell(async |world| {
        let (group, _) = turku(world).await;
        world
            .evening(&group, "Rust night")
            .capacity(40)
            .venue("Old Post Office")
            .published()
            .await;
        world.wait(SignedDuration::from_hours(24 * 30)).await;
        let mut marta = world.signed_in(FOUNDER).await;

        let form = marta.get(&format!("{NEW}?copy=rust-night")).await;
        let page = marta.press(&form, "Save", &[]).await;

        assert_eq!(page.path, "/turku-python/events/rust-night-2");
        assert_eq!(
            page.text_of(".facts strong"),
            "Thursday 31 December 2026\nOld Post Office"
        );
    })
    .await;
}

#[tokio::test]
async fn feeds_hold_what_is_public_and_answer_not_modified() {
    World::tell(async |world| {
        let (group, _) = turku(world).await;
        world.evening(&group, "Rust night").published().await;
        world.evening(&group, "Secret night").draft().await;

        for path in [
            "/turku-python/events.ics",
            "/turku-python/events.atom",
            "/turku-python/sitemap.xml",
        ] {
            let feed = world.browser().get(path).await;
            assert_eq!(feed.status, StatusCode::OK, "{path}");
            assert!(
                feed.html().contains("/turku-python/events/rust-night"),
                "{path}"
            );
            assert!(!feed.html().to_lowercase().contains("secret"), "{path}");
            assert_ne!(feed.header("etag"), "", "{path}");
        }
        let maps = world.browser().get("/sitemap.xml").await;
        assert!(
            maps.html()
                .contains("<loc>http://localhost:8000/turku-python/sitemap.xml</loc>")
        );
        let robots = world.browser().get("/robots.txt").await;
        assert!(
            robots
                .html()
                .ends_with("Sitemap: http://localhost:8000/sitemap.xml\n")
        );
    })
    .await;
}

#[tokio::test]
async fn every_step_is_in_the_audit_log() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        world.evening(&group, "Rust night").published().await;
        let form = marta
            .get("/turku-python/organize/events/rust-night/edit")
            .await;
        marta
            .press(&form, "Save", &[("capacity", Some("30"))])
            .await;
        let asking = marta
            .get("/turku-python/organize/events/rust-night/postponement")
            .await;
        marta.press(&asking, "Postpone it", &[]).await;
        let asking = marta
            .get("/turku-python/organize/events/rust-night/cancellation")
            .await;
        marta.press(&asking, "Cancel it", &[]).await;
        world.work().await;

        let log = marta.get("/turku-python/organize/log").await;

        let said = log.text();
        for verb in ["drafted", "published", "changed", "postponed", "cancelled"] {
            assert!(
                said.contains(&format!("{verb} Rust night")),
                "{verb}: {said}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_organize_finds_no_such_page() {
    World::tell(async |world| {
        let (group, _) = turku(world).await;
        world.evening(&group, "Rust night").draft().await;
        world.member(&group, "Mei Tanaka").await;
        let mut mei = world.signed_in("Mei Tanaka").await;
        let desk = "/turku-python/organize/events/rust-night";

        for path in [
            "/turku-python/organize/events",
            NEW,
            &format!("{desk}/edit"),
            &format!("{desk}/date"),
        ] {
            assert_eq!(mei.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            let sent_away = world.browser().get(path).await;
            assert!(sent_away.path.starts_with("/sign-in?next="), "{path}");
        }
        for path in [
            desk.to_owned(),
            format!("{desk}/publication"),
            format!("{desk}/cancellation"),
        ] {
            assert_eq!(
                mei.post(&path, &[]).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        assert_eq!(
            world
                .count("select count(*) from events where status = 'draft'")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn another_time_or_place_asks_once_and_then_tells_who_is_going() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let event = world.evening(&group, "Rust night").published().await;
        world.goes(&group, &event, "Mei Tanaka").await;
        let form = marta
            .get("/turku-python/organize/events/rust-night/edit")
            .await;
        let typed = [
            ("starts_at", Some("19:00")),
            ("ends_at", Some("21:00")),
            ("venue_name", Some("Library")),
        ];

        let asking = marta.press(&form, "Save", &typed).await;
        assert_eq!(
            asking.text_of(".lede"),
            "One person gets an e-mail now that says what changed."
        );
        assert_eq!(
            asking.text_of("section.panel"),
            "Time Before: Friday 4 December 2026, 18:00 to 20:00 Now: Friday 4 December 2026, \
             19:00 to 21:00\nPlace Before: The place isn’t settled yet Now: Library"
        );
        assert_eq!(world.mails().await, []);
        let page = marta.press(&asking, "Save and tell one person", &[]).await;

        assert_eq!(page.text_of(".facts time"), "19:00");
        let mail = world.mail_to("mei-tanaka@example.org").await;
        assert!(mail.text.contains("Library"), "{}", mail.text);
        let calendar = world
            .browser()
            .get("/turku-python/events/rust-night/calendar.ics")
            .await;
        assert!(calendar.html().contains("SEQUENCE:1\r\n"));

        let form = marta
            .get("/turku-python/organize/events/rust-night/edit")
            .await;
        marta
            .press(&form, "Save", &[("sentence", Some("Bring a friend."))])
            .await;
        assert_eq!(world.mails().await, []);
    })
    .await;
}

#[tokio::test]
async fn names_and_the_online_link_are_for_who_is_going() {
    World::tell(async |world| {
        let (group, _) = turku(world).await;
        let event = world
            .evening(&group, "Rust online")
            .at(date(2026, 11, 24).at(18, 0, 0, 0))
            .with(|details| {
                details.attendance_mode = AttendanceMode::Online;
                details.online_link = "https://talk.example.org/rust".to_owned();
            })
            .published()
            .await;
        world.goes(&group, &event, "Mei Tanaka").await;
        let path = event.path(&group.slug);
        let mut mei = world.signed_in("Mei Tanaka").await;

        assert_eq!(mei.get(&path).await.count("a[href*='talk.example']"), 0);
        world.wait(SignedDuration::from_mins(6 * 60 + 30)).await;

        let hers = mei.get(&path).await;
        assert_eq!(hers.count("a[href='https://talk.example.org/rust']"), 1);
        assert_eq!(hers.text_of("#people"), "One person is coming");
        let strangers = world.browser().get(&path).await;
        assert_eq!(strangers.count("a[href*='talk.example']"), 0);
        assert_eq!(strangers.text_of("#people"), "One person is coming");
        assert!(!strangers.text().contains("Mei"));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_cover_can_be_a_picture_that_was_sent() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let event = world.evening(&group, "Rust night").published().await;
        let desk = "/turku-python/organize/events/rust-night/cover";
        let kind = Some("multipart/form-data; boundary=edge");
        let form = |content: &[u8]| {
            let head =
                b"--edge\r\ncontent-disposition: form-data; name=picture; filename=a.png\r\n\r\n";
            Body::from([&head[..], content, b"\r\n--edge--\r\n"].concat())
        };

        let refused = marta
            .send(Method::POST, desk, form(b"no picture"), kind)
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            refused.text_of("#picture-error"),
            "Error: Choose a picture: JPEG, PNG, WebP or GIF."
        );
        let picture = covers::cover_png("Turku", 80, 40);
        marta.send(Method::POST, desk, form(&picture), kind).await;

        let page = world.browser().get(&event.path(&group.slug)).await;
        let cover = page
            .attribute("img.cover", "src")
            .expect("there is a cover");
        assert!(cover.starts_with("/pictures/"), "{cover}");
        assert_eq!(world.browser().get(&cover).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn evenings_of_one_title_that_are_saved_at_once_all_get_an_address() {
    World::tell(async |world| {
        turku(world).await;
        let mut browsers = [
            world.signed_in(FOUNDER).await,
            world.signed_in(FOUNDER).await,
            world.signed_in(FOUNDER).await,
        ];

        let [first, second, third] = &mut browsers;
        let pages = tokio::join!(write(first, &[]), write(second, &[]), write(third, &[]));

        let mut paths = [pages.0.path, pages.1.path, pages.2.path];
        paths.sort();
        let slug = "/turku-python/events/winter-lightning-night";
        assert_eq!(
            paths,
            [slug.to_owned(), format!("{slug}-2"), format!("{slug}-3")]
        );
    })
    .await;
}
