use crate::blobs::Blobs;
use crate::state::App;
use crate::web::{Error, Result, Routes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;

pub fn routes() -> Routes {
    Routes::default()
        .get("/pictures/{name}", show)
        .get("/files/{name}", download)
}

async fn show(State(app): State<App>, Path(name): Path<String>) -> Result {
    let blob = Blobs::of(&app.config).get(&app.db, &name).await?;
    let blob = blob.filter(|blob| blob.media_type.starts_with("image/"));
    let blob = blob.ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, blob.media_type),
        (
            header::CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
    ];
    Ok((headers, blob.bytes).into_response())
}

/// A file that somebody sent, as a download: it never runs as a page of this site.
async fn download(State(app): State<App>, Path(name): Path<String>) -> Result {
    let blob = Blobs::of(&app.config).get(&app.db, &name).await?;
    let blob = blob.ok_or(Error::NotFound)?;
    let ending = match blob.media_type.as_str() {
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => return Err(Error::NotFound),
    };
    let headers = [
        (header::CONTENT_TYPE, blob.media_type),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"slides.{ending}\""),
        ),
        (
            header::CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
    ];
    Ok((headers, blob.bytes).into_response())
}
