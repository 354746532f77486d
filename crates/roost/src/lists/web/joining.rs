//! The page that a letter leads to: one button joins.

use super::public::joined;
use crate::accounts::Visitor;
use crate::ids::ListRequestId;
use crate::lists::actions::{self, Confirmed, OpenList, open_list_by_id};
use crate::lists::store::{self, Request};
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "lists/join.html")]
struct JoinPage {
    chrome: Chrome,
    group: String,
    list: String,
    about: String,
    email: String,
    /// Whether announcements would come, and not posts.
    announces: bool,
    /// Where the button is sent.
    path: String,
}

/// What a link asks.
///
/// # Errors
/// [`Error::Gone`] if it was answered, is too old, or the list takes no mail any more.
async fn find(app: &App, token: &str) -> std::result::Result<(Request, OpenList), Error> {
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::ListJoin, token).await?;
    let found = found.ok_or(Error::Gone)?;
    let id = ListRequestId::from(found.subject_id);
    let request = store::find_request(&mut tx, found.group_id, id).await?;
    let request = request.ok_or(Error::Gone)?;
    let whose = (found.group_id, request.list_id);
    let open = open_list_by_id(&mut tx, &app.context(), whose).await?;
    Ok((request, open.ok_or(Error::Gone)?))
}

/// One button. Opening the link changes nothing: scanners open it too.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let (request, OpenList { group, list, .. }) = find(&app, &token).await?;
    let shown = JoinPage {
        chrome: visitor.chrome(&app, group.words()),
        group: group.name.clone(),
        announces: list.announces(),
        list: list.settings.title,
        about: list.settings.about,
        email: request.email,
        path: format!("/list/{token}"),
    };
    page(StatusCode::OK, &shown)
}

pub async fn create(State(app): State<App>, Path(token): Path<String>) -> Result {
    let (request, open) = find(&app, &token).await?;
    let (at, context) = (&app.moment(), &app.context());
    let office = &open.office(at, context);
    let asked = (&request, token.as_str());
    let confirmed = app
        .db
        .write(|tx| Box::pin(actions::confirm(tx, office, asked)));
    match confirmed.await? {
        Confirmed::Joined(choices) => {
            let said = joined(&open.group, &open.list);
            Ok(see_other_with(&choices, &Flash::done(said)))
        }
        Confirmed::Ended => Ok(see_other(&open.list.path(&open.group.path()))),
    }
}
