//! What stands between this installation and other people's inboxes: asks DNS, the mail server and our
//! own port, and says what to do. Changes nothing, whether the server runs or not.
mod report;
mod certificate;
mod lookup;
mod judge;
#[cfg(test)]
mod tests;

use super::say;
use crate::clock::Clock;
use crate::config::{Config, Transport};
use crate::dns::Dns;
use crate::ids::{Ids, Moment};
use crate::mail::{self, sender_domain};
use anyhow::Context;
use lookup::{Answer, Lookup};
use report::Finding;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

/// Whoever is on this machine answers within this time.
const KNOCKING: Duration = Duration::from_secs(10);

/// The longest greeting (RFC 5321 §4.5.3.1.5).
const GREETING: u64 = 512;

/// systemd's own clock daemon makes this file once it has asked a time server.
const SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";

/// Looks at everything that mail needs, and with `to` sends one letter there. Succeeds only if nothing
/// is wrong and the letter was taken.
///
/// # Errors
/// If the settings have a mistake.
pub async fn mail(config: &Config, to: Option<&str>) -> anyhow::Result<ExitCode> {
    config.check()?;
    let findings = examine(config).await;
    report::lines(&findings).iter().for_each(|line| say(line));
    let is_well = report::count_wrong(&findings) == 0;
    let is_taken = match to {
        Some(to) => post(config, to).await,
        None => true,
    };
    Ok(match is_well && is_taken {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Sends one letter and says what became of it.
async fn post(config: &Config, to: &str) -> bool {
    if config.mail.transport == Transport::Mailbox {
        say("No letter was sent: mail.transport is \"mailbox\".");
        return false;
    }
    let at = Moment::new(Clock::System.now(), Ids::Random);
    let text = format!(
        "Somebody who looks after {} sent this letter to see whether mail arrives. It did.\n",
        config.link("/")
    );
    match mail::post_at_once(config, &at, to, ("A letter to try out mail", &text)).await {
        Ok(said) => {
            say(&format!("A letter to {to} was taken: {said}"));
            say("Read it there, and look whether SPF, DKIM and DMARC say pass.");
            true
        }
        Err(error) => {
            say(&format!("A letter to {to} was not taken: {error:#}"));
            false
        }
    }
}

/// What everything else depends on.
struct Place<'a> {
    config: &'a Config,
    lookup: Lookup<'a>,
    /// The host of `base_url`; `None`: it is an address, or this very machine.
    host: Option<String>,
    addresses: Answer<IpAddr>,
    /// Whether the mail server is on this machine or in its private network, so that receivers see the
    /// host's addresses.
    is_near: bool,
    /// Where mail leaves from, as far as it is known.
    sends: Answer<IpAddr>,
}

async fn examine(config: &Config) -> Vec<Finding> {
    let dns = Dns::open(config);
    let place = survey(config, Lookup(&dns)).await;
    let mut findings = vec![judge::base_url(config)];
    findings.extend(host(&place).await);
    findings.extend(sender(&place).await);
    findings.extend(entrance(&place).await);
    findings.push(judge::clock(Path::new(SYNCHRONISED).exists()));
    findings
}

async fn survey<'a>(config: &'a Config, lookup: Lookup<'a>) -> Place<'a> {
    let host = config.base_url.domain().map(str::to_owned);
    let host = host.filter(|_| !config.is_loopback());
    let addresses = match &host {
        Some(host) => lookup.addresses(host).await,
        None => Some(Vec::new()),
    };
    // As a letter finds it, which may be by the machine's own list of hosts.
    let server = (config.mail.host.as_str(), config.mail.port);
    let server: Answer<IpAddr> = match timeout(KNOCKING, lookup_host(server)).await {
        Ok(Ok(found)) => Some(found.map(|address| address.ip()).collect()),
        Ok(Err(_)) | Err(_) => None,
    };
    let is_ours = |address: &IpAddr| {
        let ours = addresses.as_ref().is_some_and(|all| all.contains(address));
        address.is_loopback() || is_private(address) || ours
    };
    let is_near = server
        .as_ref()
        .is_some_and(|all| !all.is_empty() && all.iter().all(is_ours));
    Place {
        sends: if is_near { addresses.clone() } else { server },
        config,
        lookup,
        host,
        addresses,
        is_near,
    }
}

/// An address that nobody sees from outside (RFC 1918, RFC 4193).
fn is_private(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_private(),
        IpAddr::V6(address) => address.is_unique_local(),
    }
}

/// The host that everything is reached under.
async fn host(place: &Place<'_>) -> Vec<Finding> {
    let Some(host) = &place.host else {
        return vec![Finding::wrong(
            "base_url names no host that others can reach. Give it one, such as \
             https://roost.example.org.",
        )];
    };
    let mut names = Vec::new();
    for address in place.addresses.iter().flatten() {
        names.push(place.lookup.names(*address).await);
    }
    judge::ptr(host, place.addresses.clone(), &names, place.is_near)
}

/// How mail leaves.
async fn sender(place: &Place<'_>) -> Vec<Finding> {
    let (config, lookup) = (place.config, &place.lookup);
    let mut findings = match config.mail.transport {
        Transport::Mailbox => vec![Finding::wrong(
            "mail.transport is \"mailbox\", so no letter leaves. Set it to \"smtp\".",
        )],
        Transport::Smtp => {
            let tried = mail::try_server(config).await;
            vec![judge::server(config, tried, place.is_near)]
        }
    };
    let domain = sender_domain(config).filter(|domain| domain.contains('.'));
    let Some(domain) = domain.filter(|_| mail::check_sender(config).is_ok()) else {
        findings.push(Finding::wrong(format!(
            "mail.from is {}, which nobody can answer. Set an address of a domain of yours, such as \
             roost@example.org.",
            config.mail.from
        )));
        return findings;
    };
    findings.push(spf(place, &domain).await);
    findings.extend(signatures(place, &domain).await);
    findings.push(judge::dmarc(&domain, lookup.policies(&domain).await));
    // Letters leave from addresses under it, so that bounces come back (SPF is asked of it), and copies
    // from lists' own (DMARC is asked of it). A domain below the sender's has its policy,
    // unless it has one of its own.
    let inbound = config.inbound.domain.as_ref();
    if let Some(other) = inbound.filter(|other| **other != domain) {
        findings.push(spf(place, other).await);
        let policy = lookup.policies(other).await;
        let inherits = policy.as_ref().is_some_and(|(name, texts)| {
            let is_own = *name == format!("_dmarc.{other}") && !texts.is_empty();
            other.ends_with(&format!(".{domain}")) && !is_own
        });
        if !inherits {
            findings.push(judge::dmarc(other, policy));
        }
    }
    findings
}

async fn signatures(place: &Place<'_>, domain: &str) -> Vec<Finding> {
    let pairs = match mail::list_keys(&place.config.data, domain) {
        Ok(pairs) => pairs,
        Err(error) => {
            return vec![Finding::wrong(format!(
                "DKIM of {domain}: the keys cannot be read ({error:#}). Ask as the server's user."
            ))];
        }
    };
    let pair = pairs.iter().find(|pair| pair.is_active);
    let mut found = Vec::new();
    for record in pair.iter().flat_map(|pair| &pair.records) {
        found.push(place.lookup.texts(&record.name).await);
    }
    judge::dkim(domain, pair, found)
}

async fn spf(place: &Place<'_>, domain: &str) -> Finding {
    let sends = match (place.is_near, &place.host) {
        (true, Some(host)) => host,
        (true, None) => return judge::spf_of_nobody(domain),
        (false, _) => &place.config.mail.host,
    };
    let host = place.host.as_deref().unwrap_or("localhost");
    let texts = place.lookup.texts(domain).await;
    let mut results = Vec::new();
    for address in place.sends.iter().flatten() {
        let said = place.lookup.spf(domain, host, *address).await;
        results.push((*address, said));
    }
    judge::spf(domain, texts, &results, &judge::spf_to_set(sends))
}

/// How mail comes in.
async fn entrance(place: &Place<'_>) -> Vec<Finding> {
    let inbound = &place.config.inbound;
    let Some(domain) = &inbound.domain else {
        return vec![Finding::warn(
            "No mail comes in, so letters that come back are not noticed and there are no lists. Set \
             inbound.domain.",
        )];
    };
    let mut findings = Vec::new();
    if let Some(host) = &place.host {
        let hosts = place.lookup.exchanges(domain).await;
        let has_front = inbound.lmtp_address().is_some();
        findings.push(judge::mx(domain, host, hosts, has_front));
    }
    if let Some(address) = inbound.smtp_address() {
        let knocked = mail::knock(near(address)).await;
        let now = Clock::System.now().timestamp();
        let (name, has_certificate) = (address.to_string(), inbound.certificate.is_some());
        findings.push(judge::entrance(&name, knocked, has_certificate, now));
    }
    if let Some(address) = inbound.lmtp_address() {
        findings.push(match greeting(near(address)).await {
            Ok(line) if line.starts_with("220 ") => {
                Finding::ok(format!("Our port {address} answers the mail server in front."))
            }
            Ok(line) => Finding::wrong(format!(
                "Our port {address} says \"{}\", which is not Roost. Give Roost another one.",
                line.escape_debug()
            )),
            Err(error) => Finding::wrong(format!(
                "Our port {address} does not answer ({error:#}). Start the server, or look at its log."
            )),
        });
    }
    findings
}

/// An address to knock at: a port that hears everywhere hears here.
fn near(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(ip, address.port())
}

/// The first line that is said there.
async fn greeting(address: SocketAddr) -> anyhow::Result<String> {
    let heard = timeout(KNOCKING, async {
        let stream = TcpStream::connect(address).await?;
        let mut line = Vec::new();
        let mut stream = BufReader::new(stream.take(GREETING));
        stream.read_until(b'\n', &mut line).await?;
        anyhow::Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    });
    heard.await.context("nothing was said in time")?
}
