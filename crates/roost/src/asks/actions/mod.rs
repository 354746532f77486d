//! What organizers and those whom they ask do, in the caller's transaction.
mod ask;
mod write;
mod keep;
mod whom;

pub use ask::{Asker, Happened, NewAsk, Outcome, Said, answer, ask};
pub use keep::{ask_again, erase_answers, move_step, pause};
pub use whom::list_worth_asking_here;
pub use write::{Written, write};

pub(super) use keep::forget_asks;
