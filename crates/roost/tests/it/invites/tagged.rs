use super::{EVENING, FIREFOX, Night, organizer, way};
use crate::world::{Browser, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};

const LINKS: &str = "/turku-python/organize/events/winter-night/links";

async fn make(marta: &mut Browser, outlet: &str, label: &str) -> String {
    let page = marta.get(LINKS).await;
    let typed = [("outlet", Some(outlet)), ("label", Some(label))];
    let page = marta.press(&page, "Make the link", &typed).await;
    assert_eq!(page.status, StatusCode::OK);
    let last = page.attribute("article:last-of-type input", "value");
    let link = last.expect("it is there");
    link.rsplit('/').next().expect("it has parts").to_owned()
}

#[tokio::test]
async fn each_poster_has_its_link_and_organizers_see_which_one_brings_people() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let mut marta = organizer(world).await;
        let library = make(&mut marta, "poster", "Library").await;
        let chat = make(&mut marta, "chat", "Matrix").await;
        assert_ne!(library, chat);

        for _ in 0..3 {
            night.follows(&library).await;
        }
        let page = world.browser().get(&format!("{EVENING}?i={library}")).await;
        assert!(page.text_of("#rsvp").contains("You came by a poster."));
        assert_eq!(
            page.count("input[name=tells]"),
            0,
            "there is nobody to tell"
        );
        night.comes_by("Bo Berg", &library).await;
        assert_eq!(night.visits().await, 3);

        let page = marta.get(LINKS).await;
        assert_eq!(
            page.text_of("article:first-of-type .stack.tight"),
            "A poster Library 3 visits. One person comes through it."
        );
        assert_eq!(
            page.text_of("article:last-of-type .stack.tight"),
            "A chat Matrix No visits yet. Nobody comes through it yet."
        );
        assert_eq!(night.ways().await, [way("Bo Berg", "Library", false)]);
        let log = marta.get("/turku-python/organize/log").await.text();
        assert!(
            log.contains("Marta Example made the link “Library”"),
            "{log}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_poster_shows_what_when_and_the_link_on_two_sizes_of_paper() {
    World::tell(async |world| {
        let _night = Night::new(world).await;
        let mut marta = organizer(world).await;
        let code = make(&mut marta, "poster", "Library").await;
        let page = marta.get(LINKS).await;
        let poster = page.attribute("article a[href$='/poster']", "href");
        let poster = poster.expect("it has a poster");

        let page = marta.get(&poster).await;
        assert_eq!(
            page.text_of(".poster"),
            format!(
                "Turku Python Winter night Friday 4 December 2026 18:00 Come along: \
                 localhost:8000/i/{code}"
            )
        );
        assert_eq!(page.count(".poster .qr"), 1);
        assert_eq!(page.count(".poster.a5"), 0);
        let small = marta.get(&format!("{poster}?paper=a5")).await;
        assert_eq!(small.count(".poster.a5"), 1);
        let svg = poster.replace("/poster", "/code.svg");
        let svg = marta.get(&svg).await;
        assert_eq!(svg.header("content-type"), "image/svg+xml");
        assert!(svg.html().starts_with("<svg"));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_removed_leads_on_and_counts_nothing() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let mut marta = organizer(world).await;
        let code = make(&mut marta, "site", "Calendar of the city").await;
        night.follows(&code).await;

        let page = marta.get(LINKS).await;
        let page = marta.press(&page, "Remove Calendar of the city", &[]).await;
        assert_eq!(page.count("article"), 0);

        assert_eq!(night.follows(&code).await, EVENING);
        assert_eq!(night.visits().await, 1);
        night.comes_by("Bo Berg", &code).await;
        assert_eq!(night.ways().await, []);
    })
    .await;
}

#[tokio::test]
async fn a_link_needs_a_name_and_the_form_sent_twice_makes_one() {
    World::tell(async |world| {
        let _night = Night::new(world).await;
        let mut marta = organizer(world).await;
        let page = marta.get(LINKS).await;
        let long = "x".repeat(61);
        for (outlet, label) in [("poster", ""), ("pigeon", "Roof"), ("chat", long.as_str())] {
            let typed = [("outlet", Some(outlet)), ("label", Some(label))];
            let refused = marta.press(&page, "Make the link", &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{label}");
        }
        let key = page
            .attribute("input[name=key]", "value")
            .expect("it has a key");
        let sent = [
            ("outlet", "poster"),
            ("label", "Library"),
            ("key", key.as_str()),
        ];
        for _ in 0..2 {
            marta.post(LINKS, &sent).await;
        }
        assert_eq!(marta.get(LINKS).await.count("article"), 1);
        for number in 1..50 {
            let label = format!("Tree {number}");
            marta
                .post(LINKS, &[("outlet", "poster"), ("label", &label)])
                .await;
        }
        let full = marta
            .post(LINKS, &[("outlet", "poster"), ("label", "One more")])
            .await;
        assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(full.text().contains("This event has 50 links."));
    })
    .await;
}

#[tokio::test]
async fn previews_head_and_pages_fetched_ahead_are_no_visits() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        let path = format!("/i/{code}");
        let hostile = "x".repeat(5_000);
        let silent: [&[(&str, &str)]; 5] = [
            &[],
            &[("user-agent", "WhatsApp/2.23.20.0 A")],
            &[(
                "user-agent",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            )],
            &[
                ("user-agent", FIREFOX),
                ("sec-purpose", "prefetch;prerender"),
            ],
            &[("user-agent", FIREFOX), ("purpose", "prefetch")],
        ];
        for headers in silent {
            let page = world.browser().get_with(&path, headers).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{headers:?}");
        }
        let head = world.browser();
        let mut head = head.clone();
        head.send_once(Method::HEAD, &path, Body::empty(), None)
            .await;
        // She tries her own link.
        let own = [("user-agent", FIREFOX)];
        night.ada.clone().get_with(&path, &own).await;
        assert_eq!(night.visits().await, 0);

        let odd = [("user-agent", hostile.as_str())];
        world.browser().get_with(&path, &odd).await;
        assert_eq!(night.visits().await, 1);
    })
    .await;
}

#[tokio::test]
async fn visits_at_once_are_counted_in_memory_and_written_together() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        let each = async || {
            for _ in 0..25 {
                night.follows(&code).await;
            }
        };
        tokio::join!(each(), each(), each(), each());

        assert_eq!(world.count("select count(*) from link_visits").await, 0);
        assert_eq!(night.visits().await, 100);
        assert_eq!(world.count("select count(*) from link_visits").await, 1);
        assert_eq!(night.visits().await, 100, "once");
    })
    .await;
}
