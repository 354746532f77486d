use super::answer::Rsvp;
use jiff::SignedDuration;

/// How long an answer that nobody confirmed keeps its seat while others wait.
pub const GRACE: SignedDuration = SignedDuration::from_hours(12);

/// Where an answer lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    Taken,
    /// No seat is free, or the answer must be confirmed first.
    InLine,
}

/// The seats of the room, or those online: a snapshot under the event's lock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pool {
    /// `None`: no limit.
    pub capacity: Option<i64>,
    /// Seats of answers that are going or offered.
    pub held: i64,
    /// Those among them that nobody has confirmed.
    pub unconfirmed: i64,
    /// Offers under way, in any order.
    pub offered: Vec<Rsvp>,
    /// Unconfirmed answers that are going and whose [`GRACE`] is over, the oldest first.
    pub overdue: Vec<Rsvp>,
    /// Who waits, the first in line first.
    pub waiting: Vec<Rsvp>,
}

impl Pool {
    /// Seats that nobody holds. Never negative: whoever had a seat when the capacity was lowered
    /// keeps it.
    pub fn free(&self) -> i64 {
        self.capacity
            .map_or(i64::MAX, |capacity| (capacity - self.held).max(0))
    }

    /// Whether so many seats may be held without a confirmed address.
    pub fn trusts(&self, size: i64) -> bool {
        self.capacity
            .is_none_or(|capacity| self.unconfirmed + size <= unconfirmed_share(capacity))
    }

    /// Whether there is a seat for `rsvp` and it may have it.
    pub fn has_room_for(&self, rsvp: &Rsvp) -> bool {
        rsvp.size() <= self.free() && (rsvp.is_firm() || self.trusts(rsvp.size()))
    }

    /// Where an answer lands. In a settled pool nobody who waits could take what is free, so
    /// whoever takes it now overtakes nobody.
    pub fn place(&self, rsvp: &Rsvp) -> Seat {
        if self.has_room_for(rsvp) {
            Seat::Taken
        } else {
            Seat::InLine
        }
    }

    /// Takes seats back from unconfirmed answers whose grace is over, the oldest first, so that
    /// `rsvp` need not wait. Takes none if all of them would not be enough.
    pub fn make_room_for(&mut self, rsvp: &Rsvp) -> Vec<Rsvp> {
        let wanted = rsvp.size() - self.free();
        let overdue: i64 = self.overdue.iter().map(Rsvp::size).sum();
        let mut released = Vec::new();
        if wanted > overdue {
            return released;
        }
        while self.free() < rsvp.size() {
            let mut oldest = self.overdue.remove(0);
            self.give_back(&oldest);
            oldest.decline();
            released.push(oldest);
        }
        released
    }

    /// Counts the seats of an answer that takes them.
    pub fn take(&mut self, rsvp: &Rsvp) {
        self.held += rsvp.size();
        if !rsvp.is_firm() {
            self.unconfirmed += rsvp.size();
        }
    }

    /// Counts the seats of an answer that gives them back.
    pub fn give_back(&mut self, rsvp: &Rsvp) {
        self.held -= rsvp.size();
        if !rsvp.is_firm() {
            self.unconfirmed -= rsvp.size();
        }
    }
}

/// How many seats unconfirmed answers may hold: a fifth, and at least five.
pub fn unconfirmed_share(capacity: i64) -> i64 {
    (capacity / 5).max(5)
}
