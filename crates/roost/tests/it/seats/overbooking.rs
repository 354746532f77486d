//! More seats than the room has, because an organizer says so.

use super::{Night, pairs};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;

const EDIT: &str = "/turku-python/organize/events/winter-night/edit";

/// Two seats in the room, and so many over them.
async fn overbooked(world: &World, over: i64) -> Night<'_> {
    Night::with(world, |details| {
        details.capacity = Some(2);
        details.overbooked = over;
    })
    .await
}

#[tokio::test]
async fn seats_over_the_room_are_given_like_the_others_and_then_the_line_begins() {
    World::tell(async |world| {
        let night = overbooked(world, 1).await;
        for name in ["Ada", "Bo", "Cy", "Di"] {
            night.says(name, "going").await;
        }
        assert_eq!(
            night.answers().await,
            pairs(&[
                ("Ada", "going"),
                ("Bo", "going"),
                ("Cy", "going"),
                ("Di", "waitlisted"),
            ])
        );
        night.says("Ada", "declined").await;
        assert_eq!(night.sees("Di").await, "A seat is free for you");
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn the_public_reads_how_many_seats_are_left_and_nothing_of_the_room() {
    World::tell(async |world| {
        let night = overbooked(world, 2).await;
        night.says("Ada", "going").await;
        let mut browser = world.browser();
        for (path, seats) in [
            ("/turku-python/events/winter-night", "3 seats left of 4"),
            ("/turku-python", "3 seats left"),
        ] {
            let page = browser.get(path).await;
            assert!(page.text().contains(seats), "{}", page.text());
            assert!(!page.text().contains("overbook"), "{}", page.text());
        }
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn seats_are_given_in_order_when_overbooking_begins_and_taken_from_nobody_when_it_ends() {
    World::tell(async |world| {
        let night = overbooked(world, 0).await;
        for name in ["Ada", "Bo", "Cy", "Di"] {
            night.says(name, "going").await;
        }
        world.throw_away_mail().await;

        night.edit(|details| details.overbooked = 1).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seated", "cy@example.org")])
        );

        night.edit(|details| details.overbooked = 0).await;
        assert_eq!(
            night.answers().await,
            pairs(&[
                ("Ada", "going"),
                ("Bo", "going"),
                ("Cy", "going"),
                ("Di", "waitlisted"),
            ])
        );
        // One seat too many is held, so the first that comes free is nobody's.
        night.says("Ada", "declined").await;
        assert_eq!(night.mailed().await, []);
        night.says("Bo", "declined").await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "di@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn the_form_says_the_risk_and_refuses_what_makes_no_sense() {
    World::tell(async |world| {
        overbooked(world, 0).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = marta.get(EDIT).await;
        let typed = [("capacity", Some("40")), ("overbooked", Some("6"))];
        let looked = marta.press(&form, "See what to expect", &typed).await;
        assert_eq!(looked.status, StatusCode::OK);
        assert_eq!(
            looked.text_of("#overbooking .panel"),
            "If all 46 who can say yes come, 6 of them have no seat. On too few of your evenings \
             does Roost know how many came, so it can’t say how likely that is."
        );
        for (capacity, over, sentence) in [
            ("", "6", "Error: Say first how many seats the room has."),
            ("4", "5", "Error: Choose 4 at most: that is twice the room."),
            ("4", "-1", "Error: Enter a number from 0 to 100000."),
        ] {
            let typed = [("capacity", Some(capacity)), ("overbooked", Some(over))];
            let refused = marta.press(&form, "Save", &typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.text_of("p.error"), sentence);
        }

        let saved = marta.press(&looked, "Save", &[]).await;
        assert_eq!(saved.status, StatusCode::OK);
        let copy = marta
            .get("/turku-python/organize/events/new?copy=winter-night")
            .await;
        assert_eq!(copy.attribute("#overbooked", "value").as_deref(), Some("6"));
        let readiness = marta
            .get("/turku-python/organize/events/winter-night/readiness")
            .await;
        let risk = "If all 46 who can say yes come";
        assert!(readiness.text().contains(risk), "{}", readiness.text());
        world.work().await;
    })
    .await;
}
