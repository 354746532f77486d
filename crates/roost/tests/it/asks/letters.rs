use super::{ASK, Night, asked};
use crate::world::{Browser, Mail, Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;

/// Marta writes to whoever is first on the list.
async fn written(world: &World, night: &mut Night) -> Mail {
    let page = night.marta.get(ASK).await;
    let letter = page.attribute("#card a[href*='/mail?']", "href");
    let form = night.marta.get(&letter.expect("she has an address")).await;
    let sent = night.marta.press(&form, "Send to Ida Example", &[]).await;
    assert_eq!(
        sent.text_of(".notice"),
        "Your question to Ida is on its way."
    );
    assert_eq!(asked(&sent), "Marta asked by mail, 11:00. No answer yet");
    world.mail_to("ida-example@example.org").await
}

/// Opens the button of a letter and presses the one on its page.
async fn answers(browser: &mut Browser, link: &str, button: &str, topic: &str) -> Page {
    let page = browser.get(link).await;
    browser
        .press(&page, button, &[("topic", Some(topic))])
        .await
}

#[tokio::test]
async fn one_person_is_asked_by_mail_in_the_organizers_own_name() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 2).await;
        night.expects(world, "Ida Example").await;
        let mail = written(world, &mut night).await;
        insta::assert_snapshot!(
            "question.txt",
            mail.text.replace(
                mail.link("Next time").split('?').next().unwrap_or(""),
                "/ask/TOKEN"
            )
        );
        assert_eq!(mail.subject, "A question from Marta Example");
        assert!(mail.from.contains("Marta Example at Turku Python"));
    })
    .await;
}

#[tokio::test]
async fn she_answers_by_one_button_without_an_account() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 2).await;
        night.expects(world, "Ida Example").await;
        let mail = written(world, &mut night).await;
        let mut phone = world.browser();
        let link = mail.link("Yes, about …");
        phone.get(&link).await;
        const ANSWERED: &str = "select count(*) from asks where answer <> 'none'";
        assert_eq!(world.count(ANSWERED).await, 0, "looking changes nothing");

        let page = answers(&mut phone, &link, "Yes, at Winter night", "Birdsong").await;

        assert_eq!(page.text_of(".notice"), "Thank you. You’re in the line-up.");
        assert_eq!(page.text_of(".panel.sky"), "You said: Yes: “Birdsong”");
        assert_eq!(world.count("select count(*) from turns").await, 1);
        // She thinks better of it.
        let page = answers(&mut phone, &mail.link("Not now"), "Not now", "").await;
        assert_eq!(
            page.text_of(".notice"),
            "All right. Thank you for telling us."
        );
        assert_eq!(world.count("select count(*) from turns").await, 0);
        let page = answers(&mut phone, &mail.link("Next time"), "Next time", "Maps").await;
        assert_eq!(page.text_of(".panel.sky"), "You said: Next time: “Maps”");
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn please_do_not_ask_me_holds_for_a_year_and_a_wrong_link_opens_nothing() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        let mail = written(world, &mut night).await;
        let mut phone = world.browser();
        let link = mail.link("Please don’t ask me");
        let page = answers(&mut phone, &link, "Please don’t ask me", "").await;
        assert_eq!(
            page.text_of(".notice"),
            "All right. Nobody of this group asks you for a year."
        );
        assert_eq!(super::names(&night.marta.get(ASK).await), [""; 0]);
        assert_eq!(
            phone.get("/ask/nothing").await.status,
            StatusCode::NOT_FOUND
        );
        let odd = phone.post(&link, &[("say", "drop table")]).await;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST);
        let long = [("say", "yes"), ("topic", &"x".repeat(9_000))];
        let odd = phone.post(&link, &long).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_comes_after_the_evening_is_kept_and_signs_nobody_up() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 2).await;
        night.expects(world, "Ida Example").await;
        let mail = written(world, &mut night).await;
        world.wait(SignedDuration::from_hours(72)).await;
        world.throw_away_mail().await;
        let mut phone = world.browser();
        let page = answers(&mut phone, &mail.link("Yes, about …"), "Yes", "Birds").await;
        assert_eq!(
            page.text_of(".notice"),
            "Thank you. The organizers know now."
        );
        assert_eq!(world.count("select count(*) from turns").await, 0);
    })
    .await;
}
