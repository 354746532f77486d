//! All SQL of rounds and turns.
mod rounds;
mod turns;
mod decks;
mod checks;

pub use checks::find_breaches;
pub use decks::{delete_pages, insert_page, list_pages, list_pages_of_turn, save_deck};
pub use rounds::{
    count_rounds, delete_round, find_round, insert_round, list_rounds, list_rounds_of_group,
    save_arranged, save_begun, save_ended, save_numbers, update_round,
};
pub use turns::{
    delete_turn, find_turn, find_turn_by_id, insert_turn, line_up, list_turns_of_person,
    save_entry, save_place, save_position, save_shown, save_state, save_thanked,
};
