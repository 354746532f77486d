use super::one::{self, Asked};
use super::write::Look;
use crate::announcements::actions;
use crate::announcements::mail::Copies;
use crate::groups::Here;
use crate::state::App;
use crate::web::{Result, framed_letter};
use axum::extract::{Path, Query, State};

/// The message as a mail program shows it, by day or by night.
pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result {
    let organizer = here.organizer()?;
    let mut tx = app.db.read().await?;
    let announcement = one::find(&mut tx, &here, &id).await?;
    let event = actions::find_event(&mut tx, here.group.id, announcement.event_id).await?;
    drop(tx);
    let copies = Copies::new(&app.config, &here.group, &announcement, event.as_ref());
    let html = copies.html(&organizer.name)?;
    // The reader's own choice of day or night would decide; here the organizer's click does.
    let (rules, scheme) = match Look::of(&asked.look) {
        Look::Dark => ("@media all", "color-scheme: dark"),
        _ => ("@media not all", "color-scheme: light"),
    };
    let html = html
        .replace("@media (prefers-color-scheme: dark)", rules)
        .replacen("color-scheme: light dark", scheme, 1);
    Ok(framed_letter(&html))
}
