//! `roost doctor mail`, from nothing to nothing wrong, by doing what it says.

use crate::inbound::{Doors, takes_mail};
use crate::lists::zone::{A, MX, PTR, Zone, wire_name};
use crate::mail::sink::Sink;
use crate::world::World;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use roost::config::Config;
use roost::mail;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::process::Command;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// Whether it ended well, and what it said without what no test can know: whether the system keeps
/// the clock.
async fn doctor(data: &Path, settings: &str, options: &[&str]) -> (bool, Vec<String>) {
    let file = data.join("doctor.toml");
    std::fs::write(&file, settings).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_roost"))
        .args(["doctor", "mail"])
        .args(options)
        .arg("--config")
        .arg(&file)
        .arg("--data")
        .arg(data)
        .env_remove("DATABASE_URL")
        .output()
        .await
        .unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    let lines = said.lines().filter(|line| !line.contains("The clock"));
    (ran.status.success(), lines.map(str::to_owned).collect())
}

/// Puts what was printed into DNS, as a person copies it.
fn set(zone: &Zone, lines: &[String]) -> usize {
    let records: Vec<_> = lines
        .iter()
        .filter_map(|line| line.strip_prefix("  "))
        .collect();
    for record in &records {
        let mut parts = record.splitn(3, ' ');
        let (name, kind, value) = (parts.next(), parts.next(), parts.next().unwrap());
        let name = name.unwrap().strip_suffix('.').unwrap();
        match kind.unwrap() {
            "TXT" => zone.publish(name, value.trim_matches('"')),
            "MX" => {
                let (preference, host) = value.split_once(' ').unwrap();
                let preference: u16 = preference.parse().unwrap();
                let says = [&preference.to_be_bytes()[..], &wire_name(host)].concat();
                zone.publish_record(name, MX, says);
            }
            "PTR" => zone.publish_record(name, PTR, wire_name(value)),
            other => panic!("{other} is no record that is printed"),
        }
    }
    records.len()
}

fn certificate() -> CertifiedKey<rcgen::KeyPair> {
    generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap()
}

/// A mail server that shows a certificate for `localhost`, which `sink.pem` is told to believe.
async fn sink(data: &Path) -> Sink {
    Sink::start(Some(acceptor(data))).await
}

fn acceptor(data: &Path) -> TlsAcceptor {
    let CertifiedKey { cert, signing_key } = certificate();
    std::fs::write(data.join("sink.pem"), cert.pem()).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(tls))
}

fn takes_mail_by_tls(config: &mut Config) {
    takes_mail(config);
    let CertifiedKey { cert, signing_key } = certificate();
    let (certificate, key) = (config.data.join("mx.pem"), config.data.join("mx.key"));
    std::fs::write(&certificate, cert.pem()).unwrap();
    std::fs::write(&key, signing_key.serialize_pem()).unwrap();
    config.inbound.certificate = Some(certificate);
    config.inbound.key = Some(key);
}

/// The marks of what was found, in order.
fn marks(lines: &[String]) -> String {
    let found = lines.iter().take_while(|line| !line.is_empty());
    let marks = found.filter_map(|line| line.split(' ').next());
    marks.collect::<Vec<_>>().join(" ")
}

/// As somebody sets it up who has read how, with nothing in front.
fn settings(data: &Path, sink: &Sink, smtp: SocketAddr) -> String {
    format!(
        "base_url = \"https://roost.example.org\"\n\
         [mail]\nhost = \"localhost\"\nport = {}\nuser = \"roost\"\npassword = \"secret\"\n\
         ca_certificate = \"{}\"\nfrom = \"roost@example.org\"\n\
         [inbound]\ndomain = \"lists.example.org\"\nsmtp = \"{smtp}\"\n\
         certificate = \"mx.pem\"\nkey = \"mx.key\"\n",
        sink.address.port(),
        data.join("sink.pem").display(),
    )
}

