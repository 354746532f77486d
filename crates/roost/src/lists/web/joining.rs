//! The page that a letter leads to: one button joins.

use crate::accounts::Visitor;
use crate::groups::Group;
use crate::ids::ListRequestId;
use crate::lists::actions::{self, Confirmed, Office, open_office};
use crate::lists::model::List;
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
    /// Where the button is sent.
    path: String,
}

/// What a link asks; `None`: it was answered, or is too old.
async fn find(
    app: &App,
    token: &str,
) -> std::result::Result<Option<(Request, Group, List, String)>, Error> {
    let mut tx = app.db.read().await?;
    let Some(found) = tokens::find_token(&mut tx, Kind::ListJoin, token).await? else {
        return Ok(None);
    };
    let id = ListRequestId::from(found.subject_id);
    let Some(request) = store::find_request(&mut tx, found.group_id, id).await? else {
        return Ok(None);
    };
    let list = store::find_list(&mut tx, found.group_id, request.list_id).await?;
    let Some(list) = list else {
        return Ok(None);
    };
    let open = open_office(&mut tx, &app.context(), list).await?;
    Ok(open.map(|(group, list, domain)| (request, group, list, domain)))
}

/// One button. Opening the link changes nothing: scanners open it too.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let Some((request, group, list, _)) = find(&app, &token).await? else {
        return Err(Error::Gone);
    };
    let shown = JoinPage {
        chrome: visitor.chrome(&app, group.words()),
        group: group.name.clone(),
        list: list.settings.title,
        about: list.settings.about,
        email: request.email,
        path: format!("/list/{token}"),
    };
    page(StatusCode::OK, &shown)
}

pub async fn create(State(app): State<App>, Path(token): Path<String>) -> Result {
    let Some((request, group, list, domain)) = find(&app, &token).await? else {
        return Err(Error::Gone);
    };
    let (at, context) = (&app.moment(), &app.context());
    let office = &Office {
        at,
        context,
        group: &group,
        list: &list,
        domain: &domain,
    };
    let asked = (&request, token.as_str());
    let confirmed = app.db.write(|tx| {
        Box::pin(async move {
            match actions::confirm(tx, office, asked).await? {
                Confirmed::Joined(id) => Ok(Some(actions::own_link(tx, office, id).await?)),
                Confirmed::Ended => Ok(None),
            }
        })
    });
    match confirmed.await? {
        Some(choices) => {
            let words = group.words();
            let said = words
                .with("list", list.settings.title.clone())
                .t("lists-joined");
            Ok(see_other_with(&choices, &Flash::done(said)))
        }
        None => Ok(see_other(&list.path(&group.path()))),
    }
}
