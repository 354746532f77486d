//! What is changed in one evening of a series, and in those that follow it.

use super::change::{Foreseen, Wish, coming, write};
use crate::db::{self, Tx};
use crate::events::{self, Choice, Details, Event, Plan};
use crate::groups::{Organizer, audit};
use crate::ids::{EventId, Moment};
use crate::series::model::{Defaults, Part, Series};
use crate::series::store;
use jiff::civil::Date;
use std::collections::HashMap;

/// What would become of the dates after this event's, if what the plan changes in it were changed in
/// them, too. None if it is a date of no series.
///
/// # Errors
/// If the database cannot be read.
pub async fn foresee_following(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    plan: &Plan,
) -> db::Result<Vec<Foreseen>> {
    let Some(series) = store::find_series_of(tx, event.group_id, event.id).await? else {
        return Ok(Vec::new());
    };
    let mut details = plan.details.clone();
    if let Choice::Known(venue) = plan.venue {
        details.venue_id = Some(venue);
    }
    let (defaults, venue) = changed(tx, &series, event, (&details, plan)).await?;
    Ok(following(tx, at, &series, event.id, (&defaults, &venue))
        .await?
        .1)
}

/// Changes an event, and in what was changed the series from then on: those that follow in what
/// nobody changed there by hand, and those to be made. The day is changed in this one alone. `None`:
/// it is a date of no series, and nothing was changed.
///
/// # Errors
/// If the database refuses.
pub async fn change_following(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
    plan: &Plan,
) -> anyhow::Result<Option<Event>> {
    let Some(series) = store::find_series_of(tx, by.group, id).await? else {
        return Ok(None);
    };
    let series = store::lock_series(tx, by.group, series.id).await?;
    let before = events::lock_event(tx, by.group, id).await?;
    let details = events::settle_venue(tx, at, by.group, plan).await?;
    let plan = &Plan {
        venue: details.venue_id.map_or(Choice::None, Choice::Known),
        ..plan.clone()
    };
    let (defaults, venue) = changed(tx, &series, &before, (&details, plan)).await?;
    let (held_on, dates) = following(tx, at, &series, id, (&defaults, &venue)).await?;

    let event = events::edit(tx, at, by, id, plan).await?;
    if let Some(given) = held_on.and_then(|day| defaults.on(day, at.now)) {
        let given = Defaults::of(&given, &defaults.agenda);
        store::update_given(tx, by.group, id, &given).await?;
    }
    let series = Series { defaults, ..series };
    store::update_series(tx, &series).await?;
    write(tx, at, by, series.id, &dates).await?;
    audit(tx, at, by, "series-edited", &series.defaults.title, "").await?;
    Ok(Some(event))
}

/// What the series says then, and where: as before but for what is different in the event.
async fn changed(
    tx: &mut Tx<'_>,
    series: &Series,
    event: &Event,
    (details, plan): (&Details, &Plan),
) -> db::Result<(Defaults, Choice)> {
    let agenda = events::list_agenda(tx, event.group_id, event.id).await?;
    let own = Defaults::of_event(event, &agenda);
    let edited = Defaults::of(details, &plan.agenda);
    let mut parts = own.differences(&edited);
    let has_new_place = matches!(plan.venue, Choice::New(_));
    if has_new_place && !parts.contains(&Part::Place) {
        parts.push(Part::Place);
    }
    let mut defaults = series.defaults.clone();
    for part in &parts {
        defaults.take(*part, &edited);
    }
    let venue = if parts.contains(&Part::Place) {
        plan.venue.clone()
    } else {
        defaults.venue_id.map_or(Choice::None, Choice::Known)
    };
    Ok((defaults, venue))
}

/// The event's date in the series, and what becomes of the dates after it.
async fn following(
    tx: &mut Tx<'_>,
    at: &Moment,
    series: &Series,
    event: EventId,
    (defaults, venue): (&Defaults, &Choice),
) -> db::Result<(Option<Date>, Vec<Foreseen>)> {
    let mut all = store::list_occurrences(tx, series.group_id, series.id).await?;
    let own = all.iter().find(|it| it.event_id == event);
    let Some(held_on) = own.map(|it| it.held_on) else {
        return Ok((None, Vec::new()));
    };
    all.retain(|it| it.held_on > held_on);
    let coming = coming(tx, at, series.group_id, &all).await?;
    let wish = Wish {
        defaults,
        venue,
        moved: &HashMap::new(),
    };
    let dates = coming.into_iter().filter_map(|it| wish.foresee(at, it));
    Ok((Some(held_on.0), dates.collect()))
}
