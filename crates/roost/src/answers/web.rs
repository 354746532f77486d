//! Organize → event → Answers: how many said what, and who.

use super::model::{Answer, KEPT, Tally, in_words, says, tally};
use super::store;
use crate::events::{self, Address, Event, Question, QuestionKind, Status};
use crate::groups::{self, Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::PersonId;
use crate::sheets;
use crate::state::App;
use crate::web::{Chrome, Error, Result, Routes, download, page};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/events/{slug}/answers", index)
        .post("/{group}/organize/events/{slug}/answers", look)
        .post("/{group}/organize/events/{slug}/answers/export", export)
}

#[derive(askama::Template)]
#[template(path = "answers/show.html")]
struct AnswersPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    path: String,
    event_path: String,
    asked: Vec<Asked>,
    /// The questions whose answers are shown with names.
    shown: Vec<String>,
    people: Vec<Row>,
    /// Whether what is sensitive is shown with names.
    looks: bool,
    /// Whether anybody said something sensitive that is still known.
    has_sensitive: bool,
    /// What becomes of sensitive answers; empty: nothing that is asked is sensitive.
    note: String,
}

/// One question with its numbers.
struct Asked {
    words: String,
    sensitive: bool,
    counts: Vec<Said>,
}

struct Said {
    value: String,
    comes: i64,
    waits: i64,
}

/// What one person said.
struct Row {
    name: String,
    waits: bool,
    /// The shown questions and what she said; empty: nothing.
    lines: Vec<(String, String)>,
}

/// The answers to one event, as an organizer reads them.
struct Reading {
    organizer: Organizer,
    event: Event,
    answers: Vec<Answer>,
    tallies: Vec<Tally>,
}

impl Reading {
    async fn of(app: &App, here: &Here, slug: &str) -> std::result::Result<Reading, Error> {
        let organizer = here.organizer()?;
        let mut tx = app.db.read().await?;
        let event = events::find_addressed(&mut tx, here, slug).await?;
        let answers = store::list_answers(&mut tx, event.group_id, event.id).await?;
        let forgotten = store::list_counts(&mut tx, event.group_id, event.id).await?;
        Ok(Reading {
            tallies: tally(&event.questions, &answers, &forgotten),
            organizer,
            event,
            answers,
        })
    }

    fn show(&self, app: &App, here: &Here, looks: bool) -> Result {
        let (group, words, event) = (&here.group, here.group.words(), &self.event);
        let is_sensitive = |answer: &Answer| {
            let mut sensitive = event.questions.sensitive();
            sensitive.any(|question| question.id == answer.question_id)
        };
        let shown = AnswersPage {
            chrome: here.chrome(app),
            nav: OrganizeNav::new(group, OrganizeTab::Events),
            title: event.title.clone(),
            when: words.long_moment(&event.starts()),
            path: format!("{}/organize/events/{}/answers", group.path(), event.slug),
            event_path: event.path(&group.slug),
            shown: shown(event, looks).map(|it| it.words.clone()).collect(),
            asked: self.tallies.iter().map(|it| asked(words, it)).collect(),
            people: self
                .people()
                .into_iter()
                .filter_map(|answers| row(words, event, &answers, looks))
                .collect(),
            looks,
            has_sensitive: self.answers.iter().any(is_sensitive),
            note: note(app, words, event),
        };
        page(StatusCode::OK, &shown)
    }

    /// The answers of each person, by name.
    fn people(&self) -> Vec<Vec<&Answer>> {
        let mut people: Vec<(PersonId, Vec<&Answer>)> = Vec::new();
        for answer in &self.answers {
            match people.last_mut().filter(|(id, _)| *id == answer.person_id) {
                Some((_, known)) => known.push(answer),
                None => people.push((answer.person_id, vec![answer])),
            }
        }
        people.into_iter().map(|(_, answers)| answers).collect()
    }

    /// Notes in the log that somebody looked at what is sensitive, or took it away.
    async fn note(&self, app: &App, verb: &'static str) -> std::result::Result<(), Error> {
        let (at, by, title) = (&app.moment(), &self.organizer, &self.event.title);
        let write = app.db.write(|tx| {
            Box::pin(async move { Ok(groups::audit(tx, at, by, verb, title, "").await?) })
        });
        Ok(write.await?)
    }
}

pub async fn index(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let reading = Reading::of(&app, &here, &address.slug).await?;
    reading.show(&app, &here, false)
}

/// Shows who said what that is sensitive, to an organizer who asks for it.
pub async fn look(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let reading = Reading::of(&app, &here, &address.slug).await?;
    reading.note(&app, "answers-looked-at").await?;
    reading.show(&app, &here, true)
}

/// Sends every answer as a file, what is sensitive too.
pub async fn export(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let reading = Reading::of(&app, &here, &address.slug).await?;
    reading.note(&app, "answers-exported").await?;
    let (words, event) = (here.group.words().plain(), &reading.event);
    let mut heading = vec![words.t("answers-who-person")];
    heading.extend(
        event
            .questions
            .iter()
            .map(|question| question.words.clone()),
    );
    let rows = reading.people().into_iter().map(|answers| {
        let name = answers.first().map_or("", |answer| answer.name.as_str());
        let said = event.questions.iter().map(|it| says(words, it, &answers));
        std::iter::once(name.to_owned()).chain(said).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let name = format!("{}-{}-answers.csv", here.group.slug, event.slug);
    let file = sheets::csv(&heading, rows);
    Ok(download(&name, "text/csv; charset=utf-8", file))
}

fn asked(words: Words, tally: &Tally) -> Asked {
    let question = &tally.question;
    let counts = tally.counts.iter().map(|count| Said {
        value: match question.kind {
            QuestionKind::Text => words.t("answers-own-words"),
            _ => in_words(words, question, &count.value),
        },
        comes: count.comes,
        waits: count.waits,
    });
    Asked {
        words: question.words.clone(),
        sensitive: question.sensitive,
        counts: counts.collect(),
    }
}

fn shown(event: &Event, looks: bool) -> impl Iterator<Item = &Question> {
    event
        .questions
        .iter()
        .filter(move |it| looks || !it.sensitive)
}

/// `None`: nothing that she said is shown.
fn row(words: Words, event: &Event, answers: &[&Answer], looks: bool) -> Option<Row> {
    let first = answers.first()?;
    let lines: Vec<(String, String)> = shown(event, looks)
        .map(|question| (question.words.clone(), says(words, question, answers)))
        .collect();
    let has_said = lines.iter().any(|(_, said)| !said.is_empty());
    has_said.then(|| Row {
        name: first.name.clone(),
        waits: !first.comes,
        lines,
    })
}

fn note(app: &App, words: Words, event: &Event) -> String {
    if event.questions.sensitive().next().is_none() {
        return String::new();
    }
    if event.status == Status::Postponed {
        return words.t("answers-until-dated");
    }
    let until = event.ends_at.after(KEPT);
    if until <= app.clock.now() {
        return words.t("answers-forgotten");
    }
    let day = words.long_date(until.in_zone(&event.tz()).date());
    words.with("day", day).t("answers-until")
}
