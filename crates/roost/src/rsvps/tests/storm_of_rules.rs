//! Whatever happens in whatever order: what always holds of seats.

use crate::clock::Instant;
use crate::ids::{EventId, GroupId, Ids, Moment, PersonId, RsvpId};
use crate::rsvps::model::{
    Cause, Change, Evening, GRACE, Pool, Rsvp, Seat, State, settle, unconfirmed_share,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::HashSet;

#[derive(Debug, Clone)]
enum Deed {
    Answer {
        size: i64,
        firm: bool,
    },
    Decline(usize),
    Accept(usize),
    Confirm(usize),
    Capacity(i64),
    /// So many seats over those in the room.
    Overbook(i64),
    Wait {
        minutes: i64,
    },
}

fn deeds(sizes: std::ops::Range<i64>) -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => (sizes, prop::bool::weighted(0.7)).prop_map(|(size, firm)| Deed::Answer { size, firm }),
        2 => (0_usize..40).prop_map(Deed::Decline),
        2 => (0_usize..40).prop_map(Deed::Accept),
        1 => (0_usize..40).prop_map(Deed::Confirm),
        1 => (1_i64..30).prop_map(Deed::Capacity),
        1 => (0_i64..6).prop_map(Deed::Overbook),
        2 => (1_i64..2_000).prop_map(|minutes| Deed::Wait { minutes }),
    ];
    prop::collection::vec(deed, 1..80)
}

/// One room with all its rows, as the database would have them.
struct Room {
    rows: Vec<Rsvp>,
    capacity: i64,
    overbooked: i64,
    now: Instant,
    evening: Evening,
    ids: Ids,
    numbers: i64,
}

impl Room {
    fn new() -> Room {
        let starts: Timestamp = "2026-12-03T16:00:00Z".parse().unwrap();
        let starts = Instant::from(starts);
        Room {
            rows: Vec::new(),
            capacity: 12,
            overbooked: 0,
            now: starts.before(SignedDuration::from_hours(24 * 8)),
            evening: Evening {
                starts_at: starts,
                zone: TimeZone::get("Europe/Helsinki").unwrap(),
            },
            ids: Ids::seeded(1),
            numbers: 0,
        }
    }

    fn seats(&self) -> i64 {
        self.capacity + self.overbooked
    }

    /// The snapshot that the store would load.
    fn pool(&self) -> Pool {
        let of = |state: State| self.rows.iter().filter(move |row| row.state == state);
        let holding = || self.rows.iter().filter(|row| row.state.holds_a_seat());
        let mut waiting: Vec<Rsvp> = of(State::Waitlisted).cloned().collect();
        waiting.sort_by_key(Rsvp::line_order);
        let is_overdue = |row: &&Rsvp| !row.is_firm() && row.answered_at.after(GRACE) <= self.now;
        Pool {
            capacity: Some(self.seats()),
            held: holding().map(Rsvp::size).sum(),
            unconfirmed: holding().filter(|row| !row.is_firm()).map(Rsvp::size).sum(),
            offered: of(State::Offered).cloned().collect(),
            overdue: of(State::Going).filter(is_overdue).cloned().collect(),
            waiting,
        }
    }

    fn settle(&mut self, cause: Cause) -> Vec<Change> {
        let mut pool = self.pool();
        let changes = settle(&mut pool, &self.evening, self.now, cause);
        for change in &changes {
            let row = self
                .rows
                .iter_mut()
                .find(|row| row.person_id == change.rsvp.person_id);
            *row.unwrap() = change.rsvp.clone();
        }
        let counted = self.pool();
        assert_eq!(
            (pool.held, pool.unconfirmed),
            (counted.held, counted.unconfirmed)
        );
        changes
    }

    fn nth(&self, n: usize, wanted: impl Fn(&Rsvp) -> bool) -> Option<usize> {
        let found: Vec<usize> = (0..self.rows.len())
            .filter(|i| wanted(&self.rows[*i]))
            .collect();
        (!found.is_empty()).then(|| found[n % found.len()])
    }

