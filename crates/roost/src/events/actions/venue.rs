use crate::db::Tx;
use crate::events::model::Status;
use crate::events::payloads::EventChanged;
use crate::events::store;
use crate::groups::{Organizer, audit};
use crate::ids::{Moment, VenueId};
use crate::jobs::{self, When};
use crate::venues::{self, NewVenue};

/// What became of a venue in the book. Only `Done` has written anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VenueOutcome {
    Done,
    /// An event names it, so it stays.
    InUse,
    /// Somebody else removed it, or it never was this group's.
    Gone,
}

/// Corrects a venue. Whoever is going to an event there that is still to come is told of another
/// place, once for each event.
///
/// # Errors
/// If the database refuses.
pub async fn change_venue(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: VenueId,
    place: &NewVenue,
) -> anyhow::Result<VenueOutcome> {
    let Some(before) = venues::lock_venue(tx, by.group, id).await? else {
        return Ok(VenueOutcome::Gone);
    };
    if before.place == *place {
        return Ok(VenueOutcome::Done);
    }

    venues::update_venue(tx, by.group, id, place).await?;
    audit(tx, at, by, "venue-changed", &place.name, "").await?;
    let directions = before.place.directions();
    if directions == place.directions() {
        return Ok(VenueOutcome::Done);
    }
    for event in store::lock_events_to_come_at(tx, at.now, by.group, id).await? {
        store::mark_moved(tx, at.now, &event).await?;
        if event.status == Status::Published {
            let job = EventChanged {
                group: by.group,
                event: event.id,
                sequence: event.sequence + 1,
                time_before: None,
                place_before: Some(directions.clone()),
            };
            jobs::enqueue(tx, at, by.group, &job, When::now(at)).await?;
        }
    }
    Ok(VenueOutcome::Done)
}

/// Takes a venue out of the book, unless some event, past ones included, names it.
///
/// # Errors
/// If the database refuses.
pub async fn remove_venue(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: VenueId,
) -> anyhow::Result<VenueOutcome> {
    let Some(venue) = venues::lock_venue(tx, by.group, id).await? else {
        return Ok(VenueOutcome::Gone);
    };
    if store::count_events_at(tx, by.group, id).await? > 0 {
        return Ok(VenueOutcome::InUse);
    }

    venues::delete_venue(tx, by.group, id).await?;
    audit(tx, at, by, "venue-removed", &venue.place.name, "").await?;
    Ok(VenueOutcome::Done)
}
