//! Rows of answers, and nothing else.
mod rows;
mod pool;
mod lists;
mod checks;

pub use checks::list_breaches;
pub use lists::{
    Attendee, Counts, Round, count_answers, count_late_reminders, count_people_coming,
    count_people_coming_to, count_people_to_tell, count_round, list_attendees, list_coming,
    list_people_to_tell, list_upcoming_answers,
};
pub use pool::{Loaded, load_pool, save_lowered_from};
pub use rows::{
    count_before, find_rsvp, find_rsvp_by_id, insert_rsvp, save_asked_still_at, save_reminded_at,
    update_rsvp,
};
