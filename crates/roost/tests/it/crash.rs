//! The server is killed in the middle of a storm, ten times, and asked what it remembers.

use crate::crowd::crowd;
use crate::process::Server;
use crate::world::World;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use roost::clock::Clock;
use roost::on;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// A storm comes from one network.
const SETTINGS: &str = "[mail]\ntransport = \"mailbox\"\n[limits]\nper_network = 100000\n";

const ROUNDS: usize = 10;
const PEOPLE: usize = 30;
/// So many answers are acknowledged before the server is killed.
const ACKNOWLEDGED: usize = 8;

/// Whether the server acknowledged the answer before it died.
async fn answer(address: SocketAddr, path: &str, session: &str) -> std::io::Result<bool> {
    let body = "answer=going";
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: session={session}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut response = Vec::new();
    stream.read_to_end(&mut response).await?;
    Ok(response.starts_with(b"HTTP/1.1 303 "))
}

async fn remembered(world: &World) -> BTreeSet<String> {
    const SQL: &str = "select p.name from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       order by p.name, p.id";
    let mut tx = world.app.db.read().await.expect("the database answers");
    let names: Vec<String> =
        on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_all(c).await).expect("it lists");
    names.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_in_mid_storm_remembers_every_answer_that_it_acknowledged() {
    World::tell(async |world| {
        // The process lives by the system's clock, so its sessions must too.
        world.app.clock.move_to(Clock::System.now());
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").capacity(40);
        let today = world.now().in_zone(&TimeZone::UTC).date();
        let later = today.checked_add(100.days()).expect("it is a date");
        let evening = evening.at(later.at(18, 0, 0, 0));
        let path = format!("{}/rsvp", evening.published().await.path(&group.slug));

        let mut acknowledged = BTreeSet::new();
        for round in 1..=ROUNDS {
            let people = crowd(world, &format!("Round {round} bird"), PEOPLE).await;
            let server = Server::start(world, SETTINGS, " on ");
            let mut storm = JoinSet::new();
            for one in people {
                let (address, path) = (server.address, path.clone());
                storm.spawn(async move {
                    let done = answer(address, &path, &one.session).await;
                    done.unwrap_or(false).then_some(one.name)
                });
            }
            let mut server = Some(server);
            let before = acknowledged.len();
            while let Some(done) = storm.join_next().await {
                acknowledged.extend(done.expect("no task panics"));
                if acknowledged.len() - before >= ACKNOWLEDGED {
                    server.take().into_iter().for_each(Server::kill);
                }
            }
            assert!(server.is_none(), "it was killed in round {round}");

            let known = remembered(world).await;
            let lost: Vec<_> = acknowledged.difference(&known).collect();
            assert_eq!(lost, Vec::<&String>::new(), "after round {round}");
            assert_eq!(world.verify().await, Vec::<String>::new());
        }
        world.throw_away_mail().await;
    })
    .await;
}
