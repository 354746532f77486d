use super::here::Here;
use crate::covers::{cover_png, cover_svg};
use crate::web::Result;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use sha2::{Digest, Sha256};

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
    let etag = format!(
        "\"{}\"",
        data_encoding::HEXLOWER.encode(&Sha256::digest(&body)[..8])
    );
    let known = headers.get(header::IF_NONE_MATCH);
    let said = [
        (header::CACHE_CONTROL, KEEP.to_owned()),
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::ETAG, etag.clone()),
    ];
    if known.is_some_and(|known| known.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, said).into_response();
    }
    (said, body).into_response()
}
