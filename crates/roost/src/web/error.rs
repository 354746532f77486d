use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub type Result = std::result::Result<Response, Error>;

/// Why there is no page. What a person can mend is a page with 422, not an error.
#[derive(Debug)]
pub enum Error {
    /// 404: it does not exist, or she must not know that it does.
    NotFound,
    /// 403: she is known here and lacks this one permission.
    Forbidden,
    /// 410: it was here, and is gone for good.
    Gone,
    /// 413: more than this page takes.
    TooLarge,
    /// 400: the request is not what a browser sends.
    Unreadable,
    /// 429: too often, from this network or for this address.
    TooManyRequests,
    /// 303: what was asked for has another address now, and this is the same page under it.
    Moved { to: String },
    /// 303 to the sign-in page, and back to `next` afterwards.
    SignIn { next: String },
    /// 500: a fault of ours.
    Internal(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(fault: E) -> Self {
        Error::Internal(fault.into())
    }
}

/// Travels with the response to the layer that writes the page, which knows the visitor.
#[derive(Debug, Clone)]
pub struct Failure {
    pub status: StatusCode,
    /// Names the line in the log, for a fault.
    pub incident: Option<String>,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::Gone => StatusCode::GONE,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Unreadable => StatusCode::BAD_REQUEST,
            Error::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Error::Moved { to } => return super::see_other(&to),
            Error::SignIn { next } => return super::see_other(&sign_in_path(&next)),
            Error::Internal(fault) => return report(&fault).into_response(),
        };
        Failure {
            status,
            incident: None,
        }
        .into_response()
    }
}

/// The one place that logs a fault. It may name tables and files, so it stays out of the page.
pub(super) fn report(fault: &anyhow::Error) -> Failure {
    let incident = crate::ids::incident();
    tracing::error!(incident, "{fault:#}");
    Failure {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        incident: Some(incident),
    }
}

fn sign_in_path(next: &str) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("next", super::local_path(next))
        .finish();
    format!("/sign-in?{query}")
}
