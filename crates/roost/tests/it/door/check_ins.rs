//! What a helper sees and does, and what it comes to when it is sent twice or from two telephones.

use super::{Night, helper, helper_at, here, id_of, list, made, pairs, send};
use crate::world::{Browser, FOUNDER, World};
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use roost::state::App;
use serde_json::{Value, json};
use tokio::sync::watch;
use tower::ServiceExt;

#[tokio::test]
async fn a_helper_checks_people_in_by_name_without_a_script() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        for name in [
            "Ada Example",
            "Bela Example",
            "Linus Example",
            "Zoe Example",
        ] {
            night.goes(name).await;
        }
        let (path, mut helper) = night.door().await;

        let page = helper.get(&path).await;
        assert_eq!(page.text_of("[data-count]"), "0 of 3 here");
        assert_eq!(
            page.text_of("[data-list=expected] li > div"),
            "Ada Example First time here Speaks tonight\nBela Example First time here\n\
             Linus Example First time here Speaks tonight"
        );
        assert_eq!(
            page.text_of("[data-list=waiting] li > div"),
            "Zoe Example First time here Waits for a seat"
        );

        let found = helper.get(&format!("{path}?q=BELA")).await;
        let checked = helper.press(&found, "Check in Bela Example", &[]).await;
        assert_eq!(checked.text_of("[data-count]"), "1 of 3 here");
        let row = checked.path.split('#').nth(1).expect("it leads to a row");
        assert_eq!(checked.text_of(&format!("[id='{row}']")), "Here");

        let undone = helper.press(&checked, "Undo Bela Example", &[]).await;
        assert_eq!(undone.text_of("[data-count]"), "0 of 3 here");
        let row = undone.path.split('#').nth(1).expect("it leads to a row");
        assert_eq!(undone.text_of(&format!("[id='{row}'] b")), "Bela Example");

        let waited = helper.press(&undone, "Check in Zoe Example", &[]).await;
        assert_eq!(waited.text_of("[data-count]"), "1 of 4 here");
        let nobody = helper.get(&format!("{path}?q=Nobody")).await;
        assert!(
            nobody
                .text()
                .contains("Nobody of that name is on the list.")
        );
        assert_eq!(
            nobody.attribute("#name", "value").as_deref(),
            Some("Nobody")
        );
    })
    .await;
}

#[tokio::test]
async fn a_helper_sees_names_and_marks_and_nothing_else() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        world
            .goes_unconfirmed(&night.group, &night.event, "Grace Example")
            .await;
        let people = "/turku-python/organize/events/winter-night/people";
        let desk = night.organizer.get(people).await;
        night
            .organizer
            .press(&desk, "Keep", &[("note", Some("Owes us soup."))])
            .await;
        let (path, mut helper) = night.door().await;

        let page = helper.get(&path).await;
        for secret in ["@", "soup", "confirmed"] {
            assert!(!page.html().contains(secret), "{secret}");
        }
        let list = list(&mut helper, &path).await;
        let person = list["people"][0].as_object().expect("it is a person");
        let known: Vec<&str> = person.keys().map(String::as_str).collect();
        let shown = [
            "guests", "here", "hue", "id", "initials", "key", "marks", "name",
        ];
        assert_eq!(known, shown);
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.html().contains("noindex"));
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_again_changes_nothing_and_an_undo_takes_back_its_own_check_in_only() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        let (path, mut one) = night.door().await;
        let (_, mut two) = night.door().await;
        let ada = id_of(&mut one, &path, "Ada Example").await;
        let check_in = |number| json!({"do": "check_in", "id": made(number), "person": ada});
        let undo = |number| json!({"do": "undo", "id": made(number)});

        for _ in 0..2 {
            assert_eq!(
                send(&mut one, &path, &json!([check_in(1)])).await,
                StatusCode::OK
            );
        }
        assert_eq!(here(&mut two, &path).await, pairs(&[("Ada Example", 1)]));
        send(&mut two, &path, &json!([check_in(2)])).await;
        assert_eq!(two.get(&path).await.text_of("[data-count]"), "1 of 1 here");

        // The first telephone takes its own back, twice, and sends the whole of it once more.
        send(&mut one, &path, &json!([undo(1), undo(1)])).await;
        send(&mut one, &path, &json!([check_in(1), undo(1)])).await;
        assert_eq!(here(&mut one, &path).await, pairs(&[("Ada Example", 1)]));
        send(&mut two, &path, &json!([undo(2)])).await;
        assert_eq!(here(&mut one, &path).await, []);

        // Nobody else's business: an undo of what never was, somebody of another evening.
        let odd = json!([undo(9), {"do": "check_in", "id": made(8), "person": made(7)}]);
        assert_eq!(send(&mut one, &path, &odd).await, StatusCode::OK);
        assert_eq!(here(&mut one, &path).await, []);
    })
    .await;
}

