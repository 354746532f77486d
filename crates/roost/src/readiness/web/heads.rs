//! How many came, counted by heads where nobody checked in.

use super::{form, show};
use crate::groups::Here;
use crate::once;
use crate::state::App;
use crate::turnout::{self, MOST_HEADS};
use crate::web::{Error, Flash, Form, Result, see_other_with};
use axum::extract::{Path, State};

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    heads: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &show::find(&app, &here, &slug).await?;
    if !event.is_over(at.now) {
        return Err(Error::NotFound);
    }
    let words = here.group.words();
    let mut heads = heads.speaking(words);
    let came = heads.number("came", 0..=MOST_HEADS);
    let Some(came) = came else {
        if heads.is_fine() {
            heads.refuse("came", words.t("form-needed"));
        }
        let form = form::empty(words, once::key(at));
        return show::render(&app, &here, event, (form, heads)).await;
    };
    let count = app
        .db
        .write(|tx| Box::pin(turnout::count_heads(tx, at, by, (event, came))));
    count.await?;
    let flash = Flash::done(words.t("readiness-heads-saved"));
    Ok(see_other_with(&show::path(&here, event), &flash))
}
