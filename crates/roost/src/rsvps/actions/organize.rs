//! What organizers do with answers.

use super::answer::seat_or_queue;
use super::desk::Desk;
use crate::accounts;
use crate::db::Tx;
use crate::events;
use crate::groups::{self, Ground, Group, NewPerson, Organizer, Way, people};
use crate::ids::{EventId, Moment, PersonId, RsvpId};
use crate::jobs::Context;
use crate::once::{Done, Once};
use crate::rsvps::mail::News;
use crate::rsvps::model::{Attending, Cause, Rsvp, State};
use crate::rsvps::store;

/// Somebody whom an organizer writes down.
#[derive(Debug, Clone)]
pub struct NewAttendee {
    pub name: String,
    /// Empty: only her name is known.
    pub email: String,
    pub attending: Attending,
    pub guests: i64,
    /// Why the group may hold her address.
    pub reason: String,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    Going,
    Waitlisted,
    /// She had answered already, and her answer is as it was.
    Known,
}

/// Answers for somebody who said it in person. Seats count for her as for everybody.
pub async fn add_by_hand(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    by: &Organizer,
    new: &NewAttendee,
) -> anyhow::Result<Added> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    let person = find_or_add(tx, at, group, by, new).await?;
    let known = store::find_rsvp(tx, group.id, event, person).await?;
    if known
        .as_ref()
        .is_some_and(|rsvp| rsvp.state != State::Declined)
    {
        return Ok(Added::Known);
    }
    let has_row = known.is_some();
    let mut rsvp =
        known.unwrap_or_else(|| Rsvp::new((group.id, event), person, RsvpId::new(at), at.now));
    rsvp.answered_at = at.now;
    rsvp.by_hand = true;
    rsvp.by_standing = false;
    rsvp.attending = new.attending;
    rsvp.guests = new.guests;
    people::save_answered(tx, group.id, person, at.now, desk.event.ends_at).await?;
    let title = desk.event.title.clone();
    groups::audit(tx, at, by, "attendee-added", &new.name, &title).await?;
    Ok(
        match seat_or_queue(tx, &mut desk, None, (rsvp, has_row)).await? {
            super::Outcome::Going => Added::Going,
            _ => Added::Waitlisted,
        },
    )
}

/// As [`add_by_hand`], once for each form, which leads to `location`.
pub async fn add_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    (once, location): (&Once, &str),
    place: (&Context, &Group, EventId),
    by: &Organizer,
    new: &NewAttendee,
) -> anyhow::Result<Done<Added>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let added = add_by_hand(tx, at, place, by, new).await?;
    once.end(tx, Some(location)).await?;
    Ok(Done::Now(added))
}

async fn find_or_add(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    new: &NewAttendee,
) -> anyhow::Result<PersonId> {
    let address = if new.email.is_empty() {
        None
    } else {
        Some(accounts::find_or_add_address(tx, at, &new.email).await?)
    };
    if let Some(address) = address
        && let Some(known) = people::find_person_by_address(tx, group.id, address).await?
    {
        return Ok(known.id);
    }
    let person = NewPerson {
        group: group.id,
        name: new.name.clone(),
        account: None,
        address,
        ground: Ground::ByHand,
        way: Way::ByHand,
        added: Some((by.person, new.reason.clone())),
        show_name: false,
        mail: false,
        last_event_ends_at: None,
    };
    Ok(people::add_person(tx, at, &person).await?)
}

/// How an attempt to move somebody ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Moved,
    /// She is there already.
    Unchanged,
    /// So many seats are free, fewer than she needs: raise the capacity first.
    Full {
        free: i64,
    },
    /// She has no answer here.
    Unknown,
}

/// Moves somebody to the list of those going, waiting or not coming. She is told once.
pub async fn move_to(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    by: &Organizer,
    (person, state): (PersonId, State),
) -> anyhow::Result<Moved> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    let Some(before) = store::find_rsvp(tx, group.id, event, person).await? else {
        return Ok(Moved::Unknown);
    };
    desk.catch_up(tx, before.attending).await?;
    let Some(mut rsvp) = store::find_rsvp(tx, group.id, event, person).await? else {
        return Ok(Moved::Unknown);
    };
    if rsvp.state == state {
        return Ok(Moved::Unchanged);
    }
    let had_seat = rsvp.state.holds_a_seat();
    // From now on it is as an organizer says.
    rsvp.by_standing = false;
    let news = match state {
        State::Going | State::Offered => {
            let free = desk.load(tx, rsvp.attending).await?.pool.free();
            if !had_seat && rsvp.size() > free {
                return Ok(Moved::Full { free });
            }
            // An organizer vouches for whom she seats.
            rsvp.by_hand = rsvp.by_hand || rsvp.confirmed_at.is_none();
            rsvp.sit();
            Some(News::Seated)
        }
        State::Waitlisted => {
            rsvp.wait(events::take_waitlist_number(tx, group.id, event).await?);
            let place = crate::rsvps::model::place_in_line(store::count_before(tx, &rsvp).await?);
            Some(News::Waitlisted { place })
        }
        State::Declined => {
            rsvp.by_hand = rsvp.by_hand || rsvp.confirmed_at.is_none();
            rsvp.decline();
            // It was not she who said so.
            rsvp.asked_still_at = None;
            Some(News::TakenOff)
        }
    };
    desk.save(tx, &mut rsvp, news.as_ref()).await?;
    let name = people::find_person(tx, group.id, person).await?;
    let name = name.map_or_else(String::new, |person| person.name);
    groups::audit(tx, at, by, "attendee-moved", &name, state.value()).await?;
    let frees = had_seat && !state.holds_a_seat();
    let cause = if frees { Cause::Freed } else { Cause::Passed };
    desk.settle(tx, rsvp.attending, cause).await?;
    Ok(Moved::Moved)
}

/// Keeps a note about somebody's answer, which only organizers see. `false`: she has none.
pub async fn write_note(
    tx: &mut Tx<'_>,
    (group, event): (&Group, EventId),
    person: PersonId,
    note: &str,
) -> anyhow::Result<bool> {
    // Locked as every answer is, so that no change in between is written over.
    events::lock_event(tx, group.id, event).await?;
    let Some(mut rsvp) = store::find_rsvp(tx, group.id, event, person).await? else {
        return Ok(false);
    };
    note.clone_into(&mut rsvp.note);
    store::update_rsvp(tx, &rsvp).await?;
    Ok(true)
}
