//! What surrounds every route: limits, headers, the page for each failure, the log.

use super::error::{Failure, report};
use super::frame::Framed;
use super::kept::{self, Kept};
use super::{Flash, Visit};
use crate::state::App;
use crate::words::Words;
use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{
    DefaultBodyLimit, FromRequestParts, MatchedPath, RawPathParams, Request, State,
};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

/// A page takes milliseconds; a slow upload from a telephone takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const X_ROBOTS_TAG: HeaderName = HeaderName::from_static("x-robots-tag");

/// Scripts, styles and pictures come from here alone, and nobody frames a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
    worker-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// As [`POLICY`], for a page that may stand in a frame on any site: it has no script and no form.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; \
    base-uri 'none'; frame-ancestors *";

/// Puts the layers around the routes; the last one named is the first that a request meets.
pub fn layers(routes: Router<App>, app: &App) -> Router {
    let kept = Arc::new(Kept::new(app.clone()));
    routes
        .layer(DefaultBodyLimit::max(app.config.limits.body_bytes))
        .layer(CsrfLayer::new().with_rejection_response(|_| refused()))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIMEOUT,
        ))
        .layer(from_fn(refuse_what_is_no_text))
        .layer(from_fn_with_state(app.clone(), finish))
        .layer(from_fn(kept::unmark))
        .layer(compression())
        .layer(trace())
        .layer(PropagateRequestIdLayer::new(X_REQUEST_ID))
        .layer(SetRequestIdLayer::new(X_REQUEST_ID, MakeRequestUuid))
        .layer(from_fn_with_state(kept, kept::answer))
        .with_state(app.clone())
}

/// For pages that are sent once: a little larger than they could be, since each smaller byte of a
/// page for one reader costs more time than it saves her.
fn compression() -> CompressionLayer<kept::SentOnce> {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(1))
        .compress_when(kept::SentOnce)
}

/// One line per request, by the pattern of its address: the address itself may carry a token.
fn trace() -> TraceLayer<
    tower_http::classify::SharedClassifier<tower_http::classify::ServerErrorsAsFailures>,
    impl Fn(&Request) -> tracing::Span + Clone,
> {
    TraceLayer::new_for_http().make_span_with(|request: &Request| {
        let route = request
            .extensions()
            .get::<MatchedPath>()
            .map(MatchedPath::as_str);
        let id = request
            .headers()
            .get(&X_REQUEST_ID)
            .and_then(|id| id.to_str().ok());
        tracing::info_span!("request", method = %request.method(), route, id)
    })
}

/// There is no page under an address that cannot be looked up: its parts are not UTF-8, or hold a
/// NUL, which PostgreSQL takes in no text.
async fn refuse_what_is_no_text(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let in_path = match RawPathParams::from_request_parts(&mut parts, &()).await {
        Ok(params) => params.iter().all(|(_, part)| !part.contains('\0')),
        Err(rejection) => !matches!(rejection, RawPathParamsRejection::InvalidUtf8InPathParam(_)),
    };
    let in_query = parts.uri.query().is_none_or(|query| !query.contains("%00"));
    if in_path && in_query {
        return next.run(Request::from_parts(parts, body)).await;
    }
    Failure {
        status: StatusCode::NOT_FOUND,
        incident: None,
    }
    .into_response()
}

fn refused() -> Response {
    Failure {
        status: StatusCode::FORBIDDEN,
        incident: None,
    }
    .into_response()
}

/// A panic ends one request. Its text is in the log already, put there by the panic hook.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    report(&anyhow::anyhow!("a handler panicked")).into_response()
}

/// Writes the page for a failure, and the headers that every answer has.
async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let pattern = parts.extensions.get::<MatchedPath>().cloned();
    let visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(never) => match never {},
    };
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(failure) = failure(&response) {
        let page = failure_page(&app, &visit, &failure);
        // What axum said of the failure, the methods it allows for instance, stays true.
        let (mut said, _) = response.into_parts();
        said.headers.remove(header::CONTENT_LENGTH);
        said.headers
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
        said.headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response = Response::from_parts(said, Body::from(page));
    }
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == HTML);
    if is_page && Flash::from_cookies(&visit.cookies).is_some() {
        response
            .headers_mut()
            .append(header::SET_COOKIE, Flash::clear());
    }
    if pattern.is_some_and(|pattern| is_private(pattern.as_str())) {
        let none = HeaderValue::from_static("noindex, nofollow");
        response.headers_mut().insert(X_ROBOTS_TAG, none);
    }
    add_headers(&app, &mut response);
    response
}

/// Whether search engines must not keep what is under a pattern: whoever has an address with a token
/// needs nothing else, and pages about people are for those who organize with them.
///
/// A header says so for every kind of answer, also for calendars and failures, which have no head.
fn is_private(pattern: &str) -> bool {
    let mut parts = pattern.split('/').skip(1);
    let first = parts.clone().next().unwrap_or_default();
    matches!(first, "keeper" | "mailbox" | "me")
        || parts.any(|part| matches!(part, "{token}" | "{code}" | "organize" | "people" | "rsvp"))
}

const HTML: &str = "text/html; charset=utf-8";

/// What failed, if the answer is a failure that has no page yet.
fn failure(response: &Response) -> Option<Failure> {
    if let Some(failure) = response.extensions().get::<Failure>() {
        return Some(failure.clone());
    }
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    // axum and the layers refuse with plain text or with nothing; a handler's own page is HTML.
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    (failed && plain && response.body().size_hint().upper() != Some(u64::MAX)).then_some(Failure {
        status,
        incident: None,
    })
}

#[derive(askama::Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    chrome: super::Chrome,
    title: String,
    sentence: String,
    incident: Option<&'a str>,
}

fn failure_page(app: &App, visit: &Visit, failure: &Failure) -> String {
    use askama::Template;

    let chrome = visit.chrome(app, Words::default(), None);
    let (title, sentence) = match failure.status {
        StatusCode::FORBIDDEN => ("error-forbidden", "error-forbidden-sentence"),
        StatusCode::NOT_FOUND => ("error-not-found", "error-not-found-sentence"),
        StatusCode::METHOD_NOT_ALLOWED => ("error-method", "error-method-sentence"),
        StatusCode::GONE => ("error-gone", "error-gone-sentence"),
        StatusCode::PAYLOAD_TOO_LARGE => ("error-too-large", "error-too-large-sentence"),
        StatusCode::TOO_MANY_REQUESTS => ("error-too-many", "error-too-many-sentence"),
        status if status.is_client_error() => ("error-request", "error-request-sentence"),
        _ => ("error-fault", "error-fault-sentence"),
    };
    let (title, sentence) = (chrome.t(title), chrome.t(sentence));
    let page = ErrorPage {
        chrome,
        title,
        sentence,
        incident: failure.incident.as_deref(),
    };
    page.render().unwrap_or_else(|_| failure.status.to_string())
}

fn add_headers(app: &App, response: &mut Response) {
    let is_framed = response.extensions().get::<Framed>().is_some();
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    if is_framed {
        add(header::CONTENT_SECURITY_POLICY, FRAMED);
    } else {
        add(header::CONTENT_SECURITY_POLICY, POLICY);
        add(header::X_FRAME_OPTIONS, "DENY");
    }
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "same-origin");
    add(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    add(header::CACHE_CONTROL, "private, no-cache");
    if app.config.is_secure() {
        add(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        );
    }
}
