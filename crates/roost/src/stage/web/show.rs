//! The projector's page and the front view: the same sight, with and without buttons.

use super::live;
use super::live::Asked;
use super::screen::{self, Screen, button_id, fresh, page_id, verb};
use crate::clock::Instant;
use crate::ids::OrderId;
use crate::stage::actions::{self, Answer, Wish};
use crate::stage::view::{View, millis};
use crate::state::App;
use crate::tokens::Kind;
use crate::web::{Chrome, Error, Flash, Form, Result, Visit, page, see_other, see_other_with};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};

#[derive(askama::Template)]
#[template(path = "stage/screen.html")]
struct ScreenPage {
    chrome: Chrome,
    group: String,
    title: String,
    /// `stage` or `front`: what the script does.
    kind: &'static str,
    path: String,
    view: View,
    /// What the script begins with.
    state_json: String,
    now: Instant,
    /// Of this page's buttons.
    id: OrderId,
    for_speaker: bool,
}

impl ScreenPage {
    /// Key of the word that says the state.
    fn word(&self) -> &'static str {
        word(self.view.look(self.now))
    }

    fn now_millis(&self) -> i64 {
        millis(self.now)
    }

    /// What was whispered to her and still stands.
    fn whisper(&self) -> Option<&str> {
        let said = self.view.whisper.as_ref();
        let said = said.filter(|said| said.until > millis(self.now));
        said.map(|said| said.text.as_str())
    }

    /// The slide that is shown, of its pages; `None`: none is.
    fn slide(&self) -> Option<Slide<'_>> {
        Slide::of(&self.view, self.now)
    }

    /// What can be pressed, and key of what it is called. The script knows the rest too.
    fn buttons(&self) -> [(&'static str, &'static str, bool); 4] {
        let is_over = self.view.look(self.now) == "over";
        let phase = self.view.phase;
        [
            ("start", "stage-start", phase == "ready"),
            ("resume", "stage-resume", phase == "paused"),
            ("stop", "stage-stop", phase == "running"),
            ("next", "stage-next", phase == "over" || is_over),
        ]
    }
}

/// A slide, and which pages can be turned to.
pub struct Slide<'v> {
    pub src: &'v str,
    pub page: usize,
    pub last: usize,
    /// Nobody turns slides that turn themselves.
    pub turns_itself: bool,
}

impl Slide<'_> {
    pub fn of(view: &View, now: Instant) -> Option<Slide<'_>> {
        Some(Slide {
            src: view.slide(now)?,
            page: view.page_at(now)?,
            last: view.now.slides.len(),
            turns_itself: view.each.is_some(),
        })
    }
}

/// Key of the word that says a state.
pub fn word(look: &str) -> &'static str {
    match look {
        "go" => "stage-word-go",
        "wrap" => "stage-word-wrap",
        "last" => "stage-word-last",
        "over" => "stage-word-over",
        "done" => "stage-word-done",
        "paused" => "stage-word-paused",
        "finished" => "stage-word-finished",
        _ => "stage-word-hold",
    }
}

pub async fn stage(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Result {
    let screen = Screen::open(&app, Kind::Stage, &token).await?;
    screen.note_heard(&app).await?;
    let path = format!("/stage/{token}");
    render(&app, &visit, &screen, (path, Kind::Stage, false))
}

pub async fn front(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    let screen = Screen::open(&app, Kind::Front, &token).await?;
    let path = format!("/front/{token}");
    render(
        &app,
        &visit,
        &screen,
        (path, Kind::Front, asked.for_speaker()),
    )
}

fn render(
    app: &App,
    visit: &Visit,
    screen: &Screen,
    (path, kind, for_speaker): (String, Kind, bool),
) -> Result {
    let view = screen.view(for_speaker);
    let state_json = serde_json::to_string(&view)?;
    let shown = ScreenPage {
        chrome: visit.chrome(app, screen.words(), None),
        group: screen.group.name.clone(),
        title: screen.event.title.clone(),
        kind: if kind == Kind::Stage {
            "stage"
        } else {
            "front"
        },
        path,
        state_json,
        view,
        now: app.clock.now(),
        id: page_id(&app.moment()),
        for_speaker,
    };
    Ok(fresh(page(StatusCode::OK, &shown)?))
}

/// A button of the projector's page, where no script takes it.
pub async fn order(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let screen = Screen::open(&app, Kind::Stage, &token).await?;
    take(&app, &screen, &form, &format!("/stage/{token}")).await
}

/// Turns a page of the slides. A script is told how it stands then; a form leads back.
pub async fn turn_page(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    form: Form,
) -> Result {
    let screen = Screen::open(&app, Kind::Stage, &token).await?;
    turn(&app, &screen, &form).await?;
    let wants = headers.get(header::ACCEPT);
    if wants.is_some_and(|kind| kind == "application/json") {
        return live::stage(State(app), Path(token)).await;
    }
    Ok(see_other(&format!("/stage/{token}")))
}

/// Shows the page that a form names of the slides of who is on.
pub async fn turn(app: &App, screen: &Screen, form: &Form) -> std::result::Result<(), Error> {
    let turn = screen::turn(form.value("turn"));
    let page = form.value("page").parse::<i64>().ok();
    let (Some(turn), Some(page)) = (turn, page) else {
        return Err(Error::Unreadable);
    };
    let by = &screen.moderator();
    let show = app
        .db
        .write(|tx| Box::pin(actions::turn_page(tx, by, (turn, page))));
    Ok(show.await?)
}

/// Does what a button says, and leads back.
pub async fn take(app: &App, screen: &Screen, form: &Form, path: &str) -> Result {
    let named = (form.value("do"), form.value("turn"));
    let id = button_id(form.value("id"), &format!("{}:{}", named.0, named.1));
    let (Some(verb), Some(turn), Some(id)) = (verb(named.0), screen::turn(named.1), id) else {
        return Err(Error::Unreadable);
    };
    let wish = Wish {
        id,
        verb,
        turn,
        at: None,
    };
    obey(app, screen, &wish, path).await
}

/// Does what is wished, and leads back.
pub async fn obey(app: &App, screen: &Screen, wish: &Wish, path: &str) -> Result {
    let (at, context, by) = (&app.moment(), &app.context(), &screen.moderator());
    let order = app
        .db
        .write(|tx| Box::pin(actions::order(tx, at, context, by, wish)));
    Ok(match order.await? {
        Answer::Done | Answer::Same => see_other(path),
        Answer::Stale => {
            let sentence = screen.words().t("stage-stale");
            see_other_with(path, &Flash::note(sentence))
        }
    })
}
