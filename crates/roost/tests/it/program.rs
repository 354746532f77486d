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

#[test]
fn the_first_link_that_a_new_installation_prints_opens_the_keepers_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut process = serve(folder.path()).spawn().expect("it starts");
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

    let status = String::from_utf8_lossy(&answer[..12]).into_owned();
    assert_eq!(status, "HTTP/1.1 200");
}
