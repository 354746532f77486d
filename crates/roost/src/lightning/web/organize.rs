//! Organize → event → Lightning talks: its rounds, a new one, and the code for the wall.

use super::form::{self, Options, path};
use super::view::{fits, order, title, when};
use crate::codes::{self, Code};
use crate::events::{self, Event};
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::lightning::actions::{self, Added};
use crate::lightning::model::{CHANGEOVER, LIMIT, MOST_ROUNDS, Round, Turn, span};
use crate::lightning::store;
use crate::once::{self, Done, Once};
use crate::state::App;
use crate::web::components::Day;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "lightning/rounds.html")]
struct RoundsPage {
    chrome: Chrome,
    nav: OrganizeNav,
    day: Day,
    title: String,
    event_path: String,
    path: String,
    rounds: Vec<Row>,
    form: Form,
    options: Options,
    is_full: bool,
    sign_up: String,
}

/// One round in the list.
struct Row {
    path: String,
    title: String,
    when: String,
    fits: String,
    order: String,
    /// How many have a turn, and how many stand by.
    taken: String,
}

pub async fn index(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let event = events::find_addressed(&mut app.db.read().await?, &here, &slug).await?;
    render(&app, &here, &event, None).await
}

async fn render(app: &App, here: &Here, event: &Event, form: Option<Form>) -> Result {
    let words = here.group.words();
    let path = path(here, event);
    let mut tx = app.db.read().await?;
    let mut rows = Vec::new();
    for round in store::list_rounds(&mut tx, here.group.id, event.id).await? {
        let turns = store::line_up(&mut tx, here.group.id, round.id).await?;
        rows.push(row(words, (event, &path), &round, &turns));
    }
    drop(tx);
    let form = form.unwrap_or_else(|| blank(words, app, event));
    let shown = RoundsPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        day: Day::new(event.starts().date(), words),
        title: event.title.clone(),
        event_path: event.path(&here.group.slug),
        sign_up: format!("{}/lightning", event.path(&here.group.slug)),
        is_full: rows.len() >= MOST_ROUNDS,
        rounds: rows,
        options: Options::new(words),
        path,
        form,
    };
    page(shown.form.status(), &shown)
}

fn row(words: Words, (event, path): (&Event, &str), round: &Round, turns: &[Turn]) -> Row {
    let taken = turns.iter().filter(|turn| turn.takes_place()).count();
    let by = turns.iter().filter(|turn| turn.stands_by()).count();
    Row {
        path: format!("{path}/{}", round.id),
        title: title(words, round),
        when: when(words, event, round),
        fits: fits(words, round),
        order: order(words, round),
        taken: words
            .with("taken", taken)
            .with("turns", round.capacity())
            .with("by", by)
            .t("lightning-taken"),
    }
}

/// A round of half an hour at the event's start, to be changed.
fn blank(words: Words, app: &App, event: &Event) -> Form {
    Form::empty(words)
        .with("key", once::key(&app.moment()))
        .with("starts", event.starts().strftime("%H:%M").to_string())
        .with("minutes", "30")
        .with("limit", span(LIMIT))
        .with("changeover", span(CHANGEOVER))
        .with("policy", "first_timers")
        .with("format", "talk")
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let account = here.visitor.require()?.id;
    let event = &events::find_addressed(&mut app.db.read().await?, &here, &slug).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let Some(plan) = form::read(&mut form, words, event) else {
        return render(&app, &here, event, Some(form)).await;
    };
    let once = &Once::new(here.group.id, account, form.value("key"));
    let what = (&plan, once);
    let add = app
        .db
        .write(|tx| Box::pin(actions::add_round(tx, at, by, event, what)));
    let id = match add.await? {
        Done::Now(Added::Added(id)) => id.to_string(),
        Done::Before(id) => id,
        Done::Now(Added::Full) => {
            form.refuse("starts", words.t("lightning-rounds-full"));
            return render(&app, &here, event, Some(form)).await;
        }
    };
    let flash = Flash::done(words.t("lightning-round-added"));
    Ok(see_other_with(
        &format!("{}/{id}", path(&here, event)),
        &flash,
    ))
}

#[derive(askama::Template)]
#[template(path = "lightning/wall.html")]
struct WallPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    event_path: String,
    /// The whole address.
    link: String,
    code: Option<Code>,
}

/// A sheet for the wall, with a code that leads to the form.
pub async fn wall(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let mut tx = app.db.read().await?;
    let event = events::find_addressed(&mut tx, &here, &slug).await?;
    let rounds = store::list_rounds(&mut tx, here.group.id, event.id).await?;
    drop(tx);
    if rounds.is_empty() {
        return Err(Error::NotFound);
    }
    let event_path = event.path(&here.group.slug);
    let link = app.config.link(&format!("{event_path}/lightning"));
    let shown = WallPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        title: event.title.clone(),
        when: here.group.words().long_moment(&event.starts()),
        event_path,
        code: codes::draw(&link),
        link,
    };
    page(StatusCode::OK, &shown)
}