    /// Does it as the actions do: settle what time has done, act, settle again.
    fn perform(&mut self, deed: &Deed) -> Vec<Change> {
        let cause = match *deed {
            Deed::Answer { size, firm } => {
                self.answer(size, firm);
                Cause::Passed
            }
            Deed::Decline(n) => self.decline(n),
            Deed::Accept(n) => {
                self.accept(n);
                Cause::Passed
            }
            Deed::Confirm(n) => {
                self.confirm(n);
                Cause::Passed
            }
            Deed::Capacity(capacity) => {
                self.capacity = capacity;
                Cause::Raised
            }
            Deed::Overbook(overbooked) => {
                self.overbooked = overbooked;
                Cause::Raised
            }
            Deed::Wait { minutes } => {
                self.now = self.now.after(SignedDuration::from_mins(minutes));
                Cause::Passed
            }
        };
        self.settle(cause)
    }

    fn answer(&mut self, size: i64, firm: bool) {
        let at = Moment::new(self.now, self.ids.clone());
        let ids = (GroupId::new(&at), EventId::new(&at));
        let mut rsvp = Rsvp::new(ids, PersonId::new(&at), RsvpId::new(&at), self.now);
        rsvp.guests = size - 1;
        rsvp.confirmed_at = firm.then_some(self.now);
        match self.pool().place(&rsvp) {
            Seat::Taken => rsvp.sit(),
            Seat::InLine => {
                self.numbers += 1;
                rsvp.wait(self.numbers);
            }
        }
        self.rows.push(rsvp);
    }

    fn decline(&mut self, n: usize) -> Cause {
        let Some(row) = self.nth(n, |row| row.state != State::Declined) else {
            return Cause::Passed;
        };
        let had = self.rows[row].state;
        self.rows[row].confirmed_at = Some(self.now);
        self.rows[row].decline();
        if had == State::Going {
            Cause::Freed
        } else {
            Cause::Passed
        }
    }

    fn accept(&mut self, n: usize) {
        let open = self.evening.is_first_tap(self.now);
        let Some(row) = self.nth(n, |row| {
            row.state == State::Offered || open && row.state == State::Waitlisted
        }) else {
            return;
        };
        let fits = self.pool().free() >= self.rows[row].size();
        if self.rows[row].state == State::Offered || fits {
            self.rows[row].confirmed_at = Some(self.now);
            self.rows[row].sit();
        }
    }

    fn confirm(&mut self, n: usize) {
        let Some(row) = self.nth(n, |row| !row.is_firm() && row.state != State::Declined) else {
            return;
        };
        self.rows[row].confirmed_at = Some(self.now);
        if self.rows[row].state == State::Waitlisted && self.pool().has_room_for(&self.rows[row]) {
            self.rows[row].sit();
        }
    }
}

fn check(room: &mut Room, deed: &Deed) -> Result<(), TestCaseError> {
    room.settle(Cause::Passed);
    let before = room.pool();
    let line: Vec<Rsvp> = before.waiting.clone();
    let changes = room.perform(deed);
    let after = room.pool();

    let most = room.seats().max(before.held);
    prop_assert!(
        after.held <= most,
        "{} seats of {most} are held",
        after.held
    );
    let trusted = unconfirmed_share(room.seats()).max(before.unconfirmed);
    prop_assert!(
        after.unconfirmed <= trusted,
        "{} unconfirmed",
        after.unconfirmed
    );

    let told: HashSet<PersonId> = changes.iter().map(|change| change.rsvp.person_id).collect();
    prop_assert_eq!(
        told.len(),
        changes.len(),
        "nobody hears twice of one transition"
    );
    prop_assert_eq!(room.settle(Cause::Passed), vec![], "settled is settled");

    // Whoever moved up had nobody before her who could have had the seat and still waits.
    for change in changes
        .iter()
        .filter(|change| change.rsvp.state.holds_a_seat())
    {
        let Some(moved) = line
            .iter()
            .find(|row| row.person_id == change.rsvp.person_id)
        else {
            continue;
        };
        let overtaken = after.waiting.iter().find(|row| {
            row.line_order() < moved.line_order() && row.size() <= moved.size() && row.is_firm()
        });
        prop_assert_eq!(overtaken, None, "{:?} was overtaken", moved);
    }
    if !room.evening.is_first_tap(room.now) {
        let idle = after.waiting.iter().find(|row| after.has_room_for(row));
        prop_assert_eq!(idle, None, "a seat is free for somebody who waits");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_seats_suffice_order_is_kept_and_each_is_told_once(
        deeds in deeds(1..2)
    ) {
        let mut room = Room::new();
        for deed in &deeds {
            check(&mut room, deed)?;
        }
    }

    #[test]
    fn with_pairs_and_guests_the_same_holds(deeds in deeds(1..5)) {
        let mut room = Room::new();
        for deed in &deeds {
            check(&mut room, deed)?;
        }
    }
}
