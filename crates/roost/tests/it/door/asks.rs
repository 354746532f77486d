use super::{DESK, Night, id_of, list, made, send};
use crate::world::{Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use serde_json::{Value, json};

/// Names at the door's screen, and whether they are folded away.
fn asked_for(page: &Page) -> (Vec<String>, bool) {
    let shown = page.count("[data-ask] [data-names] li");
    let name = |at: usize| page.text_of(&format!("[data-ask] [data-names] li:nth-child({at})"));
    let is_folded = page.attribute("[data-ask] details", "open").is_none();
    ((1..=shown).map(name).collect(), is_folded)
}

#[tokio::test]
async fn where_an_organizer_wants_it_the_door_shows_whom_to_ask_and_nobody_who_is_new() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let before = world.evening(&night.group, "Autumn night");
        let before = before
            .at(date(2026, 11, 25).at(18, 0, 0, 0))
            .published()
            .await;
        for name in ["Ida Example", "Noor Example"] {
            world.goes(&night.group, &before, name).await;
            night.goes(name).await;
        }
        night.goes("Bo Example").await;
        world.wait(SignedDuration::from_hours(10 * 24)).await;
        // Reminders of the evening.
        world.throw_away_mail().await;
        let (path, mut helper) = night.door().await;
        let page = helper.get(&path).await;
        assert!(page.attribute("[data-ask]", "hidden").is_some());
        assert_eq!(list(&mut helper, &path).await["ask"], Value::Null);

        let desk = night.desk().await;
        let desk = night
            .organizer
            .press(&desk, "Show it at the door", &[])
            .await;
        assert_eq!(desk.text_of(".notice"), "The door shows whom to ask.");

        let page = helper.get(&path).await;
        assert!(page.attribute("[data-ask]", "hidden").is_none());
        assert_eq!(asked_for(&page), (Vec::new(), false), "nobody is here yet");
        let mut people = Vec::new();
        for (number, name) in [(1, "Ida Example"), (2, "Bo Example"), (3, "Noor Example")] {
            let id = id_of(&mut helper, &path, name).await;
            let change = json!([{"do": "check_in", "id": made(number), "person": id}]);
            assert_eq!(send(&mut helper, &path, &change).await, StatusCode::OK);
            people.push(id);
            let folded = asked_for(&helper.get(&path).await).1;
            assert_eq!(folded, number == 3, "{number} came within two minutes");
        }
        world.wait(SignedDuration::from_mins(3)).await;
        let page = helper.get(&path).await;
        let both = vec!["Ida Example".to_owned(), "Noor Example".to_owned()];
        assert_eq!(asked_for(&page), (both, false));
        let told = list(&mut helper, &path).await;
        assert_eq!(told["ask"], json!([people[0], people[2]]));

        // Asked by an organizer, she is not named any more.
        let walk = "/turku-python/organize/talks/ask?event=winter-night";
        let page = night
            .organizer
            .get(&format!("{walk}&person={}", people[0]))
            .await;
        let page = night.organizer.press(&page, "Not yet", &[]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(list(&mut helper, &path).await["ask"], json!([people[2]]));
        // And who does not want to be asked is not either.
        let page = night
            .organizer
            .get(&format!("{walk}&person={}", people[2]))
            .await;
        let pause = "They said “please don’t ask me”";
        night.organizer.press(&page, pause, &[]).await;
        assert_eq!(list(&mut helper, &path).await["ask"], json!([]));

        let desk = night.organizer.get(DESK).await;
        night.organizer.press(&desk, "Show it no more", &[]).await;
        assert_eq!(list(&mut helper, &path).await["ask"], Value::Null);
    })
    .await;
}
