//! Answers without an account: name and e-mail in one step.

use super::answer::{Outcome, Said, Wish, attending, seat_or_queue};
use super::desk::Desk;
use crate::accounts;
use crate::db::Tx;
use crate::events::Closed;
use crate::groups::{Choices, Ground, Group, NewPerson, Person, Way, people};
use crate::ids::{AddressId, EventId, Moment, PersonId, RsvpId};
use crate::jobs::Context;
use crate::mail;
use crate::rsvps::mail::News;
use crate::rsvps::model::Rsvp;
use crate::rsvps::store;

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
    (wish, said): (Wish, &Said),
) -> anyhow::Result<Held> {
    let mut desk = Desk::open(tx, at, context, group, event).await?;
    if let Err(closed) = desk.event.accepts_rsvps(at.now) {
        return Ok(Held::Closed(closed));
    }
    let address = accounts::find_or_add_address(tx, at, &stranger.email).await?;
    let known = people::find_person_by_address(tx, group.id, address).await?;
    let person = match known {
        Some(known) => {
            if let Some(held) = recognise(tx, &mut desk, &known).await? {
                return Ok(held);
            }
            let ends_at = desk.event.ends_at;
            people::save_answered(tx, group.id, known.id, at.now, ends_at).await?;
            known.id
        }
        None => add_newcomer(tx, &desk, stranger, address).await?,
    };
    let mut rsvp = Rsvp::new((group.id, event), person, RsvpId::new(at), at.now);
    rsvp.attending = attending(&desk, &wish, None);
    rsvp.guests = wish.guests.unwrap_or(0).clamp(0, desk.event.guests_allowed);
    desk.hear(person, said.answers.as_deref(), &said.came);
    let placed = seat_or_queue(tx, &mut desk, None, (rsvp, false)).await?;
    debug_assert_eq!(placed, Outcome::MustConfirm);
    Ok(Held::Mailed)
}

/// What somebody is told whom the group knows, and who has nothing to answer anew; `None`: her answer
/// counts like a stranger's.
async fn recognise(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    known: &Person,
) -> anyhow::Result<Option<Held>> {
    let (group, event) = (desk.event.group_id, desk.event.id);
    let kinds = ["rsvp_please_confirm", "rsvp_manage"];
    let letters = mail::count_lately(tx, (group, known.id), kinds, desk.at.now).await?;
    if letters >= i64::from(desk.context.config.limits.per_address) {
        return Ok(Some(Held::TooMany));
    }
    if let Some(rsvp) = store::find_rsvp(tx, group, event, known.id).await? {
        desk.tell(tx, &rsvp, &News::Manage, "").await?;
        return Ok(Some(Held::Mailed));
    }
    // A banned person learns it from nobody but the organizers, and her answer goes nowhere.
    Ok(known.is_banned().then_some(Held::Mailed))
}

async fn add_newcomer(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    stranger: &Stranger,
    address: AddressId,
) -> anyhow::Result<PersonId> {
    let person = people::add_person(tx, desk.at, &newcomer(desk, stranger, address)).await?;
    if let Some(photos) = stranger.choices.photos {
        people::save_photos(tx, desk.event.group_id, person, photos).await?;
    }
    Ok(person)
}

/// The group's person with this address from now on. One whom it knows already keeps her name and
/// her choices: anybody could have typed the address.
fn newcomer(desk: &Desk<'_>, stranger: &Stranger, address: AddressId) -> NewPerson {
    NewPerson {
        group: desk.event.group_id,
        name: stranger.name.clone(),
        account: None,
        address: Some(address),
        ground: Ground::EventOnly,
        way: Way::Rsvp,
        added: None,
        show_name: stranger.choices.show_name,
        mail: stranger.choices.mail,
        last_event_ends_at: Some(desk.event.ends_at),
    }
}
