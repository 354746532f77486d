//! Style sheet, script and pictures, carried in the binary.
//!
//! All of `assets/css` is one file and all of `assets/js` another. Their addresses carry a checksum,
//! so browsers keep them for a year and never ask again. A debug build reads them from the disk at
//! every request.
#[cfg(test)]
mod tests;

use super::encoding::{Effort, Encoding};
use super::{Error, Result, Routes};
use crate::covers;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

#[derive(RustEmbed)]
#[folder = "../../assets"]
#[include = "css/*.css"]
#[include = "js/*.js"]
#[include = "door/*.js"]
#[include = "stage/*.js"]
#[include = "img/*.svg"]
#[include = "vendor/*/*.js"]
struct Files;

const HTMX: &str = "vendor/htmx-4.0.1/htmx.min.js";
const DOOR: &str = "door/door.js";
const TIMER: &str = "stage/timer.js";
const MARK: &str = "img/mark.svg";

/// What has an address with a checksum.
const NAMES: [&str; 5] = ["roost.css", "roost.js", "htmx.js", "door.js", "timer.js"];
/// What browsers ask for at a fixed address.
const ICONS: [&str; 3] = ["favicon.svg", "favicon.ico", "apple-touch-icon.png"];
/// What opens the door's page without network. Its address decides which pages it may serve, so it
/// stands at the root, and browsers ask for it anew each time.
const WORKER: &str = "sw.js";

pub fn routes() -> Routes {
    Routes::default()
        .get("/assets/{checksum}/{name}", show)
        .get("/favicon.svg", |headers| icon("favicon.svg", headers))
        .get("/favicon.ico", |headers| icon("favicon.ico", headers))
        .get("/apple-touch-icon.png", |headers| {
            icon("apple-touch-icon.png", headers)
        })
        .get("/sw.js", worker)
}

/// The address of an asset, such as `/assets/1f2e3d4c5b6a/roost.css`. `name` is one of [`NAMES`].
pub fn path(name: &str) -> String {
    let asset = find(name).expect("templates name only assets that there are");
    format!("/assets/{}/{name}", asset.checksum)
}

