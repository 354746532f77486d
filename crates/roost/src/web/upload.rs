use super::Error;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;

/// The one file of a form with `enctype="multipart/form-data"`; empty if none was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upload(pub Vec<u8>);

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let form = Multipart::from_request(request, state).await;
        let mut form = form.map_err(|_| Error::Unreadable)?;
        let refuse = |error: axum::extract::multipart::MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Error::TooLarge
            } else {
                Error::Unreadable
            }
        };
        while let Some(field) = form.next_field().await.map_err(refuse)? {
            if field.file_name().is_some() {
                let bytes = field.bytes().await.map_err(refuse)?;
                return Ok(Upload(bytes.to_vec()));
            }
        }
        Ok(Upload::default())
    }
}
