use super::{ASK, Night, asked, names, tap};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;

#[tokio::test]
async fn one_tap_puts_her_into_the_line_up_and_reads_it_back() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 2).await;
        night.expects(world, "Ida Example").await;
        let page = night.marta.get(ASK).await;
        assert_eq!(page.text_of("#card h2"), "Ida Example");
        assert_eq!(
            page.text_of("#card .lede"),
            "“Ida, what are you going to give a lightning talk about?”"
        );
        assert_eq!(
            page.text_of("#card .meta"),
            "Expected. New. Writes: “I count birds.”\nThat was everybody."
        );

        let page = tap(&mut night.marta, "Tonight", "Birdsong").await;

        assert_eq!(
            page.text_of(".notice"),
            "Ida is in the line-up: “Birdsong”. Read it back."
        );
        assert_eq!(asked(&page), "Marta asked, 11:00. Yes: “Birdsong”");
        const TURNS: &str = "select count(*) from turns where title = 'Birdsong' and has_place";
        assert_eq!(world.count(TURNS).await, 1);
        let mail = world.mail_to("ida-example@example.org").await;
        assert_eq!(mail.subject, "You’re in the line-up: Winter night");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_twice_for_the_same_evening() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        night.expects(world, "Noor Example").await;
        // Both look at Ida.
        let (one, two) = (night.marta.get(ASK).await, night.tomi.get(ASK).await);

        let topic = [("topic", Some("Maps"))];
        let (first, second) = tokio::join!(
            night.marta.press(&one, "Thinking", &topic),
            night.tomi.press(&two, "Next time", &topic),
        );

        let said = [first.text_of(".notice"), second.text_of(".notice")];
        let refused = said
            .iter()
            .filter(|it| it.contains("asked, 11:00. Answer:"));
        assert_eq!(refused.count(), 1, "{said:?}");
        let done = said
            .iter()
            .filter(|it| it.starts_with("Written down for Ida"));
        assert_eq!(done.count(), 1, "{said:?}");
        assert_eq!(world.count("select count(*) from asks").await, 1);
        assert_eq!(asked(&first), asked(&second), "both see the same");
        // Whoever was asked comes last.
        let page = night.tomi.get(ASK).await;
        assert_eq!(names(&page), ["Noor Example", "Ida Example"]);
        assert_eq!(page.text_of("#card h2"), "Noor Example");
    })
    .await;
}

