//! Groups as people meet them: founded, found, joined, renamed, left.

use crate::world::{Browser, FOUNDER, Page, World};
use axum::http::StatusCode;
use roost::groups::{self, Group, RESERVED, Role, State};
use roost::router;
use roost::settings::{self, Founding, Settings};
use std::collections::BTreeSet;

async fn let_found(world: &World, founding: Founding) {
    let settings = &Settings {
        name: "Roost in Turku".to_owned(),
        founding,
    };
    let saved = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(settings::save_settings(tx, settings).await?) }));
    saved.await.unwrap();
    world.app.reload_settings().await.unwrap();
}

async fn make_organizer(world: &World, group: &Group, name: &str) {
    let (now, person) = (world.now(), world.member(group, name).await.id);
    let made = world.app.db.write(|tx| {
        Box::pin(async move {
            Ok(groups::save_membership(tx, now, group.id, person, Role::Organizer).await?)
        })
    });
    made.await.unwrap();
}

/// Fills in "Start a group" and presses its button.
async fn start(browser: &mut Browser, typed: &[(&str, &str)]) -> Page {
    let page = browser.get("/start").await;
    let mut fields = vec![
        ("name", Some("Turku Python")),
        ("city", Some("Turku")),
        ("topics", Some("Python, data")),
        ("sentence", Some("Short talks and soup.")),
    ];
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, Some(value)));
    }
    browser.press(&page, "Start the group", &fields).await
}

