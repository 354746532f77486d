//! What organizers do with the lines of one event.

use super::{form, show};
use crate::groups::{self, Here};
use crate::ids::ChecklistLineId;
use crate::once::{Done, Once};
use crate::readiness::actions::{self, Outcome};
use crate::readiness::store;
use crate::state::App;
use crate::web::{Error, Flash, Form, Result, see_other, see_other_with};
use axum::extract::{Path, State};

/// A line of an event, as its address names it.
#[derive(serde::Deserialize)]
pub struct Named {
    slug: String,
    line: String,
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let account = here.visitor.require()?.id;
    let event = show::find(&app, &here, &slug).await?;
    let organizers = groups::list_organizers(&mut app.db.read().await?, here.group.id).await?;
    let heads = Form::empty(here.group.words());
    let mut form = form.speaking(here.group.words());
    let Some(entry) = &form::read(&mut form, &organizers) else {
        return show::render(&app, &here, &event, (form, heads)).await;
    };
    let once = &Once::new(here.group.id, account, form.value("key"));
    let back = &show::path(&here, &event);
    let add = app.db.write(|tx| {
        let scope = (by, Some(event.id), back.as_str());
        Box::pin(actions::add_line(tx, at, once, scope, entry))
    });
    if let Done::Now(Outcome::Full) = add.await? {
        form.refuse("title", here.group.words().t("readiness-full"));
        return show::render(&app, &here, &event, (form, heads)).await;
    }
    Ok(see_other(back))
}

/// The form says that the line is done or to do, or whose it is.
pub async fn update(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let (event, line) = find(&app, &here, &named).await?;
    let place = (event.id, line);
    let done = match form.value("done") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    match done {
        Some(done) => {
            let mark = app
                .db
                .write(|tx| Box::pin(actions::mark_done(tx, at, by, place, done)));
            mark.await?;
        }
        None if form.fields.has("owner") => {
            let mut tx = app.db.read().await?;
            let organizers = groups::list_organizers(&mut tx, here.group.id).await?;
            drop(tx);
            let owner = organizers
                .iter()
                .find(|card| card.id.to_string() == form.value("owner"));
            let owner = owner.map(|card| card.id);
            let give = app
                .db
                .write(|tx| Box::pin(actions::give(tx, by, place, owner)));
            give.await?;
        }
        None => {}
    }
    Ok(see_other(&show::path(&here, &event)))
}

pub async fn nudge(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let (event, line) = find(&app, &here, &named).await?;
    let (about, place) = ((&*app.config, &here.group), (&event, line));
    let nudge = app
        .db
        .write(|tx| Box::pin(actions::nudge(tx, at, about, by, place)));
    let words = here.group.words();
    let flash = match nudge.await? {
        Outcome::Done => Flash::done(words.t("readiness-nudged")),
        Outcome::TooSoon => Flash::note(words.t("readiness-nudged-before")),
        Outcome::Full | Outcome::Gone => Flash::note(words.t("readiness-nudged-nobody")),
    };
    Ok(see_other_with(&show::path(&here, &event), &flash))
}

async fn find(
    app: &App,
    here: &Here,
    named: &Named,
) -> std::result::Result<(crate::events::Event, ChecklistLineId), Error> {
    let event = show::find(app, here, &named.slug).await?;
    let id: ChecklistLineId = named.line.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let lines = store::list_lines(&mut tx, here.group.id, event.id).await?;
    let is_known = lines.iter().any(|line| line.id == id);
    is_known.then_some((event, id)).ok_or(Error::NotFound)
}
