//! Who gets a seat, step by step.

use crate::clock::Instant;
use crate::ids::{EventId, GroupId, Ids, Moment, PersonId, RsvpId};
use crate::rsvps::model::{
    Cause, Change, Evening, Pool, Rsvp, Seat, State, Telling, next_wake, settle, unconfirmed_share,
};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A week before the event, so that seats are held for 24 hours.
const NOW: &str = "2026-11-26T16:00:00Z";
const STARTS: &str = "2026-12-03T16:00:00Z";

fn instant(text: &str) -> Instant {
    text.parse::<Timestamp>().unwrap().into()
}

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

fn evening() -> Evening {
    Evening {
        starts_at: instant(STARTS),
        zone: TimeZone::get("Europe/Helsinki").unwrap(),
    }
}

/// A pool and the people of it, in the order in which they came.
struct Room {
    pool: Pool,
    moment: Moment,
    numbers: i64,
}

impl Room {
    fn of(capacity: i64) -> Room {
        Room {
            pool: Pool {
                capacity: Some(capacity),
                ..Pool::default()
            },
            moment: Moment::new(instant(NOW), Ids::seeded(1)),
            numbers: 0,
        }
    }

    fn person(&self, size: i64) -> Rsvp {
        let at = &self.moment;
        let mut rsvp = Rsvp::new(
            (GroupId::new(at), EventId::new(at)),
            PersonId::new(at),
            RsvpId::new(at),
            at.now,
        );
        rsvp.guests = size - 1;
        rsvp.confirmed_at = Some(at.now);
        rsvp
    }

    fn stranger(&self) -> Rsvp {
        Rsvp {
            confirmed_at: None,
            ..self.person(1)
        }
    }

    /// Seats so many, each alone.
    fn full(mut self) -> Room {
        while self.pool.free() > 0 {
            let mut rsvp = self.person(1);
            rsvp.sit();
            self.pool.take(&rsvp);
        }
        self
    }

    fn waits(&mut self, mut rsvp: Rsvp) -> PersonId {
        self.numbers += 1;
        rsvp.wait(self.numbers);
        let person = rsvp.person_id;
        self.pool.waiting.push(rsvp);
        person
    }

    fn one_leaves(&mut self) {
        self.pool.held -= 1;
    }

    fn settle(&mut self, cause: Cause) -> Vec<Change> {
        settle(&mut self.pool, &evening(), self.moment.now, cause)
    }

    fn later(&mut self, span: SignedDuration) {
        self.moment = Moment::new(self.moment.now.after(span), Ids::seeded(1000));
    }
}

/// What each was told, in order.
fn told(changes: &[Change]) -> Vec<(PersonId, Option<Telling>)> {
    changes
        .iter()
        .map(|change| (change.rsvp.person_id, change.telling))
        .collect()
}

const OFFERED: Option<Telling> = Some(Telling::SeatFree);

#[test]
fn a_cancellation_offers_the_seat_to_the_first_in_line() {
    let mut room = Room::of(50).full();
    let (ada, grace) = (room.person(1), room.person(1));
    let (ada, _) = (room.waits(ada), room.waits(grace));

    room.one_leaves();
    let changes = room.settle(Cause::Freed);

    assert_eq!(told(&changes), [(ada, OFFERED)]);
    let offer = &changes[0].rsvp;
    assert_eq!(offer.state, State::Offered);
    assert_eq!(offer.accept_by, Some(instant(NOW).after(hours(24))));
    assert_eq!(room.pool.free(), 0);
}

#[test]
fn whoever_lets_an_offer_pass_goes_behind_those_not_yet_asked_and_is_told_once() {
    let mut room = Room::of(50).full();
    let (ada, grace) = (room.person(1), room.person(1));
    let (ada, grace) = (room.waits(ada), room.waits(grace));
    room.one_leaves();
    room.settle(Cause::Freed);

    room.later(hours(24));
    let changes = room.settle(Cause::Passed);

    assert_eq!(
        told(&changes),
        [(ada, Some(Telling::PassedOn)), (grace, OFFERED)]
    );
    assert_eq!(changes[0].rsvp.state, State::Waitlisted);
    assert_eq!(changes[0].rsvp.lapses, 1);
    assert_eq!(room.settle(Cause::Passed), []);
}

