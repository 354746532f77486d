//! Answers without an account.

use super::{Night, pairs};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;

#[tokio::test]
async fn a_visitor_holds_a_seat_at_once_and_confirms_by_a_link_that_changes_nothing_when_opened() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;

        assert_eq!(
            night.types("Ada", "ada@example.org").await,
            StatusCode::SEE_OTHER
        );
        assert_eq!(night.answers().await, pairs(&[("Ada", "going")]));
        let confirm = world.mail_to("ada@example.org").await;
        assert_eq!(confirm.kind, "rsvp_please_confirm");

        let mut browser = world.browser();
        let page = browser.get(&confirm.link("Yes, I’m coming")).await;
        let unconfirmed = "select count(*) from rsvps where confirmed_at is null";
        assert_eq!(world.count(unconfirmed).await, 1, "opening changes nothing");
        let done = browser.press(&page, "answer=going", &[]).await;

        assert_eq!(done.text_of("#rsvp-heading"), "You’re coming");
        assert_eq!(world.count(unconfirmed).await, 0);
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_going", "ada@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_that_has_answered_changes_nothing_and_gets_its_link_again() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;
        night.types("Ada", "ada@example.org").await;
        let confirm = world.mail_to("ada@example.org").await;

        let status = night.types("Somebody Else", "ADA@example.org").await;

        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(night.answers().await, pairs(&[("Ada", "going")]));
        let again = world.mail_to("ada@example.org").await;
        assert_eq!(again.kind, "rsvp_manage");
        let (link, once) = (again.link("See my answer"), confirm.link("Yes, I’m coming"));
        assert_eq!(once, format!("{link}?answer=going"));
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_nothing_typed_is_lost() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;
        let mut browser = world.browser();
        let page = browser.get(&night.path()).await;

        let typed = [
            ("name", Some("Ada Kivi")),
            ("email", Some("ada at example")),
        ];
        let again = browser.press(&page, "answer=going", &typed).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            again.attribute("#name", "value").as_deref(),
            Some("Ada Kivi")
        );
        assert_eq!(
            again.attribute("#email", "value").as_deref(),
            Some("ada at example")
        );
        assert_eq!(night.answers().await, []);
    })
    .await;
}

#[tokio::test]
async fn unconfirmed_answers_beyond_their_share_wait_and_take_a_free_seat_on_confirmation() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;
        for number in 1..=6 {
            let email = format!("n{number}@example.org");
            night.types(&format!("Number {number}"), &email).await;
        }
        let sixth = world.mails().await.pop().expect("she was mailed");
        assert_eq!(
            night.answers().await[5],
            ("Number 6".to_owned(), "waitlisted".to_owned())
        );

        let mut browser = world.browser();
        let page = browser.get(&sixth.link("Yes, I’m coming")).await;
        browser.press(&page, "answer=going", &[]).await;

        assert_eq!(
            night.answers().await[5],
            ("Number 6".to_owned(), "going".to_owned())
        );
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn on_confirmation_in_a_full_room_an_answer_keeps_its_original_place() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.types("Grace", "grace@example.org").await;
        night.says("Linus", "going").await;
        let mails = world.mails().await;
        let confirm = mails.iter().find(|mail| mail.to == "grace@example.org");

        let mut browser = world.browser();
        let link = confirm.expect("she was mailed").link("Yes, I’m coming");
        let page = browser.get(&link).await;
        let done = browser.press(&page, "answer=going", &[]).await;

        assert_eq!(
            done.text_of("#rsvp-heading"),
            "You’re number 1 on the waitlist"
        );
        assert_eq!(night.sees("Linus").await, "You’re number 2 on the waitlist");
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_waitlisted", "grace@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn an_unconfirmed_answer_is_released_after_twelve_hours_if_anybody_waits() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.types("Ada", "ada@example.org").await;
        world.wait(SignedDuration::from_hours(13)).await;
        assert_eq!(night.answers().await, pairs(&[("Ada", "going")]));

        night.says("Grace", "going").await;
        world.throw_away_mail().await;
        let answers = night.answers().await;

        // Ada's time was up already, so her seat is Grace's as soon as Grace wants it.
        assert_eq!(answers, pairs(&[("Ada", "declined"), ("Grace", "going")]));
    })
    .await;
}

#[tokio::test]
async fn twelve_hours_end_by_themselves_when_somebody_waits_already() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.types("Ada", "ada@example.org").await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        world.wait(SignedDuration::from_mins(12 * 60 - 1)).await;
        assert_eq!(night.mailed().await, []);
        world.wait(SignedDuration::from_mins(1)).await;

        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "grace@example.org")])
        );
        assert_eq!(
            night.answers().await,
            pairs(&[("Ada", "declined"), ("Grace", "offered")])
        );
    })
    .await;
}

#[tokio::test]
async fn one_address_gets_three_letters_in_a_quarter_of_an_hour_and_no_more() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;
        for _ in 0..3 {
            assert_eq!(
                night.types("Ada", "ada@example.org").await,
                StatusCode::SEE_OTHER
            );
        }

        let fourth = night.types("Ada", "ada@example.org").await;
        assert_eq!(fourth, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(night.mailed().await.len(), 3);
        world.wait(SignedDuration::from_mins(16)).await;
        assert_eq!(
            night.types("Ada", "ada@example.org").await,
            StatusCode::SEE_OTHER
        );
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_letter_to_an_unconfirmed_address_carries_nothing_typed_but_a_harmless_name() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;

        let name = "Win <b>now</b> at evil.example/x?y or call https://evil.example friend";
        night.types(name, "ada@example.org").await;
        let mail = world.mail_to("ada@example.org").await;

        for part in [&mail.text, &mail.html, &mail.subject] {
            assert!(!part.contains("evil.example"), "{part}");
            assert!(!part.contains("<b>now"), "{part}");
        }
        let words: Vec<&str> = mail.text.split_whitespace().collect();
        let name = "“Win b now b at evil. example x y or call https evil. example”";
        assert!(words.join(" ").contains(name), "{}", mail.text);
    })
    .await;
}

#[tokio::test]
async fn a_visitor_who_already_is_a_person_keeps_her_name_and_her_choices() {
    World::tell(async |world| {
        let night = Night::new(world, 10).await;
        world.member(&night.group, "Ada").await;

        let fields = [
            ("answer", "going"),
            ("name", "Mallory"),
            ("email", "ada@example.org"),
        ];
        night.send(&mut world.browser(), &fields).await;

        assert_eq!(night.answers().await, pairs(&[("Ada", "going")]));
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_please_confirm", "ada@example.org")])
        );
        assert_eq!(
            world
                .count("select count(*) from people where show_name")
                .await,
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_manage_link_of_nobody_leads_nowhere() {
    World::tell(async |world| {
        Night::new(world, 10).await;
        let page = world.browser().get("/rsvp/AAAAAAAAAAAAAAAAAAAAAA").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    })
    .await;
}
