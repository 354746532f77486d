//! How often one network, and everybody together, may cause mail or rows without an account.
//!
//! Limits for one address are counted in the database, beside what they limit. These here are in
//! memory: a restart forgets them, and each of several nodes counts for itself.

use crate::config;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

const WINDOW: Duration = Duration::from_secs(600);

/// Where a request comes from: an IPv4 address, or the 64 bits that one IPv6 household has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                Network(IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)))
            }
            v4 @ IpAddr::V4(_) => Network(v4),
        }
    }
}

impl Default for Network {
    fn default() -> Self {
        Network(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }
}

pub struct Limits {
    by_network: DefaultKeyedRateLimiter<Network>,
    strangers_mail: DefaultDirectRateLimiter,
}

impl Limits {
    pub fn new(config: &config::Limits) -> Self {
        Limits {
            by_network: RateLimiter::keyed(quota(config.per_network)),
            strangers_mail: RateLimiter::direct(quota(config.per_installation)),
        }
    }

    /// Counts one answer, sign-up or sign-in. `false`: that was one too many.
    #[must_use]
    pub fn allows(&self, network: Network) -> bool {
        self.by_network.check_key(&network).is_ok()
    }

    /// Counts one mail that somebody without an account causes. `false`: too many by everybody.
    #[must_use]
    pub fn allows_strangers_mail(&self) -> bool {
        self.strangers_mail.check().is_ok()
    }

    /// Forgets networks that have been quiet for a while.
    pub fn forget(&self) {
        self.by_network.retain_recent();
        self.by_network.shrink_to_fit();
    }
}

/// So many at once, refilled evenly over the window.
fn quota(count: u32) -> Quota {
    let burst = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
    let period = (WINDOW / burst.get()).max(Duration::from_nanos(1));
    Quota::with_period(period)
        .expect("it is longer than nothing")
        .allow_burst(burst)
}
