//! What the link in a question opens: one button and a topic, without an account.

use crate::accounts::Visitor;
use crate::asks::actions::{self, Asker, Outcome, Said};
use crate::asks::model::{Answer, Ask, TOPIC};
use crate::asks::store;
use crate::events::{self, Event};
use crate::groups::{self, Group, people};
use crate::ids::AskId;
use crate::state::App;
use crate::text;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, Query, State};

/// What the address says for "please don't ask me".
const NEVER: &str = "never";

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    say: String,
}

#[derive(askama::Template)]
#[template(path = "asks/own.html")]
struct OwnPage {
    chrome: Chrome,
    group: String,
    group_path: String,
    asker: String,
    /// What she said before; empty: nothing.
    before: String,
    /// What the button says; its value is `say` of the form.
    button: String,
    /// Whether the topic is asked for.
    takes_topic: bool,
    /// The other answers: address and words.
    others: Vec<(String, String)>,
    form: Form,
}

/// What the link is about.
struct Question {
    group: Group,
    ask: Ask,
    event: Option<Event>,
    asker: String,
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result {
    let question = find(&app, &token).await?;
    let say = match chosen.say.as_str() {
        say @ ("next_time" | "not_yet" | NEVER) => say,
        _ => Answer::Yes.value(),
    };
    let form = Form::empty(question.group.words())
        .with("topic", question.ask.topic.clone())
        .with("say", say);
    render(&app, &visitor, (&token, &question), form)
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let question = find(&app, &token).await?;
    let (group, words) = (&question.group, question.group.words());
    let mut form = form.speaking(words);
    let topic = form.optional_line("topic", TOPIC);
    let is_never = form.value("say") == NEVER;
    let answer = match form.value("say").parse() {
        Ok(answer @ (Answer::Yes | Answer::NextTime | Answer::NotYet)) => answer,
        _ if is_never => Answer::NotYet,
        _ => return Err(Error::Unreadable),
    };
    if !form.is_fine() {
        return render(&app, &visitor, (&token, &question), form);
    }
    let said = &Said {
        answer,
        topic: match answer {
            Answer::NotYet => question.ask.topic.clone(),
            _ => topic,
        },
        ..Said::nothing()
    };
    let (at, context) = (&app.moment(), &app.context());
    let (id, person) = (question.ask.id, question.ask.person_id);
    let answer = app.db.write(|tx| {
        Box::pin(async move {
            let who = (id, Asker::Herself);
            let outcome = actions::answer(tx, at, (context, group), who, said).await?;
            if is_never && matches!(outcome, Outcome::Done(_)) {
                actions::pause(tx, at, (group.id, person), true).await?;
            }
            Ok(outcome)
        })
    });
    let flash = match answer.await? {
        Outcome::Done(_) if is_never => Flash::done(words.t("asks-own-never")),
        Outcome::Done(happened) => Flash::done(words.t(own_key(said.answer, happened))),
        // She was forgotten while the page was open.
        _ => return Err(Error::Gone),
    };
    Ok(see_other_with(&format!("/ask/{token}"), &flash))
}

fn own_key(answer: Answer, happened: actions::Happened) -> &'static str {
    use actions::Happened;
    match (answer, happened) {
        (_, Happened::Placed) => "asks-own-placed",
        (_, Happened::StandsBy(_)) => "asks-own-stands-by",
        (_, Happened::Shut) => "asks-own-shut",
        (Answer::NotYet, _) => "asks-own-not-yet",
        _ => "asks-own-noted",
    }
}

/// The question; gone when it was forgotten, or taken back with everything she said.
async fn find(app: &App, token: &str) -> std::result::Result<Question, Error> {
    let mut tx = app.db.read().await?;
    let Some(found) = tokens::find_token(&mut tx, Kind::Ask, token).await? else {
        return match tokens::was_revoked(&mut tx, Kind::Ask, token).await? {
            true => Err(Error::Gone),
            false => Err(Error::NotFound),
        };
    };
    let group = groups::find_group_by_id(&mut tx, found.group_id).await?;
    let ask = store::find_ask(&mut tx, found.group_id, AskId::from(found.subject_id)).await?;
    let (group, ask) = group.zip(ask).ok_or(Error::Gone)?;
    let event = match ask.event_id {
        Some(event) => events::find_event_by_id(&mut tx, group.id, event).await?,
        None => None,
    };
    let asker = people::find_person(&mut tx, group.id, ask.asked_by).await?;
    Ok(Question {
        asker: asker.map_or_else(String::new, |person| person.name),
        group,
        ask,
        event,
    })
}

fn render(
    app: &App,
    visitor: &Visitor,
    (token, question): (&str, &Question),
    form: Form,
) -> Result {
    let words = question.group.words();
    let now = app.clock.now();
    let coming = question.event.as_ref();
    let coming = coming.filter(|event| event.is_on() && !event.is_over(now));
    let label = |say: &str| match (say, coming) {
        ("yes", Some(event)) => words.with("event", event.title.clone()).t("asks-yes-event"),
        ("yes", None) => words.t("asks-yes"),
        ("next_time", _) => words.t("asks-mail-next-time"),
        ("not_yet", _) => words.t("asks-mail-not-now"),
        _ => words.t("asks-never"),
    };
    let say = form.value("say").to_owned();
    let all = ["yes", "next_time", "not_yet", NEVER];
    let others = all.into_iter().filter(|other| *other != say);
    let ask = &question.ask;
    let before = match ask.answer {
        Answer::None => String::new(),
        answer if ask.topic.is_empty() => words.t(answer.key()),
        answer => words
            .with("answer", words.t(answer.key()))
            .with("topic", ask.topic.clone())
            .t("asks-answer-about"),
    };
    let asker = match question.asker.as_str() {
        "" => question.group.name.clone(),
        name => text::first_name(name).to_owned(),
    };
    let shown = OwnPage {
        chrome: visitor.chrome(app, words),
        group: question.group.name.clone(),
        group_path: question.group.path(),
        asker,
        before,
        button: label(&say),
        takes_topic: matches!(say.as_str(), "yes" | "next_time"),
        others: others
            .map(|other| (format!("/ask/{token}?say={other}"), label(other)))
            .collect(),
        form,
    };
    page(shown.form.status(), &shown)
}
