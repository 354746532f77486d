//! Honest turn-out: how many of those who say yes come, from the group's own evenings.
//!
//! What always holds:
//! - It rests on evenings of which somebody knows how many came, at least [`LEAST`] of them; else it
//!   says that it does not know.
//! - It is told to organizers, of a group and never of a person.
mod model;
mod store;
mod say;
mod actions;
#[cfg(test)]
mod tests;

pub use actions::{MOST_HEADS, count_heads};
pub use model::{Evening, Expected, LEAST, Risk, expected, risk};
pub use say::{rate, risk as risk_in_words};
pub use store::{count_came, count_seen, list_came, list_evenings};
