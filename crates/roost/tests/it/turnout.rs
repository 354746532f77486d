//! Honest turn-out: how many of those who say yes come, from the group's own evenings.

use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use roost::groups::Group;

const NEXT: &str = "/turku-python/organize/events/next-night/readiness";

/// Evenings at 18:00 today and on the days after it, with six who say yes to each; then the next one.
async fn turku(world: &World, past: i8) -> Group {
    let group = world.group("Turku Python").await;
    for number in 0..=past {
        let title = if number == past {
            "Next night".to_owned()
        } else {
            format!("Night {number}")
        };
        let starts = date(2026, 11, 24 + number).at(18, 0, 0, 0);
        let evening = world.evening(&group, &title).at(starts).published().await;
        for name in ["Ada", "Bo", "Cy", "Di", "Ed", "Flo"] {
            world.goes(&group, &evening, name).await;
        }
    }
    world
        .wait(SignedDuration::from_hours(24 * i64::from(past)))
        .await;
    world.throw_away_mail().await;
    group
}

async fn count(world: &World, number: usize, came: &str) {
    let mut marta = world.signed_in(FOUNDER).await;
    let past = format!("/turku-python/organize/events/night-{number}/readiness");
    let page = marta.get(&past).await;
    let page = marta.press(&page, "Save", &[("came", Some(came))]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
}

async fn told(world: &World) -> String {
    let mut marta = world.signed_in(FOUNDER).await;
    let page = marta.get(NEXT).await;
    page.text_of("section[aria-labelledby=turnout] p")
}

#[tokio::test]
async fn three_evenings_with_a_number_tell_how_many_to_expect() {
    World::tell(async |world| {
        turku(world, 4).await;
        let unknown = "6 seats are taken.\nHow many of them come, Roost can say once you have checked \
                       people in, or counted heads, on three evenings.";
        for (number, came) in [(0, "3"), (1, "4")] {
            count(world, number, came).await;
        }
        assert_eq!(told(world).await, unknown);

        count(world, 2, "9").await;

        assert_eq!(
            told(world).await,
            "Expect about 4 of 6.\nBetween 3 and 6, going by the last 3 evenings of which you know \
             how many came."
        );
        count(world, 2, "3").await;
        assert!(told(world).await.starts_with("Expect about 3 of 6.\nBetween 3 and 4"));
        let mut marta = world.signed_in(FOUNDER).await;
        let log = marta.get("/turku-python/organize/log").await;
        assert!(
            log.text().contains("Marta Example counted how many came to Night 2"),
            "{}",
            log.text()
        );
    })
    .await;
}

#[tokio::test]
async fn who_overbooks_reads_what_the_last_evenings_make_likely() {
    World::tell(async |world| {
        turku(world, 3).await;
        for (number, came) in [(0, "3"), (1, "4"), (2, "6")] {
            count(world, number, came).await;
        }
        let mut marta = world.signed_in(FOUNDER).await;
        let form = marta
            .get("/turku-python/organize/events/next-night/edit")
            .await;
        assert_eq!(
            form.text_of("#overbooked-hint"),
            "Of 100 who said yes, 50 to 100 came on your last 3 evenings of which you know how many \
             came."
        );
        let typed = [("capacity", Some("8")), ("overbooked", Some("2"))];
        marta.press(&form, "Save", &typed).await;
        let page = marta.get(NEXT).await;
        assert_eq!(
            page.text_of("section[aria-labelledby=turnout] p:last-child"),
            "With 10 yes you can expect 5 to 10; the room holds 8. On one of your last 3 evenings \
             more would have come than fit."
        );
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_guest_is_a_head_among_those_who_were_expected() {
    World::tell(async |world| {
        turku(world, 3).await;
        let guests = "update rsvps set guests = 1";
        let write = world
            .app
            .db
            .write(|tx| Box::pin(async move { Ok(roost::execute!(tx, sqlx::query(guests))?) }));
        write.await.expect("the database answers");

        for number in 0..3 {
            count(world, number, "6").await;
        }

        // Twelve had said yes each time, guests counted, and half of them came.
        assert!(told(world).await.starts_with("Expect about 6 of 12."));
    })
    .await;
}

#[tokio::test]
async fn heads_are_counted_after_the_evening_and_as_a_number() {
    World::tell(async |world| {
        turku(world, 1).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let early = marta.post(&format!("{NEXT}/heads"), &[("came", "3")]).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);

        let past = "/turku-python/organize/events/night-0/readiness";
        for odd in ["", "-1", "many", "100001", "3.5"] {
            let page = marta.get(past).await;
            let page = marta.press(&page, "Save", &[("came", Some(odd))]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd:?}");
            assert_eq!(page.count("#came-error"), 1, "{odd:?}");
        }
        assert_eq!(world.count("select count(*) from head_counts").await, 0);
        let page = marta.get(past).await;
        let page = marta.press(&page, "Save", &[("came", Some("0"))]).await;
        assert_eq!(
            page.text_of("section[aria-labelledby=turnout] strong"),
            "Nobody came."
        );
    })
    .await;
}

#[tokio::test]
async fn the_overview_says_how_many_came_once_somebody_knows() {
    World::tell(async |world| {
        turku(world, 1).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let overview = marta.get("/turku-python/organize").await;
        assert!(overview.text().contains("Came to the last event 6 Night 0"));

        count(world, 0, "4").await;

        let overview = marta.get("/turku-python/organize").await;
        assert!(overview.text().contains("Came to the last event 4 Night 0"));
    })
    .await;
}
