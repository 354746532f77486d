//! What bounces say of an address, and when it is enough. Pure.

use crate::clock::Instant;
use jiff::SignedDuration;

/// What a refusal says of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Weight {
    /// Nothing: it was about us, or about what we said, or the mailbox is full.
    None,
    /// It may be better tomorrow.
    Soft,
    /// There is no such mailbox.
    Hard,
}

impl Weight {
    /// In quarters of a point.
    fn quarters(self) -> i64 {
        match self {
            Weight::None => 0,
            Weight::Soft => 1,
            Weight::Hard => 4,
        }
    }
}

/// Three points: an address that is dead on three days, or ill on twelve. A person who changes her
/// provider over a weekend loses nothing; one who is gone gets three more letters.
pub const ENOUGH: i64 = 3 * 4;

/// After so long without a bounce, a letter that arrived shows that the address is well again. Silence
/// alone shows nothing: a group that writes once a month would never come to an end.
const QUIET: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A report may come so long after the letter.
const ECHO: SignedDuration = SignedDuration::from_hours(24);

/// A bounce of one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    pub happened_at: Instant,
    pub weight: Weight,
}

/// The score of an address in quarters of a point, from its bounces, the oldest first, and when letters
/// to it left that did not come back. A day counts once, as its worst bounce.
pub fn score(bounces: &[Noted], sent: &[Instant], now: Instant) -> i64 {
    let counted = bounces.iter().filter(|b| b.weight != Weight::None);
    let (mut sum, mut today) = (0, 0);
    let mut last: Option<Instant> = None;
    for bounce in counted {
        let quarters = bounce.weight.quarters();
        match last {
            Some(before) if is_well_again(before, bounce.happened_at, sent) => {
                (sum, today) = (quarters, quarters);
            }
            Some(before) if day(before) == day(bounce.happened_at) => {
                let more = (quarters - today).max(0);
                (sum, today) = (sum + more, today + more);
            }
            _ => (sum, today) = (sum + quarters, quarters),
        }
        last = Some(bounce.happened_at);
    }
    match last {
        Some(before) if is_well_again(before, now, sent) => 0,
        _ => sum,
    }
}

fn is_well_again(from: Instant, to: Instant, sent: &[Instant]) -> bool {
    let arrived = |at: &Instant| *at > from && to.since(*at) > ECHO;
    to.since(from) > QUIET && sent.iter().any(arrived)
}

fn day(at: Instant) -> i64 {
    at.timestamp().as_second().div_euclid(24 * 60 * 60)
}

/// So many different addresses of one host within an hour, and not one letter that arrived: the host is
/// ill, not its people.
pub const MANY: i64 = 5;

/// After so many pauses in a row the host is dead, and so are its addresses.
pub const PAUSES: i64 = 3;

/// What happened at one host within an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Host {
    /// How many of its addresses refused for good.
    pub refusing: i64,
    /// How many letters left for it and have not come back.
    pub arrived: i64,
    /// How often in a row it was paused before.
    pub paused: i64,
}

impl Host {
    pub fn is_ill(self) -> bool {
        self.refusing >= MANY && self.arrived == 0 && self.paused < PAUSES
    }

    /// How long it is left alone.
    pub fn pause(self) -> SignedDuration {
        match self.paused {
            0 => SignedDuration::from_hours(4),
            1 => SignedDuration::from_hours(24),
            _ => SignedDuration::from_hours(72),
        }
    }
}

/// The host of an address; `None`: it has none that can be looked for.
pub fn domain_of(folded: &str) -> Option<&str> {
    let (_, domain) = folded.rsplit_once('@')?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    (!domain.is_empty() && domain.bytes().all(plain)).then_some(domain)
}
