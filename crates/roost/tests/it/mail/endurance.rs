//! Mail to many through a real server that is killed or ended meanwhile, and to a mail server that
//! does not take all of it.

use super::sink::{Seen, Sink};
use super::{deliveries, outbox, post};
use crate::process::Server;
use crate::world::World;
use jiff::SignedDuration;
use roost::clock::Clock;
use std::collections::BTreeMap;
use std::time::Duration;

const PEOPLE: usize = 400;
const CONNECTIONS: usize = 4;

fn settings(sink: &Sink) -> String {
    format!(
        "[mail]\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n\
         from = \"roost@example.org\"\nconnections = {CONNECTIONS}\n",
        sink.address.port()
    )
}

/// Letters to so many people. The process that sends them lives by the system's clock, so the world
/// must too.
async fn post_to_many(world: &World) {
    world.app.clock.move_to(Clock::System.now());
    for number in 0..PEOPLE {
        post(world, &format!("p{number}@example.org")).await;
    }
}

async fn until(sink: &Sink, messages: usize) {
    while sink.count() < messages {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The Message-IDs of what each recipient got.
fn identifiers(seen: Seen) -> BTreeMap<String, Vec<Option<String>>> {
    let mut ids = BTreeMap::<String, Vec<Option<String>>>::new();
    for message in seen.messages {
        let id = message.header("Message-ID");
        ids.entry(message.to).or_default().push(id);
    }
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_ten_times_misses_nobody_and_repeats_at_most_one_letter_a_connection() {
    const KILLS: usize = 10;
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        post_to_many(world).await;

        for kill in 1..=KILLS {
            let server = Server::start(world, &settings(&sink), " on ");
            until(&sink, kill * PEOPLE / (KILLS + 2)).await;
            server.kill();
        }
        // What the dead had in their hands is free again.
        let later = Clock::System.now().after(SignedDuration::from_mins(10));
        world.app.clock.move_to(later);
        outbox(world, &sink).deliver_due().await.unwrap();
        // What a server does now and then by itself, the dead had begun too.
        world.work().await;

        let ids = identifiers(sink.stop().await);
        assert_eq!(ids.len(), PEOPLE, "nobody is missed");
        let again: usize = ids.values().map(|ids| ids.len() - 1).sum();
        assert!(again <= KILLS * CONNECTIONS, "{again} arrived twice");
        let same = ids.values().all(|ids| ids.iter().all(|id| *id == ids[0]));
        assert!(same, "a message that comes twice has one Message-ID");
        let sent = "select count(*) from deliveries where state = 'sent'";
        assert_eq!(world.count(sent).await, i64::try_from(PEOPLE).unwrap());
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_ended_in_mid_run_misses_nobody_and_repeats_nothing() {
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        post_to_many(world).await;

        for share in [1, 2, 3] {
            let server = Server::start(world, &settings(&sink), " on ");
            until(&sink, share * PEOPLE / 4).await;
            server.terminate();
            let in_hand = "select count(*) from deliveries
                           where state = 'queued' and (attempts > 0 or leased_until is not null)";
            assert_eq!(world.count(in_hand).await, 0);
        }
        let server = Server::start(world, &settings(&sink), " on ");
        until(&sink, PEOPLE).await;
        server.terminate();

        let ids = identifiers(sink.stop().await);
        let once = ids.values().filter(|ids| ids.len() == 1).count();
        assert_eq!((ids.len(), once), (PEOPLE, PEOPLE));
        world.throw_away_mail().await;
    })
    .await;
}

/// Of a hundred people one is unknown, and five are put off once.
fn faulty(number: usize) -> &'static str {
    match number % 100 {
        7 => "never",
        3 | 23 | 43 | 63 | 83 => "twice",
        _ => "p",
    }
}

#[tokio::test]
async fn a_server_that_puts_off_one_in_twenty_and_refuses_one_in_a_hundred_holds_up_nobody_else() {
    const PEOPLE: usize = 300;
    World::tell(async |world| {
        let sink = Sink::start(None).await;
        let person = |number| format!("{}{number}@h{}.example", faulty(number), number % 50);
        for number in 0..PEOPLE {
            post(world, &person(number)).await;
        }
        // How each letter stands once its recipient has been tried as often as she is by then.
        let stand = |put_off: (&str, i64, Option<i64>)| {
            let rows = (0..PEOPLE).map(move |number| {
                let (state, attempts, code) = match faulty(number) {
                    "never" => ("failed", 1, Some(550)),
                    "twice" => put_off,
                    _ => ("sent", 1, None),
                };
                (person(number), state.to_owned(), attempts, code)
            });
            rows.collect::<Vec<_>>()
        };
        let outbox = outbox(world, &sink);

        outbox.deliver_due().await.unwrap();
        assert_eq!(deliveries(world).await, stand(("queued", 1, Some(450))));
        let later = world.now().after(SignedDuration::from_mins(1));
        world.app.clock.move_to(later);
        outbox.deliver_due().await.unwrap();
        let end = stand(("sent", 2, None));
        assert_eq!(deliveries(world).await, end);
        let later = world.now().after(SignedDuration::from_hours(24));
        world.app.clock.move_to(later);
        outbox.deliver_due().await.unwrap();
        assert_eq!(deliveries(world).await, end, "what is settled stays so");

        let seen = sink.stop().await;
        let mut named = BTreeMap::<String, usize>::new();
        for recipient in &seen.recipients {
            *named.entry(recipient.clone()).or_default() += 1;
        }
        let times = |number| if faulty(number) == "twice" { 2 } else { 1 };
        let expected: BTreeMap<_, _> = (0..PEOPLE)
            .map(|number| (person(number), times(number)))
            .collect();
        assert_eq!(named, expected);
        let taken = (0..PEOPLE).filter(|number| faulty(*number) != "never");
        let once: BTreeMap<_, _> = taken.map(|number| (person(number), 1)).collect();
        let arrived: BTreeMap<_, _> = identifiers(seen)
            .into_iter()
            .map(|(to, ids)| (to, ids.len()))
            .collect();
        assert_eq!(arrived, once);
        world.throw_away_mail().await;
    })
    .await;
}
