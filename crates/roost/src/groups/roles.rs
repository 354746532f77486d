//! What organizers do with the people of their group: roles, duties, adding and removing.

use super::actions::MemberLeft;
use super::model::{Ground, Group, NewPerson, Organizer, Person, Role, Way};
use super::store::{audit::audit, memberships, people, removals};
use crate::accounts;
use crate::db::Tx;
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, When};
use crate::once::{Done, Once};

/// How an attempt to hand the group over ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOver {
    HandedOver,
    /// She has to be a co-organizer, and have said yes to that, before.
    NotCoOrganizer,
}

/// Swaps roles: a co-organizer becomes organizer, and who was it becomes co-organizer.
///
/// # Errors
/// If the database refuses.
pub async fn hand_over(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    to: &Person,
) -> anyhow::Result<HandedOver> {
    let group = by.group;
    let is_full = memberships::lock_organizers(tx, group)
        .await?
        .contains(&by.person);
    let role = find_role(tx, group, to.id).await?;
    if !is_full || role != Some(Role::CoOrganizer) {
        return Ok(HandedOver::NotCoOrganizer);
    }

    memberships::save_membership(tx, at.now, group, to.id, Role::Organizer).await?;
    memberships::save_membership(tx, at.now, group, by.person, Role::CoOrganizer).await?;
    audit(tx, at, by, "group-handed-over", &to.name, "").await?;
    Ok(HandedOver::HandedOver)
}

/// How an attempt to end somebody's role or membership ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Ended,
    /// Somebody else has to organize first.
    LastOrganizer,
    /// She is not here any more.
    NotHere,
}

/// Ends one's own role; the membership stays.
///
/// # Errors
/// If the database refuses.
pub async fn step_down(tx: &mut Tx<'_>, at: &Moment, by: &Organizer) -> anyhow::Result<Ended> {
    if is_last_organizer(tx, by.group, by.person).await? {
        return Ok(Ended::LastOrganizer);
    }

    memberships::save_membership(tx, at.now, by.group, by.person, Role::Member).await?;
    memberships::save_duty(tx, by.group, by.person, "").await?;
    audit(tx, at, by, "organizer-stepped-down", &by.name, "").await?;
    Ok(Ended::Ended)
}

/// Writes down what an organizer looks after.
///
/// # Errors
/// If the database refuses.
pub async fn assign_duty(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    to: &Person,
    duty: &str,
) -> anyhow::Result<()> {
    memberships::save_duty(tx, by.group, to.id, duty).await?;
    audit(tx, at, by, "duty-assigned", &to.name, duty).await?;
    Ok(())
}

/// Why somebody is removed, and whether she may come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Seen by organizers only.
    pub reason: String,
    pub ban: bool,
}

/// Takes a person out of the group, and keeps her out if she is banned.
///
/// # Errors
/// If the database refuses.
pub async fn remove(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    person: &Person,
    removal: &Removal,
) -> anyhow::Result<Ended> {
    let group = by.group;
    if is_last_organizer(tx, group, person.id).await? {
        return Ok(Ended::LastOrganizer);
    }
    if person.erased_at.is_some() || (person.left_at.is_some() && !removal.ban) {
        return Ok(Ended::NotHere);
    }

    memberships::remove_membership(tx, group, person.id).await?;
    let (reason, ban) = (removal.reason.as_str(), removal.ban);
    removals::save_removal(tx, at.now, group, person.id, (reason, ban)).await?;
    let verb = if ban {
        "person-banned"
    } else {
        "person-removed"
    };
    audit(tx, at, by, verb, &person.name, reason).await?;
    let payload = MemberLeft {
        group,
        person: person.id,
    };
    jobs::enqueue(tx, at, group, &payload, When::now(at)).await?;
    Ok(Ended::Ended)
}

/// Lets a banned person come again.
///
/// # Errors
/// If the database refuses.
pub async fn allow_back(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    person: &Person,
) -> anyhow::Result<()> {
    removals::lift_ban(tx, by.group, person.id).await?;
    audit(tx, at, by, "ban-lifted", &person.name, "").await?;
    Ok(())
}

/// Somebody whom an organizer writes down, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    pub name: String,
    pub email: String,
    pub reason: String,
    /// Whether she asked for mail about other evenings.
    pub mail: bool,
}

/// How an attempt to add somebody by hand ends. Only `Added` has written anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    Added(PersonId),
    /// The group knows the address already, as a member or added by hand.
    Known(PersonId),
    Banned(PersonId),
}

/// Adds somebody to the group's people, with the reason for which it holds her address.
///
/// # Errors
/// If the database refuses.
pub async fn add_by_hand(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    addition: &Addition,
) -> anyhow::Result<Added> {
    let address = accounts::find_or_add_address(tx, at, &addition.email).await?;
    let known = people::find_person_by_address(tx, group.id, address).await?;
    let added = match known {
        Some(person) if person.is_banned() => return Ok(Added::Banned(person.id)),
        Some(person) if person.left_at.is_none() && person.ground != Ground::EventOnly => {
            return Ok(Added::Known(person.id));
        }
        Some(person) => {
            let why = (by.person, addition.reason.as_str());
            let agreed = addition.mail.then_some(at.now);
            removals::save_by_hand(tx, group.id, person.id, why, agreed).await?;
            person.id
        }
        None => {
            let person = NewPerson {
                group: group.id,
                name: addition.name.clone(),
                account: None,
                address: Some(address),
                ground: Ground::ByHand,
                way: Way::ByHand,
                added: Some((by.person, addition.reason.clone())),
                show_name: false,
                mail: addition.mail,
                last_event_ends_at: None,
            };
            people::add_person(tx, at, &person).await?
        }
    };
    audit(tx, at, by, "person-added", &addition.name, &addition.reason).await?;
    Ok(Added::Added(added))
}

/// As [`add_by_hand`], once for each form.
///
/// # Errors
/// If the database refuses.
pub async fn add_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    once: &Once,
    group: &Group,
    by: &Organizer,
    addition: &Addition,
) -> anyhow::Result<Done<Added>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let added = add_by_hand(tx, at, group, by, addition).await?;
    let location = match added {
        Added::Added(id) => Some(format!("{}/organize/people/{id}", group.path())),
        Added::Known(_) | Added::Banned(_) => None,
    };
    once.end(tx, location.as_deref()).await?;
    Ok(Done::Now(added))
}

async fn is_last_organizer(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<bool> {
    Ok(memberships::lock_organizers(tx, group).await? == [person])
}

async fn find_role(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<Option<Role>> {
    let membership = memberships::find_membership(tx, group, person).await?;
    Ok(membership.map(|membership| membership.role))
}
