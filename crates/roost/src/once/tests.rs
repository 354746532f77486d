use super::Once;
use super::jobs::ForgetKeys;
use crate::ids::GroupId;
use crate::jobs::{self, When};
use crate::world::World;
use jiff::SignedDuration;

const KEYS: &str = "select count(*) from idempotency_keys";

/// Sends a form that leads to `location`, or is refused; says where it led before.
async fn send(world: &World, once: &Once, location: Option<&str>) -> Option<String> {
    let at = &world.app.moment();
    let send = world.app.db.write(|tx| {
        Box::pin(async move {
            let before = once.begin(tx, at).await?;
            if before.is_none() {
                once.end(tx, location).await?;
            }
            Ok(before)
        })
    });
    send.await.expect("the database answers")
}

/// What comes once a day.
async fn forget(world: &World) {
    let at = &world.app.moment();
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, &ForgetKeys, when).await?)
        })
    });
    enqueue.await.expect("the database answers");
    world.work().await;
}

#[tokio::test]
async fn a_form_that_comes_again_is_led_to_where_the_first_one_led() {
    World::tell(async |world| {
        let (ada, leo) = (
            world.human("Ada Example").await,
            world.human("Leo Example").await,
        );
        let form = Once::new(GroupId::NONE, ada.account, "a key");

        assert_eq!(send(world, &form, None).await, None, "it was refused");
        assert_eq!(send(world, &form, Some("/turku")).await, None);
        let again = send(world, &form, Some("/oulu")).await;
        assert_eq!(again.as_deref(), Some("/turku"));
        let hers = Once::new(GroupId::NONE, leo.account, "a key");
        assert_eq!(send(world, &hers, Some("/oulu")).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_form_without_a_key_counts_as_often_as_it_comes() {
    World::tell(async |world| {
        let ada = world.human("Ada Example").await;
        for key in ["", &"x".repeat(65)] {
            let form = Once::new(GroupId::NONE, ada.account, key);
            assert_eq!(send(world, &form, Some("/turku")).await, None);
            assert_eq!(send(world, &form, Some("/turku")).await, None);
        }
        assert_eq!(world.count(KEYS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_key_is_forgotten_a_week_after_its_form() {
    World::tell(async |world| {
        let ada = world.human("Ada Example").await;
        let form = Once::new(GroupId::NONE, ada.account, "a key");
        send(world, &form, Some("/turku")).await;

        world.wait(SignedDuration::from_hours(6 * 24)).await;
        forget(world).await;
        assert_eq!(world.count(KEYS).await, 1);
        world.wait(SignedDuration::from_hours(2 * 24)).await;
        forget(world).await;
        assert_eq!(world.count(KEYS).await, 0);
    })
    .await;
}
