//! What the screens show, and how they hear of it.

use super::{Night, json};
use crate::world::World;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use roost::lightning::show_on_stage;
use roost::router;
use std::time::Duration;
use tower::ServiceExt;

#[tokio::test]
async fn without_a_script_the_page_is_right_whenever_it_is_asked_for() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let mut projector = world.browser();
        let front = night.screens.front.clone();
        let looks = async |browser: &mut crate::world::Browser| {
            let page = browser.get(&front).await;
            let state = page.attribute("body", "data-state").unwrap();
            (
                state,
                page.text_of(".stage-word"),
                page.text_of(".stage-clock"),
            )
        };
        let look = |state: &str, word: &str, clock: &str| {
            (state.to_owned(), word.to_owned(), clock.to_owned())
        };

        let page = projector.get(&night.screens.stage).await;
        assert!(
            page.html()
                .contains(r#"<meta http-equiv="refresh" content="2">"#)
        );
        assert_eq!(page.text_of("h1"), "Ada Example");
        assert_eq!(
            looks(&mut projector).await,
            look("hold", "Please come to the front", "5:00")
        );
        projector.press(&page, "do=start", &[]).await;
        night.wait(28).await;
        assert_eq!(looks(&mut projector).await, look("go", "Talking", "4:32"));
        night.wait(212).await;
        assert_eq!(
            looks(&mut projector).await,
            look("wrap", "Last minute", "1:00")
        );
        night.wait(40).await;
        assert_eq!(
            looks(&mut projector).await,
            look("last", "Last 20 seconds", "0:20")
        );
        night.wait(20).await;
        assert_eq!(
            looks(&mut projector).await,
            look("over", "Time. Applause.", "0:00")
        );
        night.wait(90).await;
        assert_eq!(
            looks(&mut projector).await,
            look("over", "Time. Applause.", "0:00")
        );

        let page = night.press("next").await;
        assert_eq!(page.text_of("#now"), "Mei Example");
        night.press("start").await;
        night.wait(60).await;
        night.press("stop").await;
        assert_eq!(
            looks(&mut projector).await,
            look("done", "Applause.", "4:00")
        );
    })
    .await;
}

#[tokio::test]
async fn names_and_titles_that_are_hidden_stay_off_the_screens() {
    World::tell(async |world| {
        let night = Night::of_three(world).await;
        let turn = &night.turns().await[0];
        let hide = world
            .app
            .db
            .write(|tx| Box::pin(show_on_stage(tx, turn, (false, false))));
        hide.await.unwrap();

        for path in [&night.screens.front, &night.screens.stage] {
            let page = world.browser().get(path).await;
            let state = night.state(&format!("{path}/state")).await;

            assert_eq!(page.text_of("h1"), "Next speaker");
            assert!(!page.html().contains("Ada Example") && !page.html().contains("Birds"));
            assert!(!state.to_string().contains("Ada Example"));
        }
        // Whoever moderates has to call her.
        let page = world.browser().get(&night.screens.remote).await;
        assert_eq!(page.text_of("#now"), "Ada Example");
    })
    .await;
}

#[tokio::test]
async fn a_whisper_is_for_the_speaker_and_goes_away() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.press("start").await;
        let page = night.phone.get(&night.screens.remote).await;
        night.phone.press(&page, "say=louder", &[]).await;
        let speaker = format!("{}?as=speaker", night.screens.front);
        let mut anybody = world.browser();

        assert_eq!(
            anybody.get(&speaker).await.text_of(".stage-whisper"),
            "Louder, please"
        );
        for path in [&night.screens.front, &night.screens.stage] {
            assert!(!anybody.get(path).await.html().contains("Louder"));
            let state = night.state(&format!("{path}/state")).await;
            assert!(!state.to_string().contains("Louder"));
        }
        let told = night
            .state(&format!("{}/state?as=speaker", night.screens.front))
            .await;
        assert_eq!(told["whisper"]["text"], "Louder, please");
        night.wait(15).await;
        assert_eq!(anybody.get(&speaker).await.text_of(".stage-whisper"), "");
        night.wait(400).await;
    })
    .await;
}

