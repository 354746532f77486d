//! Slides on the projector: who sees them, and who turns them.

use super::Night;
use crate::world::World;
use axum::http::StatusCode;
use roost::blobs::Blobs;
use roost::lightning::{self, Deck};

impl Night<'_> {
    /// She has sent so many pictures, each of another content.
    async fn sends_slides(&self, name: &str, pages: u8) {
        let (at, context) = (&self.world.app.moment(), &self.world.app.context());
        let blobs = Blobs::of(&self.world.app.config);
        let stage = async |page: u8| {
            let bytes = format!("{name} {page}").into_bytes();
            blobs
                .stage("image/png", bytes)
                .await
                .expect("it is written")
        };
        let mut deck = Deck {
            file: stage(0).await,
            pages: Vec::new(),
            trouble: "",
        };
        for page in 1..=pages {
            deck.pages.push(stage(page).await);
        }
        let turns = self.turns().await;
        let turn = turns.iter().find(|turn| turn.name == name);
        let (place, what) = (
            (context, &self.group),
            (turn.expect("she signed up"), Some(&deck)),
        );
        let save = self
            .world
            .app
            .db
            .write(|tx| Box::pin(lightning::save_deck(tx, at, place, what)));
        assert!(save.await.expect("the database answers"));
    }

    /// What stands on the projector: its picture's words.
    async fn slide(&self) -> String {
        let page = self.world.browser().get(&self.screens.stage).await;
        let Some(src) = page.attribute("img.stage-slide", "src") else {
            return String::new();
        };
        assert_eq!(page.attribute("body", "data-slides").as_deref(), Some(""));
        let picture = self.world.browser().get(&src).await;
        String::from_utf8(picture.body.clone()).expect("the story wrote it")
    }
}

#[tokio::test]
async fn slides_stand_on_the_projector_while_she_talks_and_either_of_two_turns_them() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.sends_slides("Ada Example", 3).await;
        assert_eq!(night.slide().await, "", "between turns there is her title");

        night.press("start").await;
        assert_eq!(night.slide().await, "Ada Example 1");
        let remote = night.phone.get(&night.screens.remote).await;
        assert_eq!(remote.text_of("#slides"), "Slide 1 of 3");
        let remote = night.phone.press(&remote, "Next slide", &[]).await;
        assert_eq!(remote.text_of("#slides"), "Slide 2 of 3");
        assert_eq!(night.slide().await, "Ada Example 2");
        let (ada, mei) = (night.id("Ada Example").await, night.id("Mei Example").await);
        let pages = format!("{}/pages", night.screens.stage);
        let mut laptop = world.browser();
        for (turn, page, shown) in [
            (&ada, "3", "Ada Example 3"),
            (&ada, "99", "Ada Example 3"),
            (&ada, "-7", "Ada Example 1"),
            (&ada, "2", "Ada Example 2"),
            // Meant for somebody who is not on.
            (&mei, "3", "Ada Example 2"),
        ] {
            laptop.post(&pages, &[("turn", turn), ("page", page)]).await;
            assert_eq!(night.slide().await, shown, "{page}");
        }
        let wrong = laptop
            .post(&pages, &[("turn", &ada), ("page", "two")])
            .await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
        let state = night.state(&format!("{}/state", night.screens.stage)).await;
        assert_eq!(state["page"], 2);
        assert_eq!(state["slides"].as_array().map(Vec::len), Some(3));
        let front = night.state(&format!("{}/state", night.screens.front)).await;
        assert_eq!(front.get("slides"), None, "the front has the time alone");

        night.wait(300).await;
        assert_eq!(
            night.slide().await,
            "",
            "Time. Applause. stands over everything"
        );
        night.press("next").await;
        night.press("start").await;
        assert_eq!(night.slide().await, "", "Mei has none");
    })
    .await;
}

#[tokio::test]
async fn the_next_ones_slides_begin_with_the_first() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        night.sends_slides("Ada Example", 3).await;
        night.sends_slides("Mei Example", 2).await;
        night.press("start").await;
        let remote = night.phone.get(&night.screens.remote).await;
        night.phone.press(&remote, "Next slide", &[]).await;
        let state = night.state(&format!("{}/state", night.screens.stage)).await;
        assert_eq!(
            state["next"][0]["slides"].as_array().map(Vec::len),
            Some(2),
            "the projector has them before it needs them"
        );
        night.press("stop").await;
        assert_eq!(night.slide().await, "");
        night.press("next").await;
        night.press("start").await;
        assert_eq!(night.slide().await, "Mei Example 1");
    })
    .await;
}

#[tokio::test]
async fn twenty_slides_of_fifteen_seconds_turn_themselves() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let round = format!(
            "/turku-python/organize/events/winter-night/lightning/{}",
            night.round
        );
        let page = night.organizer.get(&round).await;
        let format = [("format", Some("slides_20x15"))];
        let saved = night.organizer.press(&page, "Save", &format).await;
        assert_eq!(saved.text_of(".notice"), "The round is changed.");
        night.sends_slides("Ada Example", 20).await;
        night.press("start").await;
        for (secs, shown) in [
            (0, "Ada Example 1"),
            (14, "Ada Example 1"),
            (1, "Ada Example 2"),
            (270, "Ada Example 20"),
            (15, ""),
        ] {
            night.wait(secs).await;
            assert_eq!(night.slide().await, shown);
        }
    })
    .await;
}
