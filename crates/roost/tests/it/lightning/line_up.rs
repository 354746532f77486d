use super::{DESK, LINE_UP, Night};
use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn a_round_says_how_many_talks_fit_and_in_which_order() {
    World::tell(async |world| {
        let _night = Night::new(world, "30", "first_timers").await;
        let page = world.browser().get(LINE_UP).await;
        assert_eq!(
            page.text_of("section > .meta"),
            "5 talks of 5:00 minutes at most, 1:00 in between. At zero we clap. \
             Order: whoever speaks for the first time goes first."
        );
        assert_eq!(page.count(".bolts .open"), 5);
    })
    .await;
}

#[tokio::test]
async fn first_time_speakers_go_first_until_somebody_arranges_it_by_hand() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "first_timers").await;
        night.signs_up("Ada Example", "Birds", &[]).await;
        night.signs_up("Bo Example", "Fish", &[]).await;
        let first = [("first_time", "yes")];
        night.signs_up("Cy Example", "My first talk", &first).await;
        assert_eq!(night.order().await, "Cy Example\nAda Example\nBo Example");

        night.press("Bo Example", "up").await;
        assert_eq!(night.order().await, "Cy Example\nBo Example\nAda Example");
        night.signs_up("Di Example", "My first, too", &first).await;
        assert_eq!(
            night.order().await,
            "Cy Example\nBo Example\nAda Example\nDi Example"
        );
        let page = world.browser().get(LINE_UP).await;
        assert!(page.text().contains("Order: arranged by the organizers."));

        let page = night.marta.get(&night.round).await;
        night
            .marta
            .press(&page, "Back to the round’s own order", &[])
            .await;
        assert_eq!(
            night.order().await,
            "Cy Example\nDi Example\nAda Example\nBo Example"
        );
    })
    .await;
}

#[tokio::test]
async fn two_change_their_turns_and_who_is_moved_beyond_the_last_one_stands_by() {
    World::tell(async |world| {
        let mut night = Night::new(world, "11", "arrival").await;
        let email = [("speaker_email", "bo@example.org")];
        night.signs_up("Ada Example", "Birds", &[]).await;
        night.signs_up("Bo Example", "Fish", &email).await;
        night.signs_up("Cy Example", "Snow", &[]).await;
        world.throw_away_mail().await;

        let page = night.marta.get(&night.round).await;
        let option = |name: &str| {
            let select = page.html();
            let at = select
                .find(&format!(">{name}</option>"))
                .expect("she waits");
            let before = &select[..at];
            let from = before.rfind("value=\"").expect("it has a value") + 7;
            before[from..]
                .trim_end_matches('"')
                .split('"')
                .next()
                .map(str::to_owned)
        };
        let (one, other) = (option("Bo Example"), option("Cy Example"));
        let two = [("one", one.as_deref()), ("other", other.as_deref())];
        night.marta.press(&page, "Swap", &two).await;

        assert_eq!(night.order().await, "Ada Example\nCy Example\nBo Example");
        assert_eq!(
            night
                .line_up()
                .await
                .1
                .lines()
                .next()
                .map(|l| l.contains("Fish")),
            Some(true)
        );
        let told = world.mail_to("bo@example.org").await;
        assert_eq!(told.subject, "You stand by: Winter night");
    })
    .await;
}

#[tokio::test]
async fn an_organizer_hides_a_name_or_a_title_from_everybody_in_one_tap() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Rude Name", "Rude title", &[]).await;
        night.press("Rude Name", "hide_name").await;
        night.press("Rude Name", "hide_title").await;

        for path in [LINE_UP, super::EVENING] {
            let page = world.browser().get(path).await;
            assert!(!page.html().contains("Rude"), "{path}");
        }
        // She sees what she wrote, and it stays hidden when she writes it again.
        ada.press(&turn, "Save", &[("title", Some("Ruder title"))])
            .await;
        assert!(!world.browser().get(LINE_UP).await.html().contains("Ruder"));
        night.press("Rude Name", "show_title").await;
        assert!(world.browser().get(LINE_UP).await.html().contains("Ruder"));
    })
    .await;
}

