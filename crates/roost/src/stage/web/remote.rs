//! The moderator's telephone: whom to call, what to press, and how the line goes on. The script draws
//! it anew from the same page.

use super::screen::{Screen, button_id, fresh, page_id, turn};
use super::show::{self, Slide, obey, take, word};
use crate::clock::Instant;
use crate::ids::{OrderId, TurnId};
use crate::lightning::{Move, NAME, State as TurnState, TITLE, Turn};
use crate::stage::actions::{self, Whisper, Wish, called};
use crate::stage::model::Verb;
use crate::stage::store;
use crate::stage::view::{View, clock, millis};
use crate::state::App;
use crate::tokens::Kind;
use crate::web::{Chrome, Error, Flash, Form, Result, Visit, page, see_other, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "stage/remote.html")]
struct RemotePage {
    chrome: Chrome,
    title: String,
    path: String,
    view: View,
    now: Instant,
    id: OrderId,
    is_heard: bool,
    /// Who is on, or is called.
    speaker: Option<Speaker>,
    /// Why the clock stands; empty: it does not, or nobody knows.
    reason: String,
    whispers: [Whisper; 3],
    /// Key of the one that stands on the speaker's screen.
    whispered: Option<&'static str>,
    rows: Vec<Row>,
    form: Form,
    /// Why the clock is to stand.
    trouble: Form,
}

impl RemotePage {
    fn word(&self) -> &'static str {
        word(self.view.look(self.now))
    }

    fn look(&self) -> &'static str {
        self.view.look(self.now)
    }

    fn slide(&self) -> Option<Slide<'_>> {
        Slide::of(&self.view, self.now)
    }

    fn now_millis(&self) -> i64 {
        millis(self.now)
    }
}

/// What the moderator says of her.
struct Speaker {
    turn: TurnId,
    name: String,
    /// How the name is said; empty: as it is written.
    say: String,
    title: String,
    needs: String,
    first_time: bool,
}

/// One turn of the line-up.
struct Row {
    turn: TurnId,
    name: String,
    title: String,
    /// What is said of it: how long it took, or a key's words; empty: it waits.
    badge: String,
    is_now: bool,
    can_move: bool,
    leaves_early: bool,
    needs: String,
}

/// The page's forms, as far as somebody has typed into them.
#[derive(Default)]
struct Typed {
    form: Option<Form>,
    trouble: Option<Form>,
}

pub async fn show(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    render(&app, &visit, &screen, (&token, Typed::default())).await
}

async fn render(
    app: &App,
    visit: &Visit,
    screen: &Screen,
    (token, typed): (&str, Typed),
) -> Result {
    let now = app.clock.now();
    let words = screen.words();
    let view = screen.view(true);
    let on = screen.stage.turn_id;
    let reason = match on {
        Some(turn) => store::find_reason(&mut app.db.read().await?, screen.group.id, turn).await?,
        None => None,
    };
    let form = typed.form.unwrap_or_else(|| Form::empty(words));
    let trouble = typed.trouble.unwrap_or_else(|| Form::empty(words));
    let status = if form.is_fine() && trouble.is_fine() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let whisper = Whisper::from_value(&screen.stage.whisper);
    let stands = view.whisper.as_ref();
    let stands = stands.is_some_and(|said| said.until > millis(now));
    let shown = RemotePage {
        chrome: visit.chrome(app, words, None),
        title: screen.event.title.clone(),
        path: format!("/remote/{token}"),
        speaker: speaker(screen),
        rows: rows(screen),
        view,
        now,
        id: page_id(&app.moment()),
        is_heard: screen.is_heard(now),
        reason: reason.unwrap_or_default(),
        whispers: Whisper::ALL,
        whispered: whisper.filter(|_| stands).map(Whisper::key),
        form,
        trouble,
    };
    Ok(fresh(page(status, &shown)?))
}

/// Who is on, or else who is called.
fn speaker(screen: &Screen) -> Option<Speaker> {
    let on = screen.stage.turn_id;
    let turn = match on {
        Some(on) => screen.turns.iter().find(|turn| turn.id == on),
        None => called(&screen.round, &screen.turns),
    }?;
    Some(Speaker {
        turn: turn.id,
        name: turn.name.clone(),
        say: turn.say.clone(),
        title: turn.title.clone(),
        needs: turn.needs.clone(),
        first_time: turn.first_time,
    })
}

