//! The moderator's telephone, by forms alone.

use super::Night;
use crate::world::World;

#[tokio::test]
async fn a_round_is_run_from_a_telephone_without_a_script() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let page = night.phone.get(&night.screens.remote).await;
        assert_eq!(page.text_of("#now"), "Ada Example");
        assert_eq!(page.text_of(".remote-clock"), "5:00");

        night.press("start").await;
        night.wait(28).await;
        let page = night.phone.get(&night.screens.remote).await;
        assert_eq!(page.text_of(".remote-clock"), "4:32");
        night.wait(263).await;
        night.press("stop").await;
        let page = night.press("next").await;

        assert_eq!(page.text_of("#now"), "Mei Example");
        assert_eq!(
            night.line_up().await,
            [
                "Ada Example Given 291",
                "Mei Example Waiting",
                "Linus Example Waiting"
            ]
        );
        night.press("not_here").await;
        let page = night.press("skip").await;
        assert_eq!(page.text_of("#now"), "That was everybody");
        assert_eq!(
            night.line_up().await,
            [
                "Ada Example Given 291",
                "Mei Example Absent",
                "Linus Example Skipped"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn two_who_moderate_cannot_fight() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.press("start").await;
        night.wait(100).await;
        let mut other = world.browser();
        let seen = other.get(&night.screens.remote).await;

        let page = night.press("next").await;
        assert_eq!(page.text_of("#now"), "Mei Example");
        // The other's page still shows Ada, and Next is no second step.
        let page = other.press(&seen, "do=next", &[]).await;
        assert_eq!(page.text_of("#now"), "Mei Example");
        // Mei began meanwhile, so stopping Ada stops nobody.
        night.press("start").await;
        let page = other.press(&seen, "do=stop", &[]).await;

        assert_eq!(page.count("button[value=stop]"), 1);
        assert_eq!(
            night.line_up().await,
            [
                "Ada Example Given 100",
                "Mei Example OnStage",
                "Linus Example Waiting"
            ]
        );
        // Who sees an older line starts nobody else than she meant to.
        let start = [
            ("id", "01930000-0000-7000-8000-000000000000"),
            ("turn", &night.id("Linus Example").await),
            ("do", "start"),
        ];
        let page = other
            .post(&format!("{}/orders", night.screens.remote), &start)
            .await;
        assert_eq!(
            page.text_of(".flash"),
            "Somebody was quicker. This is how it stands now."
        );
    })
    .await;
}

#[tokio::test]
async fn a_turn_that_nobody_stops_is_ended_by_the_server() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.press("start").await;

        night.wait(359).await;
        assert_eq!(night.line_up().await[0], "Ada Example OnStage");
        night.wait(1).await;

        assert_eq!(night.line_up().await[0], "Ada Example Given 300");
        let state = night.state(&format!("{}/state", night.screens.front)).await;
        assert_eq!(
            (&state["phase"], &state["left"]),
            (&"over".into(), &0.into())
        );
        // Applause stands until somebody goes on, and a job that runs late changes nothing.
        night.press("next").await;
        night.press("start").await;
        night.wait(10).await;
        assert_eq!(night.line_up().await[1], "Mei Example OnStage");
    })
    .await;
}

#[tokio::test]
async fn the_clock_stands_only_for_a_reason_that_is_kept() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.press("start").await;
        night.wait(60).await;
        let page = night.phone.get(&night.screens.remote).await;

        let page = night
            .phone
            .press(&page, "Pause for trouble", &[("reason", Some(" "))])
            .await;
        assert_eq!(page.status, 422);
        let reason = ("reason", Some("The adapter fell out"));
        let page = night
            .phone
            .press(&page, "Pause for trouble", &[reason])
            .await;

        assert!(
            page.text()
                .contains("The clock stands: The adapter fell out")
        );
        night.wait(600).await;
        let page = night.press("resume").await;
        assert_eq!(page.text_of(".remote-clock"), "4:00");
        night.wait(100).await;
        night.press("stop").await;
        assert_eq!(night.line_up().await[0], "Ada Example Given 160");
        let kept = "select count(*) from stage_pauses where reason = 'The adapter fell out'
                    and resumed_at - paused_at = 600000000";
        assert_eq!(world.count(kept).await, 1);
    })
    .await;
}

#[tokio::test]
async fn somebody_from_the_floor_joins_the_line_once_and_can_be_moved() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let page = night.phone.get(&night.screens.remote).await;
        let named = [("name", Some("Grace Example")), ("title", Some("Bugs"))];

        let empty = [("name", Some(""))];
        let refused = night.phone.press(&page, "Add to the line", &empty).await;
        assert_eq!(refused.status, 422);
        night.phone.press(&page, "Add to the line", &named).await;
        night.phone.press(&page, "Add to the line", &named).await;
        let page = night.phone.get(&night.screens.remote).await;
        let up = format!("up={}", night.id("Grace Example").await);
        night.phone.press(&page, &up, &[]).await;
        night.phone.press(&page, &up, &[]).await;

        let names: Vec<_> = night
            .turns()
            .await
            .into_iter()
            .map(|turn| turn.name)
            .collect();
        assert_eq!(
            names,
            [
                "Ada Example",
                "Mei Example",
                "Grace Example",
                "Linus Example"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let remote = night.screens.remote.clone();
        for (rest, fields) in [
            ("orders", vec![("do", "explode")]),
            ("orders", vec![("do", "start"), ("turn", "x"), ("id", "y")]),
            ("pauses", vec![("reason", "x")]),
            ("whispers", vec![("say", "boo")]),
            ("moves", vec![("up", "nobody")]),
            ("turns", vec![("name", "x")]),
        ] {
            let page = night.phone.post(&format!("{remote}/{rest}"), &fields).await;
            assert_eq!(page.status, 400, "{rest}");
        }
    })
    .await;
}
