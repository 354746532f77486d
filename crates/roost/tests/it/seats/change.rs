//! Changing an answer: what does not change keeps its seat or its place.

use super::{Night, pairs};
use crate::world::World;
use axum::http::StatusCode;
use roost::events::AttendanceMode;

async fn with_guests(world: &World, capacity: i64) -> Night<'_> {
    Night::with(world, |details| {
        details.capacity = Some(capacity);
        details.guests_allowed = 2;
    })
    .await
}

#[tokio::test]
async fn fewer_guests_free_their_seats() {
    World::tell(async |world| {
        let night = with_guests(world, 3).await;
        night
            .says_with("Ada", &[("answer", "going"), ("guests", "2")])
            .await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        night
            .says_with("Ada", &[("answer", "going"), ("guests", "1")])
            .await;

        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "grace@example.org")])
        );
        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "going"), ("Grace", "offered")])
        );
    })
    .await;
}

#[tokio::test]
async fn more_guests_need_free_seats_or_the_answer_stays_as_it_was() {
    World::tell(async |world| {
        let night = with_guests(world, 3).await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;

        let more = night
            .says_with("Ada", &[("answer", "going"), ("guests", "2")])
            .await;
        assert_eq!(more, StatusCode::UNPROCESSABLE_ENTITY);
        let guests = "select coalesce(max(guests), 0) from rsvps";
        assert_eq!(world.count(guests).await, 0);
        let one = night
            .says_with("Ada", &[("answer", "going"), ("guests", "1")])
            .await;
        assert_eq!(one, StatusCode::SEE_OTHER);
        assert_eq!(world.count(guests).await, 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn more_guests_than_the_evening_allows_are_refused_in_words() {
    World::tell(async |world| {
        let night = with_guests(world, 30).await;
        for guests in ["-1", "3", "1000000000", "x"] {
            let status = night
                .says_with("Ada", &[("answer", "going"), ("guests", guests)])
                .await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{guests}");
        }
        assert_eq!(night.answers().await, []);
    })
    .await;
}

#[tokio::test]
async fn going_over_to_the_online_part_frees_the_seat_in_the_room() {
    World::tell(async |world| {
        let night = Night::with(world, |details| {
            details.attendance_mode = AttendanceMode::Hybrid;
            details.capacity = Some(1);
            details.online_capacity = Some(1);
        })
        .await;
        let (room, online) = (("attending", "in_person"), ("attending", "online"));
        night.says_with("Ada", &[("answer", "going"), room]).await;
        night.says_with("Grace", &[("answer", "going"), room]).await;
        world.throw_away_mail().await;

        night.says_with("Ada", &[("answer", "going"), online]).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "grace@example.org")])
        );
        night.says("Grace", "going").await;

        // The room is full again, so Ada cannot go back and keeps what she has.
        let back = night.says_with("Ada", &[("answer", "going"), room]).await;
        assert_eq!(back, StatusCode::UNPROCESSABLE_ENTITY);
        let online = "select count(*) from rsvps where attending = 'online' and state = 'going'";
        assert_eq!(world.count(online).await, 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_declined_and_comes_back_goes_to_the_end_of_the_line() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        for name in ["Ada", "Grace", "Linus"] {
            night.says(name, "going").await;
        }

        night.says("Grace", "declined").await;
        night.says("Grace", "going").await;

        assert_eq!(night.sees("Linus").await, "You’re number 1 on the waitlist");
        assert_eq!(night.sees("Grace").await, "You’re number 2 on the waitlist");
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn answers_before_they_open_and_after_the_start_are_refused() {
    World::tell(async |world| {
        let opens = world.now().after(jiff::SignedDuration::from_hours(24));
        let night = Night::with(world, |details| details.rsvp_opens_at = Some(opens)).await;

        night.says("Ada", "going").await;
        assert_eq!(night.answers().await, []);
        world.wait(jiff::SignedDuration::from_hours(24)).await;
        night.says("Ada", "going").await;
        night.wait_until_hours_before(0).await;
        night.says("Grace", "going").await;
        night.says("Ada", "declined").await;

        assert_eq!(night.answers().await, pairs(&[("Ada", "going")]));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn when_answers_close_early_people_can_still_cancel_and_accept() {
    World::tell(async |world| {
        let closes = world.now().after(jiff::SignedDuration::from_hours(1));
        let night = Night::with(world, |details| {
            details.capacity = Some(1);
            details.rsvp_closes_at = Some(closes);
        })
        .await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        world.wait(jiff::SignedDuration::from_hours(2)).await;

        night.says("Linus", "going").await;
        night.says("Ada", "declined").await;
        night.says("Grace", "going").await;

        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "declined"), ("Grace", "going")])
        );
        world.throw_away_mail().await;
    })
    .await;
}
