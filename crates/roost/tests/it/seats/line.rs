//! The line before a full room.

use super::{Night, pairs};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;

#[tokio::test]
async fn a_full_evening_puts_people_in_line_in_order_and_shows_their_place() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;

        for name in ["Ada", "Grace", "Linus"] {
            assert_eq!(night.says(name, "going").await, StatusCode::SEE_OTHER);
        }

        assert_eq!(night.sees("Ada").await, "You’re coming");
        assert_eq!(night.sees("Grace").await, "You’re number 1 on the waitlist");
        assert_eq!(night.sees("Linus").await, "You’re number 2 on the waitlist");
        let waitlisted = world.mail_to("linus@example.org").await;
        assert_eq!(waitlisted.subject, "You’re on the waitlist: Winter night");
        assert!(waitlisted.text.contains("You’re number 2 on the waitlist"));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn saying_so_twice_changes_nothing_and_mails_nothing() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;

        night.says("Ada", "going").await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        night.says("Grace", "going").await;

        let mailed = night.mailed().await;
        assert_eq!(
            mailed,
            pairs(&[
                ("rsvp_going", "ada@example.org"),
                ("rsvp_waitlisted", "grace@example.org"),
            ])
        );
        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "going"), ("Grace", "waitlisted")])
        );
    })
    .await;
}

#[tokio::test]
async fn a_freed_seat_is_offered_by_mail_held_for_a_day_and_then_passed_on() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        for name in ["Ada", "Grace", "Linus"] {
            night.says(name, "going").await;
        }
        world.throw_away_mail().await;

        night.says("Ada", "declined").await;
        let offer = world.mail_to("grace@example.org").await;
        assert_eq!(offer.kind, "rsvp_seat_free");
        assert!(
            offer
                .text
                .contains("We hold it until Wednesday 25 November, 11:00."),
            "{}",
            offer.text
        );
        assert_eq!(night.sees("Grace").await, "A seat is free for you");

        world.wait(SignedDuration::from_hours(24)).await;
        let mailed = night.mailed().await;
        assert_eq!(
            mailed,
            pairs(&[
                ("rsvp_passed_on", "grace@example.org"),
                ("rsvp_seat_free", "linus@example.org"),
            ])
        );
        assert_eq!(night.sees("Grace").await, "You’re number 1 on the waitlist");
        assert_eq!(
            night.answers().await,
            pairs(&[
                ("Ada", "declined"),
                ("Grace", "waitlisted"),
                ("Linus", "offered")
            ])
        );
    })
    .await;
}

#[tokio::test]
async fn accepting_an_offer_takes_one_tap_in_the_mail_and_one_button_and_no_sign_in() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        night.says("Ada", "declined").await;
        let mut mails = world.mails().await;
        let offer = mails.pop().expect("the seat was offered");

        let mut browser = world.browser();
        let page = browser.get(&offer.link("I’m coming")).await;
        assert_eq!(page.count("main button"), 1);
        assert_eq!(page.count("main input:not([type=hidden]), main select"), 0);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(
            night.answers().await[1].1,
            "offered",
            "opening changes nothing"
        );
        let done = browser.press(&page, "answer=going", &[]).await;

        assert_eq!(done.text_of("#rsvp-heading"), "You’re coming");
        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "declined"), ("Grace", "going")])
        );
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_going", "grace@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_is_refused_goes_on_to_the_next() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        for name in ["Ada", "Grace", "Linus"] {
            night.says(name, "going").await;
        }
        night.says("Ada", "declined").await;
        world.throw_away_mail().await;

        night.says("Grace", "declined").await;

        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "linus@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn raising_the_capacity_seats_in_order_at_once_and_says_so() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        for name in ["Ada", "Grace", "Linus", "Margaret"] {
            night.says(name, "going").await;
        }
        world.throw_away_mail().await;

        night.edit(|details| details.capacity = Some(3)).await;

        assert_eq!(
            night.mailed().await,
            pairs(&[
                ("rsvp_seated", "grace@example.org"),
                ("rsvp_seated", "linus@example.org")
            ])
        );
        assert_eq!(
            night.sees("Margaret").await,
            "You’re number 1 on the waitlist"
        );
    })
    .await;
}

#[tokio::test]
async fn lowering_the_capacity_throws_nobody_out_and_no_seat_is_given_until_it_fits() {
    World::tell(async |world| {
        let night = Night::new(world, 3).await;
        for name in ["Ada", "Grace", "Linus", "Margaret"] {
            night.says(name, "going").await;
        }
        world.throw_away_mail().await;

        night.edit(|details| details.capacity = Some(1)).await;
        night.says("Ada", "declined").await;

        assert_eq!(night.mailed().await, []);
        assert_eq!(
            night.answers().await,
            pairs(&[
                ("Ada", "declined"),
                ("Grace", "going"),
                ("Linus", "going"),
                ("Margaret", "waitlisted"),
            ])
        );
    })
    .await;
}

#[tokio::test]
async fn in_the_last_three_hours_everybody_who_waits_is_written_to_and_the_first_tap_has_the_seat()
{
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        for name in ["Ada", "Grace", "Linus"] {
            night.says(name, "going").await;
        }
        night.wait_until_hours_before(2).await;
        world.throw_away_mail().await;

        night.says("Ada", "declined").await;
        assert_eq!(
            night.mailed().await,
            pairs(&[
                ("rsvp_first_tap", "grace@example.org"),
                ("rsvp_first_tap", "linus@example.org"),
            ])
        );
        assert_eq!(night.sees("Linus").await, "A seat is free");
        night.says("Linus", "going").await;
        night.says("Grace", "going").await;

        assert_eq!(night.sees("Linus").await, "You’re coming");
        assert_eq!(night.sees("Grace").await, "You’re number 1 on the waitlist");
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_going", "linus@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn a_pair_before_one_free_seat_is_told_and_can_come_as_one() {
    World::tell(async |world| {
        let night = Night::with(world, |details| {
            details.capacity = Some(2);
            details.guests_allowed = 1;
        })
        .await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        night
            .says_with("Linus", &[("answer", "going"), ("guests", "1")])
            .await;
        world.throw_away_mail().await;

        night.says("Ada", "declined").await;
        let fewer = world.mail_to("linus@example.org").await;
        assert_eq!(fewer.subject, "One seat is free: Winter night");
        let mut browser = world.browser();
        let page = browser.get(&fewer.link("Take one seat")).await;
        assert_eq!(page.count("main button"), 1);
        browser.press(&page, "answer=going", &[]).await;

        assert_eq!(night.sees("Linus").await, "You’re coming");
        assert_eq!(
            world
                .count("select count(*) from rsvps where guests > 0")
                .await,
            0
        );
        world.throw_away_mail().await;
    })
    .await;
}
