use super::{NOOR, PROPOSE, Pool, proposed};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use roost::groups::PersonForgotten;
use roost::jobs::{self, When};

#[tokio::test]
async fn a_cancelled_event_sets_its_talks_free_and_a_moved_one_keeps_them() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        proposed(world, "Maps of benches").await;
        pool.schedules(world).await;
        let desk = "/turku-python/organize/events/winter-night";
        let form = pool.marta.get(&format!("{desk}/edit")).await;
        let typed = [("starts_at", Some("19:00")), ("ends_at", Some("21:00"))];
        pool.marta.press(&form, "Save", &typed).await;
        let moved = world.mail_to(NOOR).await;
        assert_eq!(moved.subject, "Winter night has moved");
        assert!(pool.one().await.text_of("#state").starts_with("Scheduled"));
        assert_eq!(pool.program(world).await, "Maps of benches Noor Example");

        let asking = pool.marta.get(&format!("{desk}/cancellation")).await;
        pool.marta.press(&asking, "Cancel it", &[]).await;
        let off = world.mail_to(NOOR).await;
        assert_eq!(off.subject, "Winter night doesn’t take place");
        let page = pool.one().await;
        assert!(page.text_of("#state").starts_with("Accepted"));
        assert!(page.text().contains("Find another one."));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn another_evening_takes_the_talk_from_the_first_ones_program() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let other = world.evening(&pool.group, "Spring night").published().await;
        proposed(world, "Maps of benches").await;
        pool.schedules(world).await;
        pool.tells("scheduled&event=spring-night", None).await;
        assert_eq!(pool.program(world).await, "");
        pool.event = other;
        assert_eq!(pool.program(world).await, "Maps of benches Noor Example");
        let page = pool.one().await;
        pool.marta.press(&page, "Take it off this event", &[]).await;
        assert_eq!(pool.program(world).await, "");
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn taking_it_back_leaves_the_program_and_organizers_are_told() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mail = proposed(world, "Maps of benches").await;
        pool.schedules(world).await;
        let mut noor = world.browser();
        let page = noor.get(&mail.link("See your proposal")).await;
        for _ in 0..2 {
            noor.press(&page, "Take it back", &[]).await;
        }
        assert_eq!(pool.program(world).await, "");
        let told = world.mail_to(&world.human(FOUNDER).await.email).await;
        assert_eq!(told.subject, "A talk is taken back: Maps of benches");
    })
    .await;
}

#[tokio::test]
async fn of_two_organizers_the_second_is_told() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        proposed(world, "Maps of benches").await;
        let path = format!("{}/move?to=declined", pool.one().await.path);
        let letter = pool.tomi.get(&path).await;
        pool.tells("accepted", None).await;
        let page = pool.tomi.press(&letter, "Send to Noor Example", &[]).await;
        assert!(
            page.text_of(".notice").starts_with("Somebody else changed"),
            "{}",
            page.text()
        );
        assert!(pool.one().await.text_of("#state").starts_with("Accepted"));
        assert!(world.mail_to(NOOR).await.subject.starts_with("Yes, please"));
    })
    .await;
}

#[tokio::test]
async fn the_same_form_twice_is_one_proposal_and_hostile_words_are_only_words() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mut noor = world.browser();
        let form = noor.get(PROPOSE).await;
        let long = "x".repeat(10_000);
        let typed = |title| {
            [
                ("speaker", Some("ليلى حداد 🌻")),
                ("speaker_email", Some(NOOR)),
                ("talk", Some(title)),
                ("summary", Some("<script>alert(1)</script>")),
            ]
        };
        let odd = noor.press(&form, "Propose it", &typed(&long)).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(odd.count("#talk-error"), 1);
        for _ in 0..2 {
            noor.press(&form, "Propose it", &typed("🌻 <b>عنوان</b>"))
                .await;
        }
        assert_eq!(world.count("select count(*) from proposals").await, 1);
        let page = pool.one().await;
        assert!(page.text_of("h1").contains("🌻 <b>عنوان</b>"));
        assert_eq!(page.count("main script"), 0);
        let thanks = world.mail_to(NOOR).await;
        assert!(thanks.text.contains("عنوان"));
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn strangers_cannot_fill_the_pool_by_one_address() {
    World::tell(async |world| {
        Pool::new(world).await;
        let mut refused = 0;
        for number in 0..15 {
            let mut noor = world.browser();
            let form = noor.get(PROPOSE).await;
            let title = format!("Talk {number}");
            let typed = [
                ("speaker", Some("Noor Example")),
                ("speaker_email", Some(NOOR)),
                ("talk", Some(title.as_str())),
            ];
            let page = noor.press(&form, "Propose it", &typed).await;
            refused += usize::from(page.status == StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!(refused >= 5, "{refused}");
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn another_groups_organizer_finds_nothing() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        proposed(world, "Maps of benches").await;
        let open = roost::groups::State::Open;
        world.group_by("Other Circle", "Otto Other", open).await;
        let mut otto = world.signed_in("Otto Other").await;
        let path = pool.one().await.path;
        let theirs = path.replace("turku-python", "other-circle");
        for path in [&path, &theirs] {
            assert_eq!(otto.get(path).await.status, StatusCode::NOT_FOUND);
            let moved = otto
                .post(&format!("{path}/move"), &[("to", "accepted")])
                .await;
            assert_eq!(moved.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn when_a_person_is_forgotten_so_is_what_she_proposed() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mail = proposed(world, "Maps of benches").await;
        pool.schedules(world).await;
        let page = pool.one().await;
        let person = page.attribute("#state a", "href").expect("she is known");
        let person = person.rsplit('/').next().expect("it has an id").parse();
        let forgotten = &PersonForgotten {
            group: pool.group.id,
            person: person.expect("it is an id"),
        };
        let (at, group) = (&world.app.moment(), pool.group.id);
        let forget = world.app.db.write(|tx| {
            Box::pin(
                async move { Ok(jobs::enqueue(tx, at, group, forgotten, When::now(at)).await?) },
            )
        });
        forget.await.expect("the database answers");
        world.work().await;
        assert_eq!(world.count("select count(*) from proposals").await, 0);
        assert_eq!(pool.program(world).await, "");
        let gone = world.browser().get(&mail.link("See your proposal")).await;
        assert_eq!(gone.status, StatusCode::GONE);
    })
    .await;
}
