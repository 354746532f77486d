//! A form that comes twice does its work once, and leads to the same place both times.

use crate::world::{Browser, FOUNDER, Page, World};

/// Presses the button twice, as somebody does whose network is slow; says where both led.
async fn twice(browser: &mut Browser, page: &Page, button: &str, typed: &[(&str, &str)]) -> String {
    let typed: Vec<_> = typed.iter().map(|(name, v)| (*name, Some(*v))).collect();
    let first = browser.press(page, button, &typed).await;
    let second = browser.press(page, button, &typed).await;
    assert!(first.status.is_success(), "{}", first.text());
    assert_eq!(first.path, second.path);
    first.path
}

#[tokio::test]
async fn a_group_is_founded_once() {
    World::tell(async |world| {
        let keeper = world.keeper("Ada Kivi").await;
        let mut ada = world.browser_of(&keeper).await;
        let form = ada.get("/start").await;
        let typed = [
            ("name", "Turku Python"),
            ("city", "Turku"),
            ("topics", "Python"),
            ("sentence", "We meet and talk."),
        ];

        let path = twice(&mut ada, &form, "Start the group", &typed).await;

        assert_eq!(path, "/turku-python");
        assert_eq!(world.count("select count(*) from groups").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_event_is_written_once_and_so_is_its_copy() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let events = "select count(*) from events";
        let form = marta.get("/turku-python/organize/events/new").await;

        let typed = [("title", "Winter night")];
        let path = twice(&mut marta, &form, "Save", &typed).await;
        assert_eq!(path, "/turku-python/events/winter-night");
        assert_eq!(world.count(events).await, 1);

        let form = marta
            .get("/turku-python/organize/events/new?copy=winter-night")
            .await;
        let path = twice(&mut marta, &form, "Save", &[]).await;
        assert_eq!(path, "/turku-python/events/winter-night-2");
        assert_eq!(world.count(events).await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_browsers_that_send_one_form_at_once_the_second_is_led_to_the_first_ones_event() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let (mut one, mut other) = (
            world.signed_in(FOUNDER).await,
            world.signed_in(FOUNDER).await,
        );
        let form = one.get("/turku-python/organize/events/new").await;
        let typed = [("title", Some("Winter night"))];

        let (first, second) = tokio::join!(
            one.press(&form, "Save", &typed),
            other.press(&form, "Save", &typed)
        );

        assert_eq!(first.path, "/turku-python/events/winter-night");
        assert_eq!(second.path, first.path);
        assert_eq!(world.count("select count(*) from events").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_refused_is_mended_and_sent() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = marta.get("/turku-python/organize/people/new").await;
        let typed = [
            ("name", Some("Marta")),
            ("email", Some("marta-example@example.org")),
            ("reason", Some("She asked me to")),
        ];

        let refused = marta.press(&form, "Add", &typed).await;
        assert!(refused.status.is_client_error(), "{}", refused.text());
        let mended = [("email", Some("noor@example.org"))];
        let added = marta.press(&refused, "Add", &mended).await;

        assert!(added.status.is_success(), "{}", added.text());
        let by_hand = "select count(*) from people where ground = 'by_hand'";
        assert_eq!(world.count(by_hand).await, 1);
    })
    .await;
}

#[tokio::test]
async fn people_are_added_and_invited_once() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.evening(&group, "Winter night").published().await;
        let mut marta = world.signed_in(FOUNDER).await;

        let form = marta.get("/turku-python/organize/people/new").await;
        let noor = [
            ("name", "Noor van Dijk"),
            ("email", "noor@example.org"),
            ("reason", "She asked me to"),
        ];
        twice(&mut marta, &form, "Add", &noor).await;

        let people = "/turku-python/organize/events/winter-night/people";
        let form = marta.get(people).await;
        // Without an address nothing else tells one Ada from the next.
        let ada = [("name", "Ada Kivi"), ("reason", "She told me")];
        twice(&mut marta, &form, "Add somebody", &ada).await;

        let invitations = "/turku-python/organize/invitations";
        let form = marta.get(invitations).await;
        let path = twice(
            &mut marta,
            &form,
            "Invite",
            &[("email", "tomi@work.example")],
        )
        .await;

        assert_eq!(path, invitations);
        let people = "select count(*) from people where ground = 'by_hand'";
        assert_eq!(world.count(people).await, 2);
        assert_eq!(world.count("select count(*) from rsvps").await, 1);
        world.mail_to("tomi@work.example").await;
    })
    .await;
}
