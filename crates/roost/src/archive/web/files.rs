//! Messages for other programs: the feed, the text alone, and what was attached.

use super::place::Place;
use crate::archive::blocks::{Block, Span};
use crate::archive::model::subject;
use crate::archive::reading;
use crate::archive::store;
use crate::clock::Instant;
use crate::db::Keep;
use crate::groups::Here;
use crate::lists;
use crate::state::App;
use crate::web::{Error, Result, download, keep};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;

/// Entries in a feed; readers ask often enough to miss none.
const FEED: i64 = 30;

const ATOM: &str = "application/atom+xml; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Template)]
#[template(path = "archive/feed.xml")]
struct Feed {
    language: &'static str,
    title: String,
    /// The feed's own address, and the archive's.
    own: String,
    home: String,
    id: String,
    updated: String,
    entries: Vec<Item>,
}

struct Item {
    id: String,
    title: String,
    url: String,
    author: String,
    updated: String,
    body: String,
}

/// The text of a message as HTML, inside a feed.
#[derive(Template)]
#[template(path = "archive/_body.html")]
struct Body {
    blocks: Vec<Block>,
}

pub async fn feed(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let mut tx = app.db.read().await?;
    let place = Place::find(&app, &mut tx, &here, &name).await?;
    let whose = (here.group.id, place.list.id);
    let newest = store::list_newest(&mut tx, whose, FEED).await?;
    drop(tx);
    let stamp = |at: Instant| at.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let words = here.group.words().plain();
    let updated = newest.iter().map(|entry| entry.written_at).max();
    let mut entries = Vec::new();
    for entry in &newest {
        let blocks = entry.blocks();
        let anonymous = || words.t("archive-nobody");
        entries.push(Item {
            id: format!("urn:uuid:{}", entry.post_id),
            title: subject(words, &entry.subject),
            url: app
                .config
                .link(&format!("{}/{}", place.path, entry.permalink)),
            author: Some(entry.author())
                .filter(|name| !name.is_empty())
                .unwrap_or_else(anonymous),
            updated: stamp(entry.written_at),
            body: Body { blocks }.render()?,
        });
    }
    let feed = Feed {
        language: words.language.tag(),
        title: words
            .with("list", place.list.settings.title.clone())
            .t("archive-feed-of"),
        own: app.config.link(&format!("{}/feed.atom", place.path)),
        home: app.config.link(&place.path),
        id: format!("urn:uuid:{}", place.list.id),
        updated: stamp(updated.unwrap_or(here.group.created_at)),
        entries,
    };
    let response = ([(header::CONTENT_TYPE, ATOM)], feed.render()?).into_response();
    if place.is_public() && here.group.is_open() {
        return Ok(keep(response, Keep::of(here.group.id)));
    }
    Ok(response)
}

/// The text alone, as it is in the archive.
pub async fn text(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink)): Path<(String, String, String)>,
) -> Result {
    let mut tx = app.db.read().await?;
    let place = Place::find(&app, &mut tx, &here, &name).await?;
    let entry = place.entry(&mut tx, &permalink).await?;
    if entry.removed_by.is_some() {
        return Err(Error::NotFound);
    }
    let at = entry.written_at.timestamp().strftime("%Y-%m-%d %H:%M UTC");
    let (author, subject) = (entry.author(), reading::cut_addresses(&entry.subject));
    let text = format!("{subject}\n{author}, {at}\n\n{}\n", entry.text);
    Ok(([(header::CONTENT_TYPE, TEXT)], text).into_response())
}

/// What was attached, always as a file to keep: whatever it says that it is, nothing of it runs here.
pub async fn attachment(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink, number)): Path<(String, String, String, String)>,
) -> Result {
    let number: usize = number.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let place = Place::find(&app, &mut tx, &here, &name).await?;
    let entry = place.entry(&mut tx, &permalink).await?;
    let raw = lists::find_raw(&mut tx, here.group.id, entry.post_id).await?;
    drop(tx);
    let found = reading::attachment(&raw.unwrap_or_default(), number);
    let (name, content) = found.ok_or(Error::NotFound)?;
    Ok(download(&name, "application/octet-stream", content))
}
