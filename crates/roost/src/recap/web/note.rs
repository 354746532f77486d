//! What the last evening taught, shown where the next one is planned.

use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::groups::Group;
use crate::markup;
use crate::recap::store;

/// Shown by `recap/_note.html`.
pub struct Note {
    /// The title of the evening that taught it, and where it was written down.
    pub title: String,
    pub href: String,
    pub html: String,
}

/// What to change, from the last evening before `then`; `None`: nothing was noted. For organizers.
///
/// # Errors
/// If the database cannot be read.
pub async fn note(tx: &mut Tx<'_>, group: &Group, then: Instant) -> db::Result<Option<Note>> {
    let last = store::find_last_note(tx, group.id, then).await?;
    Ok(last.map(|last| Note {
        href: format!("{}/organize/events/{}/recap", group.path(), last.slug),
        html: markup::to_html(&last.note, 4),
        title: last.title,
    }))
}
