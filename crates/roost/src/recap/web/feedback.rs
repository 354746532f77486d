//! Two questions about an evening, answered without a name. Nothing here writes a log line.

use crate::accounts::Visitor;
use crate::events::{self, Event};
use crate::groups::{self, Group};
use crate::ids::EventId;
use crate::recap::actions;
use crate::recap::model::{Mood, WISH};
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "recap/feedback.html")]
struct FeedbackPage {
    chrome: Chrome,
    group: String,
    title: String,
    date: String,
    /// Values and keys.
    moods: [(&'static str, &'static str); 3],
    form: Form,
}

/// The link was used, or its two weeks are over: nobody can tell which, since nothing is kept of it.
#[derive(askama::Template)]
#[template(path = "recap/used.html")]
struct UsedPage {
    chrome: Chrome,
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let Some((group, event)) = find(&app, &token).await? else {
        return used(&app, &visitor);
    };
    let form = Form::empty(group.words());
    ask(&app, &visitor, (&group, &event), form)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let Some((group, event)) = find(&app, &token).await? else {
        return used(&app, &visitor);
    };
    let words = group.words();
    let mut form = form.speaking(words);
    let mood = form.value("mood").parse::<Mood>().ok();
    if mood.is_none() {
        form.refuse("mood", words.t("recap-mood-needed"));
    }
    let wish = form.text("wish", WISH);
    let Some(mood) = mood.filter(|_| form.is_fine()) else {
        return ask(&app, &visitor, (&group, &event), form);
    };
    let (at, token, answer) = (&app.moment(), token.as_str(), (mood, wish.as_str()));
    let write = app
        .db
        .write(|tx| Box::pin(actions::answer_feedback(tx, at, token, answer)));
    if !write.await? {
        return used(&app, &visitor);
    }
    let flash = Flash::done(words.t("recap-feedback-thanks"));
    Ok(see_other_with(&event.path(&group.slug), &flash))
}

/// The event that the link asks about; `None`: it asks no more.
async fn find(app: &App, token: &str) -> std::result::Result<Option<(Group, Event)>, Error> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::Feedback, token).await?;
    let found = found.filter(|found| found.expires_at.is_none_or(|expires| expires > now));
    let Some(found) = found else {
        return Ok(None);
    };
    let group = groups::find_group_by_id(&mut tx, found.group_id).await?;
    let event = EventId::from(found.subject_id);
    let event = events::find_event_by_id(&mut tx, found.group_id, event).await?;
    Ok(group.zip(event))
}

fn ask(app: &App, visitor: &Visitor, (group, event): (&Group, &Event), form: Form) -> Result {
    let words = group.words();
    let shown = FeedbackPage {
        chrome: visitor.chrome(app, words),
        group: group.name.clone(),
        title: event.title.clone(),
        date: words.long_date(event.starts().date()),
        moods: Mood::ALL.map(|mood| (mood.value(), mood.key())),
        form,
    };
    page(shown.form.status(), &shown)
}

fn used(app: &App, visitor: &Visitor) -> Result {
    let words = crate::words::Words::default();
    let shown = UsedPage {
        chrome: visitor.chrome(app, words),
    };
    page(StatusCode::GONE, &shown)
}
