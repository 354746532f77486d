//! Questions to the name server.

use crate::dns::Dns;
use mail_auth::hickory_resolver::proto::rr::{Name, RData, RecordType};
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{MessageAuthenticator, SpfResult};
use std::net::IpAddr;

/// `None`: nobody answered, so nothing is known. Empty: there is none.
pub type Answer<T> = Option<Vec<T>>;

pub struct Lookup<'a>(pub &'a Dns);

impl Lookup<'_> {
    /// Each TXT record of a name, its pieces put together.
    pub async fn texts(&self, name: &str) -> Answer<String> {
        let answer = self.ask(name, RecordType::TXT).await?;
        let texts = answer.into_iter().filter_map(|data| match data {
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            _ => None,
        });
        Some(texts.collect())
    }

    /// The hosts that take mail for a domain.
    pub async fn exchanges(&self, domain: &str) -> Answer<String> {
        let answer = self.ask(domain, RecordType::MX).await?;
        let hosts = answer.into_iter().filter_map(|data| match data {
            RData::MX(mx) => Some(plain(&mx.exchange)),
            _ => None,
        });
        Some(hosts.collect())
    }

    /// A host's addresses, of both kinds.
    pub async fn addresses(&self, host: &str) -> Answer<IpAddr> {
        let mut answer = self.ask(host, RecordType::A).await?;
        answer.extend(self.ask(host, RecordType::AAAA).await?);
        let addresses = answer.into_iter().filter_map(|data| match data {
            RData::A(address) => Some(IpAddr::from(address.0)),
            RData::AAAA(address) => Some(IpAddr::from(address.0)),
            _ => None,
        });
        Some(addresses.collect())
    }

    /// The names of an address that lead back to it, and whether it has any at all.
    pub async fn names(&self, address: IpAddr) -> Option<(bool, Vec<String>)> {
        let reverse = Name::from(address).to_ascii();
        let answer = self.ask(&reverse, RecordType::PTR).await?;
        let (mut has_any, mut confirmed) = (false, Vec::new());
        for data in answer {
            let RData::PTR(name) = data else { continue };
            has_any = true;
            let name = plain(&name.0);
            if self.addresses(&name).await?.contains(&address) {
                confirmed.push(name);
            }
        }
        Some((has_any, confirmed))
    }

    /// The name where a domain's DMARC record stands and those that are there: its own, or the nearest
    /// above it (RFC 9989 §4.10). `None`: nobody answered.
    pub async fn policies(&self, domain: &str) -> Option<(String, Vec<String>)> {
        let mut at = domain;
        loop {
            let name = format!("_dmarc.{at}");
            let mut texts = self.texts(&name).await?;
            texts.retain(|text| text.trim_start().starts_with("v=DMARC1"));
            let above = at.split_once('.').map(|(_, above)| above);
            match above.filter(|above| above.contains('.')) {
                Some(above) if texts.is_empty() => at = above,
                _ if texts.is_empty() => return Some((format!("_dmarc.{domain}"), texts)),
                _ => return Some((name, texts)),
            }
        }
    }

    /// What SPF says of mail from a domain that an address sends.
    pub async fn spf(&self, domain: &str, host: &str, address: IpAddr) -> SpfResult {
        let Some(resolver) = self.resolver() else {
            return SpfResult::TempError;
        };
        let sender = format!("postmaster@{domain}");
        let asked = SpfParameters::verify_mail_from(address, host, host, &sender);
        resolver.verify_spf(asked).await.result()
    }

    fn resolver(&self) -> Option<&MessageAuthenticator> {
        self.0.authenticator()
    }

    async fn ask(&self, name: &str, kind: RecordType) -> Answer<RData> {
        let mut name = Name::from_utf8(name).ok()?;
        // A name that does not end is looked for in the machine's own domain too.
        name.set_fqdn(true);
        match self.resolver()?.resolver().lookup(name, kind).await {
            Ok(found) => Some(found.answers().iter().map(|r| r.data.clone()).collect()),
            Err(error) if error.is_no_records_found() => Some(Vec::new()),
            Err(_) => None,
        }
    }
}

fn plain(name: &Name) -> String {
    let name = name.to_ascii().to_lowercase();
    name.trim_end_matches('.').to_owned()
}
