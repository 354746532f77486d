use super::{Error, Form};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};

/// The one file of a form with `enctype="multipart/form-data"`; empty if none was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Upload(pub Vec<u8>);

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let form = Multipart::from_request(request, state).await;
        let mut form = form.map_err(|_| Error::Unreadable)?;
        while let Some(field) = form.next_field().await.map_err(|error| refuse(&error))? {
            if field.file_name().is_some() {
                let bytes = field.bytes().await.map_err(|error| refuse(&error))?;
                return Ok(Upload(bytes.to_vec()));
            }
        }
        Ok(Upload::default())
    }
}

fn refuse(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Error::TooLarge
    } else {
        Error::Unreadable
    }
}

/// A form that may bring one file along.
#[derive(Debug, Default)]
pub struct Parcel {
    pub form: Form,
    /// Its name on the sender's machine, and what is in it; `None`: none was chosen.
    pub file: Option<(String, Vec<u8>)>,
}

impl<S: Send + Sync> FromRequest<S> for Parcel {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let Parcels { form, mut files } = Parcels::from_request(request, state).await?;
        Ok(Parcel {
            form,
            file: files.pop(),
        })
    }
}

/// A form that may bring files along.
#[derive(Debug, Default)]
pub struct Parcels {
    pub form: Form,
    /// The name of each on the sender's machine, and what is in it.
    pub files: Vec<(String, Vec<u8>)>,
}

impl<S: Send + Sync> FromRequest<S> for Parcels {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"multipart/form-data")) {
            return Ok(Parcels {
                form: Form::from_request(request, state).await?,
                files: Vec::new(),
            });
        }
        let multipart = Multipart::from_request(request, state).await;
        let mut multipart = multipart.map_err(|_| Error::Unreadable)?;
        let mut parcels = Parcels::default();
        while let Some(field) = multipart
            .next_field()
            .await
            .map_err(|error| refuse(&error))?
        {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file) = field.file_name().map(str::to_owned) {
                let bytes = field.bytes().await.map_err(|error| refuse(&error))?;
                // A browser sends an empty file where none was chosen.
                if !bytes.is_empty() {
                    parcels.files.push((file, bytes.to_vec()));
                }
            } else {
                let value = field.text().await.map_err(|error| refuse(&error))?;
                parcels.form.fields.set(&name, value);
            }
        }
        Ok(parcels)
    }
}
