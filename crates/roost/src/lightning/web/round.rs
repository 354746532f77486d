//! One round as organizers see it: its line-up to arrange, and its slot to change.

use super::form::{self, Options, path as rounds_path};
use super::view::{fits, given, order, title, when, why};
use crate::events::{self, Event};
use crate::groups::{Group, Here, OrganizeNav, OrganizeTab};
use crate::ids::{RoundId, TurnId};
use crate::jobs::Context;
use crate::lightning::actions::{self, Move, Removed};
use crate::lightning::model::{NAME, Round, State as Standing, TITLE, Turn, span};
use crate::lightning::store;
use crate::state::App;
use crate::web::components::Day;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

#[derive(askama::Template)]
#[template(path = "lightning/round.html")]
struct RoundPage {
    chrome: Chrome,
    nav: OrganizeNav,
    day: Day,
    event: String,
    rounds_path: String,
    path: String,
    title: String,
    when: String,
    fits: String,
    order: String,
    /// Whether it was arranged by hand, so that the policy can be asked for again.
    is_arranged: bool,
    /// Why nobody can sign up; empty: one can.
    shut: String,
    turns: Vec<Row>,
    /// Those that wait, as options for swapping two.
    waiting: Vec<(String, String)>,
    form: Form,
    floor: Form,
    options: Options,
    /// The clock of a round that runs is not changed.
    has_begun: bool,
    is_ended: bool,
}

/// One turn as organizers see it.
struct Row {
    path: String,
    title: String,
    name: String,
    say: String,
    needs: String,
    slides_link: String,
    state: String,
    tone: &'static str,
    first_time: bool,
    leaves_early: bool,
    /// `None`: she has not said.
    recording: Option<bool>,
    shows_name: bool,
    shows_title: bool,
    waits: bool,
    /// Whether it was passed over and can come back.
    was_passed: bool,
    may_go: bool,
}

impl Row {
    fn new(words: Words, path: &str, turn: &Turn) -> Row {
        let (state, tone) = match turn.state {
            Standing::Waiting if turn.has_place => (String::new(), ""),
            Standing::Waiting => (words.t("lightning-stands-by"), "gold"),
            Standing::OnStage => (words.t("lightning-on-stage"), "five"),
            Standing::Given => (given(words, turn), "leaf"),
            Standing::Skipped => (words.t("lightning-skipped"), ""),
            Standing::Absent => (words.t("lightning-absent"), ""),
        };
        Row {
            path: format!("{path}/turns/{}", turn.id),
            title: if turn.title.is_empty() {
                words.t("lightning-untitled")
            } else {
                turn.title.clone()
            },
            name: turn.name.clone(),
            say: turn.say.clone(),
            needs: turn.needs.clone(),
            slides_link: turn.slides().unwrap_or_default(),
            state,
            tone,
            first_time: turn.first_time,
            leaves_early: turn.leaves_early,
            recording: turn.recording,
            shows_name: turn.shows_name,
            shows_title: turn.shows_title,
            waits: turn.waits(),
            was_passed: matches!(turn.state, Standing::Skipped | Standing::Absent),
            may_go: !matches!(turn.state, Standing::OnStage | Standing::Given),
        }
    }
}

/// The round under an address.
struct Desk {
    event: Event,
    round: Round,
    path: String,
}

impl Desk {
    async fn find(app: &App, here: &Here, named: &Named) -> std::result::Result<Desk, Error> {
        here.organizer()?;
        let id: RoundId = named.id.parse().map_err(|_| Error::NotFound)?;
        let mut tx = app.db.read().await?;
        let event = events::find_addressed(&mut tx, here, &named.slug).await?;
        let round = store::find_round(&mut tx, here.group.id, id).await?;
        let round = round.filter(|round| round.event_id == event.id);
        let path = format!("{}/{id}", rounds_path(here, &event));
        Ok(Desk {
            round: round.ok_or(Error::NotFound)?,
            event,
            path,
        })
    }

