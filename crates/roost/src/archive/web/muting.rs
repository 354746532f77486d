//! No more of a conversation, and again: on its page, and by a link of a digest without signing in.

use super::place::Place;
use crate::accounts::Visitor;
use crate::archive::model::{Thread, subject};
use crate::archive::store;
use crate::db::Tx;
use crate::groups::{self, Group, Here};
use crate::ids::SubscriptionId;
use crate::lists::{self, Subscription};
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};

#[derive(askama::Template)]
#[template(path = "archive/mute.html")]
struct MutePage {
    chrome: Chrome,
    group: Group,
    subject: String,
    /// Where the button is sent.
    path: String,
    /// Where they choose what they get of the list.
    choices: String,
    is_muted: bool,
}

pub async fn mute(state: State<App>, here: Here, path: Path<(String, String, String)>) -> Result {
    change(state, here, path, true).await
}

pub async fn hear(state: State<App>, here: Here, path: Path<(String, String, String)>) -> Result {
    change(state, here, path, false).await
}

async fn change(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink)): Path<(String, String, String)>,
    is_muted: bool,
) -> Result {
    here.visitor.require()?;
    let mut tx = app.db.read().await?;
    let place = Place::find(&app, &mut tx, &here, &name).await?;
    let entry = place.entry(&mut tx, &permalink).await?;
    let whose = (place.list.group_id, place.list.id);
    let own = match &here.person {
        Some(person) => lists::find_subscription(&mut tx, whose, person.id).await?,
        None => None,
    };
    drop(tx);
    let own = &own.ok_or(Error::Forbidden)?;
    let what = (entry.thread_id, is_muted);
    let changed = app
        .db
        .write(|tx| Box::pin(async move { Ok(lists::mute(tx, own, what).await?) }));
    changed.await?;
    let said = here.group.words().t(said(is_muted));
    let path = format!("{}/{permalink}", place.path);
    Ok(see_other_with(&path, &Flash::done(said)))
}

fn said(is_muted: bool) -> &'static str {
    match is_muted {
        true => "archive-muted",
        false => "archive-heard",
    }
}

/// What a link of a digest leads to.
struct Asked {
    group: Group,
    own: Subscription,
    thread: Thread,
}

/// # Errors
/// [`Error::Gone`] if they have left, or there is no such message any more.
async fn find(
    tx: &mut Tx<'_>,
    (token, permalink): (&str, &str),
) -> std::result::Result<Asked, Error> {
    let found = tokens::find_token(tx, Kind::Subscription, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = groups::find_group_by_id(tx, found.group_id).await?;
    let group = group.ok_or(Error::NotFound)?;
    let id = SubscriptionId::from(found.subject_id);
    let own = lists::find_subscription_by_id(tx, group.id, id).await?;
    let own = own.ok_or(Error::Gone)?;
    let whose = (group.id, own.list_id);
    let entry = store::find_entry_by_permalink(tx, whose, permalink).await?;
    let entry = entry.ok_or(Error::Gone)?;
    let thread = store::find_thread(tx, group.id, entry.thread_id).await?;
    Ok(Asked {
        group,
        own,
        thread: thread.ok_or(Error::Gone)?,
    })
}

/// One button. Opening the link changes nothing: scanners open it too.
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path((token, permalink)): Path<(String, String)>,
) -> Result {
    let mut tx = app.db.read().await?;
    let asked = find(&mut tx, (&token, &permalink)).await?;
    let place = (asked.own.group_id, asked.own.id);
    let is_muted = lists::is_muted(&mut tx, place, asked.thread.id).await?;
    drop(tx);
    let words = asked.group.words();
    let shown = MutePage {
        chrome: visitor.chrome(&app, words),
        subject: subject(words, &asked.thread.subject),
        group: asked.group,
        path: format!("/subscription/{token}/threads/{permalink}"),
        choices: format!("/subscription/{token}"),
        is_muted,
    };
    let mut response = page(StatusCode::OK, &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}

pub async fn mute_by_link(state: State<App>, path: Path<(String, String)>) -> Result {
    change_by_link(state, path, true).await
}

pub async fn hear_by_link(state: State<App>, path: Path<(String, String)>) -> Result {
    change_by_link(state, path, false).await
}

async fn change_by_link(
    State(app): State<App>,
    Path((token, permalink)): Path<(String, String)>,
    is_muted: bool,
) -> Result {
    let asked = find(&mut app.db.read().await?, (&token, &permalink)).await?;
    let (own, what) = (&asked.own, (asked.thread.id, is_muted));
    let changed = app
        .db
        .write(|tx| Box::pin(async move { Ok(lists::mute(tx, own, what).await?) }));
    changed.await?;
    let flash = Flash::done(asked.group.words().t(said(is_muted)));
    let path = format!("/subscription/{token}/threads/{permalink}");
    Ok(see_other_with(&path, &flash))
}
