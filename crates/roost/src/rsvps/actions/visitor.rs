//! Answers without an account: name and e-mail in one step.

use super::answer::{Outcome, Wish, attending, seat_or_queue};
use super::desk::Desk;
use crate::accounts;
use crate::db::Tx;
use crate::events::Closed;
use crate::groups::{Choices, Ground, Group, NewPerson, Way, people};
use crate::ids::{EventId, Moment, PersonId, RsvpId};
use crate::jobs::Context;
use crate::rsvps::mail::News;
use crate::rsvps::model::Rsvp;
use crate::rsvps::store;
use jiff::SignedDuration;

/// The window in which letters that strangers cause to one person are counted.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Whoever says that she comes without an account.
#[derive(Debug, Clone)]
pub struct Stranger {
    pub name: String,
    pub email: String,
    pub choices: Choices,
}

/// What the page says: it reads the same whether or not the address was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A mail is on its way; it says the rest.
    Mailed,
    Closed(Closed),
    /// So many letters went to the address lately that it gets no more for a while.
    TooMany,
}

/// Holds a seat, or a place in line, for an address that nobody has confirmed yet.
///
/// An address that has answered already changes nothing: its manage link is mailed again.
pub async fn answer_as_visitor(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, EventId),
    stranger: &Stranger,
    wish: Wish,
) -> anyhow::Result<Held> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    if let Err(closed) = desk.event.accepts_rsvps(at.now) {
        return Ok(Held::Closed(closed));
    }
    let person = find_or_add(tx, at, group, stranger).await?;
    let letters = store::count_recent_letters(tx, group.id, person, at.now.before(WINDOW)).await?;
    if letters >= i64::from(context.config.limits.per_address) {
        return Ok(Held::TooMany);
    }
    if let Some(known) = store::find_rsvp(tx, group.id, event, person).await? {
        desk.tell(tx, &known, &News::Manage, "").await?;
        return Ok(Held::Mailed);
    }
    // A banned person learns it from nobody but the organizers, and her answer goes nowhere.
    let banned = people::find_person(tx, group.id, person).await?;
    if banned.is_some_and(|person| person.is_banned()) {
        return Ok(Held::Mailed);
    }
    let mut rsvp = Rsvp::new((group.id, event), person, RsvpId::new(at), at.now);
    rsvp.attending = attending(&desk, &wish, None);
    rsvp.guests = wish.guests.unwrap_or(0).clamp(0, desk.event.guests_allowed);
    people::save_answered(tx, group.id, person, at.now, desk.event.ends_at).await?;
    let placed = seat_or_queue(tx, &mut desk, None, (rsvp, false)).await?;
    debug_assert!(matches!(
        placed,
        Outcome::Going | Outcome::Waitlisted { .. }
    ));
    Ok(Held::Mailed)
}

/// The group's person with this address. Whom it knows already keeps her name and her choices:
/// anybody could have typed the address.
async fn find_or_add(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    stranger: &Stranger,
) -> anyhow::Result<PersonId> {
    let address = accounts::find_or_add_address(tx, at, &stranger.email).await?;
    if let Some(known) = people::find_person_by_address(tx, group.id, address).await? {
        return Ok(known.id);
    }
    let person = NewPerson {
        group: group.id,
        name: stranger.name.clone(),
        account: None,
        address: Some(address),
        ground: Ground::EventOnly,
        way: Way::Rsvp,
        added: None,
        show_name: stranger.choices.show_name,
        mail: stranger.choices.mail,
    };
    Ok(people::add_person(tx, at, &person).await?)
}
