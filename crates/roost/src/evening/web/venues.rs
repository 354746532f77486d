//! The group's venue book: the places where it has met, and how to get in.

use super::change::ChangePage;
use crate::evening::form;
use crate::events::{self, VenueOutcome};
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::VenueId;
use crate::rsvps;
use crate::state::App;
use crate::venues::{self, NewVenue, Venue};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::HashMap;

#[derive(askama::Template)]
#[template(path = "evening/venues.html")]
struct BookPage {
    chrome: Chrome,
    nav: OrganizeNav,
    entries: Vec<Entry>,
}

/// One venue, as the book shows it.
struct Entry {
    path: String,
    name: String,
    /// Room and address; empty: neither is known.
    line: String,
    way_in: String,
    /// How many events name it. Only one that none names can be removed.
    events: i64,
}

#[derive(askama::Template)]
#[template(path = "evening/venue.html")]
struct VenuePage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    /// Where the form goes.
    action: String,
    /// Where leaving without saving leads.
    back: String,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let group = here.group.id;
    let mut tx = app.db.read().await?;
    let venues = venues::list_venues(&mut tx, group).await?;
    let events = events::count_events_by_venue(&mut tx, group).await?;
    drop(tx);
    let events: HashMap<VenueId, i64> = events.into_iter().collect();
    let entries = venues.into_iter().map(|venue| Entry {
        path: path(&here, venue.id),
        events: events.get(&venue.id).copied().unwrap_or(0),
        line: venue.place.inside(),
        name: venue.place.name,
        way_in: venue.place.way_in,
    });
    let shown = BookPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Venues),
        entries: entries.collect(),
    };
    page(StatusCode::OK, &shown)
}

pub async fn edit(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let venue = find(&app, &here, &id).await?;
    let form = form::filled_place(here.group.words(), &venue.place);
    show(&app, &here, form, &venue)
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let venue = find(&app, &here, &id).await?;
    let mut form = form.speaking(here.group.words());
    let place = &form::read_place(&mut form, here.group.words());
    if !form.is_fine() || form.flag("back") {
        return show(&app, &here, form, &venue);
    }
    if !form.flag("confirmed")
        && let Some(asking) = ask(&app, &here, &form, (&venue, place)).await?
    {
        return Ok(asking);
    }
    let change = app
        .db
        .write(|tx| Box::pin(events::change_venue(tx, at, by, venue.id, place)));
    Ok(answer(&here, change.await?, "evening-saved"))
}

pub async fn remove(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let venue = find(&app, &here, &id).await?;
    let remove = app
        .db
        .write(|tx| Box::pin(events::remove_venue(tx, at, by, venue.id)));
    Ok(answer(&here, remove.await?, "evening-venue-removed"))
}

/// The page that asks before people get mail; `None`: nobody gets any.
async fn ask(
    app: &App,
    here: &Here,
    form: &Form,
    (venue, place): (&Venue, &NewVenue),
) -> std::result::Result<Option<Response>, Error> {
    let (before, after) = (venue.place.directions(), place.directions());
    if before == after {
        return Ok(None);
    }
    let (group, now) = (here.group.id, app.clock.now());
    let mut tx = app.db.read().await?;
    let people = rsvps::count_people_coming_to(&mut tx, now, group, venue.id).await?;
    drop(tx);
    if people == 0 {
        return Ok(None);
    }
    let shown = ChangePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Venues),
        form: form.clone(),
        title: venue.place.name.clone(),
        action: path(here, venue.id),
        changes: vec![("evening-change-place", before, after)],
        people,
    };
    page(StatusCode::OK, &shown).map(Some)
}

async fn find(app: &App, here: &Here, id: &str) -> std::result::Result<Venue, Error> {
    let id: VenueId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let venue = venues::find_venue(&mut tx, here.group.id, id).await?;
    venue.ok_or(Error::NotFound)
}

/// The book's address.
fn book(here: &Here) -> String {
    format!("{}/organize/venues", here.group.path())
}

fn path(here: &Here, id: VenueId) -> String {
    format!("{}/{id}", book(here))
}

fn show(app: &App, here: &Here, form: Form, venue: &Venue) -> Result {
    let status = form.status();
    let shown = VenuePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Venues),
        form,
        action: path(here, venue.id),
        back: book(here),
    };
    page(status, &shown)
}

/// Back to the book, with a sentence about what was done.
fn answer(here: &Here, outcome: VenueOutcome, done: &'static str) -> Response {
    let words = here.group.words();
    let flash = match outcome {
        VenueOutcome::Done => Flash::done(words.t(done)),
        VenueOutcome::InUse => Flash::wrong(words.t("evening-venue-in-use")),
        VenueOutcome::Gone => Flash::note(words.t("evening-venue-gone")),
    };
    see_other_with(&book(here), &flash)
}
