//! One connection to the mail server, kept open from letter to letter.

use super::mime::Envelope;
use crate::config::{Config, Mail, Security, Transport};
use crate::text;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

/// Connecting, TLS and signing in.
pub(super) const DIALLING: Duration = Duration::from_secs(30);

/// One letter, from MAIL FROM to the last reply.
pub(super) const SENDING: Duration = Duration::from_secs(60);

/// Mail servers hang up on whoever is silent, so we do it first.
const IDLE: Duration = Duration::from_secs(10);

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The server has taken it over.
    Sent,
    /// It will never be taken: 5xx for this recipient or this letter.
    Refused { code: Option<i64>, error: String },
    /// Not now: 4xx, or the connection broke.
    Later { code: Option<i64>, error: String },
    /// Nothing was wrong with the letter: there is no server, or it does not let us in.
    Unreachable { error: String },
}

impl Verdict {
    /// What went wrong, without addresses; empty if nothing did.
    pub fn error(&self) -> &str {
        match self {
            Verdict::Sent => "",
            Verdict::Refused { error, .. }
            | Verdict::Later { error, .. }
            | Verdict::Unreachable { error } => error,
        }
    }
}

#[derive(Default)]
pub struct Connection {
    open: Option<(AsyncSmtpConnection, Instant)>,
}

impl Connection {
    /// Sends one letter. Dials first unless the connection is open.
    pub async fn deliver(&mut self, config: &Config, envelope: &Envelope) -> Verdict {
        if config.mail.transport == Transport::Mailbox {
            return Verdict::Sent;
        }
        let mut smtp = match self.connection(config).await {
            Ok(smtp) => smtp,
            Err(error) => return Verdict::Unreachable { error },
        };
        match timeout(SENDING, converse(&mut smtp, envelope)).await {
            Ok(Ok(_)) => {
                self.open = Some((smtp, Instant::now()));
                Verdict::Sent
            }
            Ok(Err(Stop::NotLetIn(error))) => Verdict::Unreachable {
                error: describe(&error),
            },
            Ok(Err(Stop::Refused(error))) => {
                let verdict = judge(&error);
                // The server has an opinion, so it is there: it may take the next letter.
                if error.status().is_some() && is_ready_again(&mut smtp).await {
                    self.open = Some((smtp, Instant::now()));
                }
                verdict
            }
            Err(_) => Verdict::Later {
                code: None,
                error: "the mail server did not answer in time".to_owned(),
            },
        }
    }

    /// Says goodbye if nothing has been sent for a while.
    pub async fn hang_up_if_idle(&mut self) {
        if self
            .open
            .as_ref()
            .is_some_and(|(_, used)| used.elapsed() > IDLE)
        {
            self.hang_up().await;
        }
    }

    pub async fn hang_up(&mut self) {
        if let Some((mut smtp, _)) = self.open.take() {
            // Whether it hears us or not, the connection is gone.
            let _ = timeout(Duration::from_secs(1), smtp.quit()).await;
        }
    }

    async fn connection(&mut self, config: &Config) -> Result<AsyncSmtpConnection, String> {
        self.hang_up_if_idle().await;
        if let Some((smtp, _)) = self.open.take() {
            return Ok(smtp);
        }
        match timeout(DIALLING, dial(config)).await {
            Ok(dialled) => dialled.map_err(|fault| fault.error),
            Err(_) => Err("the mail server did not answer in time".to_owned()),
        }
    }
}

/// How far we came with the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To be answered at all.
    Reach,
    /// To change over to TLS, with a certificate that is believed.
    Secure,
    /// To be known by name and password.
    SignIn,
}

/// Where it ended, and what was said, without addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub step: Step,
    pub error: String,
}

impl Fault {
    pub(super) fn at(step: Step, error: impl Into<anyhow::Error>) -> Fault {
        let error: anyhow::Error = error.into();
        Fault {
            step,
            error: text::without_addresses(&format!("{error:#}")),
        }
    }
}

