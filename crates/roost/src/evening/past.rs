//! What is left of an evening that is over, as everybody may see it.

use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::events::{self, Event};
use crate::groups::Group;
use crate::pictures;
use crate::recap;
use crate::turnout;

/// An evening that took place and is over. What only organizers may see is not in here.
pub struct Past {
    /// "34 people came."; empty: nobody knows, or the group does not tell.
    pub came: String,
    pub photos: Vec<PastPhoto>,
    /// `None`: nothing is announced.
    pub next: Option<NextDate>,
}

/// A photo that an organizer has put on the page.
pub struct PastPhoto {
    pub src: String,
    pub alt: String,
    pub width: i64,
    pub height: i64,
}

/// The evening that comes next.
pub struct NextDate {
    pub title: String,
    pub path: String,
    pub when: String,
    /// From then on another one is next.
    pub ends_at: Instant,
}

/// `None`: it is not over, or did not take place.
///
/// # Errors
/// If the database cannot be read.
pub async fn past(
    tx: &mut Tx<'_>,
    group: &Group,
    event: &Event,
    now: Instant,
) -> db::Result<Option<Past>> {
    if !event.is_on() || !event.is_over(now) {
        return Ok(None);
    }
    let words = group.words();
    let came = if recap::shows_came(tx, group.id).await? {
        turnout::count_came(tx, group.id, event.id).await?
    } else {
        None
    };
    // That nobody came is nobody's business but the organizers'.
    let came = came.filter(|came| *came > 0);
    let photos = recap::list_shown_photos(tx, group.id, event.id).await?;
    let next = events::find_next(tx, group.id, now).await?;
    Ok(Some(Past {
        came: came.map_or_else(String::new, |count| {
            words.with("count", count).t("recap-past-came")
        }),
        photos: photos
            .into_iter()
            .map(|photo| PastPhoto {
                src: pictures::path(&photo.picture),
                alt: photo.alt,
                width: photo.width,
                height: photo.height,
            })
            .collect(),
        next: next.map(|next| NextDate {
            path: next.path(&group.slug),
            when: words.near_moment(&next.starts()),
            title: next.title,
            ends_at: next.ends_at,
        }),
    }))
}
