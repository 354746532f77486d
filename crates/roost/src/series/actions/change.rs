//! What organizers say of a series from now on, and what it means for the dates that are made.

use super::make::{NewSeries, extend};
use crate::db::{self, Tx};
use crate::events::{self, AgendaLine, Choice, Cover, Event, Plan, Status};
use crate::groups::{Organizer, audit};
use crate::ids::{EventId, GroupId, Moment, SeriesId};
use crate::series::model::{Defaults, End, Held, Occurrence, Part, Rule, Series};
use crate::series::store;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeSet, HashMap};

/// Events to come among which the dates of a series are: more than anybody plans.
const MOST: i64 = 1000;

/// A date to come that is made, and what becomes of it.
#[derive(Debug, Clone)]
pub struct Foreseen {
    pub event: Event,
    /// What is written: what was changed by hand stays.
    pub plan: Plan,
    /// Whether anything of the event is different then.
    pub is_changed: bool,
    held_on: Date,
    given: Defaults,
}

/// What is said from now on, on the way to the dates that are made.
pub(super) struct Wish<'w> {
    pub defaults: &'w Defaults,
    /// The place, which may not be in the venue book yet.
    pub venue: &'w Choice,
    /// Where each date goes.
    pub moved: &'w HashMap<Date, Date>,
}

/// A date to come that is made, as it is.
pub(super) struct Coming {
    occurrence: Occurrence,
    event: Event,
    agenda: Vec<AgendaLine>,
}

/// What would become of the dates that are made, if the series were changed.
///
/// # Errors
/// If the database cannot be read.
pub async fn foresee(
    tx: &mut Tx<'_>,
    at: &Moment,
    series: &Series,
    new: &NewSeries,
) -> db::Result<Vec<Foreseen>> {
    let mut details = new.plan.details.clone();
    if let Choice::Known(venue) = new.plan.venue {
        details.venue_id = Some(venue);
    }
    let defaults = &Defaults::of(&details, &new.plan.agenda);
    foresee_with(tx, at, series, (new, defaults, &new.plan.venue)).await
}

async fn foresee_with(
    tx: &mut Tx<'_>,
    at: &Moment,
    series: &Series,
    (new, defaults, venue): (&NewSeries, &Defaults, &Choice),
) -> db::Result<Vec<Foreseen>> {
    let all = store::list_occurrences(tx, series.group_id, series.id).await?;
    let coming = coming(tx, at, series.group_id, &all).await?;
    let old = series.rule(BTreeSet::new());
    let moved = &moved(at, (&old, &new.rule), &all, &coming);
    let wish = Wish {
        defaults,
        venue,
        moved,
    };
    let foreseen = coming.into_iter();
    Ok(foreseen.filter_map(|it| wish.foresee(at, it)).collect())
}

/// The dates to come that are made and take place, in the order of the rule.
pub(super) async fn coming(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    all: &[Occurrence],
) -> db::Result<Vec<Coming>> {
    let ahead = events::list_ahead(tx, group, at.now, MOST).await?;
    let mut events: HashMap<EventId, Event> = ahead.into_iter().map(|it| (it.id, it)).collect();
    let mut agendas: HashMap<EventId, Vec<AgendaLine>> = HashMap::new();
    for (event, line) in events::list_agendas_ahead(tx, group, at.now).await? {
        agendas.entry(event).or_default().push(line);
    }
    let coming = all.iter().filter_map(|occurrence| {
        let event = events.remove(&occurrence.event_id)?;
        let takes_place = event.status != Status::Cancelled && !event.has_begun(at.now);
        takes_place.then(|| Coming {
            occurrence: occurrence.clone(),
            agenda: agendas.remove(&event.id).unwrap_or_default(),
            event,
        })
    });
    Ok(coming.collect())
}

