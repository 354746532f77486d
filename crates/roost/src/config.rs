//! How this installation is set up: a file `roost.toml`, which the environment and the command line
//! override.

use crate::fetch::Reach;
use anyhow::Context;
use serde::Deserialize;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use url::Url;

/// The file that is read when none is named.
const FILE: &str = "roost.toml";

/// Everything that does not change while the server runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the database, pictures and the key are kept.
    pub data: PathBuf,
    /// `postgres://…`; `None`: SQLite in the data folder.
    pub database_url: Option<String>,
    pub listen: SocketAddr,
    /// What links in mails begin with, without a slash at the end.
    pub base_url: Url,
    /// The key for tokens, hex; `None`: `secrets.toml` in the data folder, made at first run.
    pub secret: Option<String>,
    pub mail: Mail,
    pub inbound: Inbound,
    pub dns: Dns,
    /// Addresses of proxies whose `Forwarded` headers are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Log lines as JSON.
    pub log_json: bool,
    pub limits: Limits,
    /// Which addresses may be fetched. No file says it: only tests ask their own machine.
    #[serde(skip)]
    pub reach: Reach,
    /// This program, which starts itself anew for what may take it down. No file says it: only tests
    /// are another one.
    #[serde(skip)]
    pub program: PathBuf,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            data: PathBuf::from("data"),
            database_url: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8000)),
            base_url: Url::parse("http://localhost:8000").expect("it is an address"),
            secret: None,
            mail: Mail::default(),
            inbound: Inbound::default(),
            dns: Dns::default(),
            trusted_proxies: Vec::new(),
            log_json: false,
            limits: Limits::default(),
            reach: Reach::default(),
            program: std::env::current_exe().unwrap_or_default(),
        }
    }
}

/// How mail leaves.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    pub transport: Transport,
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub user: Option<String>,
    pub password: Option<String>,
    /// A file with a certificate in PEM that is believed besides the public ones.
    pub ca_certificate: Option<PathBuf>,
    /// The address that everything is sent from.
    pub from: String,
    /// How many connections are open at the most.
    pub connections: usize,
    /// How many letters to one host of recipients are under way at once; `None`: as many as connections.
    pub per_host: Option<usize>,
    /// How many letters leave within a minute, for a mail server that takes no more; `None`: as many as
    /// it takes.
    pub per_minute: Option<usize>,
    /// Whether reminders and digests wait for the morning. No file says it: only who tries Roost out
    /// at night wants to see them at once.
    #[serde(skip)]
    pub keeps_quiet: bool,
}

impl Default for Mail {
    fn default() -> Self {
        Mail {
            transport: Transport::Smtp,
            host: "localhost".to_owned(),
            port: 587,
            security: Security::Starttls,
            user: None,
            password: None,
            ca_certificate: None,
            from: "roost@localhost".to_owned(),
            connections: 16,
            per_host: None,
            per_minute: None,
            keeps_quiet: true,
        }
    }
}

impl fmt::Debug for Mail {
    /// Without the password, since configurations are logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mail {
            transport,
            host,
            port,
            security,
            from,
            ..
        } = self;
        write!(f, "{transport:?} {host}:{port} {security:?} from {from}")
    }
}

/// How mail comes in.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inbound {
    /// What our own addresses end with, such as `lists.example.org`; `None`: no mail comes in, and no
    /// letter names an address of ours to write to.
    pub domain: Option<String>,
    /// Where other mail servers are listened to; `None`: port 2525, or nowhere beside `lmtp`.
    pub smtp: Option<SocketAddr>,
    /// Where a mail server in front of this one is listened to.
    pub lmtp: Option<SocketAddr>,
    /// A file with our certificate in PEM and those above it, for STARTTLS; it goes with `key`.
    pub certificate: Option<PathBuf>,
    /// A file with the certificate's key in PEM.
    pub key: Option<PathBuf>,
    /// The size of a message.
    pub max_bytes: usize,
    /// How many addresses one message may name.
    pub max_recipients: usize,
    /// How much is taken in within an hour, so that nobody fills the disk.
    pub hourly_bytes: usize,
    /// Whose `Authentication-Results` are believed: what a mail server in front calls itself there;
    /// `None`: nobody's.
    pub trusted_front: Option<String>,
}

impl Default for Inbound {
    fn default() -> Self {
        Inbound {
            domain: None,
            smtp: None,
            lmtp: None,
            certificate: None,
            key: None,
            max_bytes: 10 << 20,
            max_recipients: 50,
            hourly_bytes: 256 << 20,
            trusted_front: None,
        }
    }
}

