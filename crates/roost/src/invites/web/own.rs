//! Her own link, and how she came.

use crate::events::{self, Event};
use crate::groups::Here;
use crate::ids::PersonId;
use crate::invites::{actions, store};
use crate::state::App;
use crate::web::{Error, Flash, Result, see_other, see_other_with};
use axum::extract::{Path, State};

/// Makes the link of somebody who comes, if she has none.
pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    here.visitor.require()?;
    let mut tx = app.db.read().await?;
    let event = &events::find_visible(&mut tx, &here, &slug).await?;
    let person = coming(&mut tx, &here, event).await?;
    drop(tx);
    let at = &app.moment();
    let write = app
        .db
        .write(|tx| Box::pin(async move { Ok(actions::link_for(tx, at, event, person).await?) }));
    write.await?;
    Ok(see_other(&format!(
        "{}#bring",
        event.path(&here.group.slug)
    )))
}

/// Who asks, if she comes to the event or waits for a seat.
async fn coming(
    tx: &mut crate::db::Tx<'_>,
    here: &Here,
    event: &Event,
) -> std::result::Result<PersonId, Error> {
    let person = here.person.as_ref().ok_or(Error::NotFound)?;
    let comes = store::comes(tx, (event.group_id, event.id), person.id).await?;
    comes.then_some(person.id).ok_or(Error::NotFound)
}

/// Takes back how she came to the group.
pub async fn delete(State(app): State<App>, here: Here) -> Result {
    here.visitor.require()?;
    let words = crate::words::Words::default();
    if let Some(person) = &here.person {
        let (group, person) = (here.group.id, person.id);
        let write = app
            .db
            .write(|tx| Box::pin(async move { Ok(actions::take_back(tx, group, person).await?) }));
        write.await?;
    }
    let flash = Flash::done(words.t("invites-taken-back"));
    Ok(see_other_with("/me#ways", &flash))
}
