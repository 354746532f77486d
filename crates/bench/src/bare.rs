use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use std::path::Path;
use tokio::net::TcpListener;

/// The least that a server of this framework does for a page: a route, headers, bytes.
pub async fn serve(port: u16, file: &Path, encoding: &str) -> anyhow::Result<()> {
    let bytes = Bytes::from(std::fs::read(file)?);
    let encoding: Option<HeaderValue> = (!encoding.is_empty())
        .then(|| encoding.parse())
        .transpose()?;
    let answer = move || {
        let (bytes, encoding) = (bytes.clone(), encoding.clone());
        async move {
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            );
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, encoding);
            }
            response
        }
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    axum::serve(listener, Router::new().route("/", get(answer))).await?;
    Ok(())
}
