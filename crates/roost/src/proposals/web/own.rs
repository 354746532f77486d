//! A proposal as she sees it, by the link that she was mailed. Opening it changes nothing.

use super::form::{filled, read};
use crate::accounts::Visitor;
use crate::db::Tx;
use crate::events::{Event, find_event_by_id};
use crate::groups::{Group, find_group_by_id};
use crate::markup;
use crate::proposals::actions::{self, Kept};
use crate::proposals::model::{Proposal, State as Standing};
use crate::proposals::store;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};

#[derive(askama::Template)]
#[template(path = "proposals/own.html")]
struct OwnPage {
    chrome: Chrome,
    group: String,
    group_path: String,
    path: String,
    title: String,
    state: String,
    /// What it means for her.
    sentence: String,
    summary_html: String,
    /// Title, address and time of the event where it is scheduled or was given.
    event: Option<(String, String, String)>,
    mentor: String,
    rehearsal: String,
    is_open: bool,
    may_withdraw: bool,
    /// Whether other groups may ask; `None`: it was not given yet.
    shares: Option<bool>,
    form: Form,
}

struct Opened {
    group: Group,
    proposal: Proposal,
    event: Option<Event>,
}

async fn open(tx: &mut Tx<'_>, token: &str) -> std::result::Result<Opened, Error> {
    let Some(found) = tokens::find_token(tx, Kind::Proposal, token).await? else {
        return match tokens::was_revoked(tx, Kind::Proposal, token).await? {
            true => Err(Error::Gone),
            false => Err(Error::NotFound),
        };
    };
    let group = find_group_by_id(tx, found.group_id).await?;
    let id = found.subject_id.into();
    let proposal = store::find_proposal(tx, found.group_id, id).await?;
    let (group, proposal) = group.zip(proposal).ok_or(Error::Gone)?;
    let event = match proposal.event_id {
        Some(event) => find_event_by_id(tx, group.id, event).await?,
        None => None,
    };
    Ok(Opened {
        group,
        proposal,
        event,
    })
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let opened = open(&mut app.db.read().await?, &token).await?;
    render(&app, &visitor, &token, &opened, None)
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let opened = open(&mut app.db.read().await?, &token).await?;
    let words = opened.group.words();
    let mut form = form.speaking(words);
    let entry = &read(&mut form);
    if !form.is_fine() {
        return render(&app, &visitor, &token, &opened, Some(form));
    }
    let key = (opened.group.id, opened.proposal.id);
    let version = form.value("version").parse().unwrap_or_default();
    let what = (version, entry);
    let edit = app
        .db
        .write(|tx| Box::pin(actions::edit_own(tx, key, what)));
    answer(&token, words, edit.await?, "proposals-own-saved")
}

pub async fn withdraw(State(app): State<App>, Path(token): Path<String>, _: Form) -> Result {
    let opened = open(&mut app.db.read().await?, &token).await?;
    let (at, context, group) = (&app.moment(), &app.context(), &opened.group);
    let id = opened.proposal.id;
    let withdraw = app
        .db
        .write(|tx| Box::pin(actions::withdraw(tx, at, (context, group), id)));
    let kept = withdraw.await?;
    answer(&token, group.words(), kept, "proposals-own-taken-back")
}

pub async fn share(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let opened = open(&mut app.db.read().await?, &token).await?;
    let key = (opened.group.id, opened.proposal.id);
    let shares = form.flag("shares");
    let share = app.db.write(|tx| Box::pin(actions::share(tx, key, shares)));
    let said = match shares {
        true => "proposals-own-shared",
        false => "proposals-own-not-shared",
    };
    answer(&token, opened.group.words(), share.await?, said)
}

fn answer(token: &str, words: Words, kept: Kept, done: &str) -> Result {
    let flash = match kept {
        Kept::Done => Flash::done(words.t(done)),
        Kept::Changed => Flash::note(words.t("proposals-changed")),
        Kept::NotNow => Flash::note(words.t("proposals-own-settled")),
    };
    Ok(see_other_with(&format!("/proposal/{token}"), &flash))
}

fn render(
    app: &App,
    visitor: &Visitor,
    token: &str,
    opened: &Opened,
    form: Option<Form>,
) -> Result {
    let Opened {
        group,
        proposal,
        event,
    } = opened;
    let (words, now) = (group.words(), app.clock.now());
    let has_begun = event.as_ref().is_some_and(|event| event.has_begun(now));
    let place = |event: &Event| {
        let when = words.long_moment(&event.starts());
        (event.title.clone(), event.path(&group.slug), when)
    };
    let day = proposal.rehearsal_on.map(|day| words.long_date(day.0));
    let is_open = proposal.state.is_hers_to_edit();
    let shown = OwnPage {
        chrome: visitor.chrome(app, words),
        group: group.name.clone(),
        group_path: group.path(),
        path: format!("/proposal/{token}"),
        title: proposal.title.clone(),
        state: words.t(proposal.state.key()),
        sentence: words.t(proposal.state.own_key()),
        summary_html: markup::to_html(&proposal.summary, 3),
        event: event.as_ref().map(place),
        mentor: proposal.mentor.clone(),
        rehearsal: day.unwrap_or_default(),
        is_open,
        may_withdraw: !has_begun && proposal.state.may_become(Standing::Withdrawn),
        shares: (proposal.state == Standing::Given).then_some(proposal.shares),
        form: form.unwrap_or_else(|| filled(words, proposal)),
    };
    let mut answer = page(shown.form.status(), &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    Ok(answer)
}
