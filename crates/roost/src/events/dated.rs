//! Evenings of one title that come again: each has its date in its address.

use super::actions::{DATED, free_slug};
use super::model::{AgendaLine, Details, Event};
use super::store;
use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment, PersonId};
use crate::text;

/// Adds an event whose address ends with its date, as a draft or public at once.
///
/// # Errors
/// If the database refuses.
pub async fn add_dated(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, by): (GroupId, PersonId),
    (details, agenda): (&Details, &[AgendaLine]),
    is_public: bool,
) -> db::Result<Event> {
    let day = details.schedule.starts.wall.0.date();
    let title = text::slug(&details.title, DATED);
    let slug = free_slug(tx, group, &format!("{title} {day}"), None).await?;
    let id = store::insert_event(tx, at, (group, by), &slug, details).await?;
    store::replace_agenda(tx, group, id, agenda).await?;
    let event = store::lock_event(tx, group, id).await?;
    if !is_public {
        return Ok(event);
    }
    store::mark_published(tx, at.now, &event).await?;
    store::lock_event(tx, group, id).await
}
