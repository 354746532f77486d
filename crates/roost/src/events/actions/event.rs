use crate::blobs::{self, Staged};
use crate::db::{self, Tx};
use crate::events::model::{AgendaLine, Cover, Details, Event, Schedule, Status};
use crate::events::payloads::{
    CapacityChanged, EventCancelled, EventChanged, EventPostponed, EventRedated, QuestionsChanged,
    RoundSwitched,
};
use crate::events::store;
use crate::groups::{Organizer, audit};
use crate::ids::{EventId, GroupId, Moment, VenueId};
use crate::jobs::{self, When};
use crate::once::{Done, Once};
use crate::text;
use crate::venues::{self, NewVenue};
use jiff::civil::Date;

/// Longest last part of an event's address, in characters.
pub(in crate::events) const SLUG_LENGTH: usize = 64;

/// Room for a date at the end of an address.
pub(in crate::events) const DATED: usize = SLUG_LENGTH - "-2026-12-03".len();

/// A last part that no event has, since the page for a new one has it.
const RESERVED: &str = "new";

/// What a title becomes of which nothing can stand in an address.
const NAMELESS: &str = "evening";

/// Where an event is to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Nowhere, or nowhere yet.
    None,
    /// A place in the group's venue book.
    Known(VenueId),
    /// A place that is entered in the book.
    New(NewVenue),
}

/// All that an organizer says of an event in one form.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its `venue_id` comes from `venue`.
    pub details: Details,
    pub venue: Choice,
    pub agenda: Vec<AgendaLine>,
}

/// What became of a step that only some states allow. Only `Done` has written anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done(Box<Event>),
    /// Somebody else was faster, or it never was in a state that allows it.
    NotNow(Status),
    /// What is over can neither be announced nor put off.
    IsOver,
}

/// Writes a draft.
///
/// # Errors
/// If the database refuses.
pub async fn draft(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    plan: &Plan,
) -> anyhow::Result<Event> {
    let details = settle_venue(tx, at, by.group, plan).await?;
    let slug = free_slug(tx, by.group, &details.title, None).await?;
    let id = store::insert_event(tx, at, (by.group, by.person), &slug, &details).await?;
    store::replace_agenda(tx, by.group, id, &plan.agenda).await?;
    audit(tx, at, by, "event-drafted", &details.title, "").await?;
    Ok(store::lock_event(tx, by.group, id).await?)
}

/// As [`draft`], once for each form. `slug` is the group's.
///
/// # Errors
/// If the database refuses.
pub async fn draft_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    once: &Once,
    (by, slug): (&Organizer, &str),
    plan: &Plan,
) -> anyhow::Result<Done<Event>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let event = draft(tx, at, by, plan).await?;
    once.end(tx, Some(&event.path(slug))).await?;
    Ok(Done::Now(event))
}

/// Writes an event anew. Whoever answered is told of another time or place, once it is public.
///
/// # Errors
/// If the database refuses.
pub async fn edit(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
    plan: &Plan,
) -> anyhow::Result<Event> {
    let before = store::lock_event(tx, by.group, id).await?;
    let place_before = place(tx, &before).await?;
    let mut details = settle_venue(tx, at, by.group, plan).await?;
    if before.status == Status::Postponed {
        // It promises no date; the page for the new date gives it one.
        details.schedule = before.schedule();
    }
    let slug = move_slug(tx, &before, &details.title).await?;
    store::update_event(tx, at.now, &before, &slug, &details).await?;
    store::replace_agenda(tx, by.group, id, &plan.agenda).await?;
    audit(tx, at, by, "event-edited", &details.title, "").await?;

    let after = store::lock_event(tx, by.group, id).await?;
    if before.questions != after.questions || before.ends_at != after.ends_at {
        look_after_answers(tx, at, &before).await?;
    }
    if after.is_public() {
        let place_after = place(tx, &after).await?;
        tell_what_changed(tx, at, (&before, place_before), (&after, place_after)).await?;
    }
    Ok(store::lock_event(tx, by.group, id).await?)
}

/// Makes a draft public.
///
/// # Errors
/// If the database refuses.
pub async fn publish(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
) -> anyhow::Result<Outcome> {
    let event = store::lock_event(tx, by.group, id).await?;
    if event.status != Status::Draft {
        return Ok(Outcome::NotNow(event.status));
    }
    if event.is_over(at.now) {
        return Ok(Outcome::IsOver);
    }

    store::mark_published(tx, at.now, &event).await?;
    audit(tx, at, by, "event-published", &event.title, "").await?;
    done(tx, &event).await
}

