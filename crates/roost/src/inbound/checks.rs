//! What stands for a message that comes in: SPF, DKIM and DMARC (RFC 7208, 6376, 9989).

use super::model::{Arrived, Origin};
use super::results::{self, Noted};
use crate::dns::Dns;
use mail_auth::dmarc;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{
    AuthenticatedMessage, DkimOutput, DkimResult, DmarcOutput, DmarcResult, MessageAuthenticator,
    SpfOutput, SpfResult,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// All questions together. The other side waits meanwhile, and for minutes if it has to.
const PATIENCE: Duration = Duration::from_secs(15);

/// So many signatures are looked at. Honest messages have one or two, and one of each list on the way.
const SIGNATURES: usize = 10;

/// What is known of who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    /// Whether the server that handed it over may send for the domain of the envelope.
    pub spf: Outcome,
    /// Whether a signature of the author's domain holds.
    pub dkim: Outcome,
    /// Whether either stands for the domain in From, whatever that domain publishes.
    pub dmarc: Outcome,
    pub policy: Policy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// There is nothing to check by.
    None,
    Pass,
    Fail,
    /// DNS did not answer.
    Later,
    /// The record or the signature cannot be read.
    Broken,
}

/// What the domain in From wants done with messages that it does not stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    None,
    Quarantine,
    Reject,
    /// DNS did not answer.
    Unknown,
}

impl Checks {
    /// Nothing is known, since nobody answered.
    const SILENT: Checks = Checks {
        spf: Outcome::Later,
        dkim: Outcome::Later,
        dmarc: Outcome::Later,
        policy: Policy::Unknown,
    };

    /// It names no author, or several.
    const UNREADABLE: Checks = Checks {
        spf: Outcome::None,
        dkim: Outcome::Broken,
        dmarc: Outcome::Broken,
        policy: Policy::None,
    };

    /// Whether the domain in From stands for the message, so that it is from there.
    pub fn proves_author(&self) -> bool {
        self.dmarc == Outcome::Pass
    }
}

impl Arrived {
    /// What stands for the message; `None`: nobody asked, or it came before anybody did.
    pub fn checks(&self) -> Option<Checks> {
        let checks = self.checks.as_ref()?;
        serde_json::from_str(checks).ok()
    }
}

