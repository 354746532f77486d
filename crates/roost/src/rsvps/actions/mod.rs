//! What people and organizers do with answers, and what follows from it, in the caller's
//! transaction.
mod payloads;
mod link;
mod desk;
mod answer;
mod visitor;
mod organize;
mod follow;
mod round;
mod standing;

pub use answer::{Answer, NoSeats, Outcome, Said, Wish, answer, answer_as_account, answer_by_link};
pub use desk::{Desk, check_in_subject};
pub use follow::{
    free_silent, leave, remind, settle_after_change, settle_now, tell_cancelled, tell_changed,
    tell_postponed, tell_redated,
};
pub use link::{Opened, open};
pub use organize::{Added, Moved, NewAttendee, add_by_hand, add_once, move_to, write_note};
pub use payloads::{FreeSilent, RemindPeople, SettleSeats, WriteAhead};
pub use round::{switch_round, write_ahead};
pub use standing::{count_in, count_out};
pub use visitor::{Held, Stranger, answer_as_visitor};
