//! What every page needs: routes that can be listed, forms that keep what was typed, the ways to
//! fail, and what surrounds each page.
//!
//! What always holds:
//! - No address is served that [`Routes`] has not recorded.
//! - A fault becomes one line in the log and a page with an incident id, and nothing else.
//! - What a person can mend is a page with 422 that keeps what she typed, never an [`Error`].
mod routes;
mod cookie;
pub mod components;
mod chrome;
mod error;
mod form;
mod upload;
mod download;
mod client;
mod encoding;
mod etag;
mod frame;
mod kept;
mod live;
mod layers;
mod health;
mod server;
pub mod assets;

pub use chrome::{Chrome, Flash, Tone, Viewer};
pub use client::Visit;
pub use cookie::{Cookies, clear_cookie, set_cookie};
pub use download::download;
pub use error::{Error, Failure, Result};
pub use etag::{if_changed, strong_tag, weak_tag};
pub use form::{Fields, Form, Problem, deliverable};
pub use frame::{FRAME, frame_line, framed_letter, frames_letters, may_be_framed};
pub use health::routes as health_routes;
pub use kept::keep;
pub use layers::layers;
pub use live::{Live, follow};
pub use routes::{Route, Routes};
pub use server::serve;
pub use upload::{Parcel, Parcels, Upload};

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// Renders a page.
///
/// # Errors
/// If the template fails, which only a broken formatter can cause.
pub fn page(status: StatusCode, template: &impl askama::Template) -> Result {
    Ok((status, Html(template.render()?)).into_response())
}

/// 303 to a path of this installation, as after every form.
pub fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// 303 with a sentence that the next page shows once.
pub fn see_other_with(path: &str, flash: &Flash) -> Response {
    let mut response = see_other(path);
    response
        .headers_mut()
        .append(header::SET_COOKIE, flash.cookie());
    response
}

/// The path to go on to, or `/` if it is not plainly one of ours.
///
/// A browser reads `//evil.example`, `/\evil.example` and paths with tabs as another host's address.
pub fn local_path(path: &str) -> &str {
    let second = path.chars().nth(1);
    let odd = path.chars().any(|c| c.is_control() || c == '\\');
    if path.starts_with('/') && second != Some('/') && !odd {
        path
    } else {
        "/"
    }
}