#[tokio::test]
async fn a_limit_of_nothing_or_of_a_day_is_refused_and_a_slot_must_hold_one_talk() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        let page = night.marta.get(DESK).await;
        for (field, value) in [
            ("limit", "0:00"),
            ("limit", "24:00:00"),
            ("limit", "1440:00"),
            ("limit", "five"),
            ("changeover", "-1:00"),
            ("minutes", "0"),
            ("minutes", "1440"),
            ("starts", "25:00"),
            ("policy", "loudest"),
        ] {
            let answer = night
                .marta
                .press(&page, "Add the round", &[(field, Some(value))])
                .await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{field} {value}"
            );
            assert_eq!(
                answer.count(&format!("#{field}-error")),
                1,
                "{field} {value}"
            );
        }
        let long = [("minutes", Some("5")), ("limit", Some("6:00"))];
        let answer = night.marta.press(&page, "Add the round", &long).await;
        assert!(answer.text().contains("Not even one talk fits into that."));
        assert_eq!(world.count("select count(*) from rounds").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_shorter_slot_takes_nobodys_turn_and_a_longer_one_lets_people_in() {
    World::tell(async |world| {
        let mut night = Night::new(world, "11", "arrival").await;
        let email = [("speaker_email", "cy@example.org")];
        night.signs_up("Ada Example", "Birds", &[]).await;
        night.signs_up("Bo Example", "Fish", &[]).await;
        night.signs_up("Cy Example", "Snow", &email).await;
        world.throw_away_mail().await;

        for (minutes, placed) in [("5", 2), ("17", 3)] {
            let page = night.marta.get(&night.round).await;
            let path = night.round.clone();
            let answer = night
                .marta
                .press(&page, "Save", &[("minutes", Some(minutes))])
                .await;
            assert_eq!(answer.path, path, "{}", answer.text());
            let sql = "select count(*) from turns where has_place";
            assert_eq!(world.count(sql).await, placed, "{minutes} minutes");
        }
        let told = world.mail_to("cy@example.org").await;
        assert_eq!(told.subject, "You’re in after all: Winter night");
    })
    .await;
}

#[tokio::test]
async fn a_round_that_somebody_signed_up_for_stays_and_an_empty_one_goes() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        let path = format!("{}/removal", night.round);
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &[]).await;
        night.marta.post(&path, &[]).await;
        assert_eq!(world.count("select count(*) from rounds").await, 1);

        ada.press(&turn, "Take my talk back", &[]).await;
        let page = night.marta.get(&night.round).await;
        night.marta.press(&page, "Remove the round", &[]).await;
        assert_eq!(world.count("select count(*) from rounds").await, 0);
        assert_eq!(
            night.marta.get(&night.round).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn another_groups_organizer_finds_no_round_and_a_round_of_another_event_is_not_there() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        let other = world
            .group_by("Other Circle", "Otto Other", roost::groups::State::Open)
            .await;
        let mut otto = world.signed_in("Otto Other").await;
        let form = otto.get("/other-circle/organize/events/new").await;
        let draft = [
            ("title", Some("Winter night")),
            ("date", Some("2026-12-04")),
            ("starts", Some("18:00")),
            ("ends", Some("20:00")),
        ];
        otto.press(&form, "Save", &draft).await;
        let stolen = night.round.replace("turku-python", &other.slug);
        for path in [night.round.clone(), stolen] {
            assert_eq!(
                otto.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
            let posted = otto.post(&format!("{path}/removal"), &[]).await;
            assert_eq!(posted.status, StatusCode::NOT_FOUND, "{path}");
        }
        world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let misplaced = night.round.replace("winter-night", "spring-night");
        assert_eq!(
            night.marta.get(&misplaced).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}
