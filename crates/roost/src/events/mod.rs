//! An event is one gathering of one group: an evening in a room, online, or both.
//!
//! It is a draft, then published, and may be cancelled or postponed; a postponed one gets a new
//! date and is published again. It is never taken away, since links in old mails must keep working;
//! the one exception is an event that another calendar told us and that nobody here has touched.
//!
//! What always holds:
//! - An event's times are wall times in its zone and the instants that they mean, together.
//! - Nobody but the organizers learns that a draft exists.
//! - Each change that calendars must know raises `sequence`, and each slug that was ever public
//!   leads to the event.
//! - A venue that is corrected in the book is another place for each event to come there.
//! - What concerns people who answered is told to `rsvps` by a job, in the same transaction.
mod model;
mod entry;
mod store;
mod payloads;
mod actions;
mod outside;
mod dated;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Choice, Outcome, Plan, VenueOutcome, cancel, change_cover, change_venue, draft, draft_once,
    edit, place, postpone, publish, put_talk, redate, remove_venue, settle_venue, take_talk_off,
};
pub use dated::add_dated;
pub use entry::entry;
pub use model::{
    AgendaLine, AttendanceMode, Closed, Cover, Details, Event, FormerTime, LEAST_OPTIONS,
    LINK_MINUTES, MOST_DAYS, MOST_GUESTS, MOST_LINES, MOST_LINK_MINUTES, MOST_OPTIONS,
    MOST_QUESTIONS, MOST_SEATS, Misfit, Purpose, Question, QuestionKind, Questions, Schedule,
    Status, TalkLinks, Told, Wall, Which, doors_before, find_zone, tell,
};
pub use outside::{bring_in, bring_up_to_date, take_back};
pub(crate) use payloads::hear_events;
pub use payloads::{
    CapacityChanged, EventCancelled, EventChanged, EventPostponed, EventRedated, QuestionsChanged,
    RoundSwitched,
};
pub(crate) use store::select_events;
pub use store::{
    count_events, count_events_by_venue, find_breaches, find_current_slug, find_event,
    find_event_by_id, find_next, has_company, list_agenda, list_agendas_ahead, list_ahead,
    list_all_coming, list_coming, list_drafts, list_mapped_groups, list_past, list_public,
    lock_event, raise_seat_version, save_links, take_waitlist_number,
};
pub use web::{Address, can_see, find_addressed, find_visible};
