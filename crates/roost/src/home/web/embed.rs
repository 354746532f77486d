//! The next event as a card on somebody else's page: a frame of its own, which may stand anywhere.
//! It needs no script and no cookie, so a page that has it learns nothing of who looks.

use super::show::{COMING, Next, next_event};
use crate::db::Keep;
use crate::groups::Here;
use crate::home::model::{EventRow, next_turn};
use crate::home::store;
use crate::state::App;
use crate::web::{self, Chrome, Error, Result, keep, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "home/embed.html")]
struct EmbedPage {
    chrome: Chrome,
    name: String,
    /// The group's page.
    home: String,
    /// `None`: nothing is planned.
    next: Option<Next>,
    /// Whether an answer is still of use.
    is_on: bool,
}

/// The group's next event.
pub async fn group(State(app): State<App>, here: Here) -> Result {
    let now = app.clock.now();
    let coming = store::list_coming(&mut app.db.read().await?, here.group.id, now, COMING).await?;
    let next = coming.iter().find(|row| row.is_on());
    show(&app, &here, next, &coming)
}

#[derive(serde::Deserialize)]
pub struct Address {
    slug: String,
}

/// One event of it.
pub async fn event(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let found = store::find_public(&mut app.db.read().await?, here.group.id, &address.slug).await?;
    let row = found.ok_or(Error::NotFound)?;
    show(&app, &here, Some(&row), std::slice::from_ref(&row))
}

fn show(app: &App, here: &Here, row: Option<&EventRow>, turns: &[EventRow]) -> Result {
    let (group, now) = (&here.group, app.clock.now());
    // What a member would see in the head of a page has no place here.
    let chrome = Chrome {
        viewer: None,
        flash: None,
        ..here.chrome(app)
    };
    let shown = EmbedPage {
        name: group.name.clone(),
        home: group.path(),
        is_on: row.is_some_and(|row| row.is_on() && row.starts_at > now),
        next: row.map(|row| next_event(row, &chrome, now)),
        chrome,
    };
    let response = web::may_be_framed(page(StatusCode::OK, &shown)?);
    if !group.is_public() {
        return Ok(response);
    }
    let kept = Keep {
        group: Some(group.id),
        good_until: next_turn(turns, &group.zone(), now),
    };
    Ok(keep(response, kept))
}
