//! The server is killed while mail comes in, and asked what it remembers.

use super::client::Client;
use crate::world::World;
use roost::on;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use tokio::task::JoinSet;

const ROUNDS: usize = 3;
const POSTING: usize = 6;
/// So many messages are acknowledged before the server is killed.
const ACKNOWLEDGED: usize = 15;

/// `roost serve` in a process of its own, where mail comes in by SMTP.
struct Server {
    process: Child,
    smtp: SocketAddr,
    /// Open for as long as the server speaks.
    _said: BufReader<ChildStdout>,
}

impl Server {
    #[expect(
        clippy::disallowed_methods,
        reason = "a real process is what is killed"
    )]
    fn start(world: &World) -> Server {
        let data = &world.app.config.data;
        let settings = data.join("roost.toml");
        let text = "[mail]\ntransport = \"mailbox\"\n[inbound]\ndomain = \"lists.example.org\"\n\
                    smtp = \"127.0.0.1:0\"\n";
        std::fs::write(&settings, text).expect("the folder takes files");
        let mut command = Command::new(env!("CARGO_BIN_EXE_roost"));
        command
            .arg("serve")
            .args(["--listen", "127.0.0.1:0"])
            .arg("--config")
            .arg(&settings)
            .arg("--data")
            .arg(data)
            .env_remove("DATABASE_URL")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(url) = world.database_url() {
            command.env("DATABASE_URL", url);
        }
        let mut process = command.spawn().expect("the program starts");
        let mut said = BufReader::new(process.stdout.take().expect("it is piped"));
        let smtp = loop {
            let mut line = String::new();
            let length = said.read_line(&mut line).expect("it speaks UTF-8");
            assert!(length > 0, "it ended without saying where mail comes in");
            let line = line.trim().trim_end_matches('.');
            if let Some((_, address)) = line.split_once(" comes in by SMTP on ") {
                break address.parse().expect("it is an address");
            }
        };
        Server {
            process,
            smtp,
            _said: said,
        }
    }

    /// SIGKILL: nothing is put down, nothing is said.
    fn kill(mut self) {
        self.process.kill().expect("it still runs");
        self.process.wait().expect("it is ours");
    }
}

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
            let server = Server::start(world);
            let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
            let mut posting = JoinSet::new();
            for number in 0..POSTING {
                let name = format!("round-{round}-{number}");
                posting.spawn(post(server.smtp, name, tell.clone()));
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
