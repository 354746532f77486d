//! Who does what on the evening: taken, asked for, answered, given back.

use super::show;
use crate::groups::{self, Here, Organizer};
use crate::readiness::actions::{self, Handover};
use crate::readiness::mail::Desk;
use crate::readiness::model::Duty;
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

/// A duty of an event, as its address names it.
#[derive(serde::Deserialize)]
pub struct Named {
    slug: String,
    duty: String,
}

/// The form says what is to happen with the duty.
pub async fn update(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = show::find(&app, &here, &named.slug).await?;
    let duty: Duty = named.duty.parse().map_err(|()| Error::NotFound)?;
    let place = (event.id, duty);
    let desk = &Desk {
        config: &app.config,
        group: &here.group,
        event: &event,
    };
    let db = &app.db;
    let came = match form.value("do") {
        "take" => db.write(|tx| Box::pin(actions::take(tx, by, place))).await,
        "give-back" => {
            let give_back = db.write(|tx| Box::pin(actions::give_back(tx, by, place)));
            give_back.await
        }
        said @ ("yes" | "no") => {
            let said = (duty, said == "yes");
            let answer = db.write(|tx| Box::pin(actions::answer(tx, at, desk, by, said)));
            answer.await
        }
        _ => ask(&app, &here, desk, by, (&form, duty)).await,
    };
    let flash = tell(here.group.words(), came?);
    Ok(see_other_with(&show::path(&here, &event), &flash))
}

async fn ask(
    app: &App,
    here: &Here,
    desk: &Desk<'_>,
    by: &Organizer,
    (form, duty): (&Form, Duty),
) -> anyhow::Result<Handover> {
    let organizers = groups::list_organizers(&mut app.db.read().await?, here.group.id).await?;
    let whom = organizers
        .iter()
        .find(|card| card.id.to_string() == form.value("whom") && card.id != by.person);
    let Some(whom) = whom.map(|card| card.id) else {
        return Ok(Handover::Unreachable);
    };
    let at = &app.moment();
    let ask = app
        .db
        .write(|tx| Box::pin(actions::ask(tx, at, desk, by, (duty, whom))));
    ask.await
}

fn tell(words: Words, came: Handover) -> Flash {
    match came {
        Handover::Taken => Flash::done(words.t("readiness-rota-taken")),
        Handover::Free => Flash::done(words.t("readiness-rota-free")),
        Handover::Asked => Flash::done(words.t("readiness-rota-asked")),
        Handover::Declined => Flash::done(words.t("readiness-rota-declined")),
        Handover::Held => Flash::note(words.t("readiness-rota-not-free")),
        Handover::AskedBefore => Flash::note(words.t("readiness-rota-asked-before")),
        Handover::NotAsked => Flash::note(words.t("readiness-rota-gone")),
        Handover::Unreachable => Flash::note(words.t("readiness-rota-nobody")),
    }
}
