//! How the hosts of recipients fare, so that one that puts everybody off is left alone for a while
//! and does not hold up the letters for others.

use crate::clock::Instant;
use jiff::SignedDuration;
use std::collections::HashMap;

/// Letters of one host that were put off in a row, for different reasons of their own perhaps; so
/// many are the host's.
const MANY: u32 = 3;

/// The first rest; each later one is twice as long.
const REST: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(1);

/// Known while the outbox works: whoever starts anew tries everybody anew.
#[derive(Debug, Default)]
pub struct Hosts(HashMap<String, Host>);

#[derive(Debug, Default)]
struct Host {
    under_way: usize,
    put_off: u32,
    rests: u32,
    until: Option<Instant>,
}

/// What stands after the @; the whole of an address that has none.
pub fn host_of(address: &str) -> &str {
    address.rsplit_once('@').map_or(address, |(_, host)| host)
}

impl Hosts {
    /// A letter to this address was put off.
    pub fn note_put_off(&mut self, address: &str, now: Instant) {
        let host = self.0.entry(host_of(address).to_lowercase()).or_default();
        host.put_off += 1;
        let rests = host.until.is_some_and(|until| until > now);
        if host.put_off >= MANY && !rests {
            let rest = (REST * (1 << host.rests.min(6))).min(LONGEST_REST);
            host.until = Some(now.after(rest));
            host.rests += 1;
        }
    }

    /// A letter to this address was taken, or refused for good: the host is well.
    pub fn note_well(&mut self, address: &str) {
        let name = host_of(address).to_lowercase();
        match self.0.get_mut(&name) {
            Some(host) if host.under_way > 0 => {
                *host = Host {
                    under_way: host.under_way,
                    ..Host::default()
                };
            }
            _ => {
                self.0.remove(&name);
            }
        }
    }

    /// A letter to this address is being sent.
    pub fn note_begun(&mut self, address: &str) {
        let host = self.0.entry(host_of(address).to_lowercase()).or_default();
        host.under_way += 1;
    }

    /// One that was is no more.
    pub fn note_ended(&mut self, address: &str) {
        if let Some(host) = self.0.get_mut(&host_of(address).to_lowercase()) {
            host.under_way = host.under_way.saturating_sub(1);
        }
    }

    /// How many letters to the host of this address are being sent.
    pub fn under_way(&self, address: &str) -> usize {
        let host = self.0.get(&host_of(address).to_lowercase());
        host.map_or(0, |host| host.under_way)
    }

    /// Until when this address is left alone; `None`: it is not.
    pub fn rests_until(&self, address: &str, now: Instant) -> Option<Instant> {
        let host = self.0.get(&host_of(address).to_lowercase())?;
        host.until.filter(|until| *until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::Hosts;
    use crate::clock::Instant;
    use jiff::{SignedDuration, Timestamp};

    const MINUTE: SignedDuration = SignedDuration::from_mins(1);

    #[test]
    fn a_host_that_puts_three_in_a_row_off_rests_and_others_do_not() {
        let now = Instant::from(Timestamp::UNIX_EPOCH);
        let mut hosts = Hosts::default();
        for name in ["a", "b"] {
            hosts.note_put_off(&format!("{name}@Busy.example"), now);
        }
        assert_eq!(hosts.rests_until("c@busy.example", now), None);
        hosts.note_put_off("c@busy.example", now);
        let until = hosts.rests_until("d@BUSY.example", now);
        assert_eq!(until, Some(now.after(MINUTE)));
        assert_eq!(hosts.rests_until("d@well.example", now), None);
        assert_eq!(hosts.rests_until("d@busy.example", now.after(MINUTE)), None);

        // Still busy: it rests for longer each time, up to an hour.
        let mut rested = Vec::new();
        let mut at = now.after(MINUTE);
        for _ in 0..8 {
            hosts.note_put_off("d@busy.example", at);
            let until = hosts.rests_until("d@busy.example", at);
            let until = until.expect("it rests again");
            rested.push(until.since(at).as_mins());
            at = until;
        }
        assert_eq!(rested, [2, 4, 8, 16, 32, 60, 60, 60]);
        hosts.note_well("e@busy.example");
        hosts.note_put_off("f@busy.example", at);
        assert_eq!(hosts.rests_until("f@busy.example", at), None);
    }
}
