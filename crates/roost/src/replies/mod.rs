//! Answers by mail: whoever gets a letter about their answer to an event answers the letter, with a word
//! or with their calendar, and the answer is changed.
//!
//! What always holds:
//! - An answer changes the one RSVP whose token stands in the address that it was sent to, and only if
//!   it comes from an address of that person.
//! - Only what cannot be understood in two ways changes anything. What is unclear is answered with a
//!   link, once for each RSVP, to the person's own address and to no other.
//! - What a person wrote beside their answer goes on to the organizers, and is not lost.
//! - A program gets no answer; a calendar's answer, which a program sends for a person, changes the RSVP.
mod reading;
mod mail;
mod actions;
mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::INBOX;

use crate::feature::Feature;
use crate::jobs::Listener;
use crate::web::Routes;

pub const FEATURE: Feature = Feature {
    routes: Routes::default,
    jobs: &[Listener::of::<jobs::ReadReply>()],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
