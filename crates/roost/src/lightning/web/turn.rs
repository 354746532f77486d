//! A speaker's own turn, by the link that she was shown or mailed. Opening it changes nothing.

use super::view::{given, title, when};
use crate::accounts::Visitor;
use crate::db::Tx;
use crate::events::{Event, find_event_by_id};
use crate::groups::{Group, find_group_by_id, people};
use crate::lightning::actions;
use crate::lightning::model::{
    Entry, NAME, NEEDS, Policy, Round, State as Standing, TITLE, Turn, parse_span, span,
};
use crate::lightning::store;
use crate::pictures;
use crate::state::App;
use crate::tokens::{Kind, find_token};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};

#[derive(askama::Template)]
#[template(path = "lightning/turn.html")]
struct TurnPage {
    chrome: Chrome,
    event: String,
    event_path: String,
    group: String,
    group_path: String,
    round: String,
    when: String,
    limit: String,
    /// How the turn stands, in a sentence.
    standing: String,
    path: String,
    /// The whole address, for who has to keep it herself; `None`: she gets it by mail.
    link: Option<String>,
    form: Form,
    /// What she has sent; `None`: nothing.
    deck: Option<Sent>,
    /// Why a file was not taken.
    deck_form: Form,
    recording: Vec<(String, String)>,
    /// Whether she can still change everything, or only her slides.
    is_open: bool,
    /// Whether the order asks how long she means to talk.
    asks_length: bool,
}

/// Slides that the platform keeps.
struct Sent {
    href: String,
    /// How the stage shows them, in a sentence.
    how: String,
    /// Pictures of its pages.
    pages: Vec<String>,
}

pub struct Opened {
    pub group: Group,
    event: Event,
    round: Round,
    pub turn: Turn,
    turns: Vec<Turn>,
}

