//! What people, organizers and the stage do with rounds and turns, in the caller's transaction. Each
//! locks the event, so that of two who want the last turn exactly one gets it.
mod payloads;
mod desk;
mod deck;
mod sign_up;
mod own;
mod rounds;
mod line_up;
mod on_stage;

pub use deck::{Deck, save_deck};
pub use desk::turn_subject;
pub use line_up::{Move, arrange_again, move_turn, remove, show_on_stage, swap};
pub use on_stage::{absent, begin, call_back, end, end_earlier, end_round, skip};
pub use own::{save_own, take_back};
pub use payloads::{RemindSpeakers, ThankSpeakers};
pub use rounds::{Added, Plan, Removed, add_round, change_round, remove_round};
pub use sign_up::{Outcome, Speaker, add_from_floor, sign_up};

pub(super) use desk::{Desk, drop_deck, plan_letters, thank_at};