/// Calls an event off; its page and its answers stay.
///
/// # Errors
/// If the database refuses.
pub async fn cancel(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
    note: &str,
) -> anyhow::Result<Outcome> {
    let event = store::lock_event(tx, by.group, id).await?;
    if !matches!(event.status, Status::Published | Status::Postponed) {
        return Ok(Outcome::NotNow(event.status));
    }
    if event.status == Status::Published && event.is_over(at.now) {
        return Ok(Outcome::IsOver);
    }

    store::mark_cancelled(tx, at.now, &event, note).await?;
    let job = EventCancelled {
        group: by.group,
        event: id,
    };
    jobs::enqueue(tx, at, by.group, &job, When::now(at)).await?;
    audit(tx, at, by, "event-cancelled", &event.title, note).await?;
    done(tx, &event).await
}

/// Puts an event off without a date; its page and its answers stay.
///
/// # Errors
/// If the database refuses.
pub async fn postpone(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
    note: &str,
) -> anyhow::Result<Outcome> {
    let event = store::lock_event(tx, by.group, id).await?;
    if event.status != Status::Published {
        return Ok(Outcome::NotNow(event.status));
    }
    if event.is_over(at.now) {
        return Ok(Outcome::IsOver);
    }

    store::mark_postponed(tx, at.now, &event, note).await?;
    let job = EventPostponed {
        group: by.group,
        event: id,
        sequence: event.sequence + 1,
    };
    jobs::enqueue(tx, at, by.group, &job, When::now(at)).await?;
    audit(tx, at, by, "event-postponed", &event.title, note).await?;
    done(tx, &event).await
}

/// Gives a postponed event a new date, and asks everybody who answered whether it suits.
///
/// # Errors
/// If the database refuses.
pub async fn redate(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
    when: &Schedule,
) -> anyhow::Result<Outcome> {
    let event = store::lock_event(tx, by.group, id).await?;
    if event.status != Status::Postponed {
        return Ok(Outcome::NotNow(event.status));
    }
    if when.ends.at <= at.now {
        return Ok(Outcome::IsOver);
    }

    store::mark_redated(tx, at.now, &event, when).await?;
    let job = EventRedated {
        group: by.group,
        event: id,
        sequence: event.sequence + 1,
        before: event.schedule().former(),
    };
    jobs::enqueue(tx, at, by.group, &job, When::now(at)).await?;
    look_after_answers(tx, at, &event).await?;
    let day = when.starts.wall.0.date().to_string();
    audit(tx, at, by, "event-redated", &event.title, &day).await?;
    done(tx, &event).await
}

/// Sees to it that what people said goes with its question, and is forgotten in time: `before` is
/// what the event asked when they said it.
async fn look_after_answers(tx: &mut Tx<'_>, at: &Moment, before: &Event) -> db::Result<()> {
    if before.questions.is_empty() {
        return Ok(());
    }
    let (group, event) = (before.group_id, before.id);
    let job = QuestionsChanged { group, event };
    jobs::enqueue(tx, at, group, &job, When::now(at)).await
}

/// Puts an uploaded picture on the cover, in place of an earlier one.
///
/// # Errors
/// If the database refuses.
pub async fn change_cover(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: EventId,
    picture: &Staged,
) -> anyhow::Result<()> {
    let event = store::lock_event(tx, by.group, id).await?;
    let name = blobs::put(tx, at.now, picture).await?;
    if let Some(earlier) = &event.picture {
        blobs::release(tx, at.now, earlier).await?;
    }
    let details = Details {
        cover: Cover::Picture,
        picture: Some(name),
        ..Details::of(&event)
    };
    store::update_event(tx, at.now, &event, &event.slug, &details).await?;
    audit(tx, at, by, "event-edited", &event.title, "").await?;
    Ok(())
}

async fn done(tx: &mut Tx<'_>, event: &Event) -> anyhow::Result<Outcome> {
    let now = store::lock_event(tx, event.group_id, event.id).await?;
    Ok(Outcome::Done(Box::new(now)))
}

