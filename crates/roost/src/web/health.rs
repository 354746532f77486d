//! For whoever watches the server: does it live, and can it do its work?

use super::{Failure, Result, Routes};
use crate::settings::try_to_write;
use crate::state::App;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

pub fn routes() -> Routes {
    Routes::default()
        .get("/healthz", live)
        .get("/readyz", ready)
}

/// 200 as long as the process answers at all.
async fn live() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "lives\n")
}

/// 200 if the database takes writes and the server is not stopping, else 503.
async fn ready(State(app): State<App>) -> Result {
    let stopping = *app.stopping.borrow();
    let now = app.clock.now();
    let writes = app
        .db
        .write(|tx| Box::pin(async move { Ok(try_to_write(tx, now).await?) }));
    if stopping || writes.await.is_err() {
        let failure = Failure {
            status: StatusCode::SERVICE_UNAVAILABLE,
            incident: None,
        };
        return Ok(failure.into_response());
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], "ready\n").into_response())
}
