//! How an address names an event, for every page about one.

use crate::db::Tx;
use crate::events::model::Event;
use crate::events::store;
use crate::groups::Here;
use crate::web::Error;

/// The part of the address that names the event.
#[derive(serde::Deserialize)]
pub struct Address {
    pub slug: String,
}

/// The event under `slug`, drafts too: for organizers.
///
/// # Errors
/// [`Error::Moved`] if it has another slug now, [`Error::NotFound`] if the group never had it.
pub async fn find_addressed(tx: &mut Tx<'_>, here: &Here, slug: &str) -> Result<Event, Error> {
    if let Some(event) = store::find_event(tx, here.group.id, slug).await? {
        return Ok(event);
    }
    match store::find_current_slug(tx, here.group.id, slug).await? {
        Some(now) => Err(Error::Moved {
            to: moved(&here.visitor.visit.path, slug, &now),
        }),
        None => Err(Error::NotFound),
    }
}

/// As [`find_addressed`], but a draft exists for organizers only.
///
/// # Errors
/// As there, and [`Error::NotFound`] for a draft.
pub async fn find_visible(tx: &mut Tx<'_>, here: &Here, slug: &str) -> Result<Event, Error> {
    let event = find_addressed(tx, here, slug).await?;
    can_see(here, &event)
        .then_some(event)
        .ok_or(Error::NotFound)
}

pub fn can_see(here: &Here, event: &Event) -> bool {
    event.is_public() || here.organizes()
}

/// The same path with the event's present slug in it.
fn moved(path: &str, old: &str, now: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let is_old = |part: &&str| part.split('?').next() == Some(old);
    let at = parts.iter().rposition(is_old);
    let moved = parts.iter().enumerate().map(|(index, part)| {
        if Some(index) == at {
            part.replacen(old, now, 1)
        } else {
            (*part).to_owned()
        }
    });
    moved.collect::<Vec<_>>().join("/")
}
