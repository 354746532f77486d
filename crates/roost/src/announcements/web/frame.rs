use super::write::Look;
use crate::announcements::actions;
use crate::announcements::mail::Copies;
use crate::announcements::store;
use crate::groups::Here;
use crate::ids::AnnouncementId;
use crate::state::App;
use crate::web::{Error, Result, framed_letter};
use axum::extract::{Path, Query, State};

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    look: String,
}

/// The message as a mail program shows it, by day or by night.
pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result {
    let organizer = here.organizer()?;
    let id: AnnouncementId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let found = store::find_announcement(&mut tx, here.group.id, id).await?;
    let announcement = found.ok_or(Error::NotFound)?;
    let event = actions::find_event(&mut tx, here.group.id, announcement.event_id).await?;
    drop(tx);
    let copies = Copies::new(&app.config, &here.group, &announcement, event.as_ref());
    let html = copies.html(&organizer.name)?;
    // The reader's own choice of day or night would decide; here the organizer's click does.
    let night = match Look::of(&asked.look) {
        Look::Dark => "@media all",
        _ => "@media not all",
    };
    let html = html
        .replace("@media (prefers-color-scheme: dark)", night)
        .replacen("color-scheme: light dark", scheme(&asked.look), 1);
    Ok(framed_letter(&html))
}

fn scheme(look: &str) -> &'static str {
    match Look::of(look) {
        Look::Dark => "color-scheme: dark",
        _ => "color-scheme: light",
    }
}
