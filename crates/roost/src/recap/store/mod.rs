//! All SQL of recaps, split by noun; every statement names its group.
mod recaps;
mod photos;
mod thanks;
mod feedback;
mod checks;

pub use checks::find_breaches;
pub use feedback::{
    count_waiting, insert_feedback, list_batch_evenings, list_left, list_told, lock_left,
    save_batch,
};
pub use photos::{
    NewRow, count_photos, delete_photo, find_photo, insert_photo, list_not_to_show, list_photos,
    list_shown_photos, save_shown,
};
pub use recaps::{
    find_last_note, find_recap, find_unclosed, list_talks, save_closed, save_note, save_shows_came,
    shows_came,
};
pub use thanks::{NewRow as NewThanksRow, list_emails_by_name, list_thanks, upsert_thanks};