async fn show(Path((checksum, name)): Path<(String, String)>, headers: HeaderMap) -> Result {
    if !NAMES.contains(&name.as_str()) {
        return Err(Error::NotFound);
    }
    let asset = find(&name).ok_or(Error::NotFound)?;
    // A page from before an upgrade asks for a file that is gone. The present one is nearly right,
    // and must not be kept under that address.
    let keep = if checksum == asset.checksum {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    Ok(asset.answer(keep, &headers))
}

async fn icon(name: &'static str, headers: HeaderMap) -> Result {
    let asset = find(name).ok_or(Error::NotFound)?;
    Ok(asset.answer("public, max-age=86400", &headers))
}

async fn worker(headers: HeaderMap) -> Result {
    let asset = find(WORKER).ok_or(Error::NotFound)?;
    Ok(asset.answer("no-cache", &headers))
}

/// One file as it is sent, with its compressed forms made when they are first asked for.
struct Asset {
    kind: &'static str,
    plain: Bytes,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
    /// The first twelve hex digits of the SHA-256 of the bytes.
    checksum: String,
}

impl Asset {
    fn new(name: &str) -> Self {
        let (kind, plain) = match name {
            "roost.css" => ("text/css; charset=utf-8", all("css/")),
            "roost.js" => ("text/javascript; charset=utf-8", all("js/")),
            "door.js" => ("text/javascript; charset=utf-8", file(DOOR).into_owned()),
            "timer.js" => ("text/javascript; charset=utf-8", file(TIMER).into_owned()),
            WORKER => (
                "text/javascript; charset=utf-8",
                file("door/sw.js").into_owned(),
            ),
            "htmx.js" => ("text/javascript; charset=utf-8", file(HTMX).into_owned()),
            "favicon.svg" => ("image/svg+xml", file(MARK).into_owned()),
            "favicon.ico" => ("image/x-icon", favicon()),
            _ => ("image/png", touch_icon()),
        };
        let digest = Sha256::digest(&plain);
        Asset {
            kind,
            checksum: data_encoding::HEXLOWER.encode(&digest[..6]),
            plain: plain.into(),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }
    }

    fn answer(&self, keep: &'static str, headers: &HeaderMap) -> Response {
        let tag = format!("\"{}\"", self.checksum);
        let known = headers
            .get(header::IF_NONE_MATCH)
            .is_some_and(|tags| tags.as_bytes() == tag.as_bytes());
        let common = [
            (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
            (
                header::VARY,
                HeaderValue::from_static(header::ACCEPT_ENCODING.as_str()),
            ),
            (
                header::ETAG,
                HeaderValue::from_str(&tag).expect("hex digits fit a header"),
            ),
        ];
        if known {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let encoding = match self.kind {
            // Compressed already.
            "image/png" => Encoding::Plain,
            _ => Encoding::accepted(headers),
        };
        let kind = [(header::CONTENT_TYPE, self.kind)];
        let body = self.encoded(encoding);
        match encoding.name() {
            Some(name) => (common, kind, [(header::CONTENT_ENCODING, name)], body).into_response(),
            None => (common, kind, body).into_response(),
        }
    }

    fn encoded(&self, encoding: Encoding) -> Bytes {
        let encode = || encoding.encode(&self.plain, Effort::Most);
        match encoding {
            Encoding::Brotli => self.brotli.get_or_init(encode).clone(),
            Encoding::Gzip => self.gzip.get_or_init(encode).clone(),
            Encoding::Plain => self.plain.clone(),
        }
    }
}

/// `None`: there is no such asset.
fn find(name: &str) -> Option<Arc<Asset>> {
    static KEPT: LazyLock<Vec<(&str, Arc<Asset>)>> = LazyLock::new(|| {
        every_name()
            .map(|name| (name, Arc::new(Asset::new(name))))
            .collect()
    });
    if cfg!(debug_assertions) {
        return every_name()
            .any(|known| known == name)
            .then(|| Arc::new(Asset::new(name)));
    }
    let (_, asset) = KEPT.iter().find(|(kept, _)| *kept == name)?;
    Some(asset.clone())
}

fn every_name() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(ICONS).chain([WORKER])
}

/// Every file of a folder, one after the other: `layers.css` first, the rest by name.
fn all(folder: &str) -> Vec<u8> {
    let mut names: Vec<Cow<str>> = Files::iter()
        .filter(|name| name.starts_with(folder))
        .collect();
    names.sort_by_key(|name| (!name.ends_with("/layers.css"), name.clone()));
    names.iter().flat_map(|name| file(name).to_vec()).collect()
}

fn file(name: &str) -> Cow<'static, [u8]> {
    Files::get(name)
        .expect("the names stand above, and a test asks for each")
        .data
}

/// The mark in an ICO, which may hold a PNG since 2006: one directory entry of 16 bytes, then the picture.
fn favicon() -> Vec<u8> {
    const SIZE: u8 = 32;
    let png = covers::draw(&mark(), u32::from(SIZE), u32::from(SIZE));
    let length = u32::try_from(png.len()).expect("a small picture");
    let mut ico = vec![0, 0, 1, 0, 1, 0, SIZE, SIZE, 0, 0, 1, 0, 32, 0];
    ico.extend(length.to_le_bytes());
    ico.extend(22u32.to_le_bytes());
    ico.extend(png);
    ico
}

/// The mark without its round corners: telephones cut their own.
fn touch_icon() -> Vec<u8> {
    covers::draw(&mark().replace(" rx=\"14\"", ""), 180, 180)
}

fn mark() -> String {
    String::from_utf8_lossy(&file(MARK)).into_owned()
}