#[tokio::test]
async fn a_group_is_founded_in_one_page() {
    World::tell(async |world| {
        let_found(world, Founding::Anybody).await;
        let mut marta = world.signed_in(FOUNDER).await;

        let home = start(&mut marta, &[("frequency", "First Thursday of the month")]).await;

        assert_eq!(
            (home.status, home.path.as_str()),
            (StatusCode::OK, "/turku-python")
        );
        assert_eq!(home.text_of("h1"), "Turku Python");
        assert_eq!(home.text_of(".lede"), "Short talks and soup.");
        assert_eq!(
            home.text_of("ul.row.meta > li"),
            "Turku, Finland\none member\nFirst Thursday of the month"
        );
        assert_eq!(home.text_of(".person b"), FOUNDER);
        assert_eq!(home.text_of(".tag"), "Python\ndata");
        let conduct = world.browser().get("/turku-python/conduct").await;
        assert_eq!(conduct.count(".prose h2"), 3);
        let settings = marta.get("/turku-python/organize/settings").await;
        assert_eq!(
            settings.attribute("#contact_email", "value").unwrap(),
            "marta-example@example.org"
        );
        assert_eq!(
            settings.attribute("#zone [selected]", "value").unwrap(),
            "Europe/Helsinki"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_is_not_signed_in_signs_in_before_she_founds() {
    World::tell(async |world| {
        let page = world.browser().get("/start").await;
        assert_eq!(page.path, "/sign-in?next=%2Fstart");
    })
    .await;
}

#[tokio::test]
async fn a_waiting_group_is_there_for_its_organizers_and_the_keeper_alone() {
    World::tell(async |world| {
        let_found(world, Founding::WithKeepersYes).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let home = start(&mut marta, &[]).await;
        assert_eq!(home.status, StatusCode::OK);
        world.keeper("Konrad Zuse").await;

        let seen_by = async |mut browser: Browser| browser.get("/turku-python").await.status;
        assert_eq!(seen_by(world.browser()).await, StatusCode::NOT_FOUND);
        assert_eq!(
            seen_by(world.signed_in("Grace Hopper").await).await,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            seen_by(world.signed_in("Konrad Zuse").await).await,
            StatusCode::OK
        );
        assert_eq!(world.browser().get("/explore").await.count(".card"), 0);

        let (at, base) = (&world.app.moment(), &world.app.config.link(""));
        let mut tx = world.app.db.read().await.unwrap();
        let waiting = groups::list_waiting(&mut tx).await.unwrap();
        drop(tx);
        let group = &waiting[0];
        let opened = world
            .app
            .db
            .write(|tx| Box::pin(groups::open(tx, at, group, base)));
        opened.await.unwrap();

        assert_eq!(seen_by(world.browser()).await, StatusCode::OK);
        let mails = world.mails().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].subject, "Turku Python is public");
        assert_eq!(mails[0].link("Organize"), "/turku-python/organize");
    })
    .await;
}

#[tokio::test]
async fn where_nobody_may_found_the_page_says_so() {
    World::tell(async |world| {
        let_found(world, Founding::Nobody).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get("/start").await;
        assert_eq!((page.status, page.count("main form")), (StatusCode::OK, 0));
        let refused = marta.post("/start", &[("name", "Turku Python")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn names_that_look_alike_are_refused_and_what_was_typed_stays() {
    World::tell(async |world| {
        let_found(world, Founding::Anybody).await;
        world.group("Turku Python").await;
        let mut grace = world.signed_in("Grace Hopper").await;
        let taken = "Another group has this name, or one that looks like it. \
                     Add your city or your subject.";

        for name in [
            "Turku Python",
            "TurkuPython",
            "Turku-Python!",
            "Тurku Рython",
        ] {
            let page = start(&mut grace, &[("name", name)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert_eq!(page.text_of(".errors li"), taken, "{name}");
            assert_eq!(page.attribute("#name", "value").unwrap(), name);
            assert_eq!(
                page.attribute("#sentence", "value").unwrap(),
                "Short talks and soup."
            );
        }
        for name in ["Explore", "API", "Sign in"] {
            let page = start(&mut grace, &[("name", name)]).await;
            assert_eq!(
                page.text_of(".errors li"),
                "This name is needed for a page of ours. Add your city to it.",
                "{name}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn every_mistake_is_named_at_once() {
    World::tell(async |world| {
        let_found(world, Founding::Anybody).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let empty = [("name", ""), ("city", ""), ("topics", ""), ("sentence", "")];
        let page = start(&mut marta, &empty).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.text_of(".errors li"),
            "Fill this in.\nFill this in.\nEnter at least one topic, such as Python.\nFill this in."
        );
        let long = "x".repeat(65_536);
        let page = start(
            &mut marta,
            &[("name", &long), ("contact_email", "a\r\nb@example.org")],
        )
        .await;
        assert_eq!(
            page.text_of(".errors li"),
            "Shorten this to 80 characters or fewer.\n\
             Enter an e-mail address, such as ada@example.org."
        );
    })
    .await;
}

#[tokio::test]
async fn a_city_is_found_chosen_or_placed_by_the_nearest_one() {
    World::tell(async |world| {
        let_found(world, Founding::Anybody).await;
        let mut marta = world.signed_in(FOUNDER).await;

        let page = marta.get("/start").await;
        let asked = [("name", Some("Rose City Rust")), ("city", Some("Portland"))];
        let page = marta.press(&page, "Find the city", &asked).await;
        assert_eq!((page.status, page.count(".errors")), (StatusCode::OK, 0));
        assert_eq!(page.attribute("#name", "value").unwrap(), "Rose City Rust");
        let maine = "Portland, Maine, United States";
        assert_eq!(page.count(&format!("input[value='{maine}']")), 1);
        let rest = [
            ("which", Some(maine)),
            ("topics", Some("Rust")),
            ("sentence", Some("Rust.")),
        ];
        let page = marta.press(&page, "Start the group", &rest).await;
        assert_eq!(page.path, "/rose-city-rust");
        let settings = marta.get("/rose-city-rust/organize/settings").await;
        assert_eq!(
            settings.attribute("#zone [selected]", "value").unwrap(),
            "America/New_York"
        );
        assert_eq!(
            settings.attribute("#hours [selected]", "value").unwrap(),
            "12"
        );

        let village = [("name", "Korpo Makers"), ("city", "Korpo")];
        let page = start(&mut marta, &village).await;
        assert_eq!(
            page.text_of(".errors li"),
            "Choose which city you mean, or say below which larger city is nearest."
        );
        let page = marta
            .press(&page, "Start the group", &[("near", Some("Turku"))])
            .await;
        assert_eq!(page.path, "/korpo-makers");
        assert_eq!(
            page.text_of("ul.row.meta > li:first-child"),
            "Korpo, Finland"
        );
    })
    .await;
}

#[tokio::test]
async fn cities_are_offered_while_somebody_types() {
    World::tell(async |world| {
        let mut marta = world.browser();
        let options = marta
            .get_with("/places?city=turk", &[("hx-request", "true")])
            .await;
        assert!(options.html().contains("<option value=\"Turku, Finland\">"));
        assert_eq!(options.count("h1"), 0);
        let page = marta.get("/places?q=turku").await;
        assert!(
            page.text_of(".lines li")
                .contains("Turku, Finland Europe/Helsinki")
        );
    })
    .await;
}

#[tokio::test]
async fn joining_asks_two_things_and_writes_a_welcome() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let mut grace = world.signed_in("Grace Hopper").await;

        let page = grace.get("/turku-python/join").await;
        assert_eq!(page.attribute("[name=mail]", "checked"), None);
        let home = grace.press(&page, "Join the group", &[]).await;

        assert_eq!(home.path, "/turku-python");
        assert_eq!(home.text_of(".flash"), "You’re in. We have written to you.");
        let mails = world.mails().await;
        let told: Vec<_> = mails
            .iter()
            .map(|m| (m.to.as_str(), m.subject.as_str()))
            .collect();
        assert_eq!(
            told,
            [("grace-hopper@example.org", "Welcome to Turku Python")]
        );
        assert_eq!(
            mails[0].reply_to.as_deref(),
            Some("marta-example@example.org")
        );
        assert_eq!(mails[0].link("Leave the group"), "/turku-python/leave");
        let agreed =
            "select count(*) from people where mail_agreed_at is not null and name like 'G%'";
        assert_eq!(world.count(agreed).await, 0);
        assert_eq!(group.state, State::Open);
    })
    .await;
}

#[tokio::test]
async fn joining_takes_one_tap_on_the_groups_page() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut grace = world.signed_in("Grace Hopper").await;
        let home = grace.get("/turku-python").await;
        grace
            .press(&home, "Join the group", &[("mail", Some("yes"))])
            .await;
        let agreed =
            "select count(*) from people where mail_agreed_at is not null and name like 'G%'";
        assert_eq!(world.count(agreed).await, 1);
        assert_eq!(world.mails().await.len(), 1);

        let stranger = world.browser().get("/turku-python/join").await;
        assert_eq!(stranger.path, "/sign-in?next=%2Fturku-python%2Fjoin");
    })
    .await;
}

#[tokio::test]
async fn leaving_is_complete() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Grace Hopper").await;
        let mut grace = world.signed_in("Grace Hopper").await;

        let page = grace.get("/turku-python/leave").await;
        let home = grace.press(&page, "Leave the group", &[]).await;

        assert_eq!(
            home.text_of(".flash"),
            "You have left Turku Python. You get no more mail from it."
        );
        assert_eq!(home.text_of("ul.row.meta > li:nth-child(2)"), "one member");
        let here =
            "select count(*) from people where left_at is null or mail_agreed_at is not null";
        assert_eq!(world.count(here).await, 1);
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn the_last_organizer_hands_over_before_she_leaves() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get("/turku-python/leave").await;
        let refused = marta.press(&page, "Leave the group", &[]).await;
        assert_eq!(
            refused.text_of(".flash"),
            "You’re the last organizer. Hand the group over under Organize before you leave, or close it."
        );

        make_organizer(world, &group, "Grace Hopper").await;
        let page = marta.get("/turku-python/leave").await;
        let left = marta.press(&page, "Leave the group", &[]).await;
        assert_eq!(left.text_of(".person b"), "Grace Hopper");
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_renamed_group_is_found_under_every_address_that_it_had() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        for slug in ["turku-snakes", "turkupython", "turku-py"] {
            let old = marta.get("/turku-python/organize/settings").await;
            let saved = marta.press(&old, "Save", &[("slug", Some(slug))]).await;
            assert_eq!(saved.path, format!("/{slug}/organize/settings"));
        }
        for old in ["turku-python", "turku-snakes", "turkupython"] {
            let page = world.browser().get(&format!("/{old}/events?x=1")).await;
            assert_eq!(page.path, "/turku-py/events?x=1");
        }
        let mut grace = world.signed_in("Grace Hopper").await;
        let_found(world, Founding::Anybody).await;
        let refused = start(&mut grace, &[("name", "Turku Snakes")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn settings_are_for_organizers_and_closing_for_full_ones() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Grace Hopper").await;
        world.co_organizer(&group, "Tomi Salonen").await;
        let path = "/turku-python/organize/settings";

        let stranger = world.browser().get(path).await;
        assert_eq!(
            stranger.path,
            "/sign-in?next=%2Fturku-python%2Forganize%2Fsettings"
        );
        let mut grace = world.signed_in("Grace Hopper").await;
        assert_eq!(grace.get(path).await.status, StatusCode::NOT_FOUND);
        let mut tomi = world.signed_in("Tomi Salonen").await;
        assert_eq!(tomi.get(path).await.status, StatusCode::OK);
        let refused = tomi.post("/turku-python/organize/close", &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);

        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get("/turku-python/organize/close").await;
        let closed = marta.press(&page, "Close the group", &[]).await;
        assert_eq!(closed.path, "/turku-python");
        let seen = world.browser().get("/turku-python").await;
        assert_eq!(
            (seen.status, seen.count("a[href='/turku-python/join']")),
            (StatusCode::OK, 0)
        );
        assert_eq!(world.browser().get("/explore").await.count(".card"), 0);
        let page = marta.get(path).await;
        let open = marta.press(&page, "Open it again", &[]).await;
        assert_eq!(open.text_of(".flash"), "Turku Python is open again.");
    })
    .await;
}

#[tokio::test]
async fn explore_finds_groups_by_subject_and_city() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let only = world.browser().get("/").await;
        assert_eq!(only.text_of("h1"), "Turku Python");
        world.group("Rust on the River").await;

        let names = async |path: &str| world.browser().get(path).await.text_of(".card h3");
        assert_eq!(names("/").await, "Rust on the River\nTurku Python");
        assert_eq!(names("/explore?q=TURKU").await, "Turku Python");
        assert_eq!(
            names("/explore?q=river&where=%C3%85bo").await,
            "Rust on the River"
        );
        assert_eq!(names("/explore?where=Oulu").await, "");
        assert_eq!(names("/explore?q=100%25").await, "");
        let unknown = world.browser().get("/explore?where=Qqqqq").await;
        assert_eq!(unknown.count(".card"), 2);
    })
    .await;
}

#[test]
fn no_group_can_take_an_address_of_ours() {
    let routes = router::routes();
    let first = |path: &'static str| path[1..].split('/').next().unwrap_or_default();
    let ours: BTreeSet<_> = routes
        .recorded()
        .iter()
        .map(|route| first(route.path))
        .collect();
    let free: Vec<_> = ours
        .into_iter()
        .filter(|part| !part.is_empty() && !part.starts_with('{') && !RESERVED.contains(part))
        .collect();
    assert_eq!(free, Vec::<&str>::new());
}
