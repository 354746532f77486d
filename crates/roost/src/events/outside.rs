//! Events that another calendar has told already: brought in, brought up to date and taken back
//! without a word to anybody.

use super::actions::{DATED, SLUG_LENGTH, free_slug};
use super::model::{Details, Event, Status};
use super::store;
use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment, PersonId};
use crate::text;

/// Adds an event with the standing that it has elsewhere. Nobody is told.
///
/// # Errors
/// If the database refuses.
pub async fn bring_in(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, by): (GroupId, PersonId),
    details: &Details,
    status: Status,
) -> db::Result<Event> {
    let slug = dated_slug(tx, group, details).await?;
    let id = store::insert_event(tx, at, (group, by), &slug, details).await?;
    if status != Status::Draft {
        let draft = store::lock_event(tx, group, id).await?;
        store::mark_outside(tx, at.now, &draft, status).await?;
    }
    store::lock_event(tx, group, id).await
}

/// Writes anew what an event is elsewhere; its address stays. Nobody is told, so the caller sees to
/// it that nobody has been told of the event.
///
/// # Errors
/// If the database refuses.
pub async fn bring_up_to_date(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    details: &Details,
    status: Status,
) -> db::Result<Event> {
    store::update_event(tx, at.now, event, &event.slug, details).await?;
    store::mark_outside(tx, at.now, event, status).await?;
    if event.is_public() {
        store::raise_sequence(tx, event).await?;
    }
    store::lock_event(tx, event.group_id, event.id).await
}

/// Takes the event away. The caller has made sure that nothing but its own agenda belongs to it.
///
/// # Errors
/// If the database refuses.
pub async fn take_back(tx: &mut Tx<'_>, event: &Event) -> db::Result<()> {
    store::remove_event(tx, event).await
}

/// Evenings of one title are told apart by their dates: numbers would be the same every year.
async fn dated_slug(tx: &mut Tx<'_>, group: GroupId, details: &Details) -> db::Result<String> {
    let slug = text::slug(&details.title, SLUG_LENGTH);
    if !slug.is_empty() && slug != "new" && !store::is_slug_taken(tx, group, &slug, None).await? {
        return Ok(slug);
    }
    let day = details.schedule.starts.wall.0.date();
    let title = text::slug(&details.title, DATED);
    free_slug(tx, group, &format!("{title} {day}"), None).await
}
