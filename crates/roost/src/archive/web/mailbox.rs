use crate::archive::export::Export;
use crate::db::Db;
use crate::groups::{Here, audit};
use crate::lists;
use crate::state::App;
use crate::web::{Result, download};
use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use http_body_util::channel::{Channel, Sender};

/// Every message as it came, as a mailbox, for organizers: it holds everybody's addresses, so the log
/// tells. It is sent as it is read, whatever its size.
pub async fn export(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let by = &here.organizer()?;
    let (list, _) = lists::find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    let (at, title) = (&app.moment(), list.settings.title.as_str());
    let note = app.db.write(|tx| {
        Box::pin(async move { Ok(audit(tx, at, by, "list-archive-taken", title, "").await?) })
    });
    note.await?;
    let (out, body) = Channel::<Bytes, BoxError>::new(1);
    tokio::spawn(send(app.db.clone(), Export::of(&list), out));
    let file = format!("{}.mbox", list.name);
    Ok(download(&file, "application/mbox", Body::new(body)))
}

async fn send(db: Db, mut export: Export, mut out: Sender<Bytes, BoxError>) {
    loop {
        match export.read_next(&db).await {
            Ok(Some(message)) => {
                // Whoever wanted it is gone.
                if out.send_data(Bytes::from(message)).await.is_err() {
                    return;
                }
            }
            Ok(None) => return,
            Err(fault) => {
                tracing::error!("a mailbox could not be sent to its end: {fault:#}");
                // Broken off, so that nobody takes a part for the whole.
                return out.abort(fault.into());
            }
        }
    }
}
