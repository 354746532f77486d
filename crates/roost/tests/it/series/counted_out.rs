//! How a standing yes ends, and what becomes of the seats that it gave.

use super::standing::{FIRST, SECOND, answers, at, counts_in, letter, mailed, member, weekly};
use super::{extend, series_of};
use crate::world::World;
use axum::http::StatusCode;
use roost::groups;

#[tokio::test]
async fn the_letter_leads_to_a_page_that_ends_it_and_seats_of_later_dates_come_free() {
    World::tell(async |world| {
        let (group, _) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        counts_in(&mut ada).await;
        let mut others = Vec::new();
        for name in ["Bo", "Cy"] {
            let mut browser = world.signed_in(name).await;
            browser
                .post(&format!("{SECOND}/rsvp"), &[("answer", "going")])
                .await;
            others.push(browser);
        }
        world.throw_away_mail().await;
        let mail = letter(world).await;

        let mut browser = world.browser();
        let link = mail.link("Stop counting me in");
        let page = browser.get(&link).await;
        assert_eq!(page.text_of(".lede"), "Every Thursday at 18:30, 3 times");
        assert_eq!(page.count("main button"), 1);
        assert_eq!(
            world.count("select count(*) from standing_answers").await,
            1
        );
        let ended = browser.press(&page, "Stop counting me in", &[]).await;
        assert_eq!(ended.text_of("h2"), "You aren’t counted in any more");
        assert_eq!(
            answers(world).await,
            [
                "Ada 12-17 going",
                "Ada 12-24 declined",
                "Bo 12-24 going",
                "Cy 12-24 offered",
                "Ada 12-31 declined",
            ]
        );
        assert_eq!(mailed(world).await, ["rsvp_seat_free cy@example.org"]);
        others[1]
            .post(&format!("{SECOND}/rsvp"), &[("answer", "going")])
            .await;
        world.throw_away_mail().await;

        // What she never said herself she can say anew.
        let page = counts_in(&mut ada).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(
            answers(world).await,
            [
                "Ada 12-17 going",
                "Ada 12-24 waitlisted",
                "Bo 12-24 going",
                "Cy 12-24 going",
                "Ada 12-31 going",
            ]
        );
        assert_eq!(mailed(world).await, ["rsvp_waitlisted ada@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn her_own_page_lists_it_and_ends_it() {
    World::tell(async |world| {
        let (group, _) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        let home = ada.get("/turku-python").await;
        let home = ada
            .press(&home, "Count me in every time Python night", &[])
            .await;
        assert_eq!(home.path, "/turku-python");
        let me = ada.get("/me").await;
        assert_eq!(
            me.text_of("#standing li div"),
            "Python night Turku Python · Every Thursday at 18:30, 3 times"
        );

        let me = ada
            .press(&me, "Stop counting me in Python night", &[])
            .await;
        assert_eq!(me.path, "/me");
        assert_eq!(me.count("#standing"), 0);
        assert_eq!(
            answers(world).await,
            [
                "Ada 12-17 declined",
                "Ada 12-24 declined",
                "Ada 12-31 declined"
            ]
        );
        let home = ada.get("/turku-python").await;
        assert!(
            home.text().contains("Count me in every time"),
            "{}",
            home.text()
        );
        let mut stranger = world.browser();
        let home = stranger.get("/turku-python").await;
        assert!(!home.text().contains("Count me in"), "{}", home.text());
        assert_eq!(mailed(world).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_or_is_banned_is_counted_in_no_more() {
    World::tell(async |world| {
        let (group, mut marta) = weekly(world).await;
        let ada = world.member(&group, "Ada").await;
        let mut browser = world.signed_in("Ada").await;
        counts_in(&mut browser).await;
        let bo = world.member(&group, "Bo").await;
        let mut his = world.signed_in("Bo").await;
        counts_in(&mut his).await;

        let (at, group, person) = (&world.app.moment(), &group, ada.id);
        let leave = world
            .app
            .db
            .write(|tx| Box::pin(async move { groups::leave(tx, at, group, person).await }));
        leave.await.expect("the database answers");
        let page = marta
            .get(&format!("/turku-python/organize/people/{}", bo.id))
            .await;
        let typed = [("reason", Some("Shouted")), ("ban", Some("yes"))];
        marta.press(&page, "Remove Bo", &typed).await;
        world.work().await;
        world.throw_away_mail().await;

        assert_eq!(
            world.count("select count(*) from standing_answers").await,
            0
        );
        let going = "select count(*) from rsvps where state <> 'declined'";
        assert_eq!(world.count(going).await, 0);
        let page = browser.get(FIRST).await;
        assert!(!page.text().contains("Count me in"), "{}", page.text());
        extend(world).await;
        assert_eq!(world.count(going).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_series_that_is_stopped_counts_nobody_in_and_takes_no_seat_back() {
    World::tell(async |world| {
        let (group, mut marta) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        let before = ada.get(FIRST).await;
        counts_in(&mut ada).await;
        let path = format!(
            "/turku-python/organize/series/{}",
            series_of(world, &group).await
        );
        let ask = marta.get(&format!("{path}/end")).await;
        marta
            .press(&ask, "Stop this series", &[("drafts", Some("stay"))])
            .await;

        assert_eq!(
            world.count("select count(*) from standing_answers").await,
            0
        );
        let late = ada.press(&before, "Count me in every time", &[]).await;
        assert_eq!(
            late.text_of(".notice"),
            "It doesn’t come again any more, so there is nothing to be counted in to."
        );
        assert_eq!(answers(world).await.len(), 3);
        let mail = letter(world).await;
        let page = world.browser().get(&mail.link("Stop counting me in")).await;
        assert_eq!(page.text_of("h2"), "You aren’t counted in any more");
        assert_eq!(page.count("main button"), 0);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_an_organizer_moved_is_hers_and_no_standing_one_any_more() {
    World::tell(async |world| {
        let (group, mut marta) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        let page = counts_in(&mut ada).await;
        ada.press(&page, "Stop counting me in", &[]).await;
        let people = "/turku-python/organize/events/python-night-2026-12-17/people";
        let page = marta.get(people).await;
        let moved = marta.press(&page, "list=going", &[]).await;
        let row = moved.text_of("tbody tr");
        assert!(row.contains("ada@example.org going"), "{row}");
        assert!(!row.contains("every time"), "{row}");
        assert_eq!(mailed(world).await, ["rsvp_seated ada@example.org"]);

        at(world, "2026-12-15T08:00:00Z").await;
        assert_eq!(mailed(world).await, Vec::<String>::new());
        at(world, "2026-12-16T08:00:00Z").await;
        assert_eq!(mailed(world).await, ["rsvp_reminder ada@example.org"]);
    })
    .await;
}
