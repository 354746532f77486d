//! The server is killed while mail comes in, and asked what it remembers.

use super::client::Client;
use crate::process::Server;
use crate::world::World;
use roost::on;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use tokio::task::JoinSet;

const SETTINGS: &str = "[mail]
transport = \"mailbox\"
[inbound]
domain = \"lists.example.org\"
smtp = \"127.0.0.1:0\"
";

const ROUNDS: usize = 3;
const POSTING: usize = 6;
/// So many messages are acknowledged before the server is killed.
const ACKNOWLEDGED: usize = 15;

/// Posts until the server is gone; what it acknowledged.
async fn post(address: SocketAddr, name: String, told: tokio::sync::mpsc::UnboundedSender<String>) {
    let mut client = Client::greet(address, "EHLO mx.example.net").await;
    for number in 0.. {
        let marker = format!("{name}-{number}");
        let text = format!("Subject: {marker}\n\n{}", "text ".repeat(2_000));
        let posted = client.post("", "abuse", &text).await;
        if posted != "250 2.0.0 Kept" || told.send(marker).is_err() {
            return;
        }
    }
}

async fn remembered(world: &World) -> BTreeSet<String> {
    const SQL: &str = "select raw from received order by id";
    let mut tx = world.app.db.read().await.expect("the database answers");
    let all: Vec<Vec<u8>> =
        on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_all(c).await).expect("it lists");
    let subject = |raw: Vec<u8>| {
        let text = String::from_utf8(raw).expect("it is ours");
        let (first, _) = text.split_once("\r\n").expect("it is whole");
        first.trim_start_matches("Subject: ").to_owned()
    };
    all.into_iter().map(subject).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_while_mail_comes_in_remembers_every_message_that_it_acknowledged() {
    World::tell_in(super::takes_mail, async |world| {
        let mut acknowledged = BTreeSet::new();
        for round in 1..=ROUNDS {
            let server = Server::start(world, SETTINGS, " comes in by SMTP on ");
            let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
            let mut posting = JoinSet::new();
            for number in 0..POSTING {
                let name = format!("round-{round}-{number}");
                posting.spawn(post(server.address, name, tell.clone()));
            }
            drop(tell);
            for _ in 0..ACKNOWLEDGED {
                acknowledged.insert(told.recv().await.expect("it acknowledges more"));
            }
            server.kill();
            while let Some(marker) = told.recv().await {
                acknowledged.insert(marker);
            }
            posting.shutdown().await;

            let known = remembered(world).await;
            let lost: Vec<_> = acknowledged.difference(&known).collect();
            assert_eq!(lost, Vec::<&String>::new(), "after round {round}");
            assert_eq!(world.verify().await, Vec::<String>::new());
        }
        // What the dead had leased is free again.
        world.app.clock.move_to(roost::clock::Clock::System.now());
        world.wait(jiff::SignedDuration::from_mins(10)).await;
        world.throw_away_mail().await;
    })
    .await;
}
