//! What search engines and link previews take from a page.

use crate::world::{Browser, FOUNDER, World};
use axum::http::StatusCode;
use serde_json::{Value, json};

const EVENING: &str = "/turku-python/events/winter-night";

/// What an evening's page says of it as JSON-LD.
async fn told(world: &World) -> Value {
    let page = world.browser().get(EVENING).await;
    let json = page.text_of("script[type='application/ld+json']");
    serde_json::from_str(&json).expect("it is JSON")
}

/// The same with these lines changed; `Value::Null` takes one away.
fn but(mut said: Value, lines: &[(&str, Value)]) -> Value {
    let all = said.as_object_mut().expect("it is an object");
    for (name, value) in lines {
        if value.is_null() {
            all.remove(*name);
        } else {
            all.insert((*name).to_owned(), value.clone());
        }
    }
    said
}

fn offer(availability: &str) -> Value {
    json!({
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "EUR",
        "availability": format!("https://schema.org/{availability}"),
        "url": format!("http://localhost:8000{EVENING}"),
        "validFrom": "2026-11-24T11:00:00+02:00",
    })
}

fn scheduled() -> Value {
    let url = format!("http://localhost:8000{EVENING}");
    json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Winter night",
        "description": "Soup </script> & talks",
        "url": url,
        "startDate": "2026-12-04T18:00:00+02:00",
        "endDate": "2026-12-04T20:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": [{ "@type": "Place", "name": "Library", "address": "Turku" }],
        "image": [format!("{url}/card.png")],
        "maximumAttendeeCapacity": 1,
        "isAccessibleForFree": true,
        "inLanguage": "en",
        "offers": offer("InStock"),
        "organizer": {
            "@type": "Organization",
            "name": "Turku Python",
            "url": "http://localhost:8000/turku-python",
        },
    })
}

async fn postpone(marta: &mut Browser) {
    let asking = "/turku-python/organize/events/winter-night/postponement";
    let asking = marta.get(asking).await;
    marta.press(&asking, "Postpone it", &[]).await;
}

#[tokio::test]
async fn search_engines_are_told_everything_of_an_evening() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").venue("Library");
        let evening = evening
            .capacity(1)
            .with(|details| details.sentence = "Soup </script> & talks".to_owned());
        let evening = evening.published().await;
        assert_eq!(told(world).await, scheduled());

        world.goes(&group, &evening, "Ada Example").await;
        let full = but(scheduled(), &[("offers", offer("SoldOut"))]);
        assert_eq!(told(world).await, full);

        let mut marta = world.signed_in(FOUNDER).await;
        postpone(&mut marta).await;
        let postponed = [
            ("eventStatus", json!("https://schema.org/EventPostponed")),
            ("offers", offer("OutOfStock")),
        ];
        assert_eq!(told(world).await, but(scheduled(), &postponed));

        let date = marta
            .get("/turku-python/organize/events/winter-night/date")
            .await;
        let typed = [("starts_on", Some("2026-12-18")), ("ends_on", Some(""))];
        marta.press(&date, "Set the date", &typed).await;
        let moved = [
            ("eventStatus", json!("https://schema.org/EventRescheduled")),
            ("startDate", json!("2026-12-18T18:00:00+02:00")),
            ("endDate", json!("2026-12-18T20:00:00+02:00")),
            ("previousStartDate", json!("2026-12-04T18:00:00+02:00")),
            ("offers", offer("SoldOut")),
        ];
        assert_eq!(told(world).await, but(scheduled(), &moved));

        let asking = "/turku-python/organize/events/winter-night/cancellation";
        let asking = marta.get(asking).await;
        marta.press(&asking, "Cancel it", &[]).await;
        let cancelled = [
            moved[1].clone(),
            moved[2].clone(),
            moved[3].clone(),
            ("eventStatus", json!("https://schema.org/EventCancelled")),
            ("offers", offer("OutOfStock")),
            ("previousStartDate", json!("2026-12-04T18:00:00+02:00")),
        ];
        assert_eq!(told(world).await, but(scheduled(), &cancelled));
        world.work().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn an_evening_in_the_room_and_online_has_both_places_and_all_seats() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night");
        let evening = evening.capacity(20).hybrid(Some(100)).published().await;
        let room = json!({
            "@type": "Place",
            "name": "Turku",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Turku",
                "addressCountry": "FI",
            },
        });
        let url = format!("http://localhost:8000{EVENING}");
        let lines = [
            ("description", json!("")),
            (
                "eventAttendanceMode",
                json!("https://schema.org/MixedEventAttendanceMode"),
            ),
            (
                "location",
                json!([room, { "@type": "VirtualLocation", "url": url }]),
            ),
            ("maximumAttendeeCapacity", json!(120)),
        ];
        assert_eq!(told(world).await, but(scheduled(), &lines));

        world.wait(evening.starts_at.since(world.now())).await;
        let begun = but(scheduled(), &lines);
        let begun = but(begun, &[("offers", offer("OutOfStock"))]);
        assert_eq!(told(world).await, begun);
    })
    .await;
}

