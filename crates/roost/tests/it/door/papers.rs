//! The names for the building, the badges, and who came as organizers count it.

use super::{Night, names};
use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn the_building_gets_names_alone_until_an_organizer_says_that_they_were_sent() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        for name in ["Zoe Example", "علي حسن", "Ada Example", "Waiting Wanda"] {
            night.goes(name).await;
        }
        let path = names(&mut night.organizer).await;

        let page = world.browser().get(&path).await;
        assert_eq!(page.text_of("ol li"), "Ada Example\nZoe Example\nعلي حسن");
        assert!(!page.html().contains('@'));
        assert_eq!(page.header("cache-control"), "no-store");

        let desk = night.desk().await;
        night
            .organizer
            .press(&desk, "It was sent: close it", &[])
            .await;
        let closed = world.browser().get(&path).await;
        assert_eq!(closed.status, StatusCode::GONE);
        assert_eq!(closed.text_of("h1"), "This list is closed");
        let next = names(&mut night.organizer).await;
        assert_ne!(path, next);
        world.wait(night.event.ends_at.since(world.now())).await;
        world.throw_away_mail().await;
        assert_eq!(world.browser().get(&next).await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn badges_have_a_dot_for_who_is_new() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        let path = "/turku-python/organize/events/winter-night/badges";
        let page = night.organizer.get(path).await;
        assert_eq!(page.text_of(".label-card"), "Ada Example Turku Python");
        assert_eq!(page.count(".label-card .dot"), 1);
    })
    .await;
}

#[tokio::test]
async fn times_attended_count_check_ins_where_an_evening_has_any() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        night.goes("Bela Example").await;
        let (path, mut helper) = night.door().await;
        let page = helper.get(&path).await;
        helper.press(&page, "Check in Ada Example", &[]).await;
        world.wait(night.event.ends_at.since(world.now())).await;
        world.throw_away_mail().await;

        let page = night
            .organizer
            .get("/turku-python/organize/people?sort=times")
            .await;
        let rows = page.text_of("tbody tr");
        let times = |name: &str| {
            let row = rows.lines().find(|row| row.contains(name));
            let row = row.unwrap_or_else(|| panic!("no {name} in {rows}"));
            row.split(' ').any(|word| word == "1")
        };
        assert!(times("Ada Example"), "{rows}");
        assert!(
            rows.lines()
                .any(|row| row.contains("Bela Example") && row.contains(" 0 ")),
            "{rows}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_code_of_a_confirmation_opens_its_person_at_the_door_and_elsewhere_her_answer() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let answer = [
            ("answer", "going"),
            ("name", "Ada Kivi"),
            ("email", "ada@example.org"),
        ];
        let evening = "/turku-python/events/winter-night";
        let mut ada = world.browser();
        ada.post(&format!("{evening}/rsvp"), &answer).await;
        let asked = world.mail_to("ada@example.org").await;
        assert!(!asked.text.contains("/c/"), "she has not confirmed");
        let manage = asked.link("See or change your answer");
        let manage = manage[manage.find("/rsvp/").unwrap()..].to_owned();
        ada.post(&manage, &[("answer", "going")]).await;
        let mail = world.mail_to("ada@example.org").await;
        let mailbox = ada.get("/mailbox").await;
        let newest = mailbox.attribute("main a[href^='/mailbox/']", "href");
        let newest = newest.expect("there is mail");
        let opened = ada.get(&format!("{newest}/html")).await.html();
        assert!(opened.contains("data:image/png;base64,"), "{opened}");
        let code = mail.link("Show this code at the door");
        let code = &code[code.find("/c/").expect("it is a code")..];
        let hers = "section[aria-labelledby=rsvp-heading] svg.qr";
        assert_eq!(ada.get(&manage).await.count(hers), 1);

        let seen = ada.get(code).await;
        assert!(
            seen.text().contains("Ada Kivi You’re coming."),
            "{}",
            seen.text()
        );
        let (path, mut helper) = night.door().await;
        let seen = helper.get(code).await;
        assert!(
            seen.path.starts_with(&format!("{path}?q=Ada+Kivi#p-")),
            "{}",
            seen.path
        );
        assert_eq!(seen.text_of("[data-list=expected] b"), "Ada Kivi");
    })
    .await;
}