/// Who is asked what a domain publishes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dns {
    /// A name server that looks things up for us, such as `127.0.0.1:53`; `None`: those of the system.
    pub resolver: Option<SocketAddr>,
}

impl Inbound {
    /// Where SMTP is spoken. Whoever has a mail server in front wants no second door.
    pub fn smtp_address(&self) -> Option<SocketAddr> {
        let usual = SocketAddr::from(([0, 0, 0, 0], 2525));
        let usual = self.lmtp.is_none().then_some(usual);
        self.domain.as_ref().and(self.smtp.or(usual))
    }

    /// Where LMTP is spoken.
    pub fn lmtp_address(&self) -> Option<SocketAddr> {
        self.domain.as_ref().and(self.lmtp)
    }

    fn check(&self) -> anyhow::Result<()> {
        let names_a_host = |domain: &String| matches!(url::Host::parse(domain), Ok(url::Host::Domain(host)) if host == *domain);
        anyhow::ensure!(
            self.domain.as_ref().is_none_or(names_a_host),
            "inbound.domain must be a host name in lower case, as DNS knows it, such as \
             lists.example.org"
        );
        let opens = self.smtp.or(self.lmtp).is_some();
        anyhow::ensure!(
            self.domain.is_some() || !opens,
            "inbound.smtp and inbound.lmtp need inbound.domain: what our addresses end with"
        );
        // RFC 2033 §5.
        anyhow::ensure!(
            self.lmtp.is_none_or(|lmtp| lmtp.port() != 25),
            "inbound.lmtp must not be port 25, where mail servers expect SMTP"
        );
        anyhow::ensure!(
            self.certificate.is_some() == self.key.is_some(),
            "inbound.certificate and inbound.key go together"
        );
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    Smtp,
    /// Kept in the database and readable at `/mailbox`: for trying out, on a loopback address only.
    Mailbox,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Begins in clear and must change over: port 587.
    Starttls,
    /// From the first byte: port 465.
    Tls,
    /// Never: a server on the same machine.
    None,
}

/// How much one network or one address may ask for. A room of sixty sits behind one network.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Answers, sign-ups and sign-ins per network in ten minutes.
    pub per_network: u32,
    /// Mails to one address that strangers can cause, in fifteen minutes.
    pub per_address: u32,
    /// Mails that strangers can cause on the whole installation, in ten minutes.
    pub per_installation: u32,
    /// The size of a request's body.
    pub body_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            per_network: 300,
            per_address: 3,
            per_installation: 3_000,
            body_bytes: 12 << 20,
        }
    }
}

impl Config {
    /// Reads the file that was named, or else `roost.toml`, or takes the defaults if there is none.
    ///
    /// # Errors
    /// If the file cannot be read, has a setting that does not exist, or a value that does not fit.
    pub fn read(named: Option<&Path>) -> anyhow::Result<Config> {
        let path = named.unwrap_or(Path::new(FILE));
        // Whoever names a file and mistypes it must not get a server with other settings.
        if named.is_none() && !path.exists() {
            return Ok(Config::default());
        }
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} has a mistake", path.display()))
    }

    /// Refuses what would be wrong or dangerous to run with.
    ///
    /// # Errors
    /// One sentence that says what to change.
    pub fn check(&self) -> anyhow::Result<()> {
        let scheme = self.base_url.scheme();
        anyhow::ensure!(
            matches!(scheme, "http" | "https") && self.base_url.has_host(),
            "base_url must begin with https:// or http:// and name a host"
        );
        let of_host = Url::options().base_url(Some(&self.base_url)).parse("/")?;
        anyhow::ensure!(
            self.base_url == of_host && self.base_url.username().is_empty(),
            "base_url must end with its host, as in https://roost.example.org: Roost needs a host \
             name of its own and cannot be put under a path"
        );
        anyhow::ensure!(
            self.mail.transport != Transport::Mailbox || self.is_loopback(),
            "mail.transport = \"mailbox\" shows everybody's mail to everybody, so it works only \
             when base_url is a loopback address such as http://localhost:8000. Set \
             mail.transport = \"smtp\" and the mail server's host"
        );
        self.inbound.check()
    }

    /// Whether links lead to this very machine.
    pub fn is_loopback(&self) -> bool {
        match self.base_url.host() {
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// Whether browsers reach this server by TLS, so that cookies can demand it.
    pub fn is_secure(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    /// The whole address of a path that begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }
}