#[tokio::test]
async fn link_previews_get_a_card_of_the_event_and_of_the_group() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.evening(&group, "Winter night").published().await;
        let mut browser = world.browser();
        for path in ["/turku-python", EVENING] {
            let page = browser.get(path).await;
            let said = ["", ":width", ":height", ":type"].map(|part| {
                let meta = format!("meta[property='og:image{part}']");
                page.attribute(&meta, "content").unwrap_or_default()
            });
            let card = format!("http://localhost:8000{path}/card.png");
            assert_eq!(said, [card.as_str(), "1200", "630", "image/png"]);

            let picture = browser.get(&format!("{path}/card.png")).await;
            assert_eq!(picture.status, StatusCode::OK);
            let drawn = image::load_from_memory(&picture.body).expect("it is a picture");
            assert_eq!((drawn.width(), drawn.height()), (1200, 630));
        }

        let card = format!("{EVENING}/card.png");
        let before = browser.get(&card).await.body;
        let mut marta = world.signed_in(FOUNDER).await;
        postpone(&mut marta).await;
        assert_ne!(browser.get(&card).await.body, before);
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn the_next_event_stands_in_a_frame_on_any_site_and_nothing_else_does() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let mut stranger = world.browser();
        let empty = stranger.get("/embed/turku-python").await;
        assert_eq!(empty.text_of("h1"), "No date yet");

        let evening = world.evening(&group, "Winter night").venue("Library");
        let evening = evening.capacity(9).published().await;
        world.goes(&group, &evening, "Ada Example").await;
        let mut seen = Vec::new();
        for mut browser in [world.browser(), world.signed_in(FOUNDER).await] {
            for path in ["/embed/turku-python", "/embed/turku-python/winter-night"] {
                let card = browser.get(path).await;
                assert_eq!(card.header("x-frame-options"), "");
                assert_eq!(card.header("set-cookie"), "");
                let policy = card.header("content-security-policy");
                assert!(policy.ends_with("frame-ancestors *"), "{policy}");
                assert!(!policy.contains("script-src"), "{policy}");
                assert_eq!(card.count("script, form"), 0);
                assert_eq!(card.attribute("base", "target").as_deref(), Some("_top"));
                seen.push(card.text());
            }
        }
        let text = "Fri 4 Dec Turku Python · Next meeting, in 10 days Winter night \
                    18:00 to 20:00 Library 1 coming , 8 seats left I’m coming";
        assert_eq!(seen, [text; 4]);

        for path in ["/turku-python", EVENING] {
            let page = stranger.get(path).await;
            assert_eq!(page.header("x-frame-options"), "DENY");
            assert!(
                page.header("content-security-policy")
                    .contains("frame-ancestors 'none'")
            );
        }
        world.evening(&group, "Draft night").draft().await;
        let draft = stranger.get("/embed/turku-python/draft-night").await;
        assert_eq!(draft.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_card_goes_to_the_new_address_of_its_group() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let settings = marta.get("/turku-python/organize/settings").await;
        let line = settings.attribute("#embed-line", "value");
        let frame = "<iframe src=\"http://localhost:8000/embed/turku-python\" \
                     title=\"Turku Python\" width=\"560\" height=\"320\" loading=\"lazy\"></iframe>";
        assert_eq!(line.as_deref(), Some(frame));

        marta.press(&settings, "Save", &[("slug", Some("aura-python"))]).await;

        let card = world.browser().get("/embed/turku-python?a=b").await;
        assert_eq!((card.status, card.path.as_str()), (StatusCode::OK, "/embed/aura-python?a=b"));
    })
    .await;
}