#[tokio::test]
async fn the_remote_says_whether_the_projector_hears() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let page = night.phone.get(&night.screens.remote).await;
        assert!(page.text().contains("The projector doesn’t answer"));

        night.state(&format!("{}/state", night.screens.stage)).await;
        let page = night.phone.get(&night.screens.remote).await;
        assert!(page.text().contains("The projector hears"));
        // The front view is not the projector.
        night.wait(16).await;
        night.state(&format!("{}/state", night.screens.front)).await;

        let page = night.phone.get(&night.screens.remote).await;
        assert!(page.text().contains("The projector doesn’t answer"));
    })
    .await;
}

/// The body of a stream, event by event.
struct Stream(Body);

impl Stream {
    async fn open(world: &World, path: &str) -> Stream {
        let request = Request::get(path).header(header::HOST, "localhost");
        let request = request.body(Body::empty()).unwrap();
        let response = router::router(&world.app).oneshot(request).await.unwrap();
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/event-stream"
        );
        assert!(!response.headers().contains_key(header::CONTENT_ENCODING));
        Stream(response.into_body())
    }

    /// `None`: it has ended.
    async fn next(&mut self) -> Option<String> {
        let frame = tokio::time::timeout(Duration::from_secs(5), self.0.frame());
        let frame = frame.await.expect("something is told in time")?;
        let data = frame.expect("it does not break").into_data();
        Some(String::from_utf8(data.expect("it is data").to_vec()).unwrap())
    }

    async fn state(&mut self) -> serde_json::Value {
        let event = self.next().await.expect("it goes on");
        let data = event.lines().find_map(|line| line.strip_prefix("data: "));
        serde_json::from_str(data.expect("it says something")).expect("it is JSON")
    }
}

#[tokio::test]
async fn every_screen_hears_of_a_change_and_an_old_link_hears_no_more() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let paths = [
            &night.screens.front,
            &night.screens.stage,
            &night.screens.remote,
        ];
        let paths = paths.map(|path| format!("{path}/stream"));
        let mut streams = Vec::new();
        for path in &paths {
            let mut stream = Stream::open(world, path).await;
            let time = stream.next().await.unwrap();
            let now = world.now().timestamp().as_millisecond();
            assert_eq!(time, format!("event: now\ndata: {now}\n\n"));
            assert_eq!(stream.state().await["phase"], "ready");
            streams.push(stream);
        }

        night.press("start").await;

        for stream in &mut streams {
            let state = stream.state().await;
            assert_eq!(
                (&state["phase"], &state["name"]),
                (&"running".into(), &"Ada Example".into())
            );
            assert_eq!(state["duration"], 300_000);
        }
        let path = format!("{}/front/renewal", super::desk(night.round));
        night.organizer.post(&path, &[]).await;
        assert_eq!(streams[0].next().await, None);
        night.wait(400).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_comes_back_is_told_only_what_it_does_not_know() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let path = format!("{}/stream", night.screens.front);
        let mut first = Stream::open(world, &path).await;
        first.next().await;
        let event = first.next().await.unwrap();
        let id = event
            .lines()
            .find_map(|line| line.strip_prefix("id: "))
            .unwrap();

        let mut back = Stream::open(world, &format!("{path}?since={id}")).await;
        back.next().await;
        night.press("start").await;

        assert_eq!(back.state().await["phase"], "running");
        night.wait(400).await;
    })
    .await;
}

#[tokio::test]
async fn hostile_names_are_shown_whole_and_small() {
    World::tell(async |world| {
        let long = "W".repeat(100);
        let night = Night::new(world, &[(&long, "<script>alert(1)</script> 🦜🦜 علي")]).await;

        let page = world.browser().get(&night.screens.front).await;

        assert_eq!(page.text_of("h1"), long);
        assert_eq!(
            page.attribute("[data-who]", "data-fit").as_deref(),
            Some("4")
        );
        assert_eq!(page.count("script"), 1);
        let state = json(
            &world
                .browser()
                .get(&format!("{}/state", night.screens.front))
                .await,
        );
        assert_eq!(state["title"], "<script>alert(1)</script> 🦜🦜 علي");
    })
    .await;
}