    fn done(&self, words: Words, key: &str) -> Result {
        Ok(see_other_with(&self.path, &Flash::done(words.t(key))))
    }
}

/// What the address names, besides the group.
#[derive(serde::Deserialize)]
pub struct Named {
    slug: String,
    id: String,
}

#[derive(serde::Deserialize)]
pub struct NamedTurn {
    slug: String,
    id: String,
    turn: String,
}

/// The forms of the page, as far as somebody has typed into them.
#[derive(Default)]
struct Typed {
    form: Option<Form>,
    floor: Option<Form>,
}

pub async fn show(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::find(&app, &here, &named).await?;
    render(&app, &here, desk, Typed::default()).await
}

async fn render(app: &App, here: &Here, desk: Desk, typed: Typed) -> Result {
    let words = here.group.words();
    let Desk { event, round, path } = desk;
    let turns = store::line_up(&mut app.db.read().await?, here.group.id, round.id).await?;
    let shut = round.accepts(&event, &turns, app.clock.now()).err();
    let waiting = turns.iter().filter(|turn| turn.waits());
    let waiting = waiting.map(|turn| (turn.id.to_string(), turn.name.clone()));
    let shown = RoundPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        day: Day::new(event.starts().date(), words),
        event: event.title.clone(),
        rounds_path: rounds_path(here, &event),
        title: title(words, &round),
        when: when(words, &event, &round),
        fits: fits(words, &round),
        order: order(words, &round),
        is_arranged: round.arranged,
        shut: shut.map_or_else(String::new, |shut| words.t(why(shut))),
        waiting: waiting.collect(),
        turns: turns
            .iter()
            .map(|turn| Row::new(words, &path, turn))
            .collect(),
        form: typed.form.unwrap_or_else(|| filled(words, &event, &round)),
        floor: typed.floor.unwrap_or_else(|| Form::empty(words)),
        options: Options::new(words),
        has_begun: round.begun_at.is_some(),
        is_ended: round.ended_at.is_some(),
        path,
    };
    let status = if shown.form.is_fine() {
        shown.floor.status()
    } else {
        shown.form.status()
    };
    page(status, &shown)
}

fn filled(words: Words, event: &Event, round: &Round) -> Form {
    let starts = round.starts_at(event).in_zone(&event.tz());
    Form::empty(words)
        .with("round_title", round.title.as_str())
        .with("starts", starts.strftime("%H:%M").to_string())
        .with("minutes", round.minutes.to_string())
        .with("format", round.format.value())
        .with("limit", span(round.limit_secs))
        .with("changeover", span(round.changeover_secs))
        .with("policy", round.policy.value())
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let desk = Desk::find(&app, &here, &named).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let Some(plan) = form::read(&mut form, words, &desk.event) else {
        let typed = Typed {
            form: Some(form),
            floor: None,
        };
        return render(&app, &here, desk, typed).await;
    };
    let (by, at, context) = (&here.organizer()?, &app.moment(), &app.context());
    let (place, what) = ((context, &here.group), (desk.round.id, &plan));
    let change = app
        .db
        .write(|tx| Box::pin(actions::change_round(tx, at, place, by, what)));
    change.await?;
    desk.done(words, "lightning-round-saved")
}

pub async fn delete(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::find(&app, &here, &named).await?;
    let (by, at, context) = (&here.organizer()?, &app.moment(), &app.context());
    let (place, id) = ((context, &here.group), desk.round.id);
    let remove = app
        .db
        .write(|tx| Box::pin(actions::remove_round(tx, at, place, by, id)));
    let words = here.group.words();
    match remove.await? {
        Removed::Removed => {
            let flash = Flash::done(words.t("lightning-round-removed"));
            Ok(see_other_with(&rounds_path(&here, &desk.event), &flash))
        }
        Removed::HasTurns => {
            let flash = Flash::wrong(words.t("lightning-round-has-turns"));
            Ok(see_other_with(&desk.path, &flash))
        }
    }
}

