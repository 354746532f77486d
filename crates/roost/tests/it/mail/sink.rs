//! A mail server that does what its script says, so that each fault can be met on demand.
//!
//! The recipient's name decides: `later…` is put off (451), `twice…` is put off once and taken the
//! second time, `never…` is refused (550), `cut…` loses the connection in the middle of its message.
//! Anybody else's mail is taken. Whoever signs in as `stranger` is not let in.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
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
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                noted.lock().unwrap().connections += 1;
                tokio::spawn(serve(stream, Arc::clone(&noted), tls.clone(), at_once));
            }
        });
        Sink {
            address,
            seen,
            serving,
        }
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

async fn serve(stream: TcpStream, seen: Arc<Mutex<Seen>>, tls: Option<TlsAcceptor>, at_once: bool) {
    if let (Some(tls), true) = (&tls, at_once) {
        let Ok(stream) = tls.accept(stream).await else {
            return;
        };
        seen.lock().unwrap().over_tls += 1;
        let mut stream = BufReader::new(stream);
        if stream.write_all(b"220 sink\r\n").await.is_ok() && stream.flush().await.is_ok() {
            converse(&mut stream, &seen, false).await;
        }
        return;
    }
    let mut stream = BufReader::new(stream);
    if stream.write_all(b"220 sink\r\n").await.is_err() {
        return;
    }
    if converse(&mut stream, &seen, tls.is_some()).await != Some(End::Starttls) {
        return;
    }
    let Some(tls) = tls else { return };
    let Ok(stream) = tls.accept(stream.into_inner()).await else {
        return;
    };
    seen.lock().unwrap().over_tls += 1;
    converse(&mut BufReader::new(stream), &seen, false).await;
}

#[derive(Debug, PartialEq, Eq)]
enum End {
    Starttls,
    Quit,
}

/// Speaks as a server until the client stops; `None` if the connection is gone.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufReader<S>,
    seen: &Mutex<Seen>,
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
