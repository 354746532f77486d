//! All SQL of events, split by noun; every statement names its group.

mod find;
mod write;
mod slugs;
mod agenda;
mod venues;
mod outside;
mod checks;

pub use agenda::{list_agenda, list_agendas_ahead, replace_agenda, save_links};
pub use checks::find_breaches;
pub(crate) use find::select_events;
pub use find::{
    count_events, find_event, find_event_by_id, find_next, list_ahead, list_all_coming,
    list_coming, list_drafts, list_mapped_groups, list_past, list_public, lock_event,
};
pub use outside::{has_company, mark_outside, remove_event};
pub use slugs::{find_current_slug, insert_old_slug, is_slug_taken, remove_old_slug};
pub use venues::{count_events_at, count_events_by_venue, lock_events_to_come_at};
pub use write::{
    insert_event, mark_cancelled, mark_moved, mark_postponed, mark_published, mark_redated,
    raise_seat_version, raise_sequence, take_waitlist_number, update_event,
};