#[test]
fn a_lapsed_offer_is_made_again_only_when_everybody_was_asked() {
    let mut room = Room::of(50).full();
    let (ada, grace) = (room.person(1), room.person(1));
    let (ada, grace) = (room.waits(ada), room.waits(grace));
    room.one_leaves();
    room.settle(Cause::Freed);
    room.later(hours(24));
    room.settle(Cause::Passed);

    // Somebody answers meanwhile: she has not been asked, so she comes before Ada.
    let linus = room.person(1);
    let linus = room.waits(linus);
    room.later(hours(24));
    let second = room.settle(Cause::Passed);
    room.later(hours(24));
    let third = room.settle(Cause::Passed);

    assert_eq!(
        told(&second),
        [(grace, Some(Telling::PassedOn)), (linus, OFFERED)]
    );
    assert_eq!(
        told(&third),
        [(linus, Some(Telling::PassedOn)), (ada, OFFERED)]
    );
}

#[test]
fn an_offer_that_has_just_ended_is_lapsed_and_one_with_time_left_is_not() {
    let mut room = Room::of(50).full();
    let ada = room.person(1);
    room.waits(ada);
    room.one_leaves();
    room.settle(Cause::Freed);

    room.later(hours(24) - SignedDuration::from_micros(1));
    assert_eq!(room.settle(Cause::Passed), []);
}

#[test]
fn raising_the_capacity_seats_in_order_at_once() {
    let mut room = Room::of(50).full();
    let people: Vec<Rsvp> = (0..3).map(|_| room.person(1)).collect();
    let ids: Vec<PersonId> = people.into_iter().map(|rsvp| room.waits(rsvp)).collect();

    room.pool.capacity = Some(52);
    let changes = room.settle(Cause::Raised);

    let seated = Some(Telling::Seated);
    assert_eq!(told(&changes), [(ids[0], seated), (ids[1], seated)]);
    assert!(
        changes
            .iter()
            .all(|change| change.rsvp.state == State::Going)
    );
}

#[test]
fn a_raised_capacity_seats_whoever_has_an_offer_before_those_behind_her() {
    let mut room = Room::of(50).full();
    let (ada, grace) = (room.person(1), room.person(1));
    let (ada, grace) = (room.waits(ada), room.waits(grace));
    room.one_leaves();
    room.settle(Cause::Freed);

    room.pool.capacity = Some(51);
    let changes = room.settle(Cause::Raised);

    assert_eq!(
        told(&changes),
        [(ada, Some(Telling::Seated)), (grace, OFFERED)]
    );
    assert_eq!(room.pool.free(), 0);
}

#[test]
fn taking_the_limit_away_seats_everybody() {
    let mut room = Room::of(5).full();
    for _ in 0..3 {
        let rsvp = room.person(2);
        room.waits(rsvp);
    }

    room.pool.capacity = None;

    assert_eq!(room.settle(Cause::Raised).len(), 3);
    assert_eq!(room.pool.waiting, []);
}

#[test]
fn lowering_the_capacity_throws_nobody_out() {
    let mut room = Room::of(50).full();
    let ada = room.person(1);
    room.waits(ada);

    room.pool.capacity = Some(10);

    assert_eq!(room.settle(Cause::Raised), []);
    room.one_leaves();
    assert_eq!(room.settle(Cause::Freed), []);
    assert_eq!(room.pool.held, 49);
}

#[test]
fn a_pair_before_one_free_seat_is_asked_once_per_freed_seat_and_the_seat_is_offered_on() {
    let mut room = Room::of(50).full();
    let (pair, ada, grace) = (room.person(2), room.person(1), room.person(1));
    let (pair, ada, grace) = (room.waits(pair), room.waits(ada), room.waits(grace));

    room.one_leaves();
    let first = room.settle(Cause::Freed);
    room.later(hours(24));
    let lapse = room.settle(Cause::Passed);
    room.one_leaves();
    let another = room.settle(Cause::Freed);

    let fewer = Some(Telling::Fewer { free: 1 });
    assert_eq!(told(&first), [(pair, fewer), (ada, OFFERED)]);
    assert_eq!(
        told(&lapse),
        [(ada, Some(Telling::PassedOn)), (grace, OFFERED)]
    );
    assert_eq!(told(&another), [(pair, fewer), (ada, OFFERED)]);
}

#[test]
fn a_pair_keeps_its_place_and_is_offered_two_seats_when_two_are_free() {
    let mut room = Room::of(50).full();
    let (pair, ada) = (room.person(2), room.person(1));
    let (pair, _) = (room.waits(pair), room.waits(ada));

    room.one_leaves();
    room.one_leaves();

    assert_eq!(told(&room.settle(Cause::Freed)), [(pair, OFFERED)]);
}