/// Who handed a message over.
pub enum Sender<'a> {
    /// Another host's mail server, whose address is known. With the name of ours.
    Direct(&'a str),
    /// The mail server in front of ours, which called itself so where it noted what it had checked;
    /// `None`: its notes are not believed.
    Front(Option<&'a str>),
}

/// Checks a message as it came.
pub async fn check(dns: &Dns, origin: &Origin, sender: Sender<'_>, raw: &[u8]) -> Checks {
    let Some((message, author)) = open(raw) else {
        return Checks::UNREADABLE;
    };
    let noted = match &sender {
        Sender::Front(Some(front)) => results::noted(raw, front),
        Sender::Front(None) | Sender::Direct(_) => Noted::default(),
    };
    let found = match dns.authenticator() {
        Some(dns) => {
            let all = ask(dns, origin, (&sender, &noted), (&message, &author));
            let in_time = tokio::time::timeout(PATIENCE, all).await;
            in_time.unwrap_or(Checks::SILENT)
        }
        None => Checks::SILENT,
    };
    credit(found, &noted, &author)
}

/// The message and the domain of its author; `None`: it names none, or several.
fn open(raw: &[u8]) -> Option<(AuthenticatedMessage<'_>, String)> {
    let mut message = AuthenticatedMessage::parse(raw)?;
    // A second From may hold no address, and is what some programs show.
    let is_from = |(name, _): &&(&[u8], &[u8])| name.trim_ascii().eq_ignore_ascii_case(b"From");
    if message.headers.iter().filter(is_from).count() != 1 {
        return None;
    }
    let [author] = message.from.as_slice() else {
        return None;
    };
    let author = domain_of(author);
    keep_whole(&mut message);
    Some((message, author))
}

async fn ask(
    dns: &MessageAuthenticator,
    origin: &Origin,
    (sender, noted): (&Sender<'_>, &Noted),
    (message, author): (&AuthenticatedMessage<'_>, &str),
) -> Checks {
    let signatures = dns.verify_dkim(message).await;
    let envelope = match origin.from.as_str() {
        "" => origin.helo.to_ascii_lowercase(),
        from => domain_of(from),
    };
    let spf = match sender {
        Sender::Direct(host) => {
            let asked = match origin.from.as_str() {
                "" => SpfParameters::verify_ehlo(origin.remote, &origin.helo, host),
                from => SpfParameters::verify_mail_from(origin.remote, &origin.helo, host, from),
            };
            dns.verify_spf(asked).await
        }
        Sender::Front(_) => {
            let passes = noted.spf.as_deref() == Some(envelope.as_str());
            let result = if passes {
                SpfResult::Pass
            } else {
                SpfResult::None
            };
            SpfOutput::new(envelope.clone()).with_result(result)
        }
    };
    let asked = DmarcParameters::new(message, &signatures, &envelope, &spf);
    let dmarc = dns.verify_dmarc(asked).await;
    weigh(author, (&envelope, &spf), &signatures, &dmarc)
}

/// What a trusted front found to hold counts as if we had, and even if DNS does not answer us. What it
/// found not to hold we may know better.
fn credit(found: Checks, noted: &Noted, author: &str) -> Checks {
    let is_signed = noted.dkim.iter().any(|signer| reaches(signer, author));
    let stands = noted.dmarc.as_deref() == Some(author);
    Checks {
        dkim: if is_signed { Outcome::Pass } else { found.dkim },
        dmarc: if is_signed || stands {
            Outcome::Pass
        } else {
            found.dmarc
        },
        ..found
    }
}

/// Leaves out signatures that leave From out, which could have been changed since (RFC 6376 §5.4), and
/// those beyond the first few: each costs a question.
fn keep_whole(message: &mut AuthenticatedMessage<'_>) {
    message.dkim_headers.retain(|signature| {
        let mut covered = signature.header.h.iter();
        covered.any(|name| name.eq_ignore_ascii_case("From"))
    });
    message.dkim_headers.truncate(SIGNATURES);
}

/// Puts together what was found. Where a domain publishes a policy, that says how far its name reaches;
/// where it publishes none, only the name itself and those above it stand for it.
fn weigh(
    author: &str,
    (envelope, spf): (&str, &SpfOutput),
    signatures: &[DkimOutput<'_>],
    dmarc: &DmarcOutput,
) -> Checks {
    let is_silent = matches!(dmarc.dkim_result(), DmarcResult::TempError(_))
        && matches!(dmarc.spf_result(), DmarcResult::TempError(_));
    let policy = match dmarc.policy() {
        _ if is_silent => Policy::Unknown,
        dmarc::Policy::None | dmarc::Policy::Unspecified => Policy::None,
        dmarc::Policy::Quarantine => Policy::Quarantine,
        dmarc::Policy::Reject => Policy::Reject,
    };
    let stands = |domain: &str| match dmarc.dmarc_record() {
        Some(_) => false,
        None if is_silent => domain.eq_ignore_ascii_case(author),
        None => reaches(domain, author),
    };
    let signs = |output: &&DkimOutput<'_>| {
        let signer = output.signature().map(|signature| signature.d.as_str());
        signer.is_some_and(stands)
    };
    let passes = |output: &DkimOutput<'_>| *output.result() == DkimResult::Pass;
    let dkim_is_near = signatures.iter().filter(signs).any(passes);
    let dkim = if *dmarc.dkim_result() == DmarcResult::Pass || dkim_is_near {
        Outcome::Pass
    } else {
        let outcomes = signatures.iter().map(|output| outcome(output.result()));
        let weight = |outcome: &Outcome| match outcome {
            Outcome::Later => 3,
            Outcome::Fail => 2,
            Outcome::Broken => 1,
            // It holds, and is another domain's.
            Outcome::None | Outcome::Pass => 0,
        };
        let worst = outcomes.max_by_key(weight);
        worst
            .filter(|outcome| *outcome != Outcome::Pass)
            .unwrap_or(Outcome::None)
    };
    let spf_outcome = match spf.result() {
        SpfResult::Pass => Outcome::Pass,
        SpfResult::Fail | SpfResult::SoftFail => Outcome::Fail,
        SpfResult::Neutral | SpfResult::None => Outcome::None,
        SpfResult::TempError => Outcome::Later,
        SpfResult::PermError => Outcome::Broken,
    };
    let spf_stands = spf_outcome == Outcome::Pass
        && (*dmarc.spf_result() == DmarcResult::Pass || stands(envelope));
    let aligned = dkim == Outcome::Pass || spf_stands;
    let dmarc = match (aligned, dkim, spf_outcome) {
        (true, ..) => Outcome::Pass,
        (false, Outcome::Later, _) | (false, _, Outcome::Later) => Outcome::Later,
        (false, Outcome::None, Outcome::None) => Outcome::None,
        (false, ..) => Outcome::Fail,
    };
    Checks {
        spf: spf_outcome,
        dkim,
        dmarc,
        policy,
    }
}

fn outcome(result: &DkimResult) -> Outcome {
    match result {
        DkimResult::Pass => Outcome::Pass,
        DkimResult::Fail(_) => Outcome::Fail,
        DkimResult::TempError(_) => Outcome::Later,
        DkimResult::Neutral(_) | DkimResult::PermError(_) => Outcome::Broken,
        DkimResult::None => Outcome::None,
    }
}

/// Whether one domain is the other or stands above it. What has no dot is nobody's own.
fn reaches(domain: &str, author: &str) -> bool {
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    domain.contains('.')
        && (domain == author
            || author
                .strip_suffix(&domain)
                .is_some_and(|rest| rest.ends_with('.')))
}

fn domain_of(address: &str) -> String {
    let (_, domain) = address.rsplit_once('@').unwrap_or(("", ""));
    match url::Host::parse(domain) {
        Ok(url::Host::Domain(domain)) => domain,
        _ => domain.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::reaches;

    #[test]
    fn a_domain_stands_for_itself_and_for_those_below_it() {
        assert!(reaches("example.org", "example.org"));
        assert!(reaches("Example.org.", "people.example.org"));
        assert!(!reaches("people.example.org", "example.org"));
        assert!(!reaches("ample.org", "example.org"));
        assert!(!reaches("org", "example.org"));
        assert!(!reaches("", "example.org"));
    }
}