#[tokio::test]
async fn two_walk_ins_of_one_name_are_two_people_and_one_sent_twice_is_one() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let (path, mut helper) = night.door().await;
        let walk_in = |number| json!({"do": "walk_in", "id": made(number), "name": "Ali علي"});

        for number in [1, 1, 2] {
            send(&mut helper, &path, &json!([walk_in(number)])).await;
        }
        let both = pairs(&[("Ali علي", 1), ("Ali علي", 1)]);
        assert_eq!(here(&mut helper, &path).await, both);
        // One whose name cannot stand as it was typed is written down as it can be.
        let odd = json!([{"do": "walk_in", "id": made(3), "name": "Bo\u{202e}b", "email": "none"}]);
        send(&mut helper, &path, &odd).await;
        assert_eq!(here(&mut helper, &path).await.len(), 3);
        assert_eq!(
            helper.get(&path).await.text_of("[data-count]"),
            "3 of 3 here"
        );

        send(&mut helper, &path, &json!([{"do": "undo", "id": made(3)}])).await;
        assert_eq!(here(&mut helper, &path).await, both);
        assert_eq!(
            list(&mut helper, &path).await["people"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_walk_in_leaves_an_address_only_with_her_yes() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        let (path, mut helper) = night.door().await;
        let page = helper.get(&path).await;

        let typed = [
            ("name", Some("Greta New")),
            ("email", Some("greta@example.org")),
        ];
        let refused = helper.press(&page, "Write down and check in", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused
                .text()
                .contains("Without a yes, leave the address out.")
        );
        let agreed = helper
            .press(
                &refused,
                "Write down and check in",
                &[("agrees", Some("yes"))],
            )
            .await;
        assert_eq!(agreed.text_of("[data-list=here] b"), "Greta New");

        // Whoever answered before keeps her name, and has come with an answer.
        let typed = [
            ("name", Some("A. E.")),
            ("email", Some("ada-example@example.org")),
            ("agrees", Some("yes")),
        ];
        let known = helper
            .press(&agreed, "Write down and check in", &typed)
            .await;
        assert_eq!(
            known.text_of("[data-list=here] b"),
            "Ada Example\nGreta New"
        );
        let walked = "select count(*) from check_ins where walk_in = 1";
        assert_eq!(world.count(walked).await, 1);
        let people = night.organizer.get("/turku-python/organize/people").await;
        assert!(people.text().contains("greta@example.org"));
    })
    .await;
}

/// An open page's stream.
async fn open(app: &App, telephone: &Browser, path: &str) -> Body {
    let cookie = format!("door={}", telephone.cookie("door").expect("it is in"));
    let request = Request::get(path).header("cookie", cookie);
    let request = request
        .body(Body::empty())
        .expect("the request is well-formed");
    let router = roost::router::router(app);
    let answer = router.oneshot(request).await.expect("routes do not fail");
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    answer.into_body()
}

#[tokio::test]
async fn a_server_that_stops_ends_its_streams_first() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let (path, helper) = night.door().await;
        let (stop, stopping) = watch::channel(false);
        let mut app = world.app.clone();
        app.stopping = stopping;
        let mut stream = open(&app, &helper, &format!("{path}/stream?since=1000")).await;

        stop.send(true).expect("the stream listens");
        assert!(stream.frame().await.is_none());
    })
    .await;
}

#[tokio::test]
async fn an_open_page_hears_of_what_another_telephone_did() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        night.goes("Ada Example").await;
        let (path, mut one) = night.door().await;
        let (_, two) = night.door().await;
        let since = list(&mut one, &path).await["version"].clone();
        let mut stream = open(&world.app, &two, &format!("{path}/stream?since={since}")).await;

        let ada = id_of(&mut one, &path, "Ada Example").await;
        let change = json!([{"do": "check_in", "id": made(1), "person": ada}]);
        send(&mut one, &path, &change).await;
        let told = stream.frame().await.expect("it goes on").expect("it holds");
        let told: Bytes = told.into_data().expect("it is data");
        let text = String::from_utf8(told.to_vec()).expect("it is text");
        let state = text.lines().find_map(|line| line.strip_prefix("data: "));
        let state: Value = serde_json::from_str(state.expect("it tells a state")).unwrap();
        assert!(text.starts_with("event: list\nid: "), "{text}");
        assert_eq!(state["people"][0]["here"], json!([made(1)]));

        let desk = night.desk().await;
        night.organizer.press(&desk, "Take it back", &[]).await;
        assert!(
            stream.frame().await.is_none(),
            "nobody may see the list any more"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_came_to_an_earlier_evening_is_not_marked_as_new() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let organizer = &mut world.signed_in(FOUNDER).await;
        let month = |month| jiff::civil::date(2027, month, 7).at(18, 0, 0, 0);
        let autumn = world
            .evening(&group, "Autumn night")
            .at(month(1))
            .published()
            .await;
        let spring = world
            .evening(&group, "Spring night")
            .at(month(2))
            .published()
            .await;
        let winter = world
            .evening(&group, "Winter night")
            .at(month(3))
            .published()
            .await;
        for (event, name) in [
            (&autumn, "Ada Example"),
            (&spring, "Bela Example"),
            (&spring, "Cleo Example"),
        ] {
            world.goes(&group, event, name).await;
            world.goes(&group, &winter, name).await;
        }
        world.goes(&group, &winter, "Dora Example").await;
        world.throw_away_mail().await;
        // In spring there was a door, so whoever was not seen there did not come.
        let desk = "/turku-python/organize/events/spring-night/door";
        let (path, mut at_spring) = helper_at(world, organizer, desk).await;
        let page = at_spring.get(&path).await;
        at_spring.press(&page, "Check in Bela Example", &[]).await;
        world.wait(spring.ends_at.since(world.now())).await;
        world.throw_away_mail().await;

        // Months later she has to sign in anew.
        let organizer = &mut world.signed_in(FOUNDER).await;
        let (path, mut helper) = helper(world, organizer).await;
        let marks = "[data-list=expected] .marks";
        let page = helper.get(&path).await;
        assert_eq!(page.text_of(marks), "\n\nFirst time here\nFirst time here");
    })
    .await;
}
