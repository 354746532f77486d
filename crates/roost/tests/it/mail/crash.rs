use super::sink::Sink;
use super::{outbox, outbox_with, post};
use crate::world::World;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::watch;

const PEOPLE: usize = 60;
const CONNECTIONS: usize = 4;
const CRASHES: usize = 3;

/// The outbox is dropped in the middle of its work, as a killed server leaves it.
#[tokio::test]
async fn after_crashes_nobody_is_missed_and_few_get_the_same_message_twice() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        for number in 0..PEOPLE {
            post(world, &format!("p{number}@example.org")).await;
        }

        for crash in 1..=CRASHES {
            let outbox = outbox_with(world, &sink, |mail| mail.connections = CONNECTIONS);
            let (_stop, stopping) = watch::channel(false);
            let working = tokio::spawn(async move { outbox.work(stopping).await });
            while sink.seen().messages.len() < crash * PEOPLE / (CRASHES + 1) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            working.abort();
            let _ = working.await;
        }
        // What the dead had in their hands is free again.
        world
            .app
            .clock
            .move_to(world.now().after(SignedDuration::from_mins(3)));
        outbox(world, &sink).deliver_due().await.unwrap();

        let mut ids = BTreeMap::<String, Vec<Option<String>>>::new();
        for message in sink.stop().await.messages {
            let id = message.header("Message-ID");
            ids.entry(message.to).or_default().push(id);
        }
        assert_eq!(ids.len(), PEOPLE, "nobody is missed");
        let again: usize = ids.values().map(|ids| ids.len() - 1).sum();
        assert!(again <= CRASHES * CONNECTIONS, "{again} arrived twice");
        let same = ids.values().all(|ids| ids.iter().all(|id| *id == ids[0]));
        assert!(same, "a message that comes twice has one Message-ID");
        assert_eq!(
            world
                .count("select count(*) from deliveries where state = 'sent'")
                .await,
            i64::try_from(PEOPLE).unwrap()
        );
        world.throw_away_mail().await;
    })
    .await;
}
