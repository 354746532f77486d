//! Evenings for calendars, feed readers and search engines.

use crate::calendar::{self, Entry};
use crate::db::Keep;
use crate::evening::view;
use crate::events::{self, Address, Event, find_visible};
use crate::groups::{Group, Here};
use crate::state::App;
use crate::venues;
use crate::web::{Error, Result, keep};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;

/// Evenings in a group's calendar: some years' worth, and quickly read by a telephone.
const CALENDAR: i64 = 300;

/// Entries in a feed; readers ask often enough to miss none.
const FEED: i64 = 30;

/// Addresses in one sitemap, of 50,000 that search engines take.
const SITEMAP: i64 = 10_000;

const ATOM: &str = "application/atom+xml; charset=utf-8";
const XML: &str = "application/xml; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

pub async fn event_calendar(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
) -> Result {
    let mut tx = app.db.read().await?;
    let event = find_visible(&mut tx, &here, &address.slug).await?;
    let venue = match event.venue_id {
        Some(id) => venues::find_venue(&mut tx, here.group.id, id).await?,
        None => None,
    };
    drop(tx);
    let entry = events::entry(&app.config, &here.group, &event, venue.as_ref());
    let text = calendar::calendar(&event.title, &[entry]);
    Ok(answer(
        &here.group,
        calendar::MEDIA_TYPE,
        text,
        event.is_public(),
    ))
}

pub async fn calendar(State(app): State<App>, here: Here) -> Result {
    let (events, entries) = list(&app, &here, CALENDAR).await?;
    drop(events);
    let text = calendar::calendar(&here.group.name, &entries);
    Ok(answer(&here.group, calendar::MEDIA_TYPE, text, true))
}

#[derive(Template)]
#[template(path = "evening/feed.xml")]
struct Feed {
    language: &'static str,
    title: String,
    /// The feed's own address, and the group's page.
    own: String,
    home: String,
    id: String,
    updated: String,
    entries: Vec<FeedEntry>,
}

struct FeedEntry {
    id: String,
    title: String,
    url: String,
    published: String,
    updated: String,
    when: String,
    place: String,
    body: String,
}

pub async fn feed(State(app): State<App>, here: Here) -> Result {
    let (events, entries) = list(&app, &here, FEED).await?;
    let group = &here.group;
    let words = group.words().plain();
    let stamp =
        |at: crate::clock::Instant| at.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let changed = events.iter().map(|event| event.updated_at).max();
    let entries = events.iter().zip(entries).map(|(event, entry)| FeedEntry {
        id: format!("urn:uuid:{}", event.id),
        title: event.title.clone(),
        url: entry.url,
        published: stamp(event.published_at.unwrap_or(event.created_at)),
        updated: stamp(event.updated_at),
        when: view::span(words, &event.schedule()),
        place: entry.place,
        body: crate::markup::to_html(&event.description, 3),
    });
    let feed = Feed {
        language: words.language.tag(),
        title: words.with("group", group.name.clone()).t("evening-feed-of"),
        own: app.config.link(&format!("{}/events.atom", group.path())),
        home: app.config.link(&group.path()),
        id: format!("urn:uuid:{}", group.id),
        updated: stamp(changed.unwrap_or(group.created_at)),
        entries: entries.collect(),
    };
    Ok(answer(group, ATOM, feed.render()?, true))
}

/// The group's public events, latest first, and how calendars hold them.
async fn list(
    app: &App,
    here: &Here,
    most: i64,
) -> std::result::Result<(Vec<Event>, Vec<Entry>), Error> {
    let mut tx = app.db.read().await?;
    let events = events::list_public(&mut tx, here.group.id, most).await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let by_id: HashMap<_, _> = venues.iter().map(|venue| (venue.id, venue)).collect();
    let entries = events.iter().map(|event| {
        let venue = event.venue_id.and_then(|id| by_id.get(&id).copied());
        events::entry(&app.config, &here.group, event, venue)
    });
    let entries = entries.collect();
    Ok((events, entries))
}

#[derive(Template)]
#[template(path = "evening/sitemap.xml")]
struct Sitemap {
    /// Addresses with the day of their last change.
    pages: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "evening/sitemaps.xml")]
struct Sitemaps {
    maps: Vec<(String, String)>,
}

/// One map for each open group.
pub async fn sitemaps(State(app): State<App>) -> Result {
    let mut tx = app.db.read().await?;
    let groups = events::list_mapped_groups(&mut tx).await?;
    drop(tx);
    let maps = groups.into_iter().map(|(slug, changed)| {
        (
            app.config.link(&format!("/{slug}/sitemap.xml")),
            day(changed),
        )
    });
    let text = Sitemaps {
        maps: maps.collect(),
    }
    .render()?;
    let response = ([(header::CONTENT_TYPE, XML)], text).into_response();
    Ok(keep(
        response,
        Keep {
            group: None,
            good_until: None,
        },
    ))
}

/// The group's page and those of its evenings.
pub async fn sitemap(State(app): State<App>, here: Here) -> Result {
    if !here.group.is_open() {
        return Err(Error::NotFound);
    }
    let mut tx = app.db.read().await?;
    let events = events::list_public(&mut tx, here.group.id, SITEMAP).await?;
    drop(tx);
    let changed = events.iter().map(|event| event.updated_at).max();
    let home = (
        app.config.link(&here.group.path()),
        day(changed.unwrap_or(here.group.created_at)),
    );
    let of_event = |event: &Event| {
        let path = event.path(&here.group.slug);
        (app.config.link(&path), day(event.updated_at))
    };
    let pages = std::iter::once(home).chain(events.iter().map(of_event));
    let text = Sitemap {
        pages: pages.collect(),
    }
    .render()?;
    Ok(answer(&here.group, XML, text, true))
}

fn day(at: crate::clock::Instant) -> String {
    at.timestamp().strftime("%Y-%m-%d").to_string()
}

/// What is no page for search engines: what one must sign in for, and addresses with a token.
pub async fn robots(State(app): State<App>) -> Response {
    let map = app.config.link("/sitemap.xml");
    let text = format!(
        "User-agent: *\nDisallow: /me\nDisallow: /keeper\nDisallow: /mailbox\nDisallow: /sign-in\n\
         Disallow: /*/organize\nDisallow: /*/rsvp\n\nSitemap: {map}\n"
    );
    ([(header::CONTENT_TYPE, TEXT)], text).into_response()
}

/// A file about the group, kept unless only organizers may see it.
fn answer(group: &Group, kind: &'static str, text: String, is_public: bool) -> Response {
    let response = ([(header::CONTENT_TYPE, kind)], text).into_response();
    if !is_public || !group.is_open() {
        return response;
    }
    keep(response, Keep::of(group.id))
}
