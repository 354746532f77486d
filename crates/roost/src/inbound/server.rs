//! The sockets around a [`Session`]: limits for clients that are many or slow on purpose, TLS, the
//! database, and a stop that lets a message be kept which is under way.

use super::actions::{self, Addressee};
use super::checks::{self, Checks, Sender};
use super::inboxes::Inbox;
use super::model::Origin;
use super::session::{Dialect, Found, Message, Rules, Session, Wish};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::dns::Dns;
use crate::ids::{Ids, Moment};
use crate::jobs;
use anyhow::Context;
use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// So many conversations go on at once, and so many with one address. A mail server on this machine
/// speaks for all the others, so the second bound is not for it.
const CONNECTIONS: usize = 400;
const CONNECTIONS_EACH: usize = 20;

/// How long the other side may be silent in the middle of a line or between two (RFC 5321 §4.5.3.2.7),
/// and how long once half of the conversations are taken.
const PATIENCE: Duration = Duration::from_secs(5 * 60);
const PATIENCE_UNDER_LOAD: Duration = Duration::from_secs(20);

/// How long it may take to change over to TLS, and to read what we say.
const HANDSHAKE: Duration = Duration::from_secs(30);
const HEARING: Duration = Duration::from_secs(60);

/// The pause after a failed accept, which usually means that files ran out.
const BREATH: Duration = Duration::from_millis(100);

const CHUNK: usize = 16 << 10;

/// The sockets that are listened on.
pub struct Listeners(Vec<(TcpListener, Dialect)>);

impl Listeners {
    /// Opens those that the settings name.
    ///
    /// # Errors
    /// If one of them cannot be listened on.
    pub async fn open(config: &Config) -> anyhow::Result<Listeners> {
        let wanted = [
            (config.inbound.smtp_address(), Dialect::Smtp),
            (config.inbound.lmtp_address(), Dialect::Lmtp),
        ];
        let mut open = Vec::new();
        for (address, dialect) in wanted {
            let Some(address) = address else { continue };
            let listener = TcpListener::bind(address)
                .await
                .with_context(|| format!("{address} cannot be listened on for mail"))?;
            open.push((listener, dialect));
        }
        Ok(Listeners(open))
    }

    /// Where, and in which protocol.
    pub fn addresses(&self) -> Vec<(SocketAddr, Dialect)> {
        let addresses = self.0.iter();
        let addresses = addresses.filter_map(|(listener, dialect)| {
            let address = listener.local_addr().ok()?;
            Some((address, *dialect))
        });
        addresses.collect()
    }
}

/// Takes mail in. Several may share one database.
#[derive(Clone)]
pub struct Server {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub context: jobs::Context,
    /// Who says what a sender's domain publishes.
    pub dns: Dns,
    /// In the order in which they are asked.
    pub inboxes: &'static [&'static Inbox],
}

/// How a conversation ended.
enum End {
    Starttls,
    Closed,
}

/// What a conversation needs beside its socket.
struct Talk {
    server: Server,
    crowd: Arc<Crowd>,
    remote: IpAddr,
    stopping: watch::Receiver<bool>,
}

impl Server {
    /// Serves until `stopping` becomes true, then until what is under way is kept.
    pub async fn work(
        self,
        listeners: Listeners,
        tls: Option<TlsAcceptor>,
        stopping: watch::Receiver<bool>,
    ) {
        let crowd = Arc::new(Crowd::default());
        let mut loops = JoinSet::new();
        for (listener, dialect) in listeners.0 {
            let (server, crowd) = (self.clone(), Arc::clone(&crowd));
            let (tls, stopping) = (tls.clone(), stopping.clone());
            loops.spawn(async move {
                server
                    .accept((listener, dialect), tls, crowd, stopping)
                    .await;
            });
        }
        while loops.join_next().await.is_some() {}
    }

    /// What STARTTLS needs; `None`: it is not offered.
    ///
    /// # Errors
    /// One sentence that says which file to look at.
    pub fn tls(&self) -> anyhow::Result<Option<TlsAcceptor>> {
        let inbound = &self.context.config.inbound;
        let (Some(certificate), Some(key)) = (&inbound.certificate, &inbound.key) else {
            return Ok(None);
        };
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
        let chain = chain.with_context(|| {
            let file = certificate.display();
            format!("inbound.certificate: {file} cannot be read as PEM")
        })?;
        let private = PrivateKeyDer::from_pem_file(key)
            .with_context(|| format!("inbound.key: {} cannot be read as PEM", key.display()))?;
        let provider = Arc::new(ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, private)
            .context("inbound.certificate and inbound.key do not belong together")?;
        Ok(Some(TlsAcceptor::from(Arc::new(config))))
    }

