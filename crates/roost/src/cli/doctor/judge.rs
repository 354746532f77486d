//! What each answer means, and what to do about it. Asks nobody.

use super::certificate;
use super::lookup::Answer;
use super::report::{Finding, Mark, Record};
use crate::config::{Config, Security};
use crate::mail::{Entrance, Fault, Pair, Step};
use jiff::{SignedDuration, Timestamp};
use mail_auth::SpfResult;
use mail_auth::common::parse::TxtRecordParser;
use mail_auth::dmarc::Dmarc;
use mail_auth::spf::Spf;
use std::net::IpAddr;

/// A certificate is renewed by then; who has not renewed it has forgotten to.
const RENEWED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Nothing can be said of what nobody answered.
fn silent(what: &str) -> Finding {
    Finding::wrong(format!(
        "{what}: no name server answered. Look at the machine's network, or name one in dns.resolver."
    ))
}

pub fn base_url(config: &Config) -> Finding {
    let at = config.link("");
    match config.is_secure() {
        true => Finding::ok(format!("base_url is {at}.")),
        false => Finding::wrong(format!(
            "base_url is {at}: let it begin with https://, or mail programs offer no way to leave with \
             one click."
        )),
    }
}

/// Which record to set where there is none: mail leaves from this host.
pub fn spf_to_set(sends: &str) -> String {
    match sends.parse() {
        Ok(IpAddr::V4(address)) => format!("v=spf1 ip4:{address} ~all"),
        Ok(IpAddr::V6(address)) => format!("v=spf1 ip6:{address} ~all"),
        Err(_) => format!("v=spf1 a:{sends} ~all"),
    }
}

/// Mail leaves from this machine, and nobody knows yet how it is called.
pub fn spf_of_nobody(domain: &str) -> Finding {
    Finding::wrong(format!(
        "SPF of {domain}: which host mail leaves from is not known before base_url names it."
    ))
}

/// `results` is what SPF says of each address that mail is known to leave from.
pub fn spf(
    domain: &str,
    texts: Answer<String>,
    results: &[(IpAddr, SpfResult)],
    to_set: &str,
) -> Finding {
    let what = format!("SPF of {domain}");
    let Some(mut texts) = texts else {
        return silent(&what);
    };
    // RFC 7208 §4.5: the version alone, or a space after it.
    texts.retain(|text| {
        let text = text.to_ascii_lowercase();
        text == "v=spf1" || text.starts_with("v=spf1 ")
    });
    let record = || Record::text(domain, to_set);
    let [text] = texts.as_slice() else {
        return match texts.is_empty() {
            true => Finding::missing(
                format!(
                    "{what}: there is no record, so nobody knows who may send. Set the one below; if \
                     your mail server's provider names one, set that."
                ),
                record(),
            ),
            // RFC 7208 §4.5.
            false => Finding::wrong(format!(
                "{what}: there are {} records, and receivers then take none. Leave one.",
                texts.len()
            )),
        };
    };
    let broken = results
        .iter()
        .any(|(_, said)| *said == SpfResult::PermError);
    if Spf::parse(text.as_bytes()).is_err() || broken {
        return Finding::missing(
            format!(
                "{what}: \"{text}\" cannot be followed to its end, so receivers take none. Set the one \
                 below in its place."
            ),
            record(),
        );
    }
    let refused = results.iter().find(|(_, said)| *said != SpfResult::Pass);
    match refused {
        Some((address, SpfResult::TempError)) => Finding::warn(format!(
            "{what}: whether it allows {address} could not be found out. Ask again later."
        )),
        Some((address, _)) => Finding::warn(format!(
            "{what}: it does not name {address}. If mail leaves from there, add it; if your mail server \
             sends from elsewhere, leave it as it is."
        )),
        None if text.to_ascii_lowercase().contains("+all") => Finding::warn(format!(
            "{what}: it allows everybody. Let it end with ~all."
        )),
        None if results.is_empty() => Finding::ok(format!(
            "{what}: there is a record. Which addresses mail leaves from is not known here."
        )),
        None => Finding::ok(format!("{what}: it allows the mail server.")),
    }
}

