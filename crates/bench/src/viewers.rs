use crate::client::Connection;
use crate::fill::{FRONT, REMOTE};
use crate::print;
use anyhow::Context;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::time::{sleep, timeout};

/// What the moderator presses, one after the other.
const PRESSES: [&str; 6] = ["start", "stop", "next", "start", "stop", "next"];

/// As many as ask for the stream at the same time; a room fills one by one.
const AT_ONCE: usize = 50;

/// Whoever is told later than that is not told.
const PATIENCE: Duration = Duration::from_secs(10);

/// When one viewer was told.
type Told = UnboundedSender<Instant>;

/// Opens one front view in many browsers, has the moderator press, and prints from the press on how
/// long it took until the last of them was told, and how much memory each takes in the server.
pub async fn viewers(port: u16, server: u32, count: usize) -> anyhow::Result<()> {
    let before = memory(server, "VmRSS:")?;
    let (told, mut tellings) = mpsc::unbounded_channel();
    for first in (0..count).step_by(AT_ONCE) {
        let some = AT_ONCE.min(count - first);
        for _ in 0..some {
            tokio::spawn(view(port, told.clone()));
        }
        // Each is told how it stands as soon as it has come.
        gather(&mut tellings, some).await?;
    }
    sleep(Duration::from_secs(1)).await;
    let grown = memory(server, "VmRSS:")?.saturating_sub(before);
    let each = f64::from(u32::try_from(grown)?) / f64::from(u32::try_from(count)?);
    print(&format!("{count} viewers, {each:.1} kB of memory each"));
    let mut remote = Connection::open(port).await?;
    for (number, press) in (1_u64..).zip(PRESSES) {
        let turn = turn(port).await?;
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let form = format!("id={id}&do={press}&turn={turn}");
        let begun = Instant::now();
        let orders = format!("/remote/{REMOTE}/orders");
        let status = remote.post(&orders, &form).await?.status;
        anyhow::ensure!(status == 303, "{press} is answered with {status}");
        let answered = begun.elapsed();
        let mut delays = Vec::new();
        for at in gather(&mut tellings, count).await? {
            delays.push(at.duration_since(begun));
        }
        delays.sort_unstable();
        let at = |share: usize| delays[(count * share / 100).min(count - 1)].as_millis();
        print(&format!(
            "{press}: answered after {} ms; told after {} ms (first), {} ms (half), {} ms (p99), {} ms (last)",
            answered.as_millis(),
            at(0),
            at(50),
            at(99),
            at(100)
        ));
        sleep(Duration::from_secs(1)).await;
    }
    Ok(())
}

/// So many tellings, or the fault that it takes too long.
async fn gather(
    tellings: &mut UnboundedReceiver<Instant>,
    count: usize,
) -> anyhow::Result<Vec<Instant>> {
    let mut gathered = Vec::with_capacity(count);
    while gathered.len() < count {
        let next = timeout(PATIENCE, tellings.recv()).await;
        let next = next.with_context(|| format!("only {} of {count} were told", gathered.len()))?;
        gathered.push(next.context("nobody watches any more")?);
    }
    Ok(gathered)
}

/// One browser with the front view open.
async fn view(port: u16, told: Told) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let ask = format!(
        "GET /front/{FRONT}/stream HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\r\n"
    );
    stream.write_all(ask.as_bytes()).await?;
    let mut lines = BufReader::with_capacity(2048, stream).lines();
    while let Some(line) = lines.next_line().await? {
        if line == "event: state" && told.send(Instant::now()).is_err() {
            break;
        }
    }
    Ok(())
}

/// Whose turn it is, as the remote's page is told.
async fn turn(port: u16) -> anyhow::Result<String> {
    let mut connection = Connection::open(port).await?;
    let state = connection.get(&format!("/remote/{REMOTE}/state")).await?;
    let (_, rest) = state.split_once("\"turn\":\"").context("nobody is on")?;
    Ok(rest.chars().take(36).collect())
}

/// Kilobytes that the server has of the machine's memory (`VmRSS:`), or had at the most (`VmHWM:`).
pub fn memory(server: u32, which: &str) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{server}/status"))?;
    let line = status.lines().find(|line| line.starts_with(which));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(kilobytes.context("it is no process")?.parse()?)
}
