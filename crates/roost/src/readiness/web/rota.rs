//! Who does what on the evening: taken, asked for, answered, given back.

use super::show;
use crate::groups::{self, Here};
use crate::readiness::actions::{self, Outcome};
use crate::readiness::mail::Desk;
use crate::readiness::model::Duty;
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other_with};
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
    let said = match form.value("do") {
        "take" => {
            let take = app.db.write(|tx| Box::pin(actions::take(tx, by, place)));
            if take.await? {
                "readiness-rota-taken"
            } else {
                "readiness-rota-not-free"
            }
        }
        "give-back" => {
            let give = app
                .db
                .write(|tx| Box::pin(actions::give_back(tx, by, place)));
            give.await?;
            "readiness-rota-free"
        }
        "yes" | "no" => {
            let yes = form.value("do") == "yes";
            let answer = app
                .db
                .write(|tx| Box::pin(actions::answer(tx, at, desk, by, (duty, yes))));
            answered(answer.await?, yes)
        }
        _ => ask(&app, &here, desk, &form, duty).await?,
    };
    let flash = match said {
        "readiness-rota-not-free" | "readiness-rota-gone" | "readiness-rota-nobody" => {
            Flash::note(here.group.words().t(said))
        }
        _ => Flash::done(here.group.words().t(said)),
    };
    Ok(see_other_with(&show::path(&here, &event), &flash))
}

fn answered(outcome: Outcome, yes: bool) -> &'static str {
    match (outcome, yes) {
        (Outcome::Done, true) => "readiness-rota-taken",
        (Outcome::Done, false) => "readiness-rota-declined",
        _ => "readiness-rota-gone",
    }
}

async fn ask(
    app: &App,
    here: &Here,
    desk: &Desk<'_>,
    form: &Form,
    duty: Duty,
) -> std::result::Result<&'static str, Error> {
    let (by, at) = (&here.organizer()?, &app.moment());
    let organizers = groups::list_organizers(&mut app.db.read().await?, here.group.id).await?;
    let whom = organizers
        .iter()
        .find(|card| card.id.to_string() == form.value("whom") && card.id != by.person);
    let Some(whom) = whom.map(|card| card.id) else {
        return Ok("readiness-rota-nobody");
    };
    let ask = app
        .db
        .write(|tx| Box::pin(actions::ask(tx, at, desk, by, (duty, whom))));
    Ok(match ask.await? {
        Outcome::Done => "readiness-rota-asked",
        Outcome::TooSoon => "readiness-rota-asked-before",
        Outcome::Full | Outcome::Gone => "readiness-rota-nobody",
    })
}
