//! What is pressed on the projector's laptop while it has no network.

use super::{Night, json};
use crate::world::World;

#[tokio::test]
async fn a_laptop_without_network_loses_no_turn() {
    World::tell(async |world| {
        let night = Night::of_three(world).await;
        night.wait(2_000).await;
        let kept = [
            (1, "start", "Ada Example", 900),
            (2, "stop", "Ada Example", 610),
            (3, "next", "Ada Example", 600),
            (4, "start", "Mei Example", 540),
            // Nobody pressed Stop, and she was over at her limit.
            (5, "next", "Mei Example", 120),
            (6, "start", "Linus Example", 60),
        ];

        let state = json(&night.record(&kept).await);

        let line_up = [
            "Ada Example Given 290",
            "Mei Example Given 300",
            "Linus Example OnStage",
        ];
        assert_eq!(night.line_up().await, line_up);
        assert_eq!(
            state["ends"].as_i64().unwrap() - state["now"].as_i64().unwrap(),
            240_000
        );
        // The answer got lost, and it is sent again.
        let again = json(&night.record(&kept).await);
        assert_eq!(again["version"], state["version"]);
        assert_eq!(night.line_up().await, line_up);
        night.wait(400).await;
    })
    .await;
}

#[tokio::test]
async fn the_earlier_stop_counts_when_two_pressed_it() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.press("start").await;
        night.wait(280).await;
        // Whoever moderates stops it by telephone; the laptop did five seconds before.
        night.press("stop").await;
        night.press("next").await;
        assert_eq!(night.line_up().await[0], "Ada Example Given 280");
        night.wait(20).await;

        night.record(&[(1, "stop", "Ada Example", 27)]).await;
        assert_eq!(night.line_up().await[0], "Ada Example Given 273");
        // A later one changes nothing, and neither does one from before she began.
        night.record(&[(2, "stop", "Ada Example", 6)]).await;
        night.record(&[(3, "stop", "Ada Example", 40_000)]).await;

        assert_eq!(night.line_up().await[0], "Ada Example Given 273");
        let state = night.state(&format!("{}/state", night.screens.front)).await;
        assert_eq!(state["name"], "Mei Example");
    })
    .await;
}

#[tokio::test]
async fn a_laptop_with_a_wrong_clock_begins_nothing_in_the_future() {
    World::tell(async |world| {
        let night = Night::of_three(world).await;

        let state = json(&night.record(&[(1, "start", "Ada Example", -5_000)]).await);

        let left = state["ends"].as_i64().unwrap() - state["now"].as_i64().unwrap();
        assert_eq!(left, 300_000);
        night.wait(400).await;
    })
    .await;
}

#[tokio::test]
async fn records_that_cannot_be_read_are_refused_and_change_nothing() {
    World::tell(async |world| {
        let night = Night::of_three(world).await;
        let turn = night.id("Ada Example").await;
        let id = uuid::Uuid::from_u128(9);
        let one = |verb: &str, at: &str| {
            format!(r#"{{"id":"{id}","verb":"{verb}","turn":"{turn}","at":{at}}}"#)
        };

        for (body, status) in [
            (String::new(), 400),
            ("{}".to_owned(), 400),
            (format!("[{}]", one("explode", "0")), 400),
            (format!("[{}]", one("start", "9223372036854775807")), 400),
            (format!("[{}]", vec![one("start", "0"); 101].join(",")), 413),
        ] {
            assert_eq!(night.send(&body).await.status, status, "{body:.80}");
        }
        assert_eq!(night.line_up().await[0], "Ada Example Waiting");
    })
    .await;
}
