//! All SQL of asks.
mod asks;
mod candidates;
mod shown;
mod own;
mod checks;

pub use asks::{
    delete_asks_of, delete_old_asks, delete_old_pauses, delete_pause, find_ask, find_ask_of,
    find_pause, insert_ask, list_asks_of, list_groups_with_old, list_old_asks, save_answer,
    save_pause, save_step,
};
pub use candidates::list_candidates;
pub use checks::find_breaches;
pub use own::{list_own_asks, list_own_pauses};
pub use shown::{find_mark, find_shown, list_for_event, list_in_line, list_on_their_way};
