//! Public pages that were rendered before, kept in memory as they were sent.
//!
//! A handler marks a page that is the same for every stranger with [`keep`]. The outermost layer then
//! compresses it, with more care than a page that is sent once, keeps the whole answer under its
//! address and encoding, and gives it to the next stranger without waking anything else. It is given as long as nobody has written its
//! group and the page would not read differently by itself.
//!
//! What always holds: a kept page holds nothing of its visitor. A session, a message for the next
//! page or an invitation goes round it.

use super::encoding::{Effort, Encoding};
use super::etag::{if_changed, strong_tag};
use super::{Cookies, Flash};
use crate::db::{Keep, Version};
use crate::state::App;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tower_http::compression::Predicate;
use tower_http::compression::predicate::DefaultPredicate;

/// Enough for some thousand pages; a small server has little more memory than that to spare.
const MOST_BYTES: usize = 32 << 20;

/// A larger page is rarely asked for, and would push out many others.
const MOST_PAGE_BYTES: usize = 512 << 10;

/// The cookie that says that somebody is signed in, whatever it is prefixed with.
const SESSION: &str = "session";

/// Marks a page as the same for every stranger. Without effect for whoever is signed in.
pub fn keep(mut response: Response, keep: Keep) -> Response {
    response.extensions_mut().insert(keep);
    response
}

pub struct Kept {
    app: App,
    pages: RwLock<Pages>,
    /// Counts requests, to know which pages have not been asked for lately.
    ticks: AtomicU64,
}

#[derive(Default)]
struct Pages {
    by_key: HashMap<Key, Arc<Page>>,
    bytes: usize,
}

/// The address with its query, and the `Accept-Encoding` that the body was made for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    encoding: Encoding,
}

struct Page {
    headers: HeaderMap,
    tag: HeaderValue,
    body: Bytes,
    keep: Keep,
    version: Version,
    asked_at: AtomicU64,
}

impl Kept {
    pub fn new(app: App) -> Self {
        Kept {
            app,
            pages: RwLock::default(),
            ticks: AtomicU64::new(0),
        }
    }

    /// The page, if it still reads the same.
    fn find(&self, key: &Key) -> Option<Arc<Page>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        let page = pages.by_key.get(key).filter(|page| self.is_good(page))?;
        page.asked_at.store(
            self.ticks.fetch_add(1, Ordering::Relaxed),
            Ordering::Relaxed,
        );
        Some(Arc::clone(page))
    }

    fn is_good(&self, page: &Page) -> bool {
        let (versions, now) = (self.app.db.versions(), self.app.clock.now());
        page.keep.is_good(versions, page.version, now)
    }

    fn add(&self, key: Key, page: Page) {
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        pages.remove(&key);
        if pages.bytes + page.body.len() > MOST_BYTES {
            pages.make_room(|page| self.is_good(page));
        }
        pages.bytes += page.body.len();
        pages.by_key.insert(key, Arc::new(page));
    }
}

impl Pages {
    fn remove(&mut self, key: &Key) {
        if let Some(page) = self.by_key.remove(key) {
            self.bytes -= page.body.len();
        }
    }

    /// Drops what is stale, then those pages that have not been asked for longest, until half is free.
    fn make_room(&mut self, is_good: impl Fn(&Page) -> bool) {
        self.by_key.retain(|_, page| is_good(page));
        let mut by_age: Vec<(u64, Key)> = self
            .by_key
            .iter()
            .map(|(key, page)| (page.asked_at.load(Ordering::Relaxed), key.clone()))
            .collect();
        by_age.sort_unstable_by_key(|(asked_at, _)| *asked_at);
        self.bytes = self.by_key.values().map(|page| page.body.len()).sum();
        for (_, key) in by_age {
            if self.bytes <= MOST_BYTES / 2 {
                break;
            }
            self.remove(&key);
        }
    }
}

/// The outermost layer: gives a kept page, or lets the request through and keeps what comes back.
pub async fn answer(State(kept): State<Arc<Kept>>, mut request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else {
        return next.run(request).await;
    };
    if let Some(page) = kept.find(&key) {
        return page.answer(request.headers());
    }
    let asked = request.headers().clone();
    // Before the first row is read, so that a write in the meantime makes the page stale.
    let version = kept.app.db.versions().now();
    request.extensions_mut().insert(MayBeKept);
    let response = next.run(request).await;
    match response.extensions().get::<Keep>().copied() {
        Some(keep) if response.status() == StatusCode::OK => {
            take(&kept, key, response, (keep, version), &asked).await
        }
        _ => response,
    }
}

/// On a request whose answer is kept if its handler says so.
#[derive(Debug, Clone, Copy)]
struct MayBeKept;

/// Takes the mark off an answer that is for one visitor only, so that it is compressed like others.
pub async fn unmark(request: Request, next: Next) -> Response {
    let may_be_kept = request.extensions().get::<MayBeKept>().is_some();
    let mut response = next.run(request).await;
    if !may_be_kept {
        response.extensions_mut().remove::<Keep>();
    }
    response
}

/// Leaves alone what is too small or compressed already, and what is compressed once it is kept.
#[derive(Debug, Clone, Copy)]
pub struct SentOnce;

impl Predicate for SentOnce {
    fn should_compress<B: HttpBody>(&self, response: &axum::http::Response<B>) -> bool {
        response.extensions().get::<Keep>().is_none()
            && DefaultPredicate::new().should_compress(response)
    }
}

/// `None` for a request that a kept page must not answer.
fn key(request: &Request) -> Option<Key> {
    if request.method() != Method::GET {
        return None;
    }
    let headers = request.headers();
    if headers.contains_key(header::COOKIE) {
        let cookies = Cookies::of(headers);
        if cookies.has_suffix(SESSION) || Flash::from_cookies(&cookies).is_some() {
            return None;
        }
    }
    let query = request.uri().query().unwrap_or_default();
    if query.split('&').any(|pair| pair.starts_with("i=")) || headers.contains_key("hx-request") {
        return None;
    }
    Some(Key {
        address: request.uri().path_and_query()?.as_str().to_owned(),
        encoding: Encoding::accepted(headers),
    })
}

/// Keeps the answer, and gives it.
async fn take(
    kept: &Kept,
    key: Key,
    response: Response,
    (keep, version): (Keep, Version),
    asked: &HeaderMap,
) -> Response {
    let encoding = if DefaultPredicate::new().should_compress(&response) {
        key.encoding
    } else {
        Encoding::Plain
    };
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return super::Error::Internal(anyhow::anyhow!("a rendered page broke off"))
            .into_response();
    };
    let body = encoding.encode(&body, Effort::Some);
    let is_for_all = !parts.headers.contains_key(header::SET_COOKIE);
    let mut headers = parts.headers;
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-encoding, cookie"),
    );
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    if let Some(name) = encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    headers.remove("x-request-id");
    headers.remove(header::TRANSFER_ENCODING);
    let page = Page {
        headers,
        tag: strong_tag(&body),
        body,
        keep,
        version,
        asked_at: AtomicU64::new(0),
    };
    let answer = page.answer(asked);
    if is_for_all && page.body.len() <= MOST_PAGE_BYTES {
        kept.add(key, page);
    }
    answer
}

impl Page {
    /// The page, or 304 to somebody who has it.
    fn answer(&self, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        if_changed(asked, self.tag.clone(), response)
    }
}
