//! "Count me in every time": the button under a series, and the page that ends it from a mail.

use super::actions::{self, Standing};
use super::model::Series;
use super::public::Dates;
use super::{say, store};
use crate::accounts::Visitor;
use crate::db::Tx;
use crate::events::{Event, can_see, find_event};
use crate::groups::{Group, Here, find_group_by_id};
use crate::ids::{PersonId, RsvpId, SeriesId};
use crate::rsvps;
use crate::state::App;
use crate::tokens::{Kind, find_token};
use crate::web::{Chrome, Error, Flash, Form, Result, Routes, page, see_other, see_other_with};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use std::collections::BTreeSet;

pub fn routes() -> Routes {
    Routes::default()
        .post("/{group}/series/{id}/standing", create)
        .post("/{group}/series/{id}/standing/removal", delete)
        .get("/rsvp/{token}/standing", show)
        .post("/rsvp/{token}/standing", end)
}

/// What a member reads under the line of a series. Shown by `series/_standing.html`.
pub struct CountedIn {
    /// Where its button is sent.
    pub path: String,
    /// The event on whose page it stands; empty: the group's page.
    pub event: String,
    /// Which series, where a page shows several; else empty.
    pub about: String,
    pub is_counted_in: bool,
}

impl CountedIn {
    /// For the group's page. `counted` are the series to which she has said yes.
    pub fn new(group: &Group, dates: &Dates, counted: &[SeriesId]) -> CountedIn {
        let path = format!("{}/series/{}/standing", group.path(), dates.id);
        let is_counted_in = counted.contains(&dates.id);
        CountedIn {
            path: match is_counted_in {
                true => format!("{path}/removal"),
                false => path,
            },
            event: String::new(),
            about: dates.title.clone(),
            is_counted_in,
        }
    }

    /// For the page of one of its dates.
    pub fn at(self, event: &Event) -> CountedIn {
        CountedIn {
            event: event.slug.clone(),
            about: String::new(),
            ..self
        }
    }
}

async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    here.visitor.require()?;
    let series = find(&app, &here, &id).await?;
    let (group, words) = (&here.group, here.group.words());
    let member = here.person.as_ref().filter(|_| here.role.is_some());
    let Some(person) = member.map(|person| person.id) else {
        return Ok(see_other(&format!("{}/join", group.path())));
    };
    let (at, context) = (&app.moment(), &app.context());
    let (place, who) = ((context, group), (series.id, person));
    let count = app
        .db
        .write(|tx| Box::pin(actions::count_in(tx, at, place, who)));
    let back = back(&app, &here, &form).await?;
    let flash = match count.await? {
        Standing::CountedIn => Flash::done(words.t("series-counted-in-done")),
        Standing::Stopped => Flash::wrong(words.t("series-counted-in-stopped")),
        Standing::NoMember => return Ok(see_other(&format!("{}/join", group.path()))),
    };
    Ok(see_other_with(&back, &flash))
}

async fn delete(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    here.visitor.require()?;
    let series = find(&app, &here, &id).await?;
    if let Some(person) = &here.person {
        end_for(&app, &here.group, (series.id, person.id)).await?;
    }
    let back = back(&app, &here, &form).await?;
    let flash = Flash::done(here.group.words().t("series-counted-out-done"));
    Ok(see_other_with(&back, &flash))
}

async fn end_for(
    app: &App,
    group: &Group,
    who: (SeriesId, PersonId),
) -> std::result::Result<(), Error> {
    let (at, context) = (&app.moment(), &app.context());
    let place = (context, group);
    let count = app
        .db
        .write(|tx| Box::pin(actions::count_out(tx, at, place, who)));
    count.await?;
    Ok(())
}

/// The series of this group with this id.
async fn find(app: &App, here: &Here, id: &str) -> std::result::Result<Series, Error> {
    let id: SeriesId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let series = store::find_series(&mut tx, here.group.id, id).await?;
    series.ok_or(Error::NotFound)
}

/// The page on which the button stood.
async fn back(app: &App, here: &Here, form: &Form) -> std::result::Result<String, Error> {
    if form.value("from") == "me" {
        return Ok("/me".to_owned());
    }
    let mut tx = app.db.read().await?;
    let event = find_event(&mut tx, here.group.id, form.value("event")).await?;
    let event = event.filter(|event| can_see(here, event));
    Ok(event.map_or_else(|| here.group.path(), |event| event.path(&here.group.slug)))
}

#[derive(askama::Template)]
#[template(path = "series/standing.html")]
struct StandingPage {
    chrome: Chrome,
    group: String,
    group_path: String,
    /// "Python night"
    title: String,
    /// "Every third Thursday at 18:30"
    line: String,
    /// Where the one button is sent; `None`: she is not counted in any more.
    path: Option<String>,
}

/// What a mail's link opens.
struct Opened {
    group: Group,
    series: Series,
    person: PersonId,
}

/// Whoever has the link of an answer reads the mail of its person.
async fn open(tx: &mut Tx<'_>, token: &str) -> std::result::Result<Opened, Error> {
    let found = find_token(tx, Kind::Manage, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let id = RsvpId::from(found.subject_id);
    let rsvp = rsvps::find_rsvp_by_id(tx, found.group_id, id).await?;
    let rsvp = rsvp.ok_or(Error::NotFound)?;
    let group = find_group_by_id(tx, found.group_id).await?;
    let series = store::find_series_of(tx, found.group_id, rsvp.event_id).await?;
    Ok(Opened {
        group: group.ok_or(Error::NotFound)?,
        series: series.ok_or(Error::NotFound)?,
        person: rsvp.person_id,
    })
}

/// Opening it changes nothing.
async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let mut tx = app.db.read().await?;
    let Opened {
        group,
        series,
        person,
    } = open(&mut tx, &token).await?;
    let counted = store::list_standing(&mut tx, group.id, person).await?;
    drop(tx);
    let words = group.words();
    let path = format!("/rsvp/{token}/standing");
    let shown = StandingPage {
        chrome: visitor.chrome(&app, words),
        title: series.defaults.title.clone(),
        line: say::line(words, &series.rule(BTreeSet::new()), series.defaults.starts),
        path: counted.contains(&series.id).then_some(path),
        group_path: group.path(),
        group: group.name,
    };
    let mut response = page(StatusCode::OK, &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}

async fn end(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let opened = open(&mut app.db.read().await?, &token).await?;
    end_for(&app, &opened.group, (opened.series.id, opened.person)).await?;
    let flash = Flash::done(opened.group.words().t("series-counted-out-done"));
    Ok(see_other_with(&format!("/rsvp/{token}/standing"), &flash))
}
