//! The one function that decides who gets a seat that somebody else does not have.
//!
//! It runs after everything that can move a seat: an answer, a cancellation, another capacity, a
//! confirmation, an offer that ran out. It sees a snapshot and returns what changes, and whoever
//! is settled twice without anything in between changes nothing the second time.

use super::answer::{Rsvp, State};
use super::hold::{FIRST_TAP, accept_by};
use super::pool::{GRACE, Pool};
use crate::clock::Instant;
use crate::ids::PersonId;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// Why seats are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A seat came free that nobody has been asked about.
    Freed,
    /// There are more seats than before: they are taken at once, nobody has to accept.
    Raised,
    /// Time passed, an offer was refused, or somebody confirmed: no seat is new.
    Passed,
}

/// What a person is told about her answer, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// A seat is held for her until `accept_by`.
    SeatFree,
    /// A seat is free, and whoever taps first has it.
    FirstTap,
    /// She let an offer pass, and the next one was asked.
    PassedOn,
    /// So many seats are free, fewer than she needs: those now, or her place in line.
    Fewer { free: i64 },
    /// She waited and has a seat now.
    Seated,
}

/// An answer as it is from now on, and what its person is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub rsvp: Rsvp,
    /// `None`: nothing that concerns her, or nothing that she could not see coming.
    pub telling: Option<Telling>,
}

/// What of an event decides how long a seat is held.
#[derive(Debug, Clone)]
pub struct Evening {
    pub starts_at: Instant,
    pub zone: TimeZone,
}

impl Evening {
    /// The last hours, when seats are no longer held: the first tap has them.
    pub fn is_first_tap(&self, now: Instant) -> bool {
        self.starts_at.since(now) <= FIRST_TAP
    }
}

/// Moves whatever has to move, and says what changed: at most one change, and one telling, each.
pub fn settle(pool: &mut Pool, evening: &Evening, now: Instant, cause: Cause) -> Vec<Change> {
    let mut settling = Settling {
        pool,
        evening,
        now,
        is_fresh: cause != Cause::Passed,
        at_once: 0,
        changes: Changes::default(),
    };
    settling.let_offers_lapse();
    settling.release_unconfirmed();
    if cause == Cause::Raised {
        settling.at_once = settling.pool.free();
        settling.seat_who_has_an_offer();
    }
    settling.hand_out();
    settling.changes.list
}

struct Settling<'a> {
    pool: &'a mut Pool,
    evening: &'a Evening,
    now: Instant,
    /// Whether a seat came free that nobody has been asked about.
    is_fresh: bool,
    /// So many seats are new, and taken without being accepted.
    at_once: i64,
    changes: Changes,
}