    async fn accept(
        self,
        (listener, dialect): (TcpListener, Dialect),
        tls: Option<TlsAcceptor>,
        crowd: Arc<Crowd>,
        mut stopping: watch::Receiver<bool>,
    ) {
        let mut talks = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                _ = stopping.wait_for(|stop| *stop) => break,
            };
            match accepted {
                Ok((stream, from)) => {
                    let talk = Talk {
                        server: self.clone(),
                        crowd: Arc::clone(&crowd),
                        remote: from.ip().to_canonical(),
                        stopping: stopping.clone(),
                    };
                    talks.spawn(talk.lead(stream, dialect, tls.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a mail server's connection could not be accepted");
                    tokio::time::sleep(BREATH).await;
                }
            }
            while talks.try_join_next().is_some() {}
        }
        drop(listener);
        while talks.join_next().await.is_some() {}
    }

    /// Who takes mail for this local part.
    async fn find(&self, local: String) -> Found<Addressee> {
        match self.ask(&local).await {
            Ok(Some(inbox)) => Found::Here(Addressee { inbox, local }),
            Ok(None) => Found::Nowhere,
            Err(fault) => {
                tracing::warn!("an address could not be looked up: {fault:#}");
                Found::Unsure
            }
        }
    }

    async fn ask(&self, local: &str) -> anyhow::Result<Option<&'static Inbox>> {
        let mut tx = self.db.read().await?;
        for inbox in self.inboxes {
            if (inbox.takes)(&mut tx, &self.context, local).await? {
                return Ok(Some(inbox));
            }
        }
        Ok(None)
    }

    /// Whether the message is committed.
    async fn keep(
        &self,
        (remote, dialect): (IpAddr, Dialect),
        message: &Message<Addressee>,
    ) -> bool {
        let at = &Moment::new(self.clock.now(), self.ids.clone());
        let origin = &Origin {
            remote,
            helo: message.helo.clone(),
            from: message.from.clone(),
            secure: message.secure,
        };
        let checks = self.check((origin, dialect), message).await;
        let checks = checks.as_ref();
        let bound = self.context.config.inbound.hourly_bytes;
        let (recipients, raw) = (&message.recipients, (message.raw.as_slice(), bound));
        let kept = self
            .db
            .write(|tx| Box::pin(actions::receive(tx, at, (origin, checks), recipients, raw)));
        match kept.await {
            Ok(Some(_)) => true,
            Ok(None) => {
                tracing::warn!("more mail came in within an hour than inbound.hourly_bytes");
                false
            }
            Err(fault) => {
                tracing::error!("a message could not be kept: {fault:#}");
                false
            }
        }
    }

    /// What stands for a message; `None`: nobody among its recipients has to know.
    async fn check(
        &self,
        (origin, dialect): (&Origin, Dialect),
        message: &Message<Addressee>,
    ) -> Option<Checks> {
        let mut recipients = message.recipients.iter();
        if !recipients.any(|recipient| recipient.inbox.is_checked) {
            return None;
        }
        let config = &self.context.config;
        // From this machine as by LMTP comes what a server in front has taken in.
        let sender = if dialect == Dialect::Lmtp || origin.remote.is_loopback() {
            Sender::Front(config.inbound.trusted_front.as_deref())
        } else {
            Sender::Direct(config.base_url.host_str().unwrap_or("localhost"))
        };
        Some(checks::check(&self.dns, origin, sender, &message.raw).await)
    }

    fn rules(&self, starttls: bool) -> Rules {
        let config = &self.context.config;
        Rules {
            host: config.base_url.host_str().unwrap_or("localhost").to_owned(),
            domain: config.inbound.domain.clone().unwrap_or_default(),
            max_bytes: config.inbound.max_bytes,
            max_recipients: config.inbound.max_recipients,
            starttls,
        }
    }
}

impl Talk {
    async fn lead(self, mut stream: TcpStream, dialect: Dialect, tls: Option<TlsAcceptor>) {
        let Some(_guest) = self.crowd.enter(self.remote) else {
            let full = b"421 4.7.0 So many connections are open already\r\n";
            // Whether it hears us or not, it is let go.
            let _ = timeout(HANDSHAKE, stream.write_all(full)).await;
            return;
        };
        if let Err(error) = self.converse_on(stream, dialect, tls).await {
            tracing::debug!(%error, "a conversation with a mail server broke off");
        }
    }

