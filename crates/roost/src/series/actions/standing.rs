//! "Count me in every time": a standing yes, and the seats that it gives.

use crate::db::Tx;
use crate::events::{self, Closed, Outcome};
use crate::groups::{Group, Organizer, find_membership};
use crate::ids::{EventId, GroupId, Moment, PersonId, SeriesId};
use crate::jobs::{self, Context, Payload, When};
use crate::rsvps;
use crate::series::store;
use serde::{Deserialize, Serialize};

/// People seated in one transaction, so that none is long.
const CHUNK: usize = 100;

/// A date of a series takes answers: whoever has said yes to every date has a seat there.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct CountIn {
    pub group: GroupId,
    pub series: SeriesId,
    pub event: EventId,
}

impl Payload for CountIn {
    const NAME: &'static str = "count_in";
}

/// What became of a standing yes. Only `CountedIn` has written anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    CountedIn,
    /// The series was stopped.
    Stopped,
    /// She is no member of the group.
    NoMember,
}

/// Notes that somebody comes to every date, and gives her a seat, or a place in line, on each that is
/// public already and that she has not answered. Saying it twice changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn count_in(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (series, person): (SeriesId, PersonId),
) -> anyhow::Result<Standing> {
    // Whoever makes or announces a date meanwhile waits, and then knows of her.
    if !store::lock_series(tx, group.id, series).await?.runs() {
        return Ok(Standing::Stopped);
    }
    if find_membership(tx, group.id, person).await?.is_none() {
        return Ok(Standing::NoMember);
    }
    store::insert_standing(tx, at.now, (group.id, series), person).await?;
    for event in store::list_dates_to_lock(tx, group.id, series, at.now).await? {
        seat(tx, at, (context, group), (series, event)).await?;
    }
    Ok(Standing::CountedIn)
}

/// Ends it, and gives back the seats that she has only by it and has not heard of yet. `false`: there
/// was none.
///
/// # Errors
/// If the database refuses.
pub async fn count_out(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (series, person): (SeriesId, PersonId),
) -> anyhow::Result<bool> {
    store::lock_series(tx, group.id, series).await?;
    let counted = store::list_standing(tx, group.id, person).await?;
    if !counted.contains(&series) {
        return Ok(false);
    }
    for event in store::list_dates_to_lock(tx, group.id, series, at.now).await? {
        rsvps::count_out(tx, at, (context, group, event), person).await?;
    }
    // After the events: whoever leaves the group takes back her answers before she is forgotten here.
    store::remove_standing(tx, (group.id, series), person).await?;
    Ok(true)
}

/// Seats everybody who has said yes to every date and has not answered this one, the first who said
/// so first.
pub async fn seat(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (series, event): (SeriesId, EventId),
) -> anyhow::Result<()> {
    let most = i64::try_from(CHUNK)?;
    let people = store::list_to_count_in(tx, (group.id, series), event, most).await?;
    if people.is_empty() {
        return Ok(());
    }
    let closed = rsvps::count_in(tx, at, (context, group, event), &people).await?;
    let again = match closed {
        Some(Closed::NotYet(opens)) => Some(opens),
        None if people.len() == CHUNK => Some(at.now),
        Some(_) | None => None,
    };
    if let Some(due) = again {
        let job = job(group.id, series, event);
        jobs::enqueue(
            tx,
            at,
            group.id,
            &job,
            When::at(due).once(event.to_string()),
        )
        .await?;
    }
    Ok(())
}

/// Sees to it that a date which has become public seats whoever is counted in. Whoever makes it public
/// holds the series' lock, so that she who says so meanwhile is not overlooked.
pub(super) async fn announce(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, series): (GroupId, SeriesId),
    event: EventId,
) -> anyhow::Result<()> {
    if store::has_standing(tx, group, series).await? {
        let job = job(group, series, event);
        let when = When::now(at).once(event.to_string());
        jobs::enqueue(tx, at, group, &job, when).await?;
    }
    Ok(())
}

/// Looks once a day whether a date has come to take answers unnoticed, such as by an edit of its
/// times.
///
/// # Errors
/// If the database refuses.
pub async fn look_after(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    series: SeriesId,
) -> anyhow::Result<()> {
    for event in store::list_dates_to_lock(tx, group, series, at.now).await? {
        if !store::list_to_count_in(tx, (group, series), event, 1)
            .await?
            .is_empty()
        {
            announce(tx, at, (group, series), event).await?;
        }
    }
    Ok(())
}

/// Makes an event public, as [`events::publish`] does. If it is a date of a series, whoever is counted
/// in has a seat.
///
/// # Errors
/// If the database refuses.
pub async fn publish(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: EventId,
) -> anyhow::Result<Outcome> {
    let series = store::find_series_of(tx, by.group, event).await?;
    if let Some(series) = &series {
        store::lock_series(tx, by.group, series.id).await?;
    }
    let outcome = events::publish(tx, at, by, event).await?;
    if let (Outcome::Done(_), Some(series)) = (&outcome, series) {
        announce(tx, at, (by.group, series.id), event).await?;
    }
    Ok(outcome)
}

fn job(group: GroupId, series: SeriesId, event: EventId) -> CountIn {
    CountIn {
        group,
        series,
        event,
    }
}