pub async fn open(tx: &mut Tx<'_>, token: &str) -> std::result::Result<Opened, Error> {
    let found = find_token(tx, Kind::Turn, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let turn = store::find_turn_by_id(tx, found.group_id, found.subject_id.into()).await?;
    let turn = turn.ok_or(Error::NotFound)?;
    let group = find_group_by_id(tx, turn.group_id).await?;
    let round = store::find_round(tx, turn.group_id, turn.round_id).await?;
    let round = round.ok_or(Error::NotFound)?;
    let event = find_event_by_id(tx, turn.group_id, round.event_id).await?;
    let turns = store::line_up(tx, turn.group_id, round.id).await?;
    Ok(Opened {
        group: group.ok_or(Error::NotFound)?,
        event: event.ok_or(Error::NotFound)?,
        round,
        turn,
        turns,
    })
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    render(&app, visitor, &token, (None, None)).await
}

/// The page with what was typed into its first form, and what was wrong with a file.
pub async fn render(
    app: &App,
    visitor: Visitor,
    token: &str,
    (form, deck_form): (Option<Form>, Option<Form>),
) -> Result {
    let mut tx = app.db.read().await?;
    let Opened {
        group,
        event,
        round,
        turn,
        turns,
    } = open(&mut tx, token).await?;
    let reader = people::find_reader(&mut tx, group.id, turn.person_id).await?;
    let pages = store::list_pages_of_turn(&mut tx, (group.id, turn.id)).await?;
    drop(tx);
    let words = group.words();
    let path = format!("/turn/{token}");
    let form = form.unwrap_or_else(|| filled(words, &turn));
    let deck_form = deck_form.unwrap_or_else(|| Form::empty(words));
    let status = form.status().max(deck_form.status());
    let shown = TurnPage {
        chrome: visitor.chrome(app, words),
        event: event.title.clone(),
        event_path: event.path(&group.slug),
        group: group.name.clone(),
        group_path: group.path(),
        round: title(words, &round),
        when: words
            .with("date", words.near_date(event.starts().date()))
            .with("time", when(words, &event, &round))
            .t("date-and-time"),
        limit: span(round.limit_secs),
        standing: standing(words, &turn, &turns),
        link: reader.is_none().then(|| app.config.link(&path)),
        path,
        form,
        deck: sent(words, &turn, &pages),
        deck_form,
        recording: recording(words),
        is_open: !is_over(&turn),
        asks_length: round.policy == Policy::Shorter,
    };
    let mut answer = page(status, &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    Ok(answer)
}

fn sent(words: Words, turn: &Turn, pages: &[String]) -> Option<Sent> {
    (!turn.deck.is_empty()).then(|| Sent {
        href: pictures::file_path(&turn.deck),
        how: match turn.deck_trouble.as_str() {
            "" => words
                .with("pages", turn.deck_pages)
                .t("lightning-deck-shown"),
            trouble => words.t(trouble),
        },
        pages: pages.iter().map(|page| pictures::path(page)).collect(),
    })
}

fn is_over(turn: &Turn) -> bool {
    matches!(turn.state, Standing::OnStage | Standing::Given)
}

fn standing(words: Words, turn: &Turn, turns: &[Turn]) -> String {
    let before = turns
        .iter()
        .filter(|other| other.waits() && other.position < turn.position)
        .count();
    match turn.state {
        Standing::Waiting if turn.has_place => {
            words.with("before", before).t("lightning-standing-placed")
        }
        Standing::Waiting => {
            let by = turns
                .iter()
                .filter(|other| other.stands_by() && other.position <= turn.position);
            words.with("place", by.count()).t("lightning-standing-by")
        }
        Standing::OnStage => words.t("lightning-standing-on-stage"),
        Standing::Given => words
            .with("took", given(words, turn))
            .t("lightning-standing-given"),
        Standing::Skipped => words.t("lightning-standing-skipped"),
        Standing::Absent => words.t("lightning-standing-absent"),
    }
}

fn recording(words: Words) -> Vec<(String, String)> {
    let option = |value: &str, key: &str| (value.to_owned(), words.t(key));
    vec![
        option("", "lightning-recording-open"),
        option("yes", "lightning-recording-yes"),
        option("no", "lightning-recording-no"),
    ]
}

fn filled(words: Words, turn: &Turn) -> Form {
    let flag = |set: bool| if set { "yes" } else { "" };
    Form::empty(words)
        .with("name", turn.name.as_str())
        .with("title", turn.title.as_str())
        .with("say", turn.say.as_str())
        .with("slides_link", turn.slides_link.as_str())
        .with("needs", turn.needs.as_str())
        .with(
            "recording",
            turn.recording
                .map_or("", |yes| if yes { "yes" } else { "no" }),
        )
        .with("first_time", flag(turn.first_time))
        .with("leaves_early", flag(turn.leaves_early))
        .with("planned", span(turn.planned_secs))
}

/// What she says of her talk.
fn read(form: &mut Form, words: Words, turn: &Turn, limit: i64) -> Entry {
    let slides_link = form.link("slides_link");
    if is_over(turn) {
        // The page shows nothing else then.
        return Entry {
            slides_link,
            ..Entry::default()
        };
    }
    Entry {
        name: form.line("name", NAME),
        title: form.optional_line("title", TITLE),
        say: form.optional_line("say", NAME),
        slides_link,
        needs: form.optional_line("needs", NEEDS),
        recording: match form.value("recording") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        first_time: form.flag("first_time"),
        leaves_early: form.flag("leaves_early"),
        planned_secs: read_length(form, words, limit),
    }
}

fn read_length(form: &mut Form, words: Words, limit: i64) -> Option<i64> {
    if !form.fields.has("planned") || form.value("planned").trim().is_empty() {
        return None;
    }
    let planned = parse_span(form.value("planned")).filter(|secs| (1..=limit).contains(secs));
    if planned.is_none() {
        let sentence = words
            .with("limit", span(limit))
            .t("lightning-planned-wrong");
        form.refuse("planned", sentence);
    }
    planned
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let opened = open(&mut app.db.read().await?, &token).await?;
    let words = opened.group.words();
    let mut form = form.speaking(words);
    let entry = read(&mut form, words, &opened.turn, opened.round.limit_secs);
    if !form.is_fine() {
        return render(&app, visitor, &token, (Some(form), None)).await;
    }
    let (at, context) = (&app.moment(), &app.context());
    let (place, what) = ((context, &opened.group), (&opened.turn, &entry));
    let save = app
        .db
        .write(|tx| Box::pin(actions::save_own(tx, at, place, what)));
    if !save.await? {
        return Err(Error::NotFound);
    }
    let flash = Flash::done(words.t("lightning-saved"));
    Ok(see_other_with(&format!("/turn/{token}"), &flash))
}

/// She does not talk after all.
pub async fn delete(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let opened = open(&mut app.db.read().await?, &token).await?;
    let (at, context) = (&app.moment(), &app.context());
    let (place, turn) = ((context, &opened.group), &opened.turn);
    let take_back = app
        .db
        .write(|tx| Box::pin(actions::take_back(tx, at, place, turn)));
    let words = opened.group.words();
    if !take_back.await? {
        let flash = Flash::wrong(words.t("lightning-withdraw-late"));
        return Ok(see_other_with(&format!("/turn/{token}"), &flash));
    }
    let flash = Flash::done(words.t("lightning-withdrawn"));
    let path = format!("{}/lightning", opened.event.path(&opened.group.slug));
    Ok(see_other_with(&path, &flash))
}