#[tokio::test]
async fn who_sets_what_the_doctor_prints_has_mail_that_leaves_arrives_and_comes_in() {
    World::tell_in(takes_mail_by_tls, async |world| {
        let data = world.app.config.data.as_path();
        let (zone, sink, doors) = (
            &Zone::open().await,
            sink(data).await,
            Doors::open(world).await,
        );
        zone.publish_record("roost.example.org", A, vec![192, 0, 2, 10]);
        let dns = format!("[dns]\nresolver = \"{}\"\n", zone.address);

        // As it is unpacked, with nobody behind the port of the mail server.
        let nothing = format!("[mail]\nport = 1\n{dns}");
        let (is_well, lines) = doctor(data, &nothing, &[]).await;
        assert_eq!(
            (is_well, marks(&lines).as_str()),
            (false, "wrong wrong wrong wrong warn"),
            "{lines:#?}"
        );
        assert_eq!(lines.last().unwrap(), "4 things are wrong.");

        let settings = settings(data, &sink, doors.smtp) + &dns;
        // Settings are right, DNS is empty, and there are no keys.
        let (is_well, lines) = doctor(data, &settings, &[]).await;
        assert_eq!(
            (is_well, marks(&lines).as_str()),
            (false, "ok wrong ok wrong wrong wrong wrong wrong ok"),
            "{lines:#?}"
        );
        assert!(lines[4].contains("`roost dkim new`"), "{lines:#?}");
        mail::make_keys(data, "one").unwrap();

        let (is_well, lines) = doctor(data, &settings, &[]).await;
        assert!(!is_well);
        assert_eq!(set(zone, &lines), 7, "{lines:#?}");

        let (is_well, lines) = doctor(data, &settings, &["--to", "ada@example.net"]).await;
        assert!(is_well, "{lines:#?}");
        let port = doors.smtp;
        let expected = [
            "ok           base_url is https://roost.example.org.".to_owned(),
            "ok           PTR of 192.0.2.10: roost.example.org leads back.".to_owned(),
            format!(
                "ok           The mail server localhost:{}: it answers, and its certificate is good, \
                 and it lets us in.",
                sink.address.port()
            ),
            "ok           SPF of example.org: it allows the mail server.".to_owned(),
            "ok           DKIM, rone._domainkey.example.org: it is our key.".to_owned(),
            "ok           DKIM, eone._domainkey.example.org: it is our key.".to_owned(),
            "ok           DMARC of example.org: there is a record at _dmarc.example.org.".to_owned(),
            "ok           SPF of lists.example.org: it allows the mail server.".to_owned(),
            "ok           MX of lists.example.org: it is roost.example.org.".to_owned(),
            format!(
                "ok           Our port {port} answers with STARTTLS, and its certificate is good until \
                 4096-01-01."
            ),
            String::new(),
            "Nothing is wrong.".to_owned(),
            "A letter to ada@example.net was taken: 250 taken".to_owned(),
            "Read it there, and look whether SPF, DKIM and DMARC say pass.".to_owned(),
        ];
        assert_eq!(lines, expected);

        // With a server in front, and one that is refused.
        let front = settings.replace("smtp = ", "lmtp = ");
        let front = front.replace(&doors.smtp.to_string(), &doors.lmtp.to_string());
        let (is_well, lines) = doctor(data, &front, &["--to", "never@example.net"]).await;
        assert!(!is_well);
        let told = |text: &str| lines.iter().any(|line| line.contains(text));
        assert!(told("answers the mail server in front."), "{lines:#?}");
        assert!(told("Nothing is wrong.") && told("was not taken: "), "{lines:#?}");

        doors.close().await;
        let seen = sink.stop().await;
        let [letter] = seen.messages.as_slice() else {
            panic!("{} letters", seen.messages.len());
        };
        assert_eq!(letter.to, "ada@example.net");
        assert_eq!(letter.data.matches("DKIM-Signature: ").count(), 2);
    })
    .await;
}

/// What the doctor says of the mail server alone.
async fn server(data: &Path, settings: &str) -> String {
    let (_, lines) = doctor(data, settings, &[]).await;
    let mut said = lines
        .into_iter()
        .filter(|line| line.contains("The mail server"));
    said.next().expect("it says something of the mail server")
}

#[tokio::test]
async fn a_port_with_tls_at_once_a_certificate_that_nobody_knows_and_a_wrong_password_are_told_apart()
 {
    World::tell(async |world| {
        let data = world.app.config.data.as_path();
        let zone = Zone::open().await;
        let secure = Sink::start_secure(acceptor(data)).await;
        let port = secure.address.port();
        let settings = format!(
            "base_url = \"https://roost.example.org\"\n[dns]\nresolver = \"{}\"\n\
             [mail]\nhost = \"localhost\"\nport = {port}\nsecurity = \"tls\"\n\
             user = \"roost\"\npassword = \"secret\"\nca_certificate = \"{}\"\n",
            zone.address,
            data.join("sink.pem").display(),
        );
        let good = format!(
            "ok           The mail server localhost:{port}: it answers, and its certificate is good, \
             and it lets us in."
        );
        assert_eq!(server(data, &settings).await, good);

        let unknown = settings.lines().filter(|line| !line.starts_with("ca_certificate"));
        let said = server(data, &unknown.collect::<Vec<_>>().join("\n")).await;
        assert!(said.contains("TLS did not come about"), "{said}");
        assert!(said.contains("mail.ca_certificate"), "{said}");

        let stranger = settings.replace("user = \"roost\"", "user = \"stranger\"");
        let said = server(data, &stranger).await;
        assert!(said.contains("does not let us in"), "{said}");
        assert!(said.contains("nobody knows you"), "{said}");
        assert!(said.contains("Look at mail.user and mail.password."), "{said}");
        assert!(!said.contains("secret"), "{said}");
        secure.stop().await;
    })
    .await;
}