/// Where the dates go that the new rule does not have: each to the next one of it that is free.
fn moved(
    at: &Moment,
    (old, new): (&Rule, &Rule),
    all: &[Occurrence],
    coming: &[Coming],
) -> HashMap<Date, Date> {
    let days: Vec<Date> = coming.iter().map(|it| it.occurrence.held_on.0).collect();
    let Some(last) = days.iter().max().copied() else {
        return HashMap::new();
    };
    // A date that was only taken out stays where it is until somebody calls it off.
    let every = |rule: &Rule| {
        let endless = Rule {
            end: End::Never,
            skipped: BTreeSet::new(),
            ..rule.clone()
        };
        BTreeSet::from_iter(endless.dates(last))
    };
    let (before, after) = (every(old), every(new));
    let leaves = |day: &Date| before.contains(day) && !after.contains(day);
    let taken: BTreeSet<Date> = all.iter().map(|it| it.held_on.0).collect();
    let today = at.now.in_zone(&TimeZone::UTC).date();
    let mut free = new
        .next_dates(today, days.len() + taken.len() + 1)
        .into_iter()
        .filter(|day| *day > today && !taken.contains(day));
    let leaving = days.into_iter().filter(leaves);
    leaving
        .filter_map(|day| Some((day, free.next()?)))
        .collect()
}

impl Wish<'_> {
    /// `None`: no calendar holds that date.
    pub fn foresee(&self, at: &Moment, coming: Coming) -> Option<Foreseen> {
        let Coming {
            occurrence,
            event,
            agenda,
        } = coming;
        let own = Defaults::of_event(&event, &agenda);
        let by_hand = occurrence.given.differences(&own);
        let mut merged = own.clone();
        for part in Part::ALL.iter().filter(|part| !by_hand.contains(part)) {
            merged.take(*part, self.defaults);
        }
        let before = occurrence.held_on.0;
        let held_on = self.moved.get(&before).copied().unwrap_or(before);
        let day = event.starts_wall.0.date();
        let new_day = if day == before { held_on } else { day };
        let mut details = merged.on(new_day, at.now)?;
        if event.cover == Cover::Picture {
            details.cover = event.cover;
            details.picture.clone_from(&event.picture);
            details.picture_alt.clone_from(&event.picture_alt);
        }
        let venue = if by_hand.contains(&Part::Place) {
            event.venue_id.map_or(Choice::None, Choice::Known)
        } else {
            self.venue.clone()
        };
        let has_new_place = matches!(venue, Choice::New(_));
        let given = self.defaults.on(held_on, at.now)?;
        Some(Foreseen {
            is_changed: merged != own || new_day != day || has_new_place,
            given: Defaults::of(&given, &self.defaults.agenda),
            plan: Plan {
                details,
                venue,
                agenda: merged.agenda,
            },
            held_on,
            event,
        })
    }
}

/// Says anew what a series is, and changes the dates to come with it in what nobody changed there by
/// hand. Whoever answered is told as when one event is changed.
///
/// # Errors
/// If the database refuses.
pub async fn change(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: SeriesId,
    new: &NewSeries,
) -> anyhow::Result<Series> {
    let series = store::lock_series(tx, by.group, id).await?;
    let details = events::settle_venue(tx, at, by.group, &new.plan).await?;
    let defaults = Defaults::of(&details, &new.plan.agenda);
    let venue = details.venue_id.map_or(Choice::None, Choice::Known);
    let foreseen = foresee_with(tx, at, &series, (new, &defaults, &venue)).await?;

    let (ends_on, ends_after) = store::ends(&new.rule);
    let changed = Series {
        pattern: new.rule.pattern,
        every: new.rule.every.into(),
        first_on: Held(new.rule.first),
        ends_on,
        ends_after,
        defaults,
        made_as: new.made_as,
        ..series
    };
    store::update_series(tx, &changed).await?;
    store::replace_skipped(tx, by.group, id, &new.rule.skipped).await?;
    write(tx, at, by, id, &foreseen).await?;
    extend(tx, at, by.group, id).await?;
    audit(tx, at, by, "series-edited", &changed.defaults.title, "").await?;
    Ok(changed)
}

/// Writes the dates as they were foreseen.
pub(super) async fn write(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    series: SeriesId,
    foreseen: &[Foreseen],
) -> anyhow::Result<()> {
    // All leave their places before any takes its new one, which may have been another's.
    for date in foreseen {
        store::remove_occurrence(tx, by.group, date.event.id).await?;
    }
    for date in foreseen {
        let key = (by.group, series);
        store::insert_occurrence(tx, key, date.held_on, date.event.id, &date.given).await?;
        if date.is_changed {
            events::edit(tx, at, by, date.event.id, &date.plan).await?;
        }
    }
    Ok(())
}
