//! A poster of one tagged link, and its code as a drawing to be put elsewhere.

use super::Named;
use super::links::{self, find};
use crate::codes::{self, Code};
use crate::events::{self, Cover, Event};
use crate::groups::Here;
use crate::ids::LinkId;
use crate::invites::model::Link;
use crate::invites::store;
use crate::pictures;
use crate::state::App;
use crate::web::{Chrome, Error, Result, download, page};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "invites/poster.html")]
struct PosterPage {
    chrome: Chrome,
    /// Where the links are.
    back: String,
    /// Whether it is half as large as A4.
    is_small: bool,
    group: String,
    cover: String,
    title: String,
    sentence: String,
    day: String,
    time: String,
    place: String,
    url: String,
    code: Option<Code>,
}

/// How large the paper is.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Size {
    paper: String,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    Query(size): Query<Size>,
) -> Result {
    let (event, link) = find_tagged(&app, &here, &named).await?;
    let (group, words) = (&here.group, here.group.words());
    let place = events::place(&mut app.db.read().await?, &event).await?;
    let url = app.config.link(&link.path());
    let (starts, path) = (event.starts(), event.path(&group.slug));
    let shown = PosterPage {
        chrome: here.chrome(&app),
        back: links::path(group, &event),
        is_small: size.paper == "a5",
        group: group.name.clone(),
        cover: match (&event.picture, event.cover) {
            (Some(picture), Cover::Picture) => pictures::path(picture),
            _ => format!("{path}/cover.svg"),
        },
        title: event.title.clone(),
        sentence: event.sentence.clone(),
        day: words.long_date(starts.date()),
        time: words.time(starts.time()),
        place,
        code: codes::draw(&url),
        // Whoever types it leaves out what browsers add by themselves.
        url: url
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .to_owned(),
    };
    page(StatusCode::OK, &shown)
}

pub async fn code(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let (_, link) = find_tagged(&app, &here, &named).await?;
    let drawn = codes::svg(&app.config.link(&link.path()));
    let svg = drawn.ok_or_else(|| anyhow::anyhow!("an address is too long for a code"))?;
    let name = format!("{}.svg", link.code);
    Ok(download(&name, "image/svg+xml", svg.into_bytes()))
}

/// The tagged link of the event, for organizers.
async fn find_tagged(
    app: &App,
    here: &Here,
    named: &Named,
) -> std::result::Result<(Event, Link), Error> {
    here.organizer()?;
    let event = find(app, here, &named.slug).await?;
    let id: LinkId = named.id.parse().map_err(|_| Error::NotFound)?;
    let link = store::find_link(&mut app.db.read().await?, here.group.id, id).await?;
    let is_there =
        |link: &Link| link.event_id == event.id && link.outlet.is_some() && link.cut_at.is_none();
    let link = link.filter(is_there).ok_or(Error::NotFound)?;
    Ok((event, link))
}