/// The form says whether the policy's order is wanted again, or which two change their turns.
pub async fn arrange(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let desk = Desk::find(&app, &here, &named).await?;
    let (at, context) = (&app.moment(), &app.context());
    let place = (context, &here.group, desk.round.id);
    if form.value("do") == "again" {
        let again = app
            .db
            .write(|tx| Box::pin(actions::arrange_again(tx, at, place)));
        again.await?;
        return desk.done(here.group.words(), "lightning-arranged-again");
    }
    let parse = |name: &str| form.value(name).parse::<TurnId>();
    let (Ok(one), Ok(other)) = (parse("one"), parse("other")) else {
        return Err(Error::Unreadable);
    };
    let two = (one, other);
    let swap = app
        .db
        .write(|tx| Box::pin(actions::swap(tx, at, place, two)));
    swap.await?;
    desk.done(here.group.words(), "lightning-swapped")
}

/// Somebody in the room, added by hand.
pub async fn create_turn(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let desk = Desk::find(&app, &here, &named).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let (name, title) = (form.line("name", NAME), form.optional_line("title", TITLE));
    let (at, context) = (&app.moment(), &app.context());
    let place = (context, &here.group, desk.round.id);
    if form.is_fine() {
        let what = (name.as_str(), title.as_str());
        let add = app
            .db
            .write(|tx| Box::pin(actions::add_from_floor(tx, at, place, what)));
        if add.await? {
            return desk.done(words, "lightning-floor-added");
        }
        form.refuse("name", words.t("lightning-floor-refused"));
    }
    let typed = Typed {
        form: None,
        floor: Some(form),
    };
    render(&app, &here, desk, typed).await
}

/// The form says what is to happen with the turn.
pub async fn update_turn(
    State(app): State<App>,
    here: Here,
    Path(named): Path<NamedTurn>,
    form: Form,
) -> Result {
    let round = Named {
        slug: named.slug,
        id: named.id,
    };
    let desk = Desk::find(&app, &here, &round).await?;
    let id: TurnId = named.turn.parse().map_err(|_| Error::NotFound)?;
    let key = (here.group.id, desk.round.id);
    let turn = store::find_turn(&mut app.db.read().await?, key, id).await?;
    let turn = turn.ok_or(Error::NotFound)?;
    let context = &app.context();
    let place = (context, &here.group, desk.round.id);
    let key = act(&app, place, &turn, form.value("do")).await?;
    desk.done(here.group.words(), key)
}

/// Does what the button says; the key of the sentence that tells so.
async fn act(
    app: &App,
    place: (&Context, &Group, RoundId),
    turn: &Turn,
    deed: &str,
) -> std::result::Result<&'static str, Error> {
    let (at, id) = (&app.moment(), turn.id);
    let shown = (turn.shows_name, turn.shows_title);
    let (to, shows) = match deed {
        "up" => (Some(Move::Up), shown),
        "down" => (Some(Move::Down), shown),
        "first" => (Some(Move::First), shown),
        "hide_name" => (None, (false, shown.1)),
        "show_name" => (None, (true, shown.1)),
        "hide_title" => (None, (shown.0, false)),
        "show_title" => (None, (shown.0, true)),
        "back" => {
            let back = app
                .db
                .write(|tx| Box::pin(actions::call_back(tx, at, place, id)));
            back.await?;
            return Ok("lightning-called-back");
        }
        "remove" => {
            let remove = app
                .db
                .write(|tx| Box::pin(actions::remove(tx, at, place, id)));
            let is_gone = remove.await?;
            return Ok(if is_gone {
                "lightning-removed"
            } else {
                "lightning-removed-late"
            });
        }
        _ => return Err(Error::Unreadable),
    };
    if let Some(to) = to {
        let what = (id, to);
        let moving = app
            .db
            .write(|tx| Box::pin(actions::move_turn(tx, at, place, what)));
        moving.await?;
        return Ok("lightning-moved");
    }
    let show = app
        .db
        .write(|tx| Box::pin(actions::show_on_stage(tx, turn, shows)));
    show.await?;
    Ok("lightning-shown")
}
