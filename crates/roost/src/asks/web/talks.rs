//! Organize → Talks: talks on their way, from the question to the stage.

use crate::asks::actions;
use crate::asks::model::{Shown, Step, TalkInLine};
use crate::asks::store;
use crate::asks::web::say;
use crate::clock::Instant;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::AskId;
use crate::pictures;
use crate::state::App;
use crate::web::components::Face;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// How long a talk that was given, or a question that was asked, stays on the board by itself.
const LATELY: SignedDuration = SignedDuration::from_hours(60 * 24);

/// What the form carries for a talk that is not on its way any more.
const OFF: &str = "off";

#[derive(askama::Template)]
#[template(path = "asks/talks.html")]
struct TalksPage {
    chrome: Chrome,
    nav: OrganizeNav,
    /// Where people are asked.
    walk: String,
    columns: Vec<Column>,
    /// Where a talk can be moved to: values and names.
    steps: Vec<(&'static str, String)>,
}

struct Column {
    id: &'static str,
    name: String,
    slips: Vec<Slip>,
}

/// One talk.
struct Slip {
    /// What it is about, or that it is not known yet.
    title: String,
    face: Face,
    note: String,
    /// Where it leads; empty: nowhere.
    href: String,
    is_overdue: bool,
    /// How it is moved; `None`: by the line-up.
    moves: Option<Moves>,
}

struct Moves {
    path: String,
    /// The select's own name on the page.
    id: String,
    step: &'static str,
    /// Until when an answer is waited for, as a date field has it; empty: nobody waits.
    answer_by: String,
}

impl Moves {
    fn is_at(&self, step: &str) -> bool {
        self.step == step
    }
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let (words, now) = (here.group.words(), app.clock.now());
    let since = now.before(LATELY);
    let mut tx = app.db.read().await?;
    let asks = store::list_on_their_way(&mut tx, here.group.id, since).await?;
    let turns = store::list_in_line(&mut tx, here.group.id, (since, now)).await?;
    drop(tx);
    let board = Board {
        here: &here,
        words,
        zone: here.group.zone(),
        now,
    };
    let column = |step: Step| Column {
        id: step.value(),
        name: words.t(step.key()),
        slips: board.slips(step, (&asks, &turns)),
    };
    let steps = Step::ALL.map(|step| (step.value(), words.t(step.key())));
    let off = (OFF, words.t("asks-step-off"));
    let shown = TalksPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        walk: format!("{}/organize/talks/ask", here.group.path()),
        columns: Step::ALL.into_iter().map(column).collect(),
        steps: steps.into_iter().chain([off]).collect(),
    };
    page(StatusCode::OK, &shown)
}

struct Board<'b> {
    here: &'b Here,
    words: Words,
    zone: TimeZone,
    now: Instant,
}

impl Board<'_> {
    fn slips(&self, step: Step, (asks, turns): (&[Shown], &[TalkInLine])) -> Vec<Slip> {
        let asked = asks.iter().filter(|shown| shown.step() == Some(step));
        let in_line = turns
            .iter()
            .filter(|turn| Step::of_turn(turn.state, turn.has_slides) == Some(step));
        let mut slips: Vec<Slip> = asked.map(|shown| self.asked(shown, step)).collect();
        // What is late is the first thing to see.
        slips.sort_by_key(|slip| !slip.is_overdue);
        slips.extend(in_line.map(|turn| self.in_line(turn)));
        slips
    }

    fn asked(&self, shown: &Shown, step: Step) -> Slip {
        let (words, ask) = (self.words, &shown.ask);
        let waits = step.waits();
        let answer_by = ask.answer_by.in_zone(&self.zone).date();
        let event = shown.promised.as_ref().or(shown.event.as_ref());
        let who = say::asked(words, &self.zone, shown, self.now);
        let note = match (event, ask.promised_on) {
            _ if waits => who,
            (_, Some(day)) => words.near_date(day.0),
            (Some(event), None) => event.clone(),
            (None, None) => who,
        };
        Slip {
            title: self.title(&ask.topic),
            face: self.face(&shown.person, shown.picture.as_deref()),
            note,
            href: self.person(shown),
            is_overdue: waits && ask.is_overdue(self.now),
            moves: Some(Moves {
                path: format!("{}/organize/talks/asks/{}", self.here.group.path(), ask.id),
                id: format!("step-{}", ask.id),
                step: step.value(),
                answer_by: match waits {
                    true => answer_by.to_string(),
                    false => String::new(),
                },
            }),
        }
    }

    fn in_line(&self, turn: &TalkInLine) -> Slip {
        let date = self
            .words
            .near_date(turn.starts_at.in_zone(&self.zone).date());
        Slip {
            title: self.title(&turn.title),
            face: self.face(&turn.person, turn.picture.as_deref()),
            note: format!("{}, {date}", turn.event),
            href: format!("{}/events/{}", self.here.group.path(), turn.slug),
            is_overdue: false,
            moves: None,
        }
    }

    fn title(&self, topic: &str) -> String {
        match topic {
            "" => self.words.t("asks-no-topic"),
            topic => topic.to_owned(),
        }
    }

    fn face(&self, name: &str, picture: Option<&str>) -> Face {
        Face::new(name, picture.map(pictures::path))
    }

    fn person(&self, shown: &Shown) -> String {
        format!(
            "{}/organize/people/{}",
            self.here.group.path(),
            shown.ask.person_id
        )
    }
}

/// Moves one talk.
pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let id: AskId = id.parse().map_err(|_| Error::NotFound)?;
    let words = here.group.words();
    let step = match form.value("step") {
        OFF => None,
        step => Some(step.parse::<Step>().map_err(|()| Error::NotFound)?),
    };
    let day = form.value("answer_by").parse::<Date>().ok();
    let answer_by = day.and_then(|day| end_of(day, &here.group.zone()));
    let what = (step, answer_by);
    let moved = app
        .db
        .write(|tx| Box::pin(actions::move_step(tx, by, id, what)));
    if !moved.await? {
        return Err(Error::NotFound);
    }
    let to = words.t(step.map_or("asks-step-off", Step::key));
    let flash = Flash::done(words.with("step", to).t("asks-moved"));
    let back = format!("{}/organize/talks", here.group.path());
    Ok(see_other_with(&back, &flash))
}

/// The last minute of a day, which has to lie in times that are kept.
fn end_of(day: Date, zone: &TimeZone) -> Option<Instant> {
    let sane = (1970..=9998).contains(&day.year());
    let last = day.to_datetime(Time::constant(23, 59, 0, 0));
    let zoned = zone.to_ambiguous_zoned(last).compatible().ok()?;
    sane.then(|| Instant::from(zoned.timestamp()))
}
