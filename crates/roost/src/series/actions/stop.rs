use super::make::extend;
use crate::db::Tx;
use crate::events::{self, Status};
use crate::groups::{Organizer, audit};
use crate::ids::{Moment, SeriesId};
use crate::series::model::Occurrence;
use crate::series::store;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What becomes of the drafts of a series that is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    Stay,
    /// Those to come go, unless somebody has answered one, come to it or written about it.
    Withdraw,
}

impl std::str::FromStr for Drafts {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "stay" => Ok(Drafts::Stay),
            "withdraw" => Ok(Drafts::Withdraw),
            _ => Err(()),
        }
    }
}

/// Stops a series: no more dates are made, and whatever is public stays. Says how many drafts went.
///
/// # Errors
/// If the database refuses.
pub async fn stop(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: SeriesId,
    drafts: Drafts,
) -> anyhow::Result<usize> {
    let series = store::lock_series(tx, by.group, id).await?;
    if !series.runs() {
        return Ok(0);
    }
    store::mark_stopped(tx, at.now, &series).await?;
    // Seats that it gave stay; there are no more dates to be counted in to.
    store::remove_all_standing_to(tx, by.group, id).await?;
    audit(tx, at, by, "series-stopped", &series.defaults.title, "").await?;
    if drafts == Drafts::Stay {
        return Ok(0);
    }
    let mut gone = 0;
    for occurrence in store::list_occurrences(tx, by.group, id).await? {
        if withdraw(tx, at, by, &occurrence).await? {
            gone += 1;
        }
    }
    Ok(gone)
}

/// Takes dates out of a series. A draft that nobody has answered goes with its date; says how many
/// evenings stay, to be called off by hand.
///
/// # Errors
/// If the database refuses.
pub async fn skip(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: SeriesId,
    days: &BTreeSet<Date>,
) -> anyhow::Result<usize> {
    let series = store::lock_series(tx, by.group, id).await?;
    let mut skipped = store::list_skipped(tx, by.group, id).await?;
    skipped.extend(days);
    store::replace_skipped(tx, by.group, id, &skipped).await?;
    let mut left = 0;
    for occurrence in store::list_occurrences(tx, by.group, id).await? {
        let is_out = days.contains(&occurrence.held_on.0);
        if is_out && !withdraw(tx, at, by, &occurrence).await? {
            left += 1;
        }
    }
    extend(tx, at, by.group, id).await?;
    audit(tx, at, by, "series-edited", &series.defaults.title, "").await?;
    Ok(left)
}

/// Takes a draft back, unless it has begun or somebody has to do with it.
async fn withdraw(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    occurrence: &Occurrence,
) -> anyhow::Result<bool> {
    let event = events::lock_event(tx, by.group, occurrence.event_id).await?;
    let is_spare = event.status == Status::Draft && !event.has_begun(at.now);
    let stays = !is_spare
        || events::has_company(tx, by.group, event.id).await?
        || store::is_told_elsewhere(tx, by.group, event.id).await?;
    if stays {
        return Ok(false);
    }
    store::remove_occurrence(tx, by.group, event.id).await?;
    events::take_back(tx, &event).await?;
    Ok(true)
}
