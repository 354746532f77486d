//! The form by which anybody proposes a talk.

use super::form::read;
use crate::groups::{self, Here};
use crate::ids::WantedTopicId;
use crate::once;
use crate::proposals::actions::{self, Proposed, Proposer};
use crate::proposals::model::{MINUTES, WantedTopic};
use crate::proposals::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    /// A wanted topic that she wants to talk about.
    topic: String,
}

#[derive(askama::Template)]
#[template(path = "proposals/propose.html")]
struct ProposePage {
    chrome: Chrome,
    here: Here,
    /// Title, and the address of the form with it.
    topics: Vec<(String, String)>,
    form: Form,
}

pub async fn show(State(app): State<App>, here: Here, Query(chosen): Query<Chosen>) -> Result {
    if here.group.closed_at.is_some() {
        return Err(Error::NotFound);
    }
    let topics = store::list_topics(&mut app.db.read().await?, here.group.id).await?;
    let id = chosen.topic.parse::<WantedTopicId>().ok();
    let topic = topics.iter().find(|topic| Some(topic.id) == id);
    let title = topic.map_or("", |topic| topic.title.as_str());
    let mut form = Form::empty(here.group.words())
        .with("talk", title)
        .with("minutes", MINUTES.to_string())
        .with("key", once::key(&app.moment()));
    if let Some(account) = &here.visitor.account {
        let (_, email) = groups::newcomer(&app, account).await?;
        form = form
            .with("speaker", account.name.clone())
            .with("speaker_email", email);
    }
    render(&app, here, &topics, form)
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    if here.group.closed_at.is_some() {
        return Err(Error::NotFound);
    }
    if !app.limits.allows(here.visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let words = here.group.words();
    let mut form = form.speaking(words);
    let entry = read(&mut form);
    let email = match here.visitor.account {
        Some(_) => None,
        None => form.email("speaker_email"),
    };
    if !form.is_fine() {
        let topics = store::list_topics(&mut app.db.read().await?, here.group.id).await?;
        return render(&app, here, &topics, form);
    }
    let proposer = match &here.visitor.account {
        Some(account) => Proposer::Account(groups::newcomer(&app, account).await?.0),
        None if !app.limits.allows_strangers_mail() => return Err(Error::TooManyRequests),
        None => Proposer::Stranger(email.unwrap_or_default()),
    };
    let (at, context, group) = (&app.moment(), &app.context(), &here.group);
    let (what, key) = ((&proposer, &entry), form.value("key"));
    let write = app
        .db
        .write(|tx| Box::pin(actions::propose(tx, at, (context, group), what, key)));
    let is_stranger = here.visitor.account.is_none();
    match write.await? {
        // Whoever typed an address shows by its mail that it is hers.
        Proposed::Done(_) | Proposed::Ignored if is_stranger => {
            let flash = Flash::done(words.t("proposals-done-mail"));
            Ok(see_other_with(&format!("{}/talks", group.path()), &flash))
        }
        Proposed::Done(token) => {
            let flash = Flash::done(words.t("proposals-done"));
            Ok(see_other_with(&format!("/proposal/{token}"), &flash))
        }
        Proposed::Ignored => Err(Error::Forbidden),
        Proposed::TooMany => {
            form.refuse("talk", words.t("proposals-too-many"));
            let topics = store::list_topics(&mut app.db.read().await?, group.id).await?;
            render(&app, here, &topics, form)
        }
    }
}

fn render(app: &App, here: Here, topics: &[WantedTopic], form: Form) -> Result {
    let path = here.group.path();
    let link = |topic: &WantedTopic| {
        let href = format!("{path}/talks/propose?topic={}", topic.id);
        (topic.title.clone(), href)
    };
    let shown = ProposePage {
        chrome: here.chrome(app),
        topics: topics.iter().map(link).collect(),
        here,
        form,
    };
    let mut answer = page(shown.form.status(), &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    Ok(answer)
}
