//! One try with the mail server, or with our own port, for who sets them up: it is told at once what
//! the other side says. Nothing is written down.

use super::dkim::Signer;
use super::mime::{self, Envelope};
use super::smtp::{DIALLING, Fault, SENDING, Step, Stop, converse, describe, dial};
use crate::config::Config;
use crate::ids::Moment;
use crate::text;
use anyhow::Context;
use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Whoever is there takes a connection within this time.
const KNOCKING: Duration = Duration::from_secs(10);

/// Connects to the mail server as a letter would, and says goodbye.
///
/// # Errors
/// The step that failed, and what was said.
pub async fn try_server(config: &Config) -> Result<(), Fault> {
    let server = (config.mail.host.as_str(), config.mail.port);
    let silent = || anyhow::anyhow!("the mail server did not answer in time");
    match timeout(KNOCKING, TcpStream::connect(server)).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => return Err(Fault::at(Step::Reach, error)),
        Err(_) => return Err(Fault::at(Step::Reach, silent())),
    }
    let dialled = timeout(DIALLING, dial(config)).await;
    let mut smtp = dialled.unwrap_or_else(|_| Err(Fault::at(Step::Reach, silent())))?;
    // Whether it hears us or not, we are done.
    let _ = timeout(Duration::from_secs(1), smtp.quit()).await;
    Ok(())
}

/// What stands behind a port of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    /// The certificate that is shown after STARTTLS, in DER; `None`: STARTTLS is not offered.
    pub certificate: Option<Vec<u8>>,
}

/// Speaks SMTP to a port of ours as another mail server would. Any certificate will do for those
/// (RFC 7435), so it does here.
///
/// # Errors
/// What went wrong, in a few words.
pub async fn knock(address: SocketAddr) -> Result<Entrance, String> {
    let knocked = timeout(KNOCKING, async {
        let name = ClientId::Domain("localhost".to_owned());
        let mut smtp =
            AsyncSmtpConnection::connect_tokio1(address, Some(KNOCKING), &name, None, None).await?;
        let mut certificate = None;
        if smtp.can_starttls() {
            let any = TlsParameters::builder("localhost".to_owned())
                .dangerous_accept_invalid_certs(true)
                .dangerous_accept_invalid_hostnames(true)
                .build()?;
            smtp.starttls(any, &name).await?;
            certificate = Some(smtp.peer_certificate()?);
        }
        let _ = smtp.quit().await;
        Ok(Entrance { certificate })
    });
    match knocked.await {
        Ok(entrance) => entrance.map_err(|error| describe(&error)),
        Err(_) => Err("nothing was said in time".to_owned()),
    }
}

/// Sends one plain letter to the mail server at once, signed like all others and past the outbox.
/// What the server said when it took it.
///
/// # Errors
/// If an address is none, a key cannot be read, or the server does not take it: what it said.
pub async fn post_at_once(
    config: &Config,
    at: &Moment,
    to: &str,
    (subject, text): (&str, &str),
) -> anyhow::Result<String> {
    let mut envelope = compose(config, at, to, (subject, text))?;
    let domain = mime::sender_domain(config).context("mail.from is no address")?;
    if let Some(signer) = Signer::load(&config.data, &domain)? {
        signer.sign(&mut envelope)?;
    }
    let silent = "the mail server did not answer in time";
    let dialled = timeout(DIALLING, dial(config)).await.context(silent)?;
    let mut smtp = dialled.map_err(|fault| anyhow::anyhow!(fault.error))?;
    let said = timeout(SENDING, converse(&mut smtp, &envelope)).await;
    let said = said.context(silent)?.map_err(|stop| match stop {
        Stop::NotLetIn(error) | Stop::Refused(error) => anyhow::anyhow!(describe(&error)),
    })?;
    let _ = timeout(Duration::from_secs(1), smtp.quit()).await;
    Ok(text::without_addresses(&said))
}

fn compose(
    config: &Config,
    at: &Moment,
    to: &str,
    (subject, text): (&str, &str),
) -> anyhow::Result<Envelope> {
    let from: Address = config
        .mail
        .from
        .parse()
        .context("mail.from is no address")?;
    let to: Address = to
        .parse()
        .with_context(|| format!("{to} is no e-mail address"))?;
    let host = config.base_url.host_str().unwrap_or("localhost");
    let message = lettre::Message::builder()
        .message_id(Some(format!("<{}@{host}>", at.chance())))
        .date(SystemTime::from(at.now.timestamp()))
        .from(Mailbox::new(Some("Roost".to_owned()), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(subject)
        .raw_header(mime::plain("Auto-Submitted", "auto-generated"))
        .singlepart(lettre::message::SinglePart::plain(text.to_owned()))?;
    Ok(Envelope {
        from,
        to,
        bytes: message.formatted(),
    })
}
