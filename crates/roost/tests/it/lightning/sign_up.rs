use super::{EVENING, LINE_UP, Night, sign_up};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;

#[tokio::test]
async fn anybody_signs_up_without_an_account_or_an_address_and_comes_back_by_a_link() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;

        let (mut ada, turn) = night
            .signs_up("Ada Example", "Packaging without tears", &[])
            .await;

        assert_eq!(
            turn.text_of(".lede"),
            "You’re in the line-up, and nobody is before you."
        );
        let link = turn.attribute("#link", "value").expect("she keeps it");
        let own = ada.get(LINE_UP).await;
        assert_eq!(own.text_of("#yours + ul"), "Packaging without tears");
        let stranger = world.browser().get(LINE_UP).await;
        assert_eq!(stranger.count("#yours"), 0);
        assert!(
            !stranger.html().contains("/turn/"),
            "the link is hers alone"
        );
        // Another telephone, by the link.
        let path = link
            .strip_prefix("http://localhost:8000")
            .expect("it is whole");
        let elsewhere = world.browser().get(path).await;
        assert_eq!(elsewhere.status, StatusCode::OK);
        assert_eq!(world.mails().await, []);
        let event = world.browser().get(EVENING).await;
        assert!(
            event.text().contains("Packaging without tears"),
            "{}",
            event.text()
        );
    })
    .await;
}

#[tokio::test]
async fn she_changes_what_she_said_and_takes_her_talk_back() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Something", &[]).await;
        let said = [
            ("title", Some("Packaging without tears")),
            ("say", Some("AH-dah")),
            ("needs", Some("HDMI")),
            ("slides_link", Some("https://slides.example.org/ada")),
            ("leaves_early", Some("yes")),
        ];
        let page = ada.press(&turn, "Save", &said).await;
        assert_eq!(
            page.attribute("#title", "value").as_deref(),
            Some("Packaging without tears")
        );
        let (line_up, _) = night.line_up().await;
        assert!(line_up.contains("Packaging without tears"), "{line_up}");
        assert!(
            !line_up.contains("slides"),
            "slides are shown after the talk"
        );

        let wrong = ada
            .press(
                &page,
                "Save",
                &[("slides_link", Some("javascript:alert(1)"))],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

        let gone = ada.press(&page, "Take my talk back", &[]).await;
        assert_eq!(gone.path, LINE_UP);
        let path = page.path.clone();
        assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND);
        let (line_up, _) = night.line_up().await;
        assert!(!line_up.contains("Packaging"), "{line_up}");
    })
    .await;
}

#[tokio::test]
async fn the_same_talk_twice_is_one_and_nobody_gets_her_link_by_typing_her_name() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &[]).await;
        let again = sign_up(&mut ada, "Ada Example", "Birds", &[]).await;
        assert_eq!(again.path, turn.path);

        let mallory = sign_up(&mut world.browser(), "Ada Example", "Birds", &[]).await;
        assert_eq!(mallory.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            mallory
                .text()
                .contains("This very talk is in the line-up already."),
            "{}",
            mallory.text()
        );
        assert_eq!(world.count("select count(*) from turns").await, 1);
        assert_eq!(night.line_up().await.1, "");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_turn_stands_by_with_a_second_talk_until_everybody_had_one() {
    World::tell(async |world| {
        let night = Night::new(world, "11", "arrival").await;
        let (mut ada, _) = night.signs_up("Ada Example", "Birds", &[]).await;
        let page = sign_up(&mut ada, "Ada Example", "More birds", &[]).await;
        assert_eq!(
            page.text_of(".lede"),
            "You stand by. The next turn that becomes free is yours."
        );
        // The last turn goes to somebody who has none.
        let (_, bo) = night.signs_up("Bo Example", "Fish", &[]).await;
        assert_eq!(
            bo.text_of(".lede"),
            "You’re in the line-up, with one talk before yours."
        );
    })
    .await;
}

#[tokio::test]
async fn twenty_at_once_for_the_last_turn_are_one_speaker_and_nineteen_who_stand_by() {
    World::tell(async |world| {
        let night = Night::new(world, "5", "arrival").await;
        let mut storm = tokio::task::JoinSet::new();
        for number in 0..20 {
            let mut browser = world.browser();
            storm.spawn(async move {
                let talk = format!("Talk {number}");
                let turn = sign_up(&mut browser, &format!("Speaker {number}"), &talk, &[]).await;
                turn.text_of(".flash")
            });
        }
        let mut told = storm.join_all().await;

        told.sort();
        told.dedup();
        assert_eq!(told.len(), 20, "each has a place of her own: {told:?}");
        let placed = "select count(*) from turns where has_place";
        assert_eq!(world.count(placed).await, 1);
        assert_eq!(
            world
                .count("select count(distinct position) from turns")
                .await,
            20
        );
        assert_eq!(night.group.slug, "turku-python");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_at_the_field_and_kept() {
    World::tell(async |world| {
        let _night = Night::new(world, "30", "arrival").await;
        let mut ada = world.browser();
        let wrong = sign_up(
            &mut ada,
            "Ada Example",
            "",
            &[("speaker_email", "nonsense")],
        )
        .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong.count("#talk-error"), 1);
        assert_eq!(wrong.count("#speaker_email-error"), 1);
        assert_eq!(
            wrong.attribute("#speaker", "value").as_deref(),
            Some("Ada Example")
        );
        let long = "x".repeat(10_000);
        let long = sign_up(&mut ada, "Ada Example", &long, &[]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from turns").await, 0);

        let page = sign_up(&mut ada, "ليلى حداد", "🐦 الطيور", &[]).await;
        assert_eq!(
            page.attribute("#name", "value").as_deref(),
            Some("ليلى حداد")
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_up_once_the_evening_is_long_over_or_does_not_take_place() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let form = world.browser().get(LINE_UP).await;
        // 18:00 in ten days; it takes two hours, and turns for three more.
        world.wait(SignedDuration::from_hours(10 * 24 + 12)).await;
        world.throw_away_mail().await;
        let late = [("speaker", Some("Ada Example")), ("talk", Some("Birds"))];
        let refused = world.browser().press(&form, "I’ll give it", &late).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("The round is over."),
            "{}",
            refused.text()
        );
        assert_eq!(night.line_up().await.0, "");
    })
    .await;
}

#[tokio::test]
async fn the_line_up_of_a_draft_is_for_organizers_only() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        world.evening(&night.group, "Secret night").draft().await;
        let path = "/turku-python/organize/events/secret-night/lightning";
        let page = night.marta.get(path).await;
        night.marta.press(&page, "Add the round", &[]).await;

        let secret = "/turku-python/events/secret-night/lightning";
        let mut stranger = world.browser();
        assert_eq!(stranger.get(secret).await.status, StatusCode::NOT_FOUND);
        let typed = [("speaker", "Ada"), ("talk", "Birds")];
        assert_eq!(
            stranger.post(secret, &typed).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(night.marta.get(secret).await.status, StatusCode::OK);
    })
    .await;
}
