//! What is not so is passed over, and the answer counts all the same.

use super::{EVENING, Night, way};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use roost::groups::State;
use roost::invites;

#[tokio::test]
async fn nobody_invites_herself_and_nobody_is_brought_by_whom_she_brought() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let spring = world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let spring = format!("{}/rsvp", spring.path("turku-python"));
        let mut ada = night.ada.clone();
        let first = night.code(&mut ada).await;
        let own = ada.get(&format!("{EVENING}?i={first}")).await;
        assert_eq!(own.count("input[name=i]"), 0);
        ada.post(&spring, &[("answer", "going"), ("i", &first)])
            .await;
        assert_eq!(night.ways().await, [], "herself");

        let mut bo = night.comes_by("Bo Berg", &first).await;
        let second = night.code(&mut bo).await;
        let mut cy = night.comes_by("Cy Silent", &second).await;
        let third = night.code(&mut cy).await;
        ada.post(&spring, &[("answer", "declined")]).await;
        for code in [&second, &third] {
            ada.post(&spring, &[("answer", "going"), ("i", code)]).await;
            ada.post(&spring, &[("answer", "declined")]).await;
        }

        assert_eq!(
            night.ways().await,
            [
                way("Bo Berg", "Ada Kivi", false),
                way("Cy Silent", "Bo Berg", false)
            ]
        );
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_code_of_another_group_of_wrong_shape_or_of_nobody_says_nothing() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let other = world.group_by("Oulu Rust", FOUNDER, State::Open).await;
        let there = world.evening(&other, "Rust night").published().await;
        let mut otto = world.signed_in("Otto Other").await;
        let path = there.path("oulu-rust");
        otto.post(&format!("{path}/rsvp"), &[("answer", "going")])
            .await;
        let foreign = super::code_on(&otto.get(&path).await);
        world.throw_away_mail().await;

        let odd = [
            "",
            "A",
            "AAAAAAAA",
            "aaaaaaa!",
            "AAAAAAAAA",
            "%00",
            "%3Cscript%3E",
            "%C3%84",
        ];
        for (number, code) in odd.iter().chain([&foreign.as_str()]).enumerate() {
            let page = world.browser().get(&format!("{EVENING}?i={code}")).await;
            if *code != "%00" {
                assert_eq!(page.status, StatusCode::OK, "{code}");
            }
            assert_eq!(page.count("input[name=i]"), 0, "{code}");
            night.comes_by(&format!("Guest {number}"), code).await;
        }

        assert_eq!(night.ways().await, []);
        for code in ["A", "AAAAAAAA", "AAAAAAAAA", "a-b-c-d-", "%C3%84"] {
            let page = world.browser().get(&format!("/i/{code}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{code}");
        }
        assert_eq!(
            night.follows(&foreign.to_lowercase()).await,
            format!("{path}?i={foreign}"),
            "small letters do"
        );
    })
    .await;
}

