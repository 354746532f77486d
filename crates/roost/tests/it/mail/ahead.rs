//! Letters that are made ahead, while the ones before them are still on their way.

use super::sink::{Received, Sink};
use super::{deliveries, letter_to, outbox_with, post, post_letter};
use crate::world::World;
use jiff::SignedDuration;
use roost::mail::{Letter, Outbox};
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

const LEASED: &str = "select count(*) from deliveries where leased_until is not null";

/// One connection, which is kept waiting in the middle of a message to `waits@example.org` while this
/// letter is taken and made.
async fn begin(
    world: &World,
    sink: &Sink,
    ahead: &Letter,
) -> (watch::Sender<bool>, JoinHandle<()>) {
    post(world, "waits@example.org").await;
    let outbox = one_by_one(world, sink);
    let (stop, stopping) = watch::channel(false);
    let working = tokio::spawn(async move { outbox.work(stopping).await });
    sink.hears_of("waits@example.org").await;
    post_letter(world, ahead).await;
    until(world, LEASED, 2).await;
    (stop, working)
}

async fn until(world: &World, count: &'static str, number: i64) {
    while world.count(count).await != number {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn one_by_one(world: &World, sink: &Sink) -> Outbox {
    outbox_with(world, sink, |mail| mail.connections = 1)
}

fn row(name: &str, state: &str, attempts: i64) -> (String, String, i64, Option<i64>) {
    let recipient = format!("{name}@example.org");
    (recipient, state.to_owned(), attempts, None)
}

#[tokio::test]
async fn when_the_server_stops_what_was_made_ahead_goes_back_as_if_never_touched() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        let (stop, working) = begin(world, &sink, &letter_to("ada@example.org")).await;

        stop.send_replace(true);
        sink.answer();
        working.await.unwrap();

        let expected = vec![row("waits", "sent", 1), row("ada", "queued", 0)];
        assert_eq!(deliveries(world).await, expected);
        assert_eq!(
            world.count(LEASED).await,
            0,
            "the next server may begin at once"
        );
        assert_eq!(sink.stop().await.messages.len(), 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_reminder_made_ahead_whose_event_has_begun_meanwhile_is_not_sent() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        let begins = world.now().after(SignedDuration::from_secs(30));
        let reminder = Letter {
            expires_at: Some(begins),
            ..letter_to("ada@example.org")
        };
        let (stop, working) = begin(world, &sink, &reminder).await;

        world.app.clock.move_to(begins);
        sink.answer();
        let ended = "select count(*) from deliveries where state = 'cancelled'
                       and last_error = 'its event had begun' and message = ''";
        until(world, ended, 1).await;
        stop.send_replace(true);
        working.await.unwrap();

        let expected = vec![row("waits", "sent", 1), row("ada", "cancelled", 0)];
        assert_eq!(deliveries(world).await, expected);
        assert_eq!(sink.stop().await.messages.len(), 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_made_ahead_and_waited_too_long_leaves_by_another_server_only() {
    World::tell(async |world| {
        let (slow, quick) = (Sink::start(None).await, Sink::start(None).await);
        let (stop, working) = begin(world, &slow, &letter_to("ada@example.org")).await;

        // Long enough that another server may take both for lost.
        let later = world.now().after(SignedDuration::from_mins(4));
        world.app.clock.move_to(later);
        quick.answer();
        one_by_one(world, &quick).deliver_due().await.unwrap();
        slow.answer();
        stop.send_replace(true);
        working.await.unwrap();

        let to = |messages: Vec<Received>| {
            let names = messages.into_iter().map(|message| message.to);
            names.collect::<BTreeSet<_>>()
        };
        let (slow, quick) = (slow.stop().await, quick.stop().await);
        assert_eq!((slow.messages.len(), quick.messages.len()), (1, 2));
        assert_eq!(
            to(slow.messages),
            BTreeSet::from(["waits@example.org".to_owned()])
        );
        let both = ["waits@example.org", "ada@example.org"];
        assert_eq!(to(quick.messages), both.map(str::to_owned).into());
        let expected = vec![row("waits", "sent", 2), row("ada", "sent", 2)];
        assert_eq!(deliveries(world).await, expected);
        world.throw_away_mail().await;
    })
    .await;
}