#[test]
fn in_the_last_three_hours_everybody_who_waits_is_written_to_once_per_free_seat() {
    let mut room = Room::of(50).full();
    let (ada, grace) = (room.person(1), room.stranger());
    let (ada, grace) = (room.waits(ada), room.waits(grace));
    room.later(hours(24 * 7 - 2));

    room.one_leaves();
    let called = room.settle(Cause::Freed);
    assert_eq!(room.settle(Cause::Passed), []);

    let first_tap = Some(Telling::FirstTap);
    assert_eq!(told(&called), [(ada, first_tap), (grace, first_tap)]);
    assert!(
        called
            .iter()
            .all(|change| change.rsvp.state == State::Waitlisted)
    );
    assert_eq!(room.pool.free(), 1, "nobody holds it");

    // Ada taps; the next seat that comes free is news again.
    let mut tapped = room.pool.waiting.remove(0);
    tapped.sit();
    room.pool.take(&tapped);
    assert_eq!(told(&room.settle(Cause::Passed)), [(grace, None)]);
    room.one_leaves();
    assert_eq!(told(&room.settle(Cause::Freed)), [(grace, first_tap)]);
}

#[test]
fn an_unconfirmed_answer_holds_a_seat_at_once_up_to_its_share() {
    let mut room = Room::of(50);
    for _ in 0..10 {
        let stranger = room.stranger();
        assert_eq!(room.pool.place(&stranger), Seat::Taken);
        room.pool.take(&stranger);
    }

    assert_eq!(room.pool.place(&room.stranger()), Seat::InLine);
    assert_eq!(room.pool.place(&room.person(1)), Seat::Taken);
}

#[test]
fn the_share_of_the_unconfirmed_is_a_fifth_and_at_least_five() {
    assert_eq!(
        [4, 25, 29, 30, 50, 54, 100].map(unconfirmed_share),
        [5, 5, 5, 6, 10, 10, 20]
    );
}

#[test]
fn an_unconfirmed_answer_beyond_the_share_is_passed_over_and_keeps_its_place() {
    let mut room = Room::of(50).full();
    room.pool.unconfirmed = 10;
    let (stranger, ada) = (room.stranger(), room.person(1));
    let (stranger, ada) = (room.waits(stranger), room.waits(ada));

    room.one_leaves();
    let changes = room.settle(Cause::Freed);

    assert_eq!(told(&changes), [(ada, OFFERED)]);
    assert_eq!(room.pool.waiting[0].person_id, stranger);
    assert_eq!(room.pool.waiting[0].waitlist_number, Some(1));
}

#[test]
fn an_unconfirmed_answer_is_released_after_twelve_hours_only_if_somebody_waits() {
    let mut room = Room::of(50);
    let mut overdue: Vec<Rsvp> = (0..3).map(|_| room.stranger()).collect();
    overdue.iter_mut().for_each(Rsvp::sit);
    overdue.iter().for_each(|rsvp| room.pool.take(rsvp));
    let mut room = room.full();
    room.pool.overdue.clone_from(&overdue);
    assert_eq!(room.settle(Cause::Passed), []);

    room.pool.overdue.clone_from(&overdue);
    let ada = room.person(1);
    let ada = room.waits(ada);
    let changes = room.settle(Cause::Passed);

    // One waits, so one seat is taken back: the oldest.
    assert_eq!(
        told(&changes),
        [(overdue[0].person_id, None), (ada, OFFERED)]
    );
    assert!(changes[0].rsvp.was_released());
    assert_eq!((room.pool.unconfirmed, room.pool.held), (2, 50));
}

#[test]
fn the_next_wake_is_the_first_instant_that_moves_a_seat() {
    let now = instant(NOW);
    let last_hours = instant(STARTS).before(hours(3));
    let wake =
        |offers: &[Instant], waits| next_wake(offers.iter().copied(), waits, &evening(), now);

    assert_eq!(wake(&[], (false, Some(now))), None);
    assert_eq!(wake(&[], (true, None)), Some(last_hours));
    assert_eq!(wake(&[], (true, Some(now))), Some(now.after(hours(12))));
    assert_eq!(
        wake(&[now.after(hours(6))], (true, Some(now))),
        Some(now.after(hours(6)))
    );
}
