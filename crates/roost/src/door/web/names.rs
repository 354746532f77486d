//! The names for the building's security: a page for paper, without an account and without anything
//! but names.

use super::doorway::{Refused, closed, private};
use crate::db::Tx;
use crate::door::store;
use crate::events::{Event, Purpose, find_event_by_id};
use crate::groups::{Group, find_group_by_id};
use crate::ids::EventId;
use crate::state::App;
use crate::text;
use crate::tokens::{Kind, find_token, was_revoked};
use crate::web::{Chrome, Error, Visit, page};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

#[derive(askama::Template)]
#[template(path = "door/names.html")]
struct NamesPage {
    chrome: Chrome,
    title: String,
    group: String,
    when: String,
    names: Vec<String>,
}

pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response, Refused> {
    let mut tx = app.db.read().await?;
    let found = find(&mut tx, &app, &token).await?;
    let Some((group, event)) = found else {
        let chrome = visit.chrome(&app, Words::default(), None);
        let said = ("door-names-closed", "door-names-closed-sentence");
        return Err(closed(&chrome, StatusCode::GONE, said));
    };
    let asked = event.questions.iter();
    let asked = asked.filter(|question| question.purpose == Purpose::DoorName);
    let asked = asked.map(|question| question.id).next();
    let mut names = store::list_names(&mut tx, (group.id, event.id), asked).await?;
    drop(tx);
    // As the building looks them up, which may be other names than people go by.
    names.sort_by_cached_key(|name| text::sort_key(name));
    let words = group.words();
    let shown = NamesPage {
        chrome: visit.chrome(&app, words, None),
        title: event.title.clone(),
        when: words.long_moment(&event.starts()),
        group: group.name,
        names,
    };
    Ok(private(page(StatusCode::OK, &shown)?))
}

/// `None`: it was closed, or the event is over.
async fn find(tx: &mut Tx<'_>, app: &App, token: &str) -> Result<Option<(Group, Event)>, Error> {
    let Some(found) = find_token(tx, Kind::NameList, token).await? else {
        return if was_revoked(tx, Kind::NameList, token).await? {
            Ok(None)
        } else {
            Err(Error::NotFound)
        };
    };
    let (group, event) = (found.group_id, EventId::from(found.subject_id));
    let list = store::find_name_list(tx, group, event).await?;
    let event = find_event_by_id(tx, group, event).await?;
    let group = find_group_by_id(tx, group).await?;
    let event = event.ok_or(Error::NotFound)?;
    let is_open = list.is_some_and(|list| list.is_open(event.ends_at, app.clock.now()));
    Ok(is_open.then_some((group.ok_or(Error::NotFound)?, event)))
}
