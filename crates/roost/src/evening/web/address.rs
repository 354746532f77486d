use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{Group, Here};
use crate::web::{Error, see_other};
use axum::response::{IntoResponse, Response};

/// The part of the address that names the event.
#[derive(serde::Deserialize)]
pub struct Address {
    pub slug: String,
}

/// Why there is no event under an address.
pub enum Missing {
    /// It has another address now; the same page is under it.
    Moved(String),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Missing {
    fn from(error: E) -> Self {
        Missing::Error(error.into())
    }
}

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        match self {
            Missing::Moved(path) => see_other(&path),
            Missing::Error(error) => error.into_response(),
        }
    }
}

/// What a handler here answers: a page, or why there is none.
pub type Answer = Result<Response, Missing>;

/// The event under `slug`, or where it is now. `path` is the page that was asked for.
pub async fn find(
    tx: &mut Tx<'_>,
    group: &Group,
    slug: &str,
    path: &str,
) -> Result<Event, Missing> {
    if let Some(event) = events::find_event(tx, group.id, slug).await? {
        return Ok(event);
    }
    match events::find_current_slug(tx, group.id, slug).await? {
        Some(now) => Err(Missing::Moved(moved(path, slug, &now))),
        None => Err(Error::NotFound.into()),
    }
}

/// As [`find`], but a draft exists for organizers only.
pub async fn find_visible(tx: &mut Tx<'_>, here: &Here, slug: &str) -> Result<Event, Missing> {
    let event = find(tx, &here.group, slug, &here.visitor.visit.path).await?;
    if can_see(here, &event) {
        Ok(event)
    } else {
        Err(Error::NotFound.into())
    }
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
