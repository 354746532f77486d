//! What stands for a message, asked of a name server of our own.

use crate::lists::zone::Zone;
use roost::config::Config;
use roost::dns::Dns;
use roost::inbound::{Checks, Origin, Outcome, Policy, Sender, check};
use std::net::{IpAddr, SocketAddr};

const ALLOWED: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

fn dns(resolver: SocketAddr) -> Dns {
    let mut config = Config::default();
    config.dns.resolver = Some(resolver);
    Dns::open(&config)
}

/// Where no name server is.
fn closed() -> SocketAddr {
    let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.local_addr().unwrap()
}

/// Asks for a message that comes straight from this address, with this domain in the envelope.
async fn ask(dns: &Dns, remote: IpAddr, envelope: &str, message: &str) -> Checks {
    let origin = Origin {
        remote,
        helo: "mx.example.net".to_owned(),
        from: format!("ada@{envelope}"),
        secure: true,
    };
    check(
        dns,
        &origin,
        Sender::Direct("roost.example.org"),
        message.as_bytes(),
    )
    .await
}

const UNSIGNED: &str = "From: Ada <ada@example.com>\r\nSubject: Snakes\r\n\r\nHello\r\n";

#[tokio::test]
async fn a_server_that_may_send_for_the_domain_in_from_proves_its_author() {
    let zone = Zone::open().await;
    zone.publish("example.com", "v=spf1 ip4:192.0.2.1 -all");
    zone.publish("bounce.example.com", "v=spf1 ip4:192.0.2.1 -all");
    zone.publish("example.net", "v=spf1 ip4:192.0.2.1 -all");
    let dns = dns(zone.address);
    let found = |spf, dmarc, policy| Checks {
        spf,
        dkim: Outcome::None,
        dmarc,
        policy,
    };

    let good = ask(&dns, ALLOWED, "example.com", UNSIGNED).await;
    assert_eq!(good, found(Outcome::Pass, Outcome::Pass, Policy::None));
    let wrong_server = ask(&dns, OTHER, "example.com", UNSIGNED).await;
    assert_eq!(
        wrong_server,
        found(Outcome::Fail, Outcome::Fail, Policy::None)
    );
    // Another domain may send what it likes, in its own name only.
    let other_name = ask(&dns, ALLOWED, "example.net", UNSIGNED).await;
    assert_eq!(
        other_name,
        found(Outcome::Pass, Outcome::Fail, Policy::None)
    );
    // Below the name in From is somebody else, unless that name says otherwise.
    let below = ask(&dns, ALLOWED, "bounce.example.com", UNSIGNED).await;
    assert_eq!(below, found(Outcome::Pass, Outcome::Fail, Policy::None));
}

#[tokio::test]
async fn a_domains_policy_says_how_far_its_name_reaches() {
    for (record, dmarc, policy) in [
        ("v=DMARC1; p=quarantine", Outcome::Pass, Policy::Quarantine),
        ("v=DMARC1; p=reject; aspf=s", Outcome::Fail, Policy::Reject),
    ] {
        let zone = Zone::open().await;
        zone.publish("bounce.example.com", "v=spf1 ip4:192.0.2.1 -all");
        zone.publish("_dmarc.example.com", record);
        let found = ask(&dns(zone.address), ALLOWED, "bounce.example.com", UNSIGNED).await;
        let expected = Checks {
            spf: Outcome::Pass,
            dkim: Outcome::None,
            dmarc,
            policy,
        };
        assert_eq!(found, expected, "{record}");
    }
}

#[tokio::test]
async fn a_name_server_that_does_not_answer_proves_nobody() {
    let zone = Zone::open().await;
    let signed = zone.domain("example.com", "").sign(UNSIGNED);
    let found = ask(&dns(closed()), ALLOWED, "example.com", &signed).await;
    assert!(!found.proves_author(), "{found:?}");
    assert_eq!(
        (found.dkim, found.policy),
        (Outcome::Later, Policy::Unknown)
    );
    let known = ask(&dns(zone.address), OTHER, "example.com", &signed).await;
    assert!(known.proves_author(), "{known:?}");
}

#[tokio::test]
async fn one_author_stands_in_one_field() {
    let zone = Zone::open().await;
    let domain = zone.domain("example.com", "reject");
    let dns = dns(zone.address);
    let signed = domain.sign(UNSIGNED);
    assert!(
        ask(&dns, OTHER, "example.com", &signed)
            .await
            .proves_author()
    );
    for forged in [
        format!("From: The organizers\r\n{signed}"),
        domain.sign(&UNSIGNED.replace(
            "From: Ada <ada@example.com>",
            "From: ada@example.com, bo@example.com",
        )),
        domain.sign_over(&["Subject"], UNSIGNED),
        signed.replace("Hello", "Send money"),
        signed.replacen("v=1;", "v=1; l=3;", 1),
    ] {
        let found = ask(&dns, OTHER, "example.com", &forged).await;
        assert!(!found.proves_author(), "{forged}: {found:?}");
    }
    // However many bad signatures stand above a good one, they are not all asked about.
    let many = format!(
        "{}{UNSIGNED}",
        "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=x; h=From; bh=YQ==; b=YQ==\r\n"
            .repeat(200)
    );
    assert!(!ask(&dns, OTHER, "example.com", &many).await.proves_author());
}

#[tokio::test]
async fn what_a_trusted_front_found_to_hold_counts_even_if_dns_is_silent() {
    let zone = Zone::open().await;
    let dns_here = dns(zone.address);
    let origin = Origin {
        remote: IpAddr::from([127, 0, 0, 1]),
        helo: "front".to_owned(),
        from: "bounces@elsewhere.example".to_owned(),
        secure: false,
    };
    let proves = async |dns: &Dns, sender: Sender<'_>, message: &str| {
        let found = check(dns, &origin, sender, message.as_bytes()).await;
        found.proves_author()
    };
    let noted =
        |results: &str| format!("Authentication-Results: mx.example.org; {results}\r\n{UNSIGNED}");
    let front = Sender::Front;
    for (results, expected) in [
        ("dmarc=pass header.from=example.com", true),
        ("dkim=pass header.d=example.com", true),
        ("dkim=pass header.d=news.example.com", false),
        ("dkim=pass header.d=example.net", false),
        ("dmarc=pass header.from=example.net", false),
        (
            "dkim=fail header.d=example.com; dmarc=fail header.from=example.com",
            false,
        ),
        ("spf=pass smtp.mailfrom=elsewhere.example", false),
    ] {
        let message = noted(results);
        let named = front(Some("mx.example.org"));
        assert_eq!(
            proves(&dns_here, named, &message).await,
            expected,
            "{results}"
        );
        // Whoever is not named is not believed, and nobody is who comes straight from outside.
        for other in [
            front(None),
            front(Some("mx.example.net")),
            Sender::Direct("roost.example.org"),
        ] {
            assert!(!proves(&dns_here, other, &message).await, "{results}");
        }
    }
    let good = noted("dmarc=pass header.from=example.com");
    assert!(proves(&dns(closed()), front(Some("mx.example.org")), &good).await);
    // No note makes one author of two.
    let two = format!("From: bo@example.com\r\n{good}");
    assert!(!proves(&dns_here, front(Some("mx.example.org")), &two).await);
}
