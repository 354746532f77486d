//! Who shall be in no picture.

use super::{DESK, EVENING, Night};
use crate::world::World;

#[tokio::test]
async fn whether_she_may_be_in_pictures_is_asked_once_kept_and_shown_at_the_door() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[]).await;
        let mut ada = world.signed_in("Ada").await;
        let page = ada.get(EVENING).await;
        assert!(page.text_of("#rsvp").contains("Pictures and recordings"));
        ada.press(&page, "answer=going", &[("photos", Some("never"))])
            .await;
        world.goes(&night.group, &night.event, "Bela").await;

        let (path, mut helper) = crate::door::helper(world, &mut night.organizer).await;
        let list = helper.get(&path).await;
        let marks = "[data-mark=no_photos]";
        assert_eq!(list.count(marks), 2, "hers, and the row that scripts copy");
        let badges = night.organizer.get(&format!("{DESK}/badges")).await;
        assert_eq!(
            badges.text_of(".label-card"),
            "Ada Turku Python No photos\nBela Turku Python"
        );
        let people = night.organizer.get(&format!("{DESK}/people")).await;
        assert_eq!(
            people.text_of("tbody th").lines().next(),
            Some("Ada first time No photos")
        );

        world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let mut ada = world.signed_in("Ada").await;
        let next = ada.get("/turku-python/events/spring-night").await;
        assert!(
            !next.text_of("#rsvp").contains("Pictures"),
            "she has said so"
        );
        let own = ada.get(EVENING).await;
        assert_eq!(own.count("option[value=never][selected]"), 1);
        ada.press(&own, "Change my answer", &[("photos", Some("fine"))])
            .await;
        let list = helper.get(&path).await;
        assert_eq!(list.count(marks), 1, "the row that scripts copy");
    })
    .await;
}

#[tokio::test]
async fn a_stranger_with_her_address_does_not_change_what_she_said_to_pictures() {
    World::tell(async |world| {
        let night = Night::new(world, &[]).await;
        let mut ada = world.signed_in("Ada").await;
        let page = ada.get(EVENING).await;
        ada.press(&page, "answer=going", &[("photos", Some("never"))])
            .await;
        world.throw_away_mail().await;
        world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let fields = [
            ("answer", "going"),
            ("name", "Eve"),
            ("email", "ada@example.org"),
            ("photos", "fine"),
        ];
        let spring = "/turku-python/events/spring-night/rsvp";
        world.browser().post(spring, &fields).await;
        world.throw_away_mail().await;
        assert_eq!(
            world
                .count("select count(*) from people where photos = 'never'")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn telephones_at_the_door_hear_at_once_what_she_says_to_pictures() {
    World::tell(async |world| {
        let mut night = Night::new(world, &[]).await;
        night.comes("Ada", &[]).await;
        let (path, mut helper) = crate::door::helper(world, &mut night.organizer).await;
        let version = async |helper: &mut crate::world::Browser| {
            let state = helper.get(&format!("{path}/list")).await.html();
            let state: serde_json::Value = serde_json::from_str(&state).unwrap();
            state["version"].as_i64().unwrap()
        };
        let before = version(&mut helper).await;

        let mut ada = world.signed_in("Ada").await;
        let own = ada.get(EVENING).await;
        let never = [("photos", Some("never"))];
        ada.press(&own, "Change my answer", &never).await;
        assert!(version(&mut helper).await > before);
    })
    .await;
}
