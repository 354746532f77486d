//! The pictures that link previews show.

use crate::blobs::Blobs;
use crate::covers::Card;
use crate::db::{Keep, Version};
use crate::events::{self, Address, Event, Status, find_visible};
use crate::groups::{Group, Here};
use crate::state::App;
use crate::web::{Result, keep};
use crate::words::Words;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A card as it was drawn. It is the same for every encoding, and takes longer than any page.
struct Drawn(Bytes);

pub async fn event(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let version = app.db.versions().now();
    let event = find_visible(&mut app.db.read().await?, &here, &address.slug).await?;
    let kept = Keep::of(event.group_id);
    let name = format!("{} {}", event.group_id, event.id);
    let card = async || of_event(&app, &here.group, &event).await;
    let answer = drawn(&app, name, (kept, version), card).await?;
    let is_public = event.is_public() && here.group.is_public();
    Ok(if is_public {
        keep(answer, kept)
    } else {
        answer
    })
}

/// The group's own: its name, and when it meets next.
pub async fn group(State(app): State<App>, here: Here) -> Result {
    let version = app.db.versions().now();
    let (group, now) = (&here.group, app.clock.now());
    let next = events::find_next(&mut app.db.read().await?, group.id, now).await?;
    let kept = Keep {
        group: Some(group.id),
        good_until: next.as_ref().map(|next| next.ends_at),
    };
    let card = async || Ok(of_group(group, next.as_ref()));
    let answer = drawn(&app, group.id.to_string(), (kept, version), card).await?;
    Ok(if group.is_public() {
        keep(answer, kept)
    } else {
        answer
    })
}

/// The picture, drawn once for as long as it reads the same.
async fn drawn(
    app: &App,
    name: String,
    (kept, version): (Keep, Version),
    card: impl AsyncFnOnce() -> anyhow::Result<Card>,
) -> anyhow::Result<Response> {
    let known = app.db.find_kept::<Drawn>(&name, app.clock.now());
    let known = match known {
        Some(known) => known,
        None => {
            let card = card().await?;
            let png = tokio::task::spawn_blocking(move || card.png()).await?;
            app.db.keep(name, kept, version, Drawn(png.into()))
        }
    };
    Ok(([(header::CONTENT_TYPE, "image/png")], known.0.clone()).into_response())
}

async fn of_event(app: &App, group: &Group, event: &Event) -> anyhow::Result<Card> {
    let photo = match &event.picture {
        Some(name) => Blobs::of(&app.config).get(&app.db, name).await?,
        None => None,
    };
    let photo = photo.filter(|_| event.cover == events::Cover::Picture);
    Ok(Card {
        cover: event.cover_name(&group.name).to_owned(),
        photo: photo.map(|blob| blob.bytes),
        title: event.title.clone(),
        when: when(group.words().plain(), event),
        group: group.name.clone(),
    })
}

fn when(words: Words, event: &Event) -> String {
    let starts = event.starts();
    let said = words
        .with("day", words.long_date(starts.date()))
        .with("starts", words.time(starts.time()));
    said.t(match event.status {
        Status::Draft | Status::Published => "evening-card-when",
        Status::Cancelled => "evening-card-cancelled",
        Status::Postponed => "evening-card-postponed",
    })
}

fn of_group(group: &Group, next: Option<&Event>) -> Card {
    let words = group.words().plain();
    let next = next.map(|event| {
        words
            .with("when", when(words, event))
            .t("evening-card-next")
    });
    Card {
        cover: group.name.clone(),
        photo: None,
        title: group.name.clone(),
        when: next.unwrap_or_else(|| group.frequency.clone()),
        group: group.sentence.clone(),
    }
}
