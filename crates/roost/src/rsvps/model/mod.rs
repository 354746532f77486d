//! Answers and seats as pure rules: how long a seat is held, where an answer lands, who moves up.
mod answer;
mod coming;
mod hold;
mod pool;
mod settle;

pub use answer::{Attending, Rsvp, State, place_in_line};
pub use coming::{Coming, Sees};
pub use hold::{DAY_BEFORE_HOUR, FIRST_TAP, FRESH, accept_by, ask_at, remind_at, silence_ends_at};
pub use pool::{GRACE, Pool, Seat, unconfirmed_share};
pub use settle::{Cause, Change, Evening, Telling, next_wake, settle};
