use super::here::Here;
use crate::covers::{cover_png, cover_svg};
use crate::web::{self, Result};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;

/// A name may change, its picture may not: an hour saves most requests.
const KEEP: &str = "public, max-age=3600";

/// The picture of a card.
pub async fn card(here: Here, headers: HeaderMap) -> Result {
    let drawn = cover_svg(&here.group.name, 800, 320).into_bytes();
    Ok(answer("image/svg+xml", drawn, &headers))
}

/// The banner of the group's page.
pub async fn wide(here: Here, headers: HeaderMap) -> Result {
    let drawn = cover_svg(&here.group.name, 1600, 320).into_bytes();
    Ok(answer("image/svg+xml", drawn, &headers))
}

/// For mail programs and other sites, which refuse SVG.
pub async fn png(here: Here, headers: HeaderMap) -> Result {
    let name = here.group.name.clone();
    let drawn = tokio::task::spawn_blocking(move || cover_png(&name, 1200, 480)).await?;
    Ok(answer("image/png", drawn, &headers))
}

fn answer(kind: &'static str, body: Vec<u8>, headers: &HeaderMap) -> axum::response::Response {
    let tag = web::weak_tag(&body);
    let said = [(header::CACHE_CONTROL, KEEP), (header::CONTENT_TYPE, kind)];
    web::if_changed(headers, tag, (said, body).into_response())
}