/// Tells calendars, and by jobs whoever answered, what is different.
async fn tell_what_changed(
    tx: &mut Tx<'_>,
    at: &Moment,
    (before, place_before): (&Event, String),
    (after, place_after): (&Event, String),
) -> db::Result<()> {
    let (group, event) = (after.group_id, after.id);
    let (timed, placed) = (
        before.schedule() != after.schedule(),
        place_before != place_after,
    );
    let joined = before.attendance_mode != after.attendance_mode;
    if timed || placed || joined || before.title != after.title || before.slug != after.slug {
        store::raise_sequence(tx, after).await?;
    }
    if (timed || placed) && after.status == Status::Published && !before.is_over(at.now) {
        let job = EventChanged {
            group,
            event,
            sequence: before.sequence + 1,
            time_before: timed.then(|| before.schedule().former()),
            place_before: placed.then_some(place_before),
        };
        jobs::enqueue(tx, at, group, &job, When::now(at)).await?;
    }
    if seats(before) != seats(after) {
        let job = CapacityChanged { group, event };
        jobs::enqueue(tx, at, group, &job, When::now(at)).await?;
    }
    if before.asks_still_coming != after.asks_still_coming {
        let job = RoundSwitched { group, event };
        jobs::enqueue(tx, at, group, &job, When::now(at)).await?;
    }
    Ok(())
}

/// What decides how many seats there are, and until when one is held.
fn seats(event: &Event) -> impl PartialEq + use<> {
    let Event {
        attendance_mode,
        capacity,
        online_capacity,
        overbooked,
        starts_at,
        ..
    } = event;
    (
        *attendance_mode,
        *capacity,
        *online_capacity,
        *overbooked,
        *starts_at,
    )
}

/// Where an event is and how to get in, in one line; empty if it is only online or nobody has said.
///
/// # Errors
/// If the database refuses.
pub async fn place(tx: &mut Tx<'_>, event: &Event) -> db::Result<String> {
    let venue = match event.venue_id.filter(|_| event.attendance_mode.has_room()) {
        Some(id) => venues::find_venue(tx, event.group_id, id).await?,
        None => None,
    };
    Ok(venue.map_or_else(String::new, |venue| venue.place.directions()))
}

/// Enters a new venue in the book, and says where the event is.
///
/// # Errors
/// If the database refuses.
pub async fn settle_venue(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    plan: &Plan,
) -> db::Result<Details> {
    let venue_id = match &plan.venue {
        Choice::None => None,
        Choice::Known(id) => Some(*id),
        Choice::New(place) => Some(venues::insert_venue(tx, at, group, place).await?),
    };
    Ok(Details {
        venue_id,
        ..plan.details.clone()
    })
}

/// The address for a title, with the date that it has carried so far. A public event's old address
/// keeps leading to it.
async fn move_slug(tx: &mut Tx<'_>, event: &Event, title: &str) -> db::Result<String> {
    if title == event.title {
        return Ok(event.slug.clone());
    }
    let dated = match date_in(&event.slug) {
        Some(date) => format!("{} {date}", text::slug(title, DATED)),
        None => title.to_owned(),
    };
    let slug = free_slug(tx, event.group_id, &dated, Some(event.id)).await?;
    if slug != event.slug {
        store::remove_old_slug(tx, event.group_id, &slug).await?;
        if event.is_public() {
            store::insert_old_slug(tx, event.group_id, &event.slug, event.id).await?;
        }
    }
    Ok(slug)
}

/// The date at the end of an address.
fn date_in(slug: &str) -> Option<Date> {
    let at = slug.len().checked_sub("2026-12-03".len())?;
    slug.get(at..)?.parse().ok()
}

/// The first of `title`, `title-2`, `title-3`… that no other event of the group has or had.
pub(in crate::events) async fn free_slug(
    tx: &mut Tx<'_>,
    group: GroupId,
    title: &str,
    own: Option<EventId>,
) -> db::Result<String> {
    let named = text::slug(title, SLUG_LENGTH);
    let base = if named.is_empty() { NAMELESS } else { &named };
    let mut slug = base.to_owned();
    let mut number = 2;
    while slug == RESERVED || store::is_slug_taken(tx, group, &slug, own).await? {
        slug = format!("{base}-{number}");
        number += 1;
    }
    Ok(slug)
}
