//! The program as whoever runs a server meets it: what it says when it starts, and when it cannot.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

#[expect(
    clippy::disallowed_methods,
    reason = "a real process is what is started"
)]
fn serve(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roost"));
    command
        .arg("serve")
        .current_dir(folder)
        .args(["--listen", "127.0.0.1:0"])
        .env_remove("DATABASE_URL")
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// How the first link is answered that a new installation prints, when its log goes there.
fn answer_to_the_first_link(log: Stdio) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut process = serve(folder.path())
        .env("ROOST_LOG", "debug")
        .stderr(log)
        .spawn()
        .expect("it starts");
    let said = BufReader::new(process.stdout.take().expect("it is piped")).lines();
    let (mut address, mut link) = (None, None);
    for line in said.map(|line| line.expect("it speaks UTF-8")) {
        let last = line.trim().trim_end_matches('.').rsplit(' ').next();
        address = address.or(last.and_then(|last| last.parse::<std::net::SocketAddr>().ok()));
        let path = line.find("/first-run/").map(|at| line[at..].to_owned());
        link = link.or(path);
        if address.is_some() && link.is_some() {
            break;
        }
    }
    let (address, link) = (address.expect("an address"), link.expect("a link"));
    let mut stream = TcpStream::connect(address).expect("it listens");
    let request = format!("GET {link} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it hears");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    process.kill().expect("it still runs");
    process.wait().expect("it is ours");

    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer.chars().take("HTTP/1.1 200".len()).collect()
}

#[test]
fn the_first_link_that_a_new_installation_prints_opens_the_keepers_page() {
    assert_eq!(answer_to_the_first_link(Stdio::null()), "HTTP/1.1 200");
}

#[test]
fn a_log_that_takes_no_more_stops_nobody() {
    let full = std::fs::File::options().write(true).open("/dev/full");
    let full = full.expect("the system has a file that is always full");

    assert_eq!(answer_to_the_first_link(full.into()), "HTTP/1.1 200");
}

/// What it says before it ends, with these settings.
fn refusal(settings: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("roost.toml"), settings).expect("the folder takes files");
    let ended = serve(folder.path()).output().expect("it starts");
    assert!(!ended.status.success(), "it served with {settings}");
    String::from_utf8(ended.stdout).expect("it speaks UTF-8")
}

#[test]
fn settings_that_would_fail_later_are_refused_at_the_start_in_words_that_help() {
    let host = "roost: base_url must end with its host, as in https://roost.example.org: Roost needs \
                a host name of its own and cannot be put under a path\n";
    let sender = "roost: mail.from must be an e-mail address and nothing else, such as \
                  roost@example.org\n";
    let address = "roost: the database's address must begin with postgres://\n";
    let domain = "roost: inbound.domain must be a host name in lower case, as DNS knows it, such as \
                  lists.example.org\n";
    let without = "roost: inbound.smtp and inbound.lmtp need inbound.domain: what our addresses end \
                   with\n";
    let lmtp = "roost: inbound.lmtp must not be port 25, where mail servers expect SMTP\n";
    let pair = "roost: inbound.certificate and inbound.key go together\n";
    let cases = [
        ("[inbound]\ndomain = \"Lists.example.org\"", domain),
        ("[inbound]\nlmtp = \"127.0.0.1:2424\"", without),
        (
            "[inbound]\ndomain = \"example.org\"\nlmtp = \"127.0.0.1:25\"",
            lmtp,
        ),
        (
            "[inbound]\ndomain = \"example.org\"\ncertificate = \"a.pem\"",
            pair,
        ),
        ("base_url = \"https://example.org/roost\"", host),
        ("base_url = \"https://example.org/?a=b\"", host),
        ("base_url = \"https://ada@example.org\"", host),
        ("[mail]\nfrom = \"Roost <roost@example.org>\"", sender),
        ("[mail]\nfrom = \"nobody\"", sender),
        ("database_url = \"mysql://127.0.0.1/roost\"", address),
    ];
    for (settings, said) in cases {
        assert_eq!(refusal(settings), said, "{settings}");
    }
}

#[test]
fn a_database_that_does_not_answer_is_named_without_its_password() {
    let said = refusal("database_url = \"postgres://ada:secret@127.0.0.1:1/roost\"");

    let start = "roost: PostgreSQL at 127.0.0.1 lets nobody in: ";
    assert!(said.starts_with(start), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn a_file_of_settings_that_was_named_must_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = serve(folder.path())
        .args(["--config", "rost.toml"])
        .output();
    let ended = ended.expect("it starts");

    assert!(!ended.status.success());
    let said = String::from_utf8(ended.stdout).expect("it speaks UTF-8");
    assert!(
        said.starts_with("roost: rost.toml cannot be read: "),
        "{said}"
    );
}