/// One finding, or one for each of the pair's records.
pub fn dkim(domain: &str, pair: Option<&Pair>, found: Vec<Answer<String>>) -> Vec<Finding> {
    let Some(pair) = pair else {
        return vec![Finding::wrong(format!(
            "DKIM of {domain}: there are no keys, so mail goes out unsigned. Make them with `roost dkim \
             new`, then ask again."
        ))];
    };
    let judged = pair.records.iter().zip(found).map(|(ours, found)| {
        let name = &ours.name;
        let Some(found) = found else {
            return silent(&format!("DKIM, {name}"));
        };
        let record = Record::text(name, &ours.text);
        match found.as_slice() {
            [] => Finding::missing(
                format!("DKIM, {name}: there is no record. Set the one below."),
                record,
            ),
            [one] if same_key(one, &ours.text) => {
                Finding::ok(format!("DKIM, {name}: it is our key."))
            }
            [_] => Finding::missing(
                format!(
                    "DKIM, {name}: it is another key than ours. Set the one below in its place."
                ),
                record,
            ),
            // RFC 6376 §3.6.2.2: what happens then is not defined.
            _ => Finding::missing(
                format!("DKIM, {name}: there are several records. Leave only the one below."),
                record,
            ),
        }
    });
    judged.collect()
}

/// Whether two records hold the same key of the same kind, however they are spaced (RFC 6376 §3.2).
fn same_key(one: &str, other: &str) -> bool {
    let key = |text: &str| {
        let tags = text.split(';').filter_map(|tag| tag.split_once('='));
        let tags: Vec<(String, String)> = tags
            .map(|(name, value)| (name.trim().to_owned(), value.split_whitespace().collect()))
            .collect();
        let find = |name: &str| {
            let found = tags.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        let is_ours = find("v").is_none_or(|version| version == "DKIM1");
        let kind = find("k").unwrap_or_else(|| "rsa".to_owned());
        is_ours.then_some((kind, find("p")))
    };
    key(one) == key(other)
}

/// `found` is where the record stands and which there are; `postmaster` is told of what receivers saw.
pub fn dmarc(domain: &str, found: Option<(String, Vec<String>)>) -> Finding {
    let what = format!("DMARC of {domain}");
    let Some((name, texts)) = found else {
        return silent(&what);
    };
    let text = format!("v=DMARC1; p=none; rua=mailto:postmaster@{domain}");
    match texts.as_slice() {
        [] => Finding::missing(
            format!("{what}: there is no record. Set the one below, and make it stricter later."),
            Record::text(&name, &text),
        ),
        [one] => match Dmarc::parse(one.as_bytes()) {
            Ok(_) => Finding::ok(format!("{what}: there is a record at {name}.")),
            Err(_) => Finding::missing(
                format!("{what}: \"{one}\" cannot be read. Set the one below in its place."),
                Record::text(&name, &text),
            ),
        },
        several => Finding::wrong(format!(
            "{what}: there are {} records at {name}, and receivers then take none. Leave one.",
            several.len()
        )),
    }
}

/// `has_front`: a mail server in front of us takes the mail, and may be another host.
pub fn mx(domain: &str, host: &str, hosts: Answer<String>, has_front: bool) -> Finding {
    let what = format!("MX of {domain}");
    let Some(hosts) = hosts else {
        return silent(&what);
    };
    let record = Record {
        name: domain.to_owned(),
        kind: "MX",
        value: format!("10 {host}."),
    };
    if hosts.is_empty() {
        return Finding::missing(
            format!("{what}: there is no record, so no mail comes in. Set the one below."),
            record,
        );
    }
    let others: Vec<_> = hosts.iter().filter(|found| *found != host).collect();
    match (others.first(), others.len() == hosts.len()) {
        (None, _) => Finding::ok(format!("{what}: it is {host}.")),
        (Some(other), _) if has_front => Finding::ok(format!(
            "{what}: it is {other}. Let the mail server there hand mail for {domain} to Roost."
        )),
        (Some(other), true) => Finding::missing(
            format!("{what}: it is {other}, which is not {host}. Set the one below in its place."),
            record,
        ),
        (Some(other), false) => Finding::warn(format!(
            "{what}: {other} is named too. If it does not hand mail on to Roost, take it out."
        )),
    }
}

/// Whether an address has names, and which of them lead back to it.
pub type Names = Option<(bool, Vec<String>)>;

/// `is_seen`: receivers see these addresses, since the mail server is on this machine.
pub fn ptr(host: &str, addresses: Answer<IpAddr>, names: &[Names], is_seen: bool) -> Vec<Finding> {
    let Some(addresses) = addresses else {
        return vec![silent(&format!("The addresses of {host}"))];
    };
    if addresses.is_empty() {
        return vec![Finding::wrong(format!(
            "{host} has no address in DNS. Set an A record, or an AAAA record, with this server's."
        ))];
    }
    let judged = addresses.iter().zip(names).map(|(address, names)| {
        let what = format!("PTR of {address}");
        let says = match names {
            None => return silent(&what),
            Some((_, confirmed)) if !confirmed.is_empty() => {
                return Finding::ok(format!("{what}: {} leads back.", confirmed[0]));
            }
            Some((true, _)) => format!("{what}: its name does not lead back to it"),
            Some((false, _)) => format!("{what}: it has no name"),
        };
        match is_seen {
            true => Finding::missing(
                format!("{says}. Ask whoever gave you the address to set the one below."),
                Record {
                    name: reverse(*address),
                    kind: "PTR",
                    value: format!("{host}."),
                },
            ),
            false => Finding::warn(format!(
                "{says}. It does no harm while mail leaves by another machine."
            )),
        }
    });
    judged.collect()
}

/// Where an address's names stand (RFC 1035 §3.5, RFC 3596 §2.5).
fn reverse(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, d] = address.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(address) => {
            let bytes = address.octets();
            let nibbles = bytes.iter().rev().flat_map(|b| [b & 15, b >> 4]);
            let nibbles: Vec<_> = nibbles.map(|nibble| format!("{nibble:x}")).collect();
            format!("{}.ip6.arpa", nibbles.join("."))
        }
    }
}

