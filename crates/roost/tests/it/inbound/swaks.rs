use super::{DOMAIN, Doors, arrivals, takes_mail};
use crate::world::World;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use roost::config::Config;
use std::net::SocketAddr;
use tokio::process::Command;

/// What swaks ends with, and what it said and heard.
async fn swaks(server: SocketAddr, options: &[&str]) -> (i32, String) {
    let server = server.to_string();
    let ran = Command::new("swaks")
        .args(["--server", &server, "--helo", "mx.example.net"])
        .args(["--from", "ada@example.org", "--hide-informational"])
        .args(options)
        .output()
        .await
        .expect("bin/setup installs swaks");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    (ran.status.code().unwrap(), said)
}

fn to(local: &str) -> String {
    format!("{local}@{DOMAIN}")
}

/// With a certificate of its own.
fn takes_mail_by_tls(config: &mut Config) {
    takes_mail(config);
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let (certificate, key) = (config.data.join("mx.pem"), config.data.join("mx.key"));
    std::fs::write(&certificate, cert.pem()).unwrap();
    std::fs::write(&key, signing_key.serialize_pem()).unwrap();
    config.inbound.certificate = Some(certificate);
    config.inbound.key = Some(key);
}

#[tokio::test]
async fn swaks_posts_by_smtp_by_tls_at_one_go_and_by_lmtp() {
    World::tell_in(takes_mail_by_tls, async |world| {
        let doors = Doors::open(world).await;
        let (one, two) = (to("postmaster"), to("abuse"));
        let both = format!("{one},{two}");

        let ways: [(SocketAddr, &[&str]); 4] = [
            (doors.smtp, &["--to", &one]),
            (doors.smtp, &["--to", &both, "--pipeline"]),
            (doors.smtp, &["--to", &one, "--tls"]),
            (doors.lmtp, &["--to", &both, "--protocol", "LMTP"]),
        ];
        for (server, options) in ways {
            let (code, said) = swaks(server, options).await;
            assert_eq!(code, 0, "{options:?}\n{said}");
        }
        doors.close().await;
        world.work().await;

        assert_eq!(arrivals(world).await.len(), 6);
        let secure = "select count(*) from received where secure";
        assert_eq!(world.count(secure).await, 1);
        let whole =
            "select count(*) from received where size = length(raw) and helo = 'mx.example.net'
                       and envelope_from = 'ada@example.org' and remote = '127.0.0.1'";
        assert_eq!(world.count(whole).await, 4);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn swaks_hears_why_not() {
    let small = |config: &mut Config| {
        takes_mail(config);
        config.inbound.max_bytes = 5_000;
        config.inbound.max_recipients = 1;
    };
    World::tell_in(small, async |world| {
        let doors = Doors::open(world).await;
        let (one, nobody) = (to("postmaster"), to("nobody-at-all"));
        let unsubscribe = to("u+aaaqeayeaudaocajbifqydiob4");
        let two = format!("{one},{}", to("abuse"));
        let long = "x".repeat(80) + "\\n";
        let long = long.repeat(100);

        let refusals: [(&[&str], i32, &str); 5] = [
            (&["--to", &nobody], 24, "550 5.1.1"),
            (&["--to", &unsubscribe], 24, "550 5.1.1"),
            (&["--to", "ada@example.org"], 24, "550 5.7.1"),
            (&["--to", &one, "--body", &long], 26, "552 5.3.4"),
            (&["--to", &two], 0, "452 4.5.3"),
        ];
        for (options, code, reply) in refusals {
            let (ended, said) = swaks(doors.smtp, options).await;
            assert_eq!(ended, code, "{options:?}\n{said}");
            assert!(said.contains(reply), "{options:?}\n{said}");
        }
        doors.close().await;
        world.work().await;
        assert_eq!(arrivals(world).await.len(), 1, "the one that named two");
    })
    .await;
}
