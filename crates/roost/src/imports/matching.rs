//! Which event of ours an item is.

use super::model::{Kept, Known, Verdict, placed, schedule, verdict};
use super::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events;
use crate::ics::{Item, Note};
use crate::ids::{EventId, GroupId};
use crate::meetup;
use std::borrow::Cow;

/// An item beside what is here already.
pub struct Match<'i> {
    /// With what is known here of its place, where it tells none.
    pub item: Cow<'i, Item>,
    pub known: Option<Known>,
    pub verdict: Verdict,
    /// It has another name than when it came.
    pub is_renamed: bool,
}

/// Judges an item of which `known` was found by its name; `None`: nothing was.
///
/// # Errors
/// If the database cannot be read.
pub async fn judge<'i>(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    item: &'i Item,
    known: Option<Known>,
) -> anyhow::Result<Match<'i>> {
    let (known, is_renamed) = match known {
        Some(known) => (Some(known), false),
        None => match find_namesake(tx, now, group, item).await? {
            Some(Found::Renamed(known)) => (Some(known), true),
            Some(Found::Twin) => {
                return Ok(Match {
                    item: Cow::Borrowed(item),
                    known: None,
                    verdict: Verdict::Kept(Kept::Twin),
                    is_renamed: false,
                });
            }
            None => (None, false),
        },
    };
    let mut item = Cow::Borrowed(item);
    if let Some(known) = known
        .as_ref()
        .filter(|_| item.notes.contains(&Note::PlaceUnstated))
    {
        let before = store::find_item(tx, group, known.event_id).await?;
        item = Cow::Owned(placed(&item, &serde_json::from_str(&before)?));
    }
    let compared = known.as_ref().map(|known| named(&item, known));
    Ok(Match {
        verdict: verdict(compared.as_ref().unwrap_or(&item), known.as_ref(), now),
        item,
        known,
        is_renamed,
    })
}

/// The item under the name that it came with.
pub fn named(item: &Item, known: &Known) -> Item {
    Item {
        uid: known.uid.clone(),
        occurrence: known.occurrence.clone(),
        ..item.clone()
    }
}

/// Whether the item is an event of this very group that has come back from its own feed.
///
/// # Errors
/// If the database cannot be read.
pub async fn is_own(tx: &mut Tx<'_>, group: GroupId, item: &Item) -> anyhow::Result<bool> {
    match item.uid.parse::<EventId>() {
        Ok(id) => Ok(events::find_event_by_id(tx, group, id).await?.is_some()),
        Err(_) => Ok(false),
    }
}

enum Found {
    Renamed(Known),
    Twin,
}

/// Meetup gives an event another name when it is moved or copied there, and groups have announced
/// evenings in both places by hand. So there title and start tell what is the same.
async fn find_namesake(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    item: &Item,
) -> anyhow::Result<Option<Found>> {
    if !meetup::is_key(&item.uid) {
        return Ok(None);
    }
    let Ok(schedule) = schedule(item, now) else {
        return Ok(None);
    };
    let place = (item.title.as_str(), schedule.starts.at);
    let Some(found) = store::find_namesake(tx, group, place).await? else {
        return Ok(None);
    };
    let (Some(uid), Some(occurrence)) = (&found.uid, &found.occurrence) else {
        return Ok(Some(Found::Twin));
    };
    if !meetup::is_key(uid) {
        return Ok(Some(Found::Twin));
    }
    let known = store::find_known(tx, group, (uid, occurrence)).await?;
    Ok(known.map(Found::Renamed))
}
