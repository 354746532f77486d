//! A series said anew, and the end of one.

use super::edit::{self, Page};
use super::{find, pages};
use crate::evening::form;
use crate::evening::web::edit::changes;
use crate::events::Status;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::Moment;
use crate::rsvps;
use crate::series::{self, Drafts, Foreseen, NewSeries, Series};
use crate::state::App;
use crate::venues;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

/// What people who are coming are told before it is told to them.
#[derive(askama::Template)]
#[template(path = "evening/series/change.html")]
struct ChangePage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    title: String,
    action: String,
    evenings: Vec<Evening>,
    /// How many e-mails are sent.
    mails: i64,
}

/// One evening that people are coming to.
struct Evening {
    title: String,
    /// Key and both sides of each difference.
    changes: Vec<(&'static str, String, String)>,
}

#[derive(askama::Template)]
#[template(path = "evening/series/stop.html")]
struct StopPage {
    chrome: Chrome,
    form: Form,
    title: String,
    group: String,
    back: String,
}

pub async fn edit(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let series = find(&app, &here, &id).await?;
    let mut tx = app.db.read().await?;
    let skipped = series::list_skipped(&mut tx, here.group.id, series.id).await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let (words, now) = (here.group.words(), app.clock.now());
    let rule = series.rule(skipped);
    let form = match series.defaults.on(rule.first, now) {
        Some(details) => form::described(words, &details, &series.defaults.agenda),
        None => form::fresh(words, &here.group, now),
    };
    let made_as = match series.made_as {
        Status::Published => "published",
        _ => "draft",
    };
    let form = form::with_rule(form, &rule).with("made_as", made_as);
    edit::show(&app, &here, form, &venues, Page::Of(&series)).await
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let series = find(&app, &here, &id).await?;
    let mut tx = app.db.read().await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let mut form = form.speaking(here.group.words());
    if form::change_rows(&mut form, here.group.words()) || form.flag("look") || form.flag("back") {
        return edit::show(&app, &here, form, &venues, Page::Of(&series)).await;
    }
    let Some(new) = &edit::read(&app, &here, &mut form, &venues) else {
        return edit::show(&app, &here, form, &venues, Page::Of(&series)).await;
    };
    if !form.flag("confirmed")
        && let Some(asking) = ask(&app, &here, at, (&series, new), &form).await?
    {
        return Ok(asking);
    }
    let change = app
        .db
        .write(|tx| Box::pin(series::change(tx, at, by, series.id, new)));
    change.await?;
    Ok(done(&here, &series, here.group.words().t("evening-saved")))
}

/// The page that asks before people get mail; `None`: nobody gets any.
async fn ask(
    app: &App,
    here: &Here,
    at: &Moment,
    (series, new): (&Series, &NewSeries),
    form: &Form,
) -> std::result::Result<Option<Response>, Error> {
    let mut tx = app.db.read().await?;
    let (mut evenings, mut mails) = (Vec::new(), 0);
    for date in series::foresee(&mut tx, at, series, new).await? {
        let Foreseen { event, plan, .. } = &date;
        if !date.is_changed || event.status != Status::Published {
            continue;
        }
        let changes = changes(&mut tx, here, event, plan).await?;
        let people = rsvps::count_people_coming(&mut tx, event.group_id, event.id).await?;
        if !changes.is_empty() && people > 0 {
            mails += people;
            let title = event.title.clone();
            evenings.push(Evening { title, changes });
        }
    }
    drop(tx);
    if mails == 0 {
        return Ok(None);
    }
    let shown = ChangePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        form: form.clone(),
        title: series.defaults.title.clone(),
        action: path(here, series),
        evenings,
        mails,
    };
    Ok(Some(page(StatusCode::OK, &shown)?))
}

pub async fn ask_stop(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let series = find(&app, &here, &id).await?;
    let form = Form::empty(here.group.words()).with("drafts", "stay");
    show_stop(&app, &here, &series, form)
}

pub async fn stop(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let series = find(&app, &here, &id).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let Some(drafts) = form.choice::<Drafts>("drafts") else {
        return show_stop(&app, &here, &series, form);
    };
    let stop = app
        .db
        .write(|tx| Box::pin(series::stop(tx, at, by, series.id, drafts)));
    let gone = words.with("count", stop.await?).t("series-is-stopped");
    Ok(done(&here, &series, gone))
}

fn show_stop(app: &App, here: &Here, series: &Series, form: Form) -> Result {
    let status = match form.is_fine() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = StopPage {
        chrome: here.chrome(app),
        form,
        title: series.defaults.title.clone(),
        group: here.group.name.clone(),
        back: path(here, series),
    };
    page(status, &shown)
}

fn path(here: &Here, series: &Series) -> String {
    format!("{}/{}", pages(here), series.id)
}

/// Back to the series, with a sentence about what was done.
fn done(here: &Here, series: &Series, sentence: String) -> Response {
    see_other_with(&path(here, series), &Flash::done(sentence))
}
