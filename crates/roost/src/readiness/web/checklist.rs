//! Organize → Checklist: what the group prepares for each of its events.

use super::form;
use crate::groups::{self, Here, OrganizeNav, OrganizeTab, OrganizerCard};
use crate::ids::ChecklistLineId;
use crate::once::{self, Done, Once};
use crate::readiness::actions::{self, Outcome};
use crate::readiness::model::Line;
use crate::readiness::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};

#[derive(askama::Template)]
#[template(path = "readiness/checklist.html")]
struct ChecklistPage {
    chrome: Chrome,
    nav: OrganizeNav,
    path: String,
    lines: Vec<Shown>,
    owners: Vec<(String, String)>,
    form: Form,
}

/// One line of the list.
struct Shown {
    path: String,
    title: String,
    note: String,
}

#[derive(askama::Template)]
#[template(path = "readiness/line.html")]
struct LinePage {
    chrome: Chrome,
    nav: OrganizeNav,
    back: String,
    path: String,
    owners: Vec<(String, String)>,
    form: Form,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let form = form::empty(here.group.words(), once::key(&app.moment()));
    show(&app, &here, form).await
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let account = here.visitor.require()?.id;
    let organizers = organizers(&app, &here).await?;
    let mut form = form.speaking(here.group.words());
    let Some(entry) = &form::read(&mut form, &organizers) else {
        return show(&app, &here, form).await;
    };
    let once = &Once::new(here.group.id, account, form.value("key"));
    let back = &path(&here);
    let add = app.db.write(|tx| {
        let scope = (by, None, back.as_str());
        Box::pin(actions::add_line(tx, at, once, scope, entry))
    });
    if let Done::Now(Outcome::Full) = add.await? {
        form.refuse("title", here.group.words().t("readiness-full"));
        return show(&app, &here, form).await;
    }
    Ok(see_other(back))
}

pub async fn edit(
    State(app): State<App>,
    here: Here,
    Path((_, line)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let line = find(&app, &here, &line).await?;
    let form = form::filled(here.group.words(), &line);
    show_line(&app, &here, form, &line).await
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, line)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let line = find(&app, &here, &line).await?;
    let organizers = organizers(&app, &here).await?;
    let mut form = form.speaking(here.group.words());
    let Some(entry) = &form::read(&mut form, &organizers) else {
        return show_line(&app, &here, form, &line).await;
    };
    let change = app
        .db
        .write(|tx| Box::pin(actions::change_line(tx, by, line.id, entry)));
    change.await?;
    let flash = Flash::done(here.group.words().t("readiness-saved"));
    Ok(see_other_with(&path(&here), &flash))
}

pub async fn remove(
    State(app): State<App>,
    here: Here,
    Path((_, line)): Path<(String, String)>,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let line = find(&app, &here, &line).await?;
    let remove = app
        .db
        .write(|tx| Box::pin(actions::remove_line(tx, at, by, line.id)));
    remove.await?;
    let flash = Flash::done(here.group.words().t("readiness-removed"));
    Ok(see_other_with(&path(&here), &flash))
}

fn path(here: &Here) -> String {
    format!("{}/organize/checklist", here.group.path())
}

async fn organizers(app: &App, here: &Here) -> std::result::Result<Vec<OrganizerCard>, Error> {
    let mut tx = app.db.read().await?;
    Ok(groups::list_organizers(&mut tx, here.group.id).await?)
}

async fn find(app: &App, here: &Here, id: &str) -> std::result::Result<Line, Error> {
    let id: ChecklistLineId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let lines = store::list_checklist(&mut tx, here.group.id).await?;
    let found = lines.into_iter().find(|line| line.id == id);
    found.ok_or(Error::NotFound)
}

async fn show(app: &App, here: &Here, form: Form) -> Result {
    let words = here.group.words();
    let mut tx = app.db.read().await?;
    let lines = store::list_checklist(&mut tx, here.group.id).await?;
    let organizers = groups::list_organizers(&mut tx, here.group.id).await?;
    drop(tx);
    let shown = lines.into_iter().map(|line| {
        let owner = line.owner.map(|owner| owner.name);
        let when = words.with("days", line.due_days).t("readiness-days-before");
        let note = match owner {
            Some(owner) => words.with("when", when).with("who", owner),
            None => words
                .with("when", when)
                .with("who", words.t("readiness-nobody")),
        };
        Shown {
            path: format!("{}/{}", path(here), line.id),
            title: line.title,
            note: note.t("readiness-line-note"),
        }
    });
    let shown = ChecklistPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Settings),
        path: path(here),
        lines: shown.collect(),
        owners: form::owners(words, &organizers),
        form,
    };
    page(shown.form.status(), &shown)
}

async fn show_line(app: &App, here: &Here, form: Form, line: &Line) -> Result {
    let organizers = organizers(app, here).await?;
    let back = path(here);
    let shown = LinePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Settings),
        path: format!("{back}/{}", line.id),
        back,
        owners: form::owners(here.group.words(), &organizers),
        form,
    };
    page(shown.form.status(), &shown)
}
