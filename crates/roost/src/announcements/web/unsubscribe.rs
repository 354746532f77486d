use crate::accounts::Visitor;
use crate::announcements::store;
use crate::groups::{self, Group};
use crate::ids::PersonId;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Result, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "announcements/unsubscribe.html")]
struct UnsubscribePage {
    chrome: Chrome,
    group: String,
    path: String,
    /// Whether it is done, and not only asked.
    done: bool,
}

/// One button. Opening the link changes nothing: scanners open it too.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let (group, _) = find(&app, &token).await?;
    shown(&app, &visitor, &group, false)
}

/// RFC 8058 §3.2: the mail program's POST has neither cookie nor session, and is answered without
/// a redirect. What it carries does not matter; the address says it all. Doing it again is fine.
pub async fn create(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let (group, person) = find(&app, &token).await?;
    let (now, id) = (app.clock.now(), group.id);
    let stop = app
        .db
        .write(|tx| Box::pin(async move { Ok(store::stop_mail(tx, now, id, person).await?) }));
    stop.await?;
    shown(&app, &visitor, &group, true)
}

async fn find(app: &App, token: &str) -> std::result::Result<(Group, PersonId), Error> {
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::Unsubscribe, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = groups::find_group_by_id(&mut tx, found.group_id).await?;
    let group = group.ok_or(Error::NotFound)?;
    Ok((group, PersonId::from(found.subject_id)))
}

fn shown(app: &App, visitor: &Visitor, group: &Group, done: bool) -> Result {
    let shown = UnsubscribePage {
        chrome: visitor.chrome(app, group.words()),
        group: group.name.clone(),
        path: group.path(),
        done,
    };
    page(StatusCode::OK, &shown)
}
