//! A mail server that does what its script says, so that each fault can be met on demand.
//!
//! The recipient's name decides: `later…` is put off (451), `twice…` is put off once and taken the
//! second time, `never…` is refused (550), `cut…` loses the connection in the middle of its message,
//! `waits…` gets no answer before [`Sink::answer`]. Anybody else's mail is taken. Whoever signs in as `stranger` is not let in.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// What the server has met with.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Seen {
    pub messages: Vec<Received>,
    /// Every recipient that was named, taken or not.
    pub recipients: Vec<String>,
    pub connections: usize,
    /// Name and password, as the client sent them.
    pub credentials: Option<String>,
    pub over_tls: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The sender of the envelope.
    pub from: String,
    pub to: String,
    pub data: String,
}

impl Received {
    /// The value of a header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.data.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        let start = format!("{name}: ");
        let line = head.lines().find_map(|line| line.strip_prefix(&start));
        line.map(str::to_owned)
    }
}

pub struct Sink {
    pub address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
    answers: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Sink {
    /// Listens on a free port. With a certificate it offers STARTTLS and takes mail only after it.
    pub async fn start(tls: Option<TlsAcceptor>) -> Sink {
        Sink::start_on(SocketAddr::from(([127, 0, 0, 1], 0)), tls).await
    }

    /// Listens on a free port that speaks TLS from the first byte.
    pub async fn start_secure(tls: TlsAcceptor) -> Sink {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        Sink::start_with(address, Some(tls), true).await
    }

    pub async fn start_on(address: SocketAddr, tls: Option<TlsAcceptor>) -> Sink {
        Sink::start_with(address, tls, false).await
    }

    async fn start_with(address: SocketAddr, tls: Option<TlsAcceptor>, at_once: bool) -> Sink {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let noted = Arc::clone(&seen);
        let (answers, answered) = watch::channel(false);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                noted.lock().unwrap().connections += 1;
                let noted = (Arc::clone(&noted), answered.clone());
                tokio::spawn(serve(stream, noted, tls.clone(), at_once));
            }
        });
        Sink {
            address,
            seen,
            answers,
            serving,
        }
    }

    /// Waits until a message for this recipient is announced.
    pub async fn hears_of(&self, recipient: &str) {
        while !self.seen().recipients.iter().any(|to| to == recipient) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Answers those whose mail `waits…`.
    pub fn answer(&self) {
        self.answers.send_replace(true);
    }

    pub fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }

    /// How many messages it has taken.
    pub fn count(&self) -> usize {
        self.seen.lock().unwrap().messages.len()
    }

    /// Goes away, as a server does that is switched off.
    pub async fn stop(self) -> Seen {
        self.serving.abort();
        let _ = self.serving.await;
        self.seen.lock().unwrap().clone()
    }
}

/// Where is noted what was met, and whether those who wait are answered.
type Noted = (Arc<Mutex<Seen>>, watch::Receiver<bool>);

async fn serve(stream: TcpStream, noted: Noted, tls: Option<TlsAcceptor>, at_once: bool) {
    let seen = &noted.0;
    if let (Some(tls), true) = (&tls, at_once) {
        let Ok(stream) = tls.accept(stream).await else {
            return;
        };
        seen.lock().unwrap().over_tls += 1;
        let mut stream = BufReader::new(stream);
        if stream.write_all(b"220 sink\r\n").await.is_ok() && stream.flush().await.is_ok() {
            converse(&mut stream, &noted, false).await;
        }
        return;
    }
    let mut stream = BufReader::new(stream);
    if stream.write_all(b"220 sink\r\n").await.is_err() {
        return;
    }
    if converse(&mut stream, &noted, tls.is_some()).await != Some(End::Starttls) {
        return;
    }
    let Some(tls) = tls else { return };
    let Ok(stream) = tls.accept(stream.into_inner()).await else {
        return;
    };
    seen.lock().unwrap().over_tls += 1;
    converse(&mut BufReader::new(stream), &noted, false).await;
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    Starttls,
    Quit,
}

/// Speaks as a server until the client stops; `None` if the connection is gone.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    (seen, answered): &Noted,
    offers_tls: bool,
) -> Option<End> {
    let (mut from, mut to) = (String::new(), String::new());
    loop {
        let line = read_line(stream).await?;
        let command = line.split([' ', ':']).next()?.to_uppercase();
        let reply = match command.as_str() {
            "EHLO" if offers_tls => "250-sink\r\n250 STARTTLS",
            "EHLO" => "250-sink\r\n250-SMTPUTF8\r\n250 AUTH PLAIN",
            "STARTTLS" => {
                reply(stream, "220 go on").await?;
                return Some(End::Starttls);
            }
            "MAIL" if offers_tls => "530 STARTTLS first",
            "MAIL" => {
                line.split(['<', '>']).nth(1)?.clone_into(&mut from);
                "250 fine"
            }
            "AUTH" => {
                let credentials = line.rsplit(' ').next().map(str::to_owned);
                // The beginning of "\0stranger\0" in base64.
                let is_strange = line.contains("AHN0cmFuZ2Vy");
                seen.lock().unwrap().credentials = credentials;
                match is_strange {
                    true => "535 5.7.8 nobody knows you",
                    false => "235 welcome",
                }
            }
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1)?;
                address.clone_into(&mut to);
                let known = &mut seen.lock().unwrap().recipients;
                let is_first = !known.contains(&to);
                known.push(to.clone());
                match to.get(..5) {
                    Some("twice") if is_first => "450 4.2.0 come again",
                    Some("later") => "451 4.2.1 <later@example.org> is busy",
                    Some("never") => "550 5.1.1 <never@example.org> is unknown",
                    _ => "250 fine",
                }
            }
            "DATA" => {
                if to.starts_with("waits") {
                    let _ = answered.clone().wait_for(|answered| *answered).await;
                }
                reply(stream, "354 go on").await?;
                let data = read_data(stream, to.starts_with("cut")).await?;
                let message = Received {
                    from: from.clone(),
                    to: to.clone(),
                    data,
                };
                seen.lock().unwrap().messages.push(message);
                "250 taken"
            }
            "QUIT" => {
                reply(stream, "221 bye").await?;
                return Some(End::Quit);
            }
            _ => "250 fine",
        };
        self::reply(stream, reply).await?;
    }
}

async fn reply<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    reply: &str,
) -> Option<()> {
    let line = format!("{reply}\r\n");
    stream.write_all(line.as_bytes()).await.ok()?;
    stream.flush().await.ok()
}

async fn read_line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then(|| line.trim_end().to_owned())
}

/// The message as it was before dots were stuffed (RFC 5321 §4.5.2); `None` after the cut.
async fn read_data<S: AsyncRead + Unpin>(stream: &mut BufReader<S>, cut: bool) -> Option<String> {
    let mut data = String::new();
    loop {
        let line = read_line_with_end(stream).await?;
        if cut {
            return None;
        }
        if line == ".\r\n" {
            return Some(data);
        }
        data.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

async fn read_line_with_end<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then_some(line)
}