#[tokio::test]
async fn the_same_tap_twice_is_one_and_an_answer_from_an_older_page_is_refused() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 2).await;
        night.expects(world, "Ida Example").await;
        let page = night.marta.get(ASK).await;
        for _ in 0..2 {
            night
                .marta
                .press(&page, "Tonight", &[("topic", Some("Birds"))])
                .await;
        }
        assert_eq!(world.count("select count(*) from turns").await, 1);

        let path = format!("{ASK}?event=winter-night&person=");
        let person = page.attribute("#card input[name=person]", "value");
        let path = format!("{path}{}", person.expect("somebody is to be asked"));
        let (old, new) = (night.tomi.get(&path).await, night.marta.get(&path).await);
        let page = night.marta.press(&new, "Not yet", &[]).await;
        assert_eq!(
            page.text_of(".notice"),
            "Not yet, then. Ida can come back to it any time."
        );
        assert_eq!(world.count("select count(*) from turns").await, 0);
        let page = night
            .tomi
            .press(&old, "Tonight", &[("topic", Some("Other birds"))])
            .await;
        assert_eq!(
            page.text_of(".notice"),
            "Marta asked, 11:00. Answer: Not yet: “Birds”"
        );
        assert_eq!(world.count("select count(*) from turns").await, 0);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn when_all_turns_are_taken_she_stands_by_and_is_told() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 1).await;
        for name in ["Ida Example", "Noor Example"] {
            night.expects(world, name).await;
        }
        tap(&mut night.marta, "Tonight", "Birds").await;
        let page = tap(&mut night.tomi, "Tonight", "Maps").await;
        assert_eq!(
            page.text_of(".notice"),
            "All turns are taken, so Noor stands by at place 1: “Maps”. Tell them."
        );
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_yes_needs_a_topic_and_a_hostile_one_is_only_text() {
    World::tell(async |world| {
        let mut night = Night::with_round(world, 2).await;
        night.expects(world, "Ida Example").await;
        let page = tap(&mut night.marta, "Tonight", " \u{202e} ").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = tap(&mut night.marta, "Tonight", "").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text_of("#topic-error")
                .contains("Write what the talk is about."),
            "{}",
            page.text()
        );
        let page = tap(&mut night.marta, "Tonight", &"x".repeat(10_000)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from asks").await, 0);

        let evil = "<script>alert(1)</script> { $name } مرحبا";
        let page = tap(&mut night.marta, "Tonight", evil).await;
        assert!(!page.html().contains("<script>alert"));
        assert_eq!(page.count("script:not([src])"), 0);
        assert!(asked(&page).contains("<script>alert(1)</script>"));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_promise_comes_back_when_its_evening_does() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        world
            .evening(&night.group, "Spring night")
            .at(date(2026, 12, 10).at(18, 0, 0, 0))
            .published()
            .await;
        let page = tap(&mut night.marta, "Next time", "Birdsong").await;
        assert_eq!(
            asked(&page),
            "Marta asked, 11:00. Next time, at Spring night: “Birdsong”"
        );

        world.wait(SignedDuration::from_hours(24 * 15)).await;
        world.throw_away_mail().await;
        let page = night.marta.get(ASK).await;
        assert_eq!(
            page.text_of("#card .meta"),
            "Came lately. Promised a talk for this time: “Birdsong”.\nThat was everybody."
        );
        assert_eq!(
            page.attribute("#topic", "value").as_deref(),
            Some("Birdsong")
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_want_to_be_asked_is_left_alone_for_a_year() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        let open = night.tomi.get(ASK).await;
        let page = night.marta.get(ASK).await;
        let page = night
            .marta
            .press(&page, "They said “please don’t ask me”", &[])
            .await;
        assert_eq!(page.text_of(".notice"), "Ida is left alone for a year.");
        assert_eq!(names(&page), [""; 0]);
        // A telephone that still shows her.
        let page = night.tomi.press(&open, "Thinking", &[]).await;
        assert_eq!(
            page.text_of(".notice"),
            "Ida doesn’t want to be asked until Wednesday 24 November 2027."
        );
        let person = open.attribute("#card input[name=person]", "value");
        let letter = format!("{ASK}/{}/mail", person.expect("she was there"));
        let form = night.tomi.get(&letter).await;
        night.tomi.press(&form, "Send to Ida Example", &[]).await;
        assert_eq!(world.mails().await, []);
        assert_eq!(world.count("select count(*) from asks").await, 0);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_for_an_evening_that_is_cancelled_or_who_has_left_meanwhile() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let mut ida = night.expects(world, "Ida Example").await;
        let page = night.marta.get(ASK).await;
        let leave = ida.get("/turku-python/leave").await;
        ida.press(&leave, "Leave the group", &[]).await;
        let gone = night.marta.press(&page, "Thinking", &[]).await;
        assert_eq!(
            gone.text_of(".notice"),
            "The group doesn’t know this person any more."
        );

        night.expects(world, "Noor Example").await;
        let page = night.marta.get(ASK).await;
        let cancel = "/turku-python/organize/events/winter-night/cancellation";
        night.tomi.post(cancel, &[("note", "Storm")]).await;
        let off = night.marta.press(&page, "Thinking", &[]).await;
        assert_eq!(
            off.text_of(".notice"),
            "This event is over or doesn’t take place, so nobody is asked for it."
        );
        assert_eq!(world.count("select count(*) from asks").await, 0);
        // The cancellation tells those who had said yes, one after the other.
        world.work().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn another_groups_organizer_finds_nothing_and_writes_nothing() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.expects(world, "Ida Example").await;
        tap(&mut night.marta, "Thinking", "Birds").await;
        world
            .group_by("Other Circle", "Otto Other", roost::groups::State::Open)
            .await;
        let mut otto = world.signed_in("Otto Other").await;
        let page = night.marta.get("/turku-python/organize/talks").await;
        let ours = page
            .attribute(".slip form", "action")
            .expect("it can be moved");
        let theirs = ours.replace("turku-python", "other-circle");
        for path in [ours.as_str(), theirs.as_str()] {
            let page = otto.post(path, &[("step", "on_stage")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            let answer = format!("{path}/answer");
            let page = otto.post(&answer, &[("say", "not_yet")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{answer}");
        }
        let person = "select count(*) from asks where answer = 'thinking' and step = 'thinking'";
        assert_eq!(world.count(person).await, 1);
    })
    .await;
}