impl Settling<'_> {
    fn let_offers_lapse(&mut self) {
        let (lapsed, held): (Vec<Rsvp>, Vec<Rsvp>) = std::mem::take(&mut self.pool.offered)
            .into_iter()
            .partition(|offer| offer.accept_by.is_none_or(|until| until <= self.now));
        self.pool.offered = held;
        for mut rsvp in lapsed {
            self.pool.give_back(&rsvp);
            rsvp.lapse();
            self.changes.note(rsvp.clone(), Some(Telling::PassedOn));
            self.pool.waiting.push(rsvp);
        }
        self.pool.waiting.sort_by_key(Rsvp::line_order);
    }

    /// The oldest first, and no more of them than those who wait have use for.
    fn release_unconfirmed(&mut self) {
        let wanted: i64 = self.pool.waiting.iter().map(Rsvp::size).sum();
        for mut rsvp in std::mem::take(&mut self.pool.overdue) {
            if self.pool.free() >= wanted {
                break;
            }
            self.pool.give_back(&rsvp);
            rsvp.decline();
            self.changes.note(rsvp, None);
            self.is_fresh = true;
        }
    }

    /// Whoever was offered a seat stands before those who wait, so the new seats are hers first.
    fn seat_who_has_an_offer(&mut self) {
        self.pool.offered.sort_by_key(Rsvp::line_order);
        for mut rsvp in std::mem::take(&mut self.pool.offered) {
            if rsvp.size() <= self.at_once && rsvp.is_firm() {
                self.at_once -= rsvp.size();
                rsvp.sit();
                self.changes.note(rsvp, Some(Telling::Seated));
            } else {
                self.pool.offered.push(rsvp);
            }
        }
    }

    /// Goes along the line once, from its beginning, as long as seats are free.
    fn hand_out(&mut self) {
        let held_until = accept_by(self.now, self.evening.starts_at, &self.evening.zone);
        for rsvp in std::mem::take(&mut self.pool.waiting) {
            let free = self.pool.free();
            // Beyond the share of the unconfirmed she is passed over until she confirms, and keeps
            // her place. In the last hours her tap confirms, so she is written to like the others.
            let must_confirm =
                held_until.is_some() && !rsvp.is_firm() && !self.pool.trusts(rsvp.size());
            if free == 0 || must_confirm {
                self.pool.waiting.push(rsvp);
            } else if rsvp.size() > free {
                self.ask_for_fewer(rsvp, free);
            } else if self.at_once >= rsvp.size() && rsvp.is_firm() {
                self.seat(rsvp);
            } else if let Some(until) = held_until {
                self.offer(rsvp, until);
            } else {
                self.call(rsvp);
            }
        }
        if held_until.is_none() && self.pool.free() == 0 {
            self.end_the_call();
        }
    }

    fn seat(&mut self, mut rsvp: Rsvp) {
        self.at_once -= rsvp.size();
        rsvp.sit();
        self.pool.take(&rsvp);
        self.changes.note(rsvp, Some(Telling::Seated));
    }

    fn offer(&mut self, mut rsvp: Rsvp, until: Instant) {
        rsvp.state = State::Offered;
        rsvp.offered_at = Some(self.now);
        rsvp.accept_by = Some(until);
        rsvp.pair_asked_at = None;
        self.pool.take(&rsvp);
        self.changes.note(rsvp.clone(), Some(Telling::SeatFree));
        self.pool.offered.push(rsvp);
    }

    /// She keeps her place and the seat goes on, so she is asked once per freed seat.
    fn ask_for_fewer(&mut self, mut rsvp: Rsvp, free: i64) {
        let knows = rsvp.pair_asked_at.is_some() || rsvp.offered_at.is_some();
        if self.is_fresh || !knows {
            rsvp.pair_asked_at = Some(self.now);
            self.changes
                .note(rsvp.clone(), Some(Telling::Fewer { free }));
        }
        self.pool.waiting.push(rsvp);
    }

    /// Writes to her once while seats are free; a tap will find out whether one still is.
    fn call(&mut self, mut rsvp: Rsvp) {
        if rsvp.offered_at.is_none() {
            rsvp.offered_at = Some(self.now);
            self.changes.note(rsvp.clone(), Some(Telling::FirstTap));
        }
        self.pool.waiting.push(rsvp);
    }

    /// The last free seat is taken: the next one that comes free is worth another mail.
    fn end_the_call(&mut self) {
        for rsvp in &mut self.pool.waiting {
            if rsvp.offered_at.take().is_some() {
                self.changes.note(rsvp.clone(), None);
            }
        }
    }
}

/// What changed so far, in order, each person once.
#[derive(Default)]
struct Changes {
    list: Vec<Change>,
    by_person: HashMap<PersonId, usize>,
}

impl Changes {
    /// The last word stands: who lets an offer pass and is asked again at once hears of the seat.
    fn note(&mut self, rsvp: Rsvp, telling: Option<Telling>) {
        if let Some(known) = self.by_person.get(&rsvp.person_id) {
            let change = &mut self.list[*known];
            change.rsvp = rsvp;
            change.telling = telling.or(change.telling);
        } else {
            self.by_person.insert(rsvp.person_id, self.list.len());
            self.list.push(Change { rsvp, telling });
        }
    }
}

/// The next instant at which time alone moves a seat; `None`: none, as things stand.
///
/// `unconfirmed_since` is when the oldest unconfirmed answer still in its [`GRACE`] was given, and
/// `anybody_waits` whether somebody could use what it would give back.
pub fn next_wake(
    offers: impl Iterator<Item = Instant>,
    (anybody_waits, unconfirmed_since): (bool, Option<Instant>),
    evening: &Evening,
    now: Instant,
) -> Option<Instant> {
    let release = unconfirmed_since.map(|since| since.after(GRACE));
    let last_hours = Some(evening.starts_at.before(FIRST_TAP));
    let if_anybody_waits = [release, last_hours].into_iter().flatten();
    offers
        .chain(if_anybody_waits.filter(|_| anybody_waits))
        .filter(|wake| *wake > now)
        .min()
}
