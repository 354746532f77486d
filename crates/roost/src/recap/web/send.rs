//! Sends one letter of thanks.

use super::close::{self, Typed};
use super::thanks::{field, kind};
use crate::groups::Here;
use crate::recap::actions::{self, NewThanks, Thanked};
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other_with};
use axum::extract::{Path, State};

const NAME: usize = 120;
const SUBJECT: usize = 150;
const BODY: usize = 10_000;

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &close::find(&app, &here, &slug).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let slot = form.value("slot").to_owned();
    let kind = kind(&slot).ok_or(Error::Unreadable)?;
    let name = form.line(&field(&slot, "name"), NAME);
    let email = form.email(&field(&slot, "email")).unwrap_or_default();
    let subject = form.line(&field(&slot, "subject"), SUBJECT);
    let body = form.text(&field(&slot, "body"), BODY);
    if body.is_empty() {
        form.refuse(&field(&slot, "body"), words.t("form-needed"));
    }
    let new = &NewThanks {
        kind,
        name,
        email,
        subject,
        body,
    };
    if form.is_fine() {
        let (group, what) = (&here.group, (event, new));
        let thank = app
            .db
            .write(|tx| Box::pin(actions::thank(tx, at, group, by, what)));
        let flash = match thank.await? {
            Thanked::Sent => Flash::done(words.t("recap-thanks-sent")),
            Thanked::Before => Flash::note(words.t("recap-thanks-before")),
            Thanked::Waiting => Flash::note(words.t("recap-thanks-waiting")),
            Thanked::Full => Flash::note(words.t("recap-thanks-full")),
        };
        let back = format!("{}#thanks", close::path(&here.group, event));
        return Ok(see_other_with(&back, &flash));
    }
    let typed = Typed {
        thanks: Some(form),
        ..Typed::default()
    };
    close::render(&app, &here, (by, event), typed).await
}
