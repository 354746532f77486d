use super::standing::announce;
use crate::db::{self, Tx};
use crate::events::{self, Details, Event, Plan, Status};
use crate::groups::{Organizer, audit};
use crate::ids::{EventId, GroupId, Moment, SeriesId};
use crate::once::{Done, Once};
use crate::series::model::{AHEAD, Defaults, Held, Rule, Series};
use crate::series::store;
use crate::venues;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashSet;

/// All that an organizer says of a series in one form.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSeries {
    pub rule: Rule,
    /// The first evening; what it says but for its date, each of them says.
    pub plan: Plan,
    /// [`Status::Draft`] or [`Status::Published`].
    pub made_as: Status,
}

/// Makes a series and its next dates. `first` is an event that there is and that becomes the date on
/// which it is, if the rule has that date.
///
/// # Errors
/// If the database refuses.
pub async fn make(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    new: &NewSeries,
    first: Option<EventId>,
) -> anyhow::Result<Series> {
    let details = events::settle_venue(tx, at, by.group, &new.plan).await?;
    let defaults = Defaults::of(&details, &new.plan.agenda);
    let series = row(at, by, new, defaults);
    store::insert_series(tx, &series).await?;
    store::replace_skipped(tx, by.group, series.id, &new.rule.skipped).await?;
    if let Some(first) = first {
        adopt(tx, &series, &new.rule, first).await?;
    }
    extend(tx, at, by.group, series.id).await?;
    audit(tx, at, by, "series-made", &series.defaults.title, "").await?;
    Ok(series)
}

/// As [`make`], once for each form. `pages` is where the group's series are.
///
/// # Errors
/// If the database refuses.
pub async fn make_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    once: &Once,
    (by, pages): (&Organizer, &str),
    (new, first): (&NewSeries, Option<EventId>),
) -> anyhow::Result<Done<SeriesId>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let series = make(tx, at, by, new, first).await?;
    once.end(tx, Some(&format!("{pages}/{}", series.id)))
        .await?;
    Ok(Done::Now(series.id))
}

fn row(at: &Moment, by: &Organizer, new: &NewSeries, defaults: Defaults) -> Series {
    let (ends_on, ends_after) = store::ends(&new.rule);
    Series {
        group_id: by.group,
        id: SeriesId::new(at),
        pattern: new.rule.pattern,
        every: new.rule.every.into(),
        first_on: Held(new.rule.first),
        ends_on,
        ends_after,
        defaults,
        made_as: new.made_as,
        created_by: by.person,
        created_at: at.now,
        stopped_at: None,
    }
}

/// Takes up an event that there is as the date on which it is.
async fn adopt(tx: &mut Tx<'_>, series: &Series, rule: &Rule, event: EventId) -> db::Result<()> {
    let group = series.group_id;
    let event = events::lock_event(tx, group, event).await?;
    let day = event.starts_wall.0.date();
    let is_free = store::find_series_of(tx, group, event.id).await?.is_none();
    if is_free && rule.dates(day).contains(&day) {
        // What it says otherwise than the form was changed by hand, as in any other date.
        let given = &series.defaults;
        store::insert_occurrence(tx, (group, series.id), day, event.id, given).await?;
    }
    Ok(())
}

/// Makes the next dates that are not made yet, and says how many.
///
/// # Errors
/// If the database refuses.
pub async fn extend(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    id: SeriesId,
) -> anyhow::Result<usize> {
    let series = store::lock_series(tx, group, id).await?;
    if !series.runs() {
        return Ok(0);
    }
    let rule = series.rule(store::list_skipped(tx, group, id).await?);
    let made = store::list_occurrences(tx, group, id).await?;
    let made: HashSet<Date> = made.into_iter().map(|it| it.held_on.0).collect();
    let defaults = still_there(tx, &series).await?;
    let mut added = 0;
    for (day, details) in next_evenings(at, &rule, &defaults) {
        if !made.contains(&day) {
            let event = add(tx, at, &series, (day, &details)).await?;
            if event.is_on() {
                announce(tx, at, (group, id), event.id).await?;
            }
            added += 1;
        }
    }
    Ok(added)
}

/// The next dates whose evenings have not begun.
fn next_evenings(at: &Moment, rule: &Rule, defaults: &Defaults) -> Vec<(Date, Details)> {
    let zone = events::find_zone(&defaults.zone).unwrap_or(TimeZone::UTC);
    let today = at.now.in_zone(&zone).date();
    // Today's may have begun.
    let days = rule.next_dates(today, AHEAD + 1).into_iter();
    let evenings = days.filter_map(|day| Some((day, defaults.on(day, at.now)?)));
    let ahead = evenings.filter(|(_, details)| details.schedule.starts.at > at.now);
    ahead.take(AHEAD).collect()
}

/// What the series says; without its place, if that was taken out of the venue book.
async fn still_there(tx: &mut Tx<'_>, series: &Series) -> db::Result<Defaults> {
    let mut defaults = series.defaults.clone();
    if let Some(venue) = defaults.venue_id
        && venues::find_venue(tx, series.group_id, venue)
            .await?
            .is_none()
    {
        defaults.venue_id = None;
    }
    Ok(defaults)
}

async fn add(
    tx: &mut Tx<'_>,
    at: &Moment,
    series: &Series,
    (day, details): (Date, &Details),
) -> db::Result<Event> {
    let (group, agenda) = (series.group_id, series.defaults.agenda.as_slice());
    let is_public = series.made_as == Status::Published;
    let by = (group, series.created_by);
    let event = events::add_dated(tx, at, by, (details, agenda), is_public).await?;
    let given = Defaults::of(details, agenda);
    store::insert_occurrence(tx, (group, series.id), day, event.id, &given).await?;
    Ok(event)
}