fn rows(screen: &Screen) -> Vec<Row> {
    let words = screen.words();
    let on = screen.stage.turn_id;
    let badge = |turn: &Turn| match turn.state {
        TurnState::Given => turn.took_ms.map_or_else(String::new, clock),
        TurnState::Skipped => words.t("stage-skipped"),
        TurnState::Absent => words.t("stage-absent"),
        TurnState::OnStage => words.t("stage-now"),
        TurnState::Waiting if !turn.has_place => words.t("stage-stands-by"),
        TurnState::Waiting => String::new(),
    };
    let can_move = screen.round.ended_at.is_none();
    let row = |turn: &Turn| Row {
        turn: turn.id,
        name: turn.name.clone(),
        title: turn.title.clone(),
        badge: badge(turn),
        is_now: on == Some(turn.id),
        can_move: can_move && turn.waits(),
        leaves_early: turn.leaves_early && turn.waits(),
        needs: if turn.waits() {
            turn.needs.clone()
        } else {
            String::new()
        },
    };
    screen.turns.iter().map(row).collect()
}

fn back(token: &str) -> String {
    format!("/remote/{token}")
}

pub async fn order(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    take(&app, &screen, &form, &back(&token)).await
}

/// Lets the clock stand, for a reason that is kept.
pub async fn pause(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    let mut form = form.speaking(screen.words());
    let id = button_id(form.value("id"), "pause");
    let (Some(turn), Some(id)) = (turn(form.value("turn")), id) else {
        return Err(Error::Unreadable);
    };
    let reason = form.line("reason", 100);
    if !form.is_fine() {
        let typed = Typed {
            trouble: Some(form),
            ..Typed::default()
        };
        return render(&app, &visit, &screen, (&token, typed)).await;
    }
    let wish = Wish {
        id,
        verb: Verb::Pause(actions::reason(&reason)),
        turn,
        at: None,
    };
    obey(&app, &screen, &wish, &back(&token)).await
}

/// Turns a page of the slides.
pub async fn turn_page(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    show::turn(&app, &screen, &form).await?;
    Ok(see_other(&back(&token)))
}

/// Says something quietly to who speaks.
pub async fn whisper(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    let whisper = Whisper::from_value(form.value("say")).ok_or(Error::Unreadable)?;
    let (at, by) = (&app.moment(), &screen.moderator());
    let say = app
        .db
        .write(|tx| Box::pin(actions::whisper(tx, at, by, whisper)));
    say.await?;
    Ok(see_other(&back(&token)))
}

/// Moves a turn that waits up or down.
pub async fn move_turn(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    let (to, name) = match (form.value("up"), form.value("down")) {
        ("", down) => (Move::Down, down),
        (up, _) => (Move::Up, up),
    };
    let id = button_id(form.value("id"), &format!("move:{to:?}:{name}"));
    let (Some(turn), Some(id)) = (turn(name), id) else {
        return Err(Error::Unreadable);
    };
    let (at, context, by) = (&app.moment(), &app.context(), &screen.moderator());
    let change = app
        .db
        .write(|tx| Box::pin(actions::move_turn(tx, at, context, by, (id, turn, to))));
    change.await?;
    Ok(see_other(&format!("{}#t-{turn}", back(&token))))
}

/// Adds somebody in the room who has just made up her mind.
pub async fn add(
    State(app): State<App>,
    visit: Visit,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let screen = Screen::open(&app, Kind::Remote, &token).await?;
    let mut form = form.speaking(screen.words());
    let id = button_id(form.value("id"), "add").ok_or(Error::Unreadable)?;
    let (name, title) = (form.line("name", NAME), form.optional_line("title", TITLE));
    if !form.is_fine() {
        let typed = Typed {
            form: Some(form),
            ..Typed::default()
        };
        return render(&app, &visit, &screen, (&token, typed)).await;
    }
    let (at, context, by) = (&app.moment(), &app.context(), &screen.moderator());
    let who = (name.as_str(), title.as_str());
    let add = app
        .db
        .write(|tx| Box::pin(actions::add(tx, at, context, by, (id, who))));
    let key = if add.await? {
        "stage-added"
    } else {
        "stage-full"
    };
    Ok(see_other_with(
        &back(&token),
        &Flash::note(screen.words().t(key)),
    ))
}
