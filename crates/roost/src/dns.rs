//! Questions to the domain name system: who may send for a domain, and with which keys.

use crate::config::Config;
use mail_auth::MessageAuthenticator;
use mail_auth::hickory_resolver::config::{NameServerConfig, ResolverConfig, ResolverOpts};
use mail_auth::hickory_resolver::system_conf::read_system_conf;
use std::net::SocketAddr;
use std::time::Duration;

/// One question is asked so often, and waits so long each time. A name server answers at once or not
/// at all.
const ATTEMPTS: usize = 2;
const TIMEOUT: Duration = Duration::from_secs(3);

/// Answers that are remembered, for as long as they say of themselves.
const REMEMBERED: u64 = 4_096;

/// A resolver with its memory. Clones share it.
#[derive(Clone)]
pub struct Dns(Option<MessageAuthenticator>);

impl Dns {
    /// Asks whom `dns.resolver` names, else whom the system asks. Where nobody can be asked, every answer
    /// is that there was none.
    pub fn open(config: &Config) -> Dns {
        let (servers, mut options) = match config.dns.resolver {
            Some(address) => (only(address), ResolverOpts::default()),
            None => match read_system_conf() {
                Ok(found) => found,
                Err(error) => {
                    tracing::warn!("no name server is known, so nobody's mail is proven: {error}");
                    return Dns(None);
                }
            },
        };
        options.attempts = ATTEMPTS;
        options.timeout = TIMEOUT;
        options.cache_size = REMEMBERED;
        match MessageAuthenticator::new(servers, options) {
            Ok(resolver) => Dns(Some(resolver)),
            Err(error) => {
                tracing::warn!("no name server can be asked, so nobody's mail is proven: {error}");
                Dns(None)
            }
        }
    }

    /// `None`: nobody can be asked.
    pub fn authenticator(&self) -> Option<&MessageAuthenticator> {
        self.0.as_ref()
    }
}

fn only(address: SocketAddr) -> ResolverConfig {
    let mut server = NameServerConfig::udp_and_tcp(address.ip());
    for connection in &mut server.connections {
        connection.port = address.port();
    }
    // It is the keeper's own, so its "there is none" counts like its answers.
    server.trust_negative_responses = true;
    ResolverConfig::from_parts(None, Vec::new(), vec![server])
}