#[tokio::test]
async fn the_first_way_that_counts_stays_however_often_she_changes_her_mind() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let mut bo = night.comes_by("Bo Berg", "").await;
        let (by_ada, by_bo) = {
            let mut ada = night.ada.clone();
            (night.code(&mut ada).await, night.code(&mut bo).await)
        };
        let mut cy = night.comes_by("Cy Silent", &by_ada).await;
        let rsvp = format!("{EVENING}/rsvp");

        cy.post(&rsvp, &[("answer", "declined")]).await;
        let mut ada = night.ada.clone();
        let without = ada.get(EVENING).await.text_of("#bring");
        assert!(
            without.contains("Know somebody"),
            "who does not come does not count"
        );
        cy.post(&rsvp, &[("answer", "going"), ("i", &by_bo)]).await;

        assert_eq!(night.ways().await, [way("Cy Silent", "Ada Kivi", false)]);
        let with = ada.get(EVENING).await.text_of("#bring");
        assert!(
            with.contains("One person comes through your link."),
            "{with}"
        );
        // Bo comes already, so nobody brings him.
        bo.post(&rsvp, &[("answer", "going"), ("i", &by_ada)]).await;
        assert_eq!(night.ways().await.len(), 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn what_somebody_typed_for_another_gives_place_to_what_she_says_herself() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let spring = world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let mut ada = night.ada.clone();
        let by_ada = night.code(&mut ada).await;
        let mut bo = night.comes_by("Bo Berg", "").await;
        let by_bo = night.code(&mut bo).await;
        let typed = [
            ("answer", "going"),
            ("name", "Cy"),
            ("email", "cy-silent@example.org"),
            ("i", &by_ada),
        ];
        world
            .browser()
            .post(&format!("{EVENING}/rsvp"), &typed)
            .await;
        world.throw_away_mail().await;
        assert_eq!(night.ways().await, [way("Cy", "Ada Kivi", false)]);

        let mut cy = world.signed_in("Cy Silent").await;
        let said = [("answer", "going"), ("i", by_bo.as_str())];
        cy.post(&format!("{}/rsvp", spring.path("turku-python")), &said)
            .await;

        world.throw_away_mail().await;
        let ways = night.ways().await;
        assert_eq!(ways.len(), 1, "{ways:?}");
        assert_eq!(ways[0].1, "Bo Berg");
    })
    .await;
}

#[tokio::test]
async fn of_two_answers_at_once_by_different_codes_one_way_is_written() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let spring = world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let mut bo = night.comes_by("Bo Berg", "").await;
        let (by_ada, by_bo) = {
            let mut ada = night.ada.clone();
            (night.code(&mut ada).await, night.code(&mut bo).await)
        };
        let cy = world.signed_in("Cy Silent").await;
        let (mut one, mut two) = (cy.clone(), cy);
        let (here, there) = (
            format!("{EVENING}/rsvp"),
            format!("{}/rsvp", spring.path("turku-python")),
        );

        let first = [("answer", "going"), ("i", by_ada.as_str())];
        let second = [("answer", "going"), ("i", by_bo.as_str())];
        let (a, b) = tokio::join!(one.post(&here, &first), two.post(&there, &second));

        assert_eq!([a.status, b.status], [StatusCode::OK; 2]);
        assert_eq!(night.ways().await.len(), 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn two_who_bring_each_other_at_once_make_no_circle() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let mut ada = night.ada.clone();
        let mut bo = night.comes_by("Bo Berg", "").await;
        let (by_ada, by_bo) = (night.code(&mut ada).await, night.code(&mut bo).await);
        for number in 0..4 {
            let title = format!("Night {number}");
            let (one, two) = (format!("{title} a"), format!("{title} b"));
            let one = world.evening(&night.group, &one).published().await;
            let two = world.evening(&night.group, &two).published().await;
            let (one, two) = (
                format!("{}/rsvp", one.path("turku-python")),
                format!("{}/rsvp", two.path("turku-python")),
            );
            let first = [("answer", "going"), ("i", by_bo.as_str())];
            let second = [("answer", "going"), ("i", by_ada.as_str())];
            tokio::join!(ada.post(&one, &first), bo.post(&two, &second));
            assert_eq!(night.ways().await.len(), 1);
            for browser in [&mut ada, &mut bo] {
                browser
                    .post("/turku-python/came-through/removal", &[])
                    .await;
            }
        }
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_link_that_two_ask_for_at_once_is_one_link() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let bo = world.member(&night.group, "Bo Berg").await;
        let (at, event) = (&world.app.moment(), &night.event);
        let make = || {
            world.app.db.write(|tx| {
                Box::pin(async move { Ok(invites::link_for(tx, at, event, bo.id).await?) })
            })
        };

        let (one, two, three) = tokio::join!(make(), make(), make());

        let links = [one, two, three].map(|link| link.expect("it is made").code);
        assert_eq!(links[0], links[1]);
        assert_eq!(links[1], links[2]);
        let sql = "select count(*) from invitation_links";
        assert_eq!(world.count(sql).await, 2, "hers and Ada’s");
    })
    .await;
}
