//! An RSVP is a person's answer to an event, and what became of it.
//!
//! States: *going* holds a seat; *offered* has a seat held for her until an instant; *waitlisted*
//! stands in line; *declined* is not coming, or was released because nobody confirmed the answer.
//! Whether somebody showed that the address is hers stands apart, in `confirmed_at`.
//!
//! The room and the online part have seats of their own. A *pool* is the seats of one of them.
//!
//! What always holds:
//! - Seats are counted from rows under the event's lock, and one function, [`model::settle`],
//!   decides who gets a seat that somebody else does not have.
//! - Seats of going and offered answers never exceed the capacity, except after it was lowered:
//!   nobody is thrown out.
//! - The line is in the order in which answers were committed, but whoever let an offer pass goes
//!   behind those not yet asked.
//! - Each transition is told once: the mail's key is the number of the transition.
//! - Opening a link from a mail changes nothing.
//! - A standing yes to something that comes again never overrides what somebody said by her own hand.
mod model;
mod store;
mod mail;
mod reply;
mod actions;
mod jobs;
mod web;

pub use model::{
    Attending, Cause, Change, Coming, DAY_BEFORE_HOUR, Evening, FIRST_TAP, FRESH, GRACE, Pool,
    Rsvp, Seat, Sees, State, Telling, accept_by, ask_at, next_wake, place_in_line, remind_at,
    settle, silence_ends_at, unconfirmed_share,
};

pub use actions::{
    Added, Answer, Desk, FreeSilent, Held, Moved, NewAttendee, NoSeats, Opened, Outcome,
    RemindPeople, Said, SettleSeats, Stranger, Wish, WriteAhead, add_by_hand, answer,
    answer_as_account, answer_as_visitor, answer_by_link, check_in_subject, count_in, count_out,
    move_to, open, write_note,
};
pub use mail::neutral;
pub use reply::answers_to;
pub use store::{
    Attendee, Counts, Round, count_answers, count_people_coming, count_people_coming_to,
    count_people_to_tell, count_round, find_rsvp, find_rsvp_by_id, insert_rsvp, list_attendees,
    list_coming,
};
pub use web::{OwnAnswer, Panel, Seen, View, find_own_answer, say_round};

use crate::events::{
    CapacityChanged, EventCancelled, EventChanged, EventPostponed, EventRedated, RoundSwitched,
};
use crate::feature::Feature;
use crate::groups::MemberLeft;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<SettleSeats>(),
        Listener::of::<RemindPeople>(),
        Listener::of::<FreeSilent>(),
        Listener::of::<WriteAhead>(),
        Listener::of::<RoundSwitched>(),
        Listener::of::<CapacityChanged>(),
        Listener::of::<EventChanged>(),
        Listener::of::<EventCancelled>(),
        Listener::of::<EventPostponed>(),
        Listener::of::<EventRedated>(),
        Listener::of::<MemberLeft>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::list_breaches(tx).await?) }),
};

#[cfg(test)]
mod tests;
