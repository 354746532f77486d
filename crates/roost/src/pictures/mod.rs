//! Serves the pictures and slides that people have sent. An address names its content, so browsers may keep it
//! for ever.
mod web;

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};

/// The path of a picture.
pub fn path(blob: &str) -> String {
    format!("/pictures/{blob}")
}

/// The path of a file to download.
pub fn file_path(blob: &str) -> String {
    format!("/files/{blob}")
}
