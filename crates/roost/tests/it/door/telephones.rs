//! Who is let in at the door, how an organizer cuts one off, and when the door ends.

use super::{DESK, Night, id_of, link_and_digits, made, send};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::clock::Instant;
use serde_json::json;

#[tokio::test]
async fn five_wrong_digits_make_a_telephone_wait_and_the_right_ones_too() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let page = night.organizer.post(DESK, &[]).await;
        let (path, digits) = link_and_digits(&page);
        let wrong = if digits == "0000" { "1111" } else { "0000" };
        let mut telephone = world.browser();
        let at = format!("{path}/telephones");
        for _ in 0..5 {
            let page = telephone.post(&at, &[("digits", wrong)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.text().contains("These are not tonight’s digits."));
        }

        let page = telephone.post(&at, &[("digits", &digits)]).await;
        assert!(
            page.text().contains("Too many wrong digits."),
            "{}",
            page.text()
        );
        // Another one in the same room comes in, until the room itself has guessed too often.
        let other = world.browser().post(&at, &[("digits", &digits)]).await;
        assert_eq!(other.text_of("[data-count]"), "0 of 0 here");
        for _ in 0..5 {
            world.browser().post(&at, &[("digits", wrong)]).await;
        }
        let other = world.browser().post(&at, &[("digits", &digits)]).await;
        assert!(other.text().contains("Too many wrong digits."));

        world.wait(SignedDuration::from_mins(16)).await;
        let page = telephone.post(&at, &[("digits", &digits)]).await;
        assert_eq!(page.text_of("[data-count]"), "0 of 0 here");
    })
    .await;
}

#[tokio::test]
async fn digits_that_were_guessed_at_a_hundred_times_open_nothing_until_they_are_new() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let (path, digits) = link_and_digits(&night.organizer.post(DESK, &[]).await);
        let at = format!("{path}/telephones");
        let wrong = if digits == "0000" { "1111" } else { "0000" };
        for _ in 0..10 {
            for _ in 0..10 {
                world.browser().post(&at, &[("digits", wrong)]).await;
            }
            world.wait(SignedDuration::from_mins(16)).await;
        }

        let page = world.browser().post(&at, &[("digits", &digits)]).await;
        assert!(
            page.text().contains("An organizer can make new ones."),
            "{}",
            page.text()
        );
        let desk = night.desk().await;
        assert!(
            desk.text()
                .contains("No new telephone comes in until you make new ones.")
        );
        let desk = night.organizer.press(&desk, "New digits", &[]).await;
        let (_, digits) = link_and_digits(&desk);
        let page = world.browser().post(&at, &[("digits", &digits)]).await;
        assert_eq!(page.text_of("h1"), "At the door");
    })
    .await;
}

#[tokio::test]
async fn a_telephone_that_is_cut_off_learns_it_and_the_digits_are_new() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let (path, mut helper) = night.door().await;
        let desk = night.desk().await;
        let (_, before) = link_and_digits(&desk);

        let desk = night
            .organizer
            .press(&desk, "Cut off Telephone 1", &[])
            .await;
        let (_, after) = link_and_digits(&desk);
        assert_ne!(before, after);
        let page = helper.get(&path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(page.text_of("h1"), "This telephone is cut off");
        let again = helper
            .post(&format!("{path}/telephones"), &[("digits", &after)])
            .await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);
        let change = json!([{"do": "walk_in", "id": made(1), "name": "Eve"}]);
        assert_eq!(
            send(&mut helper, &path, &change).await,
            StatusCode::FORBIDDEN
        );
    })
    .await;
}

#[tokio::test]
async fn a_link_that_was_taken_back_says_so_and_the_next_is_another() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let (path, mut helper) = night.door().await;
        let desk = night.desk().await;
        let desk = night.organizer.press(&desk, "Take it back", &[]).await;
        assert!(desk.text().contains("The last link was taken back."));

        let gone = helper.get(&path).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_eq!(gone.text_of("h1"), "This link doesn’t work any more");
        assert_eq!(send(&mut helper, &path, &json!([])).await, StatusCode::GONE);

        let (next, mut again) = night.door().await;
        assert_ne!(path, next);
        assert_eq!(again.get(&next).await.status, StatusCode::OK);
        assert_eq!(helper.get(&path).await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn the_door_ends_six_hours_after_the_evening_and_takes_late_news_for_two_days() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        night.goes("Bela Example").await;
        let (path, mut helper) = night.door().await;
        let ada = id_of(&mut helper, &path, "Ada Example").await;
        let until = |instant: Instant| instant.since(world.now());

        world
            .wait(until(night.event.ends_at) + SignedDuration::from_mins(359))
            .await;
        world.throw_away_mail().await;
        assert_eq!(helper.get(&path).await.status, StatusCode::OK);
        world.wait(SignedDuration::from_mins(1)).await;
        let page = helper.get(&path).await;
        assert_eq!(page.status, StatusCode::GONE);
        assert_eq!(page.text_of("h1"), "The door is closed");
        let list = helper.get(&format!("{path}/list")).await;
        assert_eq!(list.status, StatusCode::GONE);

        let late = json!([{"do": "check_in", "id": made(1), "person": ada}]);
        assert_eq!(send(&mut helper, &path, &late).await, StatusCode::OK);
        let count = "select count(*) from check_ins";
        assert_eq!(world.count(count).await, 1);
        let desk = night.desk().await;
        assert!(
            desk.text()
                .contains("One person had a seat and couldn’t make it.")
        );
        world.wait(SignedDuration::from_hours(48)).await;
        world.throw_away_mail().await;
        assert_eq!(send(&mut helper, &path, &late).await, StatusCode::GONE);
    })
    .await;
}