pub(super) async fn dial(config: &Config) -> Result<AsyncSmtpConnection, Fault> {
    let mail = &config.mail;
    let name = ClientId::Domain(config.base_url.host_str().unwrap_or("localhost").to_owned());
    let secure = |error| Fault::at(Step::Secure, error);
    let tls = match mail.security {
        Security::None => None,
        Security::Starttls | Security::Tls => Some(tls(mail).await.map_err(secure)?),
    };
    let server = (mail.host.as_str(), mail.port);
    let mut smtp = if mail.security == Security::Tls {
        AsyncSmtpConnection::connect_tokio1(server, Some(DIALLING), &name, tls, None)
            .await
            .map_err(|error| Fault::at(Step::Secure, error))?
    } else {
        let mut smtp = greet(server, &name)
            .await
            .map_err(|error| Fault::at(Step::Reach, error))?;
        if let Some(tls) = tls {
            let changed = smtp.starttls(tls, &name).await;
            changed.map_err(|error| Fault::at(Step::Secure, error))?;
        }
        smtp
    };
    if let (Some(user), Some(password)) = (&mail.user, &mail.password) {
        let credentials = Credentials::new(user.clone(), password.clone());
        let known = smtp.auth(DEFAULT_MECHANISMS, &credentials).await;
        known.map_err(|error| Fault::at(Step::SignIn, error))?;
    }
    Ok(smtp)
}

async fn greet(server: (&str, u16), name: &ClientId) -> anyhow::Result<AsyncSmtpConnection> {
    // The dot that ends a letter is a write of its own. Without this it waits until the server
    // acknowledges what came before, and servers take 40 ms for that.
    let stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    Ok(AsyncSmtpConnection::connect_with_transport(Box::new(stream), name).await?)
}

async fn tls(mail: &Mail) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(mail.host.clone());
    if let Some(path) = &mail.ca_certificate {
        let pem = tokio::fs::read(path).await?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem)?);
    }
    Ok(builder.build()?)
}

/// Where a conversation ended.
pub(super) enum Stop {
    /// Before the server had heard whom the letter is for.
    NotLetIn(Error),
    /// Over this recipient or this letter.
    Refused(Error),
}

/// The reply that takes it over.
pub(super) async fn converse(
    smtp: &mut AsyncSmtpConnection,
    envelope: &Envelope,
) -> Result<String, Stop> {
    let (from, to) = (envelope.from.clone(), envelope.to.clone());
    let mut parameters = Vec::new();
    // A local part beyond ASCII needs the server's consent (RFC 6531 §3.4), and so do fields beyond
    // it, which our own letters never have and a member's post may.
    let foreign = !to.to_string().is_ascii() || !envelope.fields().is_ascii();
    if foreign && smtp.server_info().supports_feature(Extension::SmtpUtfEight) {
        parameters.push(MailParameter::SmtpUtfEight);
    }
    // RFC 6152 §3. A server without it is sent the same: to change the text would break the author's
    // signature, and every server of today passes on eight bits.
    if !envelope.bytes.is_ascii() && smtp.server_info().supports_feature(Extension::EightBitMime) {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let begin = smtp.command(MailFrom::new(Some(from), parameters)).await;
    begin.map_err(Stop::NotLetIn)?;
    let recipient = smtp.command(Rcpt::new(to, Vec::new())).await;
    recipient.map_err(Stop::Refused)?;
    smtp.command(Data).await.map_err(Stop::Refused)?;
    let taken = smtp.message(&envelope.bytes).await.map_err(Stop::Refused)?;
    let said: Vec<_> = taken.message().collect();
    Ok(format!("{} {}", taken.code(), said.join(" ")))
}

async fn is_ready_again(smtp: &mut AsyncSmtpConnection) -> bool {
    let reset = timeout(Duration::from_secs(5), smtp.command(Rset)).await;
    matches!(reset, Ok(Ok(_)))
}

fn judge(error: &Error) -> Verdict {
    let code = error
        .status()
        .and_then(|code| code.to_string().parse().ok());
    let sentence = describe(error);
    if error.is_permanent() {
        Verdict::Refused {
            code,
            error: sentence,
        }
    } else {
        Verdict::Later {
            code,
            error: sentence,
        }
    }
}

/// What the server said, without the addresses that servers like to repeat.
pub(super) fn describe(error: &Error) -> String {
    text::without_addresses(&error.to_string())
}
