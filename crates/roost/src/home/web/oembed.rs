//! oEmbed (version 1.0): a page of ours pasted into another site becomes a card there.

use crate::accounts::Visitor;
use crate::events;
use crate::groups::{Group, find_group};
use crate::state::App;
use crate::web::{Error, FRAME, Result, frame_line};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde::Serialize;

/// The picture's size, which may not be larger than whoever asks allows.
const PICTURE: (u32, u32) = crate::covers::CARD;

/// For how many seconds the answer is good.
const CACHE_SECS: u32 = 3600;

#[derive(serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    url: String,
    format: String,
    maxwidth: u32,
    maxheight: u32,
}

impl Default for Asked {
    fn default() -> Self {
        Asked {
            url: String::new(),
            format: "json".to_owned(),
            maxwidth: u32::MAX,
            maxheight: u32::MAX,
        }
    }
}

/// §2.3.4: what every answer has, and what a rich one has besides.
#[derive(Serialize, Template)]
#[template(path = "home/oembed.xml")]
struct Answer {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    author_name: String,
    author_url: String,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    html: String,
    width: u32,
    height: u32,
    #[serde(flatten)]
    picture: Option<Picture>,
}

#[derive(Serialize)]
struct Picture {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// A page that can be embedded.
struct Page {
    group: Group,
    title: String,
    /// Its path, which is also that of its frame behind `/embed`.
    path: String,
    frame: String,
}

pub async fn show(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Result {
    if !matches!(asked.format.as_str(), "json" | "xml") {
        // §2.3.4: a format that a provider does not have is 501.
        return Ok(StatusCode::NOT_IMPLEMENTED.into_response());
    }
    let page = find(&app, &asked.url).await?.ok_or(Error::NotFound)?;
    let chrome = visitor.chrome(&app, page.group.words());
    let answer = Answer::new(&asked, &page, chrome.installation, &chrome.base_url);
    if asked.format == "xml" {
        let kind = [(header::CONTENT_TYPE, "text/xml; charset=utf-8")];
        return Ok((kind, answer.render()?).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    Ok((kind, serde_json::to_string(&answer)?).into_response())
}

/// What the public finds under an address of ours; `None`: nothing, or it is no address of ours.
async fn find(app: &App, url: &str) -> anyhow::Result<Option<Page>> {
    let path = url
        .strip_prefix(app.config.link("").as_str())
        .and_then(|path| path.strip_prefix('/'))
        .map(|path| path.split(['?', '#']).next().unwrap_or_default());
    let parts: Vec<&str> = path.map_or_else(Vec::new, |path| {
        path.trim_end_matches('/').split('/').collect()
    });
    let (slug, event) = match parts[..] {
        [group] => (group, None),
        [group, "events", event] => (group, Some(event)),
        _ => return Ok(None),
    };
    let mut tx = app.db.read().await?;
    let Some(group) = find_group(&mut tx, slug).await?.filter(Group::is_public) else {
        return Ok(None);
    };
    let Some(event) = event else {
        let (title, path) = (group.name.clone(), group.path());
        let frame = format!("/embed{path}");
        return Ok(Some(Page {
            group,
            title,
            path,
            frame,
        }));
    };
    let event = events::find_event(&mut tx, group.id, event).await?;
    Ok(event.filter(|event| event.is_public()).map(|event| Page {
        title: event.title.clone(),
        path: event.path(&group.slug),
        frame: format!("/embed/{}/{}", group.slug, event.slug),
        group,
    }))
}

impl Answer {
    fn new(asked: &Asked, page: &Page, installation: String, base: &str) -> Self {
        let (width, height) = (FRAME.0.min(asked.maxwidth), FRAME.1.min(asked.maxheight));
        let fits = PICTURE.0 <= asked.maxwidth && PICTURE.1 <= asked.maxheight;
        Answer {
            version: "1.0",
            kind: "rich",
            html: frame_line(
                &format!("{base}{}", page.frame),
                &page.title,
                (width, height),
            ),
            title: page.title.clone(),
            author_name: page.group.name.clone(),
            author_url: format!("{base}{}", page.group.path()),
            provider_name: installation,
            provider_url: format!("{base}/"),
            cache_age: CACHE_SECS,
            width,
            height,
            picture: fits.then(|| Picture {
                thumbnail_url: format!("{base}{}/card.png", page.path),
                thumbnail_width: PICTURE.0,
                thumbnail_height: PICTURE.1,
            }),
        }
    }
}
