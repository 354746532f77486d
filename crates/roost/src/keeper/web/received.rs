use super::guard::Keeper;
use crate::ids::ReceivedId;
use crate::inbound;
use crate::state::App;
use crate::web::{Error, Result, download};
use axum::extract::{Path, State};

/// The source of a message that came in: a file to be kept, which no browser shows as anything.
pub async fn show(State(app): State<App>, _: Keeper, Path(id): Path<String>) -> Result {
    let id: ReceivedId = id.parse().map_err(|_| Error::NotFound)?;
    let found = inbound::find_source(&mut app.db.read().await?, id).await?;
    let source = found.ok_or(Error::NotFound)?;
    let host = app.config.base_url.host_str().unwrap_or("localhost");
    let name = format!("{id}.txt");
    Ok(download(
        &name,
        "text/plain; charset=utf-8",
        source.with_trace(host),
    ))
}