    async fn converse_on(
        &self,
        mut stream: TcpStream,
        dialect: Dialect,
        tls: Option<TlsAcceptor>,
    ) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut session = Session::new(self.server.rules(tls.is_some()), dialect);
        let end = self.converse(&mut stream, (&mut session, dialect)).await?;
        if let (End::Starttls, Some(tls)) = (end, tls) {
            let mut stream = timeout(HANDSHAKE, tls.accept(stream)).await??;
            session.is_secure_now();
            self.converse(&mut stream, (&mut session, dialect)).await?;
            stream.shutdown().await?;
        }
        Ok(())
    }

    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        (session, dialect): (&mut Session<Addressee>, Dialect),
    ) -> io::Result<End> {
        let mut stopping = self.stopping.clone();
        let mut chunk = vec![0; CHUNK];
        let (mut progress, mut since) = (session.progress(), Instant::now());
        loop {
            while let Some(wish) = session.go_on() {
                match wish {
                    Wish::Find(local) => session.found(self.server.find(local).await),
                    Wish::Keep(message) => {
                        let from = (self.remote, dialect);
                        session.kept(self.server.keep(from, &message).await);
                        since = Instant::now();
                    }
                    Wish::Starttls => {
                        say(stream, session).await?;
                        return Ok(End::Starttls);
                    }
                    Wish::Close => {
                        say(stream, session).await?;
                        return Ok(End::Closed);
                    }
                }
            }
            say(stream, session).await?;
            if session.progress() != progress {
                (progress, since) = (session.progress(), Instant::now());
            }
            // One byte now and then is no progress, so the clock goes on.
            let read = tokio::select! {
                read = timeout_at(since + self.crowd.patience(), stream.read(&mut chunk)) => {
                    read.map_err(|_| "421 4.4.2 This took too long")
                }
                () = until(&mut stopping) => {
                    Err("421 4.3.2 We are closing, please try again later")
                }
            };
            let read = match read {
                Ok(read) => read,
                Err(goodbye) => {
                    session.break_off(goodbye);
                    say(stream, session).await?;
                    return Ok(End::Closed);
                }
            };
            match read? {
                0 => return Ok(End::Closed),
                length => session.feed(&chunk[..length]),
            }
        }
    }
}

/// Waits for the stop; what it was told by may be gone too.
async fn until(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn say<S: AsyncWrite + Unpin>(
    stream: &mut S,
    session: &mut Session<Addressee>,
) -> io::Result<()> {
    let output = session.take_output();
    if output.is_empty() {
        return Ok(());
    }
    timeout(HEARING, async {
        stream.write_all(output.as_bytes()).await?;
        stream.flush().await
    })
    .await?
}

/// Who is connected just now.
#[derive(Default)]
struct Crowd(Mutex<HashMap<IpAddr, usize>>);

/// One of them, until it is dropped.
struct Guest<'a> {
    crowd: &'a Crowd,
    network: IpAddr,
}

impl Crowd {
    /// `None`: there are too many already.
    fn enter(&self, remote: IpAddr) -> Option<Guest<'_>> {
        let network = network_of(remote);
        let mut guests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = guests.values().sum();
        let same = guests.get(&network).copied().unwrap_or(0);
        if all >= CONNECTIONS || same >= CONNECTIONS_EACH && !network.is_loopback() {
            return None;
        }
        guests.insert(network, same + 1);
        Some(Guest {
            crowd: self,
            network,
        })
    }

    fn patience(&self) -> Duration {
        let guests = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if guests.values().sum::<usize>() > CONNECTIONS / 2 {
            PATIENCE_UNDER_LOAD
        } else {
            PATIENCE
        }
    }
}

impl Drop for Guest<'_> {
    fn drop(&mut self) {
        let mut guests = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = guests.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                guests.remove(&self.network);
            }
        }
    }
}

/// Whoever has an IPv6 address has 2^64 of them.
fn network_of(remote: IpAddr) -> IpAddr {
    match remote {
        IpAddr::V6(address) if !address.is_loopback() => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::V6(Ipv6Addr::from(segments))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{CONNECTIONS, CONNECTIONS_EACH, Crowd, PATIENCE, PATIENCE_UNDER_LOAD};
    use std::net::IpAddr;

    fn address(number: usize) -> IpAddr {
        let [.., high, low] = number.to_be_bytes();
        IpAddr::from([192, 0, high, low])
    }

    #[test]
    fn one_network_gets_its_share_and_a_crowd_is_given_less_time() {
        let crowd = Crowd::default();
        let same = ["2001:db8::1", "2001:db8::2"].map(|text| text.parse::<IpAddr>().unwrap());
        let mut guests: Vec<_> = (0..CONNECTIONS_EACH)
            .map(|number| crowd.enter(same[number % 2]).unwrap())
            .collect();
        assert!(crowd.enter(same[0]).is_none());
        guests.pop();
        guests.push(crowd.enter(same[1]).unwrap());

        let local: IpAddr = "127.0.0.1".parse().unwrap();
        guests.extend((0..2 * CONNECTIONS_EACH).map(|_| crowd.enter(local).unwrap()));
        assert_eq!(crowd.patience(), PATIENCE);
        let rest = CONNECTIONS - guests.len();
        guests.extend((0..rest).map(|number| crowd.enter(address(number)).unwrap()));
        assert_eq!(crowd.patience(), PATIENCE_UNDER_LOAD);
        assert!(crowd.enter(address(65_000)).is_none() && crowd.enter(local).is_none());

        drop(guests);
        assert!(crowd.0.lock().unwrap().is_empty());
    }
}
