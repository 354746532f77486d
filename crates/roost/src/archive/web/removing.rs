//! Taking a message out of the archive: an organizer any, an author their own.

use super::place::Place;
use crate::archive::actions;
use crate::archive::model::Entry;
use crate::groups::Here;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};

const REASON: usize = 200;

#[derive(askama::Template)]
#[template(path = "archive/remove.html")]
struct RemovePage {
    chrome: Chrome,
    place: Place,
    entry: Entry,
    /// Whether a reason is asked for.
    organizes: bool,
    form: Form,
}

/// Who neither organizes nor wrote it is not told that there is such a page.
async fn find(
    app: &App,
    here: &Here,
    name: &str,
    permalink: &str,
) -> std::result::Result<(Place, Entry), Error> {
    here.visitor.require()?;
    let mut tx = app.db.read().await?;
    let place = Place::find(app, &mut tx, here, name).await?;
    let entry = place.entry(&mut tx, permalink).await?;
    let own = here.person.as_ref().map(|person| person.id);
    let is_theirs = own.is_some() && own == entry.person_id;
    match here.organizes() || is_theirs {
        true => Ok((place, entry)),
        false => Err(Error::NotFound),
    }
}

pub async fn ask(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink)): Path<(String, String, String)>,
) -> Result {
    let form = Form::empty(here.group.words());
    shown(&app, here, (&name, &permalink), form).await
}

async fn shown(app: &App, here: Here, (name, permalink): (&str, &str), form: Form) -> Result {
    let (place, entry) = find(app, &here, name, permalink).await?;
    let status = form.status();
    let shown = RemovePage {
        chrome: here.chrome(app),
        organizes: here.organizes(),
        place,
        entry,
        form,
    };
    page(status, &shown)
}

pub async fn remove(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink)): Path<(String, String, String)>,
    form: Form,
) -> Result {
    let (place, entry) = find(&app, &here, &name, &permalink).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let reason = form.optional_line("reason", REASON);
    if !form.is_fine() {
        return shown(&app, here, (&name, &permalink), form).await;
    }
    let by = &here.organizer().ok();
    let (at, entry, reason) = (&app.moment(), &entry, reason.as_str());
    let removed = app.db.write(|tx| {
        Box::pin(async move {
            match by {
                Some(by) => actions::remove_for(tx, at, by, entry, reason).await,
                None => actions::take_back(tx, at, entry).await,
            }
        })
    });
    let flash = match removed.await? {
        true => Flash::done(words.t("archive-did-remove")),
        false => Flash::note(words.t("archive-was-removed")),
    };
    Ok(see_other_with(
        &format!("{}/{permalink}", place.path),
        &flash,
    ))
}