#[tokio::test]
async fn other_sites_learn_how_to_show_a_page() {
    World::tell(async |world| {
        let group = world.group("Turku & Python").await;
        world.evening(&group, "Winter night").published().await;
        world.evening(&group, "Draft night").draft().await;
        let mut site = world.browser();
        let home = site.get("/turku-python").await;
        let found = home.attribute("link[type='application/json+oembed']", "href");
        let asked = "/oembed?url=http%3A%2F%2Flocalhost%3A8000%2Fturku-python";
        assert_eq!(found, Some(format!("http://localhost:8000{asked}")));

        let answer = site.get(asked).await;
        let frame = |size: &str| {
            format!(
                "<iframe src=\"http://localhost:8000/embed/turku-python\" \
                 title=\"Turku &amp; Python\" {size} loading=\"lazy\"></iframe>"
            )
        };
        let whole = json!({
            "version": "1.0",
            "type": "rich",
            "title": "Turku & Python",
            "author_name": "Turku & Python",
            "author_url": "http://localhost:8000/turku-python",
            "provider_name": "Roost",
            "provider_url": "http://localhost:8000/",
            "cache_age": 3600,
            "html": frame("width=\"560\" height=\"320\""),
            "width": 560,
            "height": 320,
            "thumbnail_url": "http://localhost:8000/turku-python/card.png",
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        });
        let said: Value = serde_json::from_str(&answer.html()).expect("it is JSON");
        assert_eq!(said, whole);

        let small = site
            .get(&format!("{asked}&maxwidth=300&maxheight=200"))
            .await;
        let lines = [
            ("html", json!(frame("width=\"300\" height=\"200\""))),
            ("width", json!(300)),
            ("height", json!(200)),
            ("thumbnail_url", Value::Null),
            ("thumbnail_width", Value::Null),
            ("thumbnail_height", Value::Null),
        ];
        let said: Value = serde_json::from_str(&small.html()).expect("it is JSON");
        assert_eq!(said, but(whole, &lines));
    })
    .await;
}

#[tokio::test]
async fn other_sites_may_ask_in_xml_and_for_pages_of_ours_only() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.evening(&group, "Winter night").published().await;
        world.evening(&group, "Draft night").draft().await;
        let mut site = world.browser();

        let event = format!("/oembed?format=xml&url=http://localhost:8000{EVENING}");
        let event = site.get(&event).await;
        assert_eq!(event.header("content-type"), "text/xml; charset=utf-8");
        assert!(event.html().contains("<title>Winter night</title>"));
        assert!(
            event.html().contains("&#60;iframe src="),
            "{}",
            event.html()
        );

        for (query, status) in [
            (
                "url=http://evil.example/turku-python",
                StatusCode::NOT_FOUND,
            ),
            (
                "url=http://localhost:8000.evil.example/turku-python",
                StatusCode::NOT_FOUND,
            ),
            ("url=http://localhost:8000/nowhere", StatusCode::NOT_FOUND),
            (
                "url=http://localhost:8000/turku-python/events/draft-night",
                StatusCode::NOT_FOUND,
            ),
            (
                "url=http://localhost:8000/turku-python/organize",
                StatusCode::NOT_FOUND,
            ),
            ("", StatusCode::NOT_FOUND),
            (
                "format=yaml&url=http://localhost:8000/turku-python",
                StatusCode::NOT_IMPLEMENTED,
            ),
        ] {
            let answer = site.get(&format!("/oembed?{query}")).await;
            assert_eq!(answer.status, status, "{query}");
        }
    })
    .await;
}
