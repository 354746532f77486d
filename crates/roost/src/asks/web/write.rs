//! The question by mail: one person, prefilled in the organizer's own name, hers to change.

use super::put::before;
use super::walk::{self, Place};
use crate::asks::actions::{self, NewAsk, Outcome, Written};
use crate::asks::model::AskWay;
use crate::db::Tx;
use crate::events::Event;
use crate::groups::{Here, OrganizeNav, OrganizeTab, Organizer, Person, people};
use crate::ids::PersonId;
use crate::state::App;
use crate::text;
use crate::web::components::Face;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, Query, State};

const SUBJECT: usize = 150;
const BODY: usize = 5_000;

#[derive(askama::Template)]
#[template(path = "asks/write.html")]
struct WritePage {
    chrome: Chrome,
    nav: OrganizeNav,
    face: Face,
    /// Where she stands on the ask list.
    back: String,
    /// Where the form is sent.
    action: String,
    form: Form,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, person)): Path<(String, String)>,
    Query(place): Query<Place>,
) -> Result {
    let by = here.organizer()?;
    let mut tx = app.db.read().await?;
    let person = find_person(&mut tx, &here, &person).await?;
    let event = walk::find_event(&mut tx, &here, place.slug(), app.clock.now()).await?;
    drop(tx);
    let form = filled(&here, &by, (&person, event.as_ref()));
    render(&app, &here, (&person, event.as_ref()), form)
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, person)): Path<(String, String)>,
    Query(place): Query<Place>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let (words, at) = (here.group.words(), &app.moment());
    let mut tx = app.db.read().await?;
    let person = find_person(&mut tx, &here, &person).await?;
    let event = walk::find_event(&mut tx, &here, place.slug(), at.now).await?;
    drop(tx);
    let mut form = form.speaking(words);
    let subject = &form.line("subject", SUBJECT);
    let body = &form.text("body", BODY);
    if body.is_empty() && form.problem("body").is_none() {
        form.refuse("body", words.t("form-needed"));
    }
    if !form.is_fine() {
        return render(&app, &here, (&person, event.as_ref()), form);
    }
    let new = &NewAsk {
        person: person.id,
        event: event.as_ref().map(|event| event.id),
        way: AskWay::Mail,
    };
    let (context, group) = (&app.context(), &here.group);
    let write = app.db.write(|tx| {
        Box::pin(actions::write(
            tx,
            at,
            (context, group),
            by,
            (new, subject, body),
        ))
    });
    let name = text::first_name(&person.name).to_owned();
    let flash = match write.await? {
        Written::Sent => Flash::done(words.with("name", name).t("asks-written")),
        Written::NoAddress => Flash::note(words.with("name", name).t("asks-no-address")),
        Written::Waiting => Flash::note(words.t("asks-waiting")),
        Written::Refused(Outcome::Before(shown)) => Flash::note(before(&here, &shown, at.now)),
        Written::Refused(Outcome::Paused(until)) => {
            let date = words.long_date(until.in_zone(&here.group.zone()).date());
            Flash::note(words.with("name", name).with("date", date).t("asks-paused"))
        }
        Written::Refused(Outcome::NoEvent) => Flash::note(words.t("asks-no-event-any-more")),
        Written::Refused(_) => Flash::note(words.t("asks-gone")),
    };
    let back = walk::path(&here, event.as_ref(), Some(person.id));
    Ok(see_other_with(&back, &flash))
}

/// Somebody whom the group knows.
async fn find_person(tx: &mut Tx<'_>, here: &Here, id: &str) -> std::result::Result<Person, Error> {
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let person = people::find_person(tx, here.group.id, id).await?;
    let person = person.filter(|person| person.erased_at.is_none());
    person.ok_or(Error::NotFound)
}

fn filled(here: &Here, by: &Organizer, (person, event): (&Person, Option<&Event>)) -> Form {
    let words = here.group.words();
    let named = words
        .plain()
        .with("name", text::first_name(&person.name).to_owned())
        .with("me", by.name.clone())
        .with("group", here.group.name.clone());
    let (subject, body) = match event {
        Some(event) => {
            let date = words.plain().near_date(event.starts().date());
            let named = named.with("event", event.title.clone()).with("date", date);
            (named.t("asks-letter-subject"), named.t("asks-letter-event"))
        }
        None => (named.t("asks-letter-subject"), named.t("asks-letter")),
    };
    Form::empty(words)
        .with("subject", subject)
        .with("body", body)
}

fn render(
    app: &App,
    here: &Here,
    (person, event): (&Person, Option<&Event>),
    form: Form,
) -> Result {
    let slug = event.map_or("none", |event| event.slug.as_str());
    let base = format!(
        "{}/organize/talks/ask/{}/mail",
        here.group.path(),
        person.id
    );
    let shown = WritePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        face: Face::new(&person.name, None),
        back: walk::path(here, event, Some(person.id)),
        action: format!("{base}?event={slug}"),
        form,
    };
    page(shown.form.status(), &shown)
}
