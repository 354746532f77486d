//! The buttons of the door's page, each of which works without a script.

use super::doorway::{Doorway, Refused};
use super::page::shown;
use crate::door::actions::{self, Taken};
use crate::door::model::Change;
use crate::ids::{CheckInId, PersonId};
use crate::state::App;
use crate::web::{Error, Form, see_other};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

/// Longer than any name.
const NAME: usize = 80;

/// Does one thing, and leads back to the row that shows it.
async fn apply(
    app: &App,
    doorway: &Doorway,
    change: &Change,
    row: &str,
) -> Result<Response, Refused> {
    let (at, helper) = (&app.moment(), &doorway.helper()?);
    let changes = std::slice::from_ref(change);
    let apply = app
        .db
        .write(|tx| Box::pin(actions::apply(tx, at, helper, changes)));
    match apply.await? {
        Taken::Done => Ok(see_other(&format!("{}#{row}", doorway.path))),
        // Its page says why.
        Taken::Refused => Ok(see_other(&doorway.path)),
    }
}

pub async fn check_in(
    State(app): State<App>,
    doorway: Doorway,
    form: Form,
) -> Result<Response, Refused> {
    doorway.require_open()?;
    doorway.helper()?;
    let (id, person) = (form.value("id").parse(), form.value("person").parse());
    let change = Change::CheckIn {
        id: id.map_err(|_| Error::Unreadable)?,
        person: person.map_err(|_| Error::Unreadable)?,
    };
    let row = format!("in-{}", form.value("id"));
    apply(&app, &doorway, &change, &row).await
}

pub async fn undo(
    State(app): State<App>,
    doorway: Doorway,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Refused> {
    doorway.require_open()?;
    doorway.helper()?;
    let id: CheckInId = id.parse().map_err(|_| Error::Unreadable)?;
    let person: Option<PersonId> = form.value("person").parse().ok();
    let row = person.map_or_else(String::new, |person| format!("p-{person}"));
    apply(&app, &doorway, &Change::Undo { id }, &row).await
}

pub async fn walk_in(
    State(app): State<App>,
    doorway: Doorway,
    form: Form,
) -> Result<Response, Refused> {
    doorway.require_open()?;
    doorway.helper()?;
    let words = doorway.group.words();
    let mut form = form.speaking(words);
    let name = form.line("name", NAME);
    let has_email = !form.value("email").trim().is_empty();
    let email = has_email.then(|| form.email("email")).flatten();
    if has_email && !form.flag("agrees") {
        form.refuse("email", words.t("door-walk-in-needs-yes"));
    }
    let id = form.value("id").parse();
    let (Ok(id), true) = (id, form.is_fine()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&app, &doorway, status, ("", form)).await;
    };
    let email = email.unwrap_or_default();
    let change = Change::WalkIn { id, name, email };
    apply(&app, &doorway, &change, &format!("in-{id}")).await
}

/// A walk-in that a telephone noted earlier, when nobody could be asked to mend it: a name that
/// cannot stand is cut to what can be seen, and an address that is none is left out. `None`: it
/// has no name.
pub fn settled(change: Change, words: crate::words::Words) -> Option<Change> {
    let Change::WalkIn { id, name, email } = change else {
        return Some(change);
    };
    let mut form = Form::empty(words).with("name", name).with("email", email);
    let mut name = form.line("name", NAME);
    if form.problem("name").is_some() {
        name = crate::text::visible_line(form.value("name"), NAME);
    }
    let email = form.email("email").unwrap_or_default();
    (!name.is_empty()).then_some(Change::WalkIn { id, name, email })
}