/// `is_near`: the mail server is on this machine or in its private network.
pub fn server(config: &Config, tried: Result<(), Fault>, is_near: bool) -> Finding {
    let mail = &config.mail;
    let what = format!("The mail server {}:{}", mail.host, mail.port);
    let fault = match tried {
        Ok(()) if mail.security == Security::None && !is_near => {
            return Finding::wrong(format!(
                "{what} is on another machine, and mail goes there in clear. Set mail.security to \
                 starttls or tls."
            ));
        }
        Ok(()) => {
            let by = match mail.security {
                Security::None => "it answers",
                Security::Starttls | Security::Tls => "it answers, and its certificate is good",
            };
            let known = match (&mail.user, &mail.password) {
                (Some(_), Some(_)) => " and it lets us in.",
                _ => " and it asks for no password.",
            };
            return Finding::ok(format!("{what}: {by},{known}"));
        }
        Err(fault) => fault,
    };
    let error = fault.error.trim_end_matches('.');
    Finding::wrong(match fault.step {
        Step::Reach => format!(
            "{what} does not answer ({error}). Start it, or look at mail.host, mail.port and \
             mail.security."
        ),
        Step::Secure => format!(
            "{what}: TLS did not come about ({error}). mail.host must be the name in its certificate; \
             one of your own goes into mail.ca_certificate."
        ),
        Step::SignIn => {
            format!("{what} does not let us in ({error}). Look at mail.user and mail.password.")
        }
    })
}

/// Our own port for other mail servers. `has_certificate`: STARTTLS is to be offered.
pub fn entrance(
    name: &str,
    knocked: Result<Entrance, String>,
    has_certificate: bool,
    now: Timestamp,
) -> Finding {
    let what = format!("Our port {name}");
    let entrance = match knocked {
        Ok(entrance) => entrance,
        Err(error) => {
            return Finding::wrong(format!(
                "{what} does not answer ({}). Start the server, or look at its log.",
                error.trim_end_matches('.')
            ));
        }
    };
    match (entrance.certificate, has_certificate) {
        (None, false) => Finding::warn(format!(
            "{what} answers, without STARTTLS. Set inbound.certificate and inbound.key."
        )),
        (None, true) => Finding::wrong(format!(
            "{what} answers without STARTTLS, although inbound.certificate is set. Start the server anew."
        )),
        (Some(der), _) => certificate_of(&what, certificate::end(&der), now),
    }
}

fn certificate_of(what: &str, end: Option<Timestamp>, now: Timestamp) -> Finding {
    let renew = "Renew it and start the server anew.";
    let Some(end) = end else {
        return Finding::warn(format!(
            "{what} answers with STARTTLS. Until when its certificate is good could not be read."
        ));
    };
    let day = end.strftime("%Y-%m-%d");
    if end <= now {
        Finding::wrong(format!("{what}: its certificate ended on {day}. {renew}"))
    } else if end.duration_since(now) < RENEWED {
        Finding::warn(format!("{what}: its certificate ends on {day}. {renew}"))
    } else {
        Finding::ok(format!(
            "{what} answers with STARTTLS, and its certificate is good until {day}."
        ))
    }
}

/// `is_synchronised` as far as the system says so where it can be read.
pub fn clock(is_synchronised: bool) -> Finding {
    match is_synchronised {
        true => Finding::ok("The clock is kept right by the system."),
        false => Finding::new(
            Mark::NotChecked,
            "The clock: nothing here says whether it is right. `timedatectl` may know; signatures \
             and certificates need it.",
        ),
    }
}
