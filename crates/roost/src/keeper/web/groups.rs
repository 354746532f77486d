use super::guard::Keeper;
use crate::groups::{self, Group};
use crate::ids::GroupId;
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

/// The longest reason that a keeper may give.
const REASON: usize = 1_000;

pub async fn create_opening(State(app): State<App>, _: Keeper, Path(id): Path<String>) -> Result {
    let group = &find(&app, &id).await?;
    let (at, base) = (&app.moment(), &app.config.link(""));
    let opened = app
        .db
        .write(|tx| Box::pin(groups::open(tx, at, group, base)));
    opened.await?;
    Ok(answered(group, "keeper-opened"))
}

pub async fn create_refusal(
    State(app): State<App>,
    _: Keeper,
    Path(id): Path<String>,
    form: Form,
) -> Result {
    let group = &find(&app, &id).await?;
    let mut form = form.speaking(Words::default());
    let reason = &form.text("reason", REASON);
    let at = &app.moment();
    let refused = app
        .db
        .write(|tx| Box::pin(groups::refuse(tx, at, group, reason)));
    refused.await?;
    Ok(answered(group, "keeper-refused"))
}

async fn find(app: &App, id: &str) -> std::result::Result<Group, Error> {
    let id: GroupId = id.parse().map_err(|_| Error::NotFound)?;
    let found = groups::find_group_by_id(&mut app.db.read().await?, id).await?;
    found.ok_or(Error::NotFound)
}

fn answered(group: &Group, key: &str) -> axum::response::Response {
    let said = Words::default().with("group", group.name.clone()).t(key);
    see_other_with("/keeper", &Flash::done(said))
}
