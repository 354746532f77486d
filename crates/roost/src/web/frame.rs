//! Pages that other sites show in a frame.

use axum::http::{HeaderName, header};
use axum::response::{Html, IntoResponse, Response};

/// How large a card in a frame wants to be.
pub const FRAME: (u32, u32) = (560, 320);

/// On an answer that other sites may show in a frame.
#[derive(Debug, Clone, Copy)]
pub struct Framed;

/// Lets other sites show the page in a frame: for pages that change nothing and are for everybody.
pub fn may_be_framed(mut response: Response) -> Response {
    response.extensions_mut().insert(Framed);
    response
}

/// The line of HTML that shows the page at `address` in another one.
pub fn frame_line(address: &str, title: &str, (width, height): (u32, u32)) -> String {
    let title = title
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" \
         loading=\"lazy\"></iframe>"
    )
}

/// The page around a letter may frame it, and nothing else.
const FRAMING: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; form-action 'self'; frame-src 'self'; \
    connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A letter may show pictures and its own styles; it may do nothing but lead to where its links go.
/// This machine has two names, and pictures are asked for by the one that links are made with.
const LETTER: &str = "sandbox allow-top-navigation-by-user-activation; default-src 'none'; \
    img-src 'self' data: http://localhost:* http://127.0.0.1:*; style-src 'unsafe-inline'; \
    frame-ancestors 'self'";

/// Lets the page show letters in a frame.
pub fn frames_letters(page: Response) -> Response {
    with_policy(page, FRAMING, "DENY")
}

/// The HTML of a letter, for the frame of a page of ours.
pub fn framed_letter(html: &str) -> Response {
    // Links leave the frame: it may not hold our pages.
    let html = html.replacen("<head>", "<head><base target=\"_top\">", 1);
    with_policy(Html(html).into_response(), LETTER, "SAMEORIGIN")
}

fn with_policy(page: Response, policy: &'static str, frames: &'static str) -> Response {
    const FRAME_OPTIONS: HeaderName = header::X_FRAME_OPTIONS;
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (FRAME_OPTIONS, frames),
    ];
    (headers, page).into_response()
}
