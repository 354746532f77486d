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
mod model;

pub use model::{
    Attending, Cause, Change, DAY_BEFORE_HOUR, Evening, FIRST_TAP, GRACE, Pool, Rsvp, Seat, State,
    Telling, accept_by, next_wake, place_in_line, remind_at, settle, silence_ends_at,
    unconfirmed_share,
};

#[cfg(test)]
mod tests;
