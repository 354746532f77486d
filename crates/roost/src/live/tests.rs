use super::{Hub, Topic};
use crate::groups::Group;
use crate::world::World;
use hyper::body::Bytes;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// A number that is looked at, and how often it was.
#[derive(Clone, Default)]
struct Number {
    /// Below zero: it is no more.
    value: Arc<AtomicI64>,
    looks: Arc<AtomicUsize>,
}

impl Number {
    fn follow(&self, hub: &Hub, group: &Group) -> Receiver<super::Told> {
        let number = self.clone();
        let topic = Topic {
            group: group.id,
            name: "number".to_owned(),
        };
        hub.follow(topic, move || {
            let number = number.clone();
            async move {
                number.looks.fetch_add(1, Ordering::Relaxed);
                let value = number.value.load(Ordering::Relaxed);
                Ok((value >= 0).then(|| value.to_string()))
            }
        })
    }
}

/// What the follower is told next; `None`: its stream has ended.
async fn next(told: &mut Receiver<super::Told>) -> Option<Bytes> {
    let news = tokio::time::timeout(Duration::from_secs(5), told.changed());
    news.await.expect("something is told in time").ok()?;
    let state = told.borrow_and_update().state.clone();
    state.map(|state| state.frame)
}

async fn write(world: &World, group: &Group) {
    let id = group.id;
    let touch = world.app.db.write(|tx| {
        Box::pin(async move {
            tx.touch(id);
            Ok(())
        })
    });
    touch.await.unwrap();
}

#[tokio::test]
async fn one_look_serves_everybody_who_follows() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let number = Number::default();
        let mut followers: Vec<_> = (0..50)
            .map(|_| number.follow(&world.app.live, &group))
            .collect();
        let mut first = Vec::new();
        for follower in &mut followers {
            first.push(next(follower).await.unwrap());
        }
        assert!(
            first
                .iter()
                .all(|frame| frame.as_ptr() == first[0].as_ptr())
        );

        number.value.store(7, Ordering::Relaxed);
        write(world, &group).await;

        for follower in &mut followers {
            let frame = next(follower).await.unwrap();
            assert!(frame.ends_with(b"\ndata: 7\n\n"), "{frame:?}");
        }
        assert!(number.looks.load(Ordering::Relaxed) <= 3);
        assert_eq!(world.app.live.count_topics(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_topic_that_is_no_more_ends_every_stream() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let number = Number::default();
        let mut follower = number.follow(&world.app.live, &group);
        next(&mut follower).await.unwrap();

        number.value.store(-1, Ordering::Relaxed);
        write(world, &group).await;

        assert_eq!(next(&mut follower).await, None);
        assert_eq!(world.app.live.count_topics(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_topic_that_nobody_follows_any_more_is_looked_after_no_more() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let number = Number::default();
        let mut follower = number.follow(&world.app.live, &group);
        next(&mut follower).await.unwrap();
        drop(follower);

        write(world, &group).await;
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            if world.app.live.count_topics() == 0 {
                break;
            }
        }

        assert_eq!(world.app.live.count_topics(), 0);
        // Whoever comes then begins it anew.
        assert!(
            next(&mut number.follow(&world.app.live, &group))
                .await
                .is_some()
        );
    })
    .await;
}
