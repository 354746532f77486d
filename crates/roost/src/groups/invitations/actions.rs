use super::model::{Answer, Invitation, LASTS, PER_DAY};
use super::{mail as letters, store};
use crate::accounts;
use crate::config::Config;
use crate::db::Tx;
use crate::groups::actions::find_or_add;
use crate::groups::model::{Actor, Ground, Group, Newcomer, Organizer, Role, Way};
use crate::groups::outgoing;
use crate::groups::store::{audit::audit, memberships, people};
use crate::ids::{InvitationId, Moment};
use crate::once::{Done, Once};
use crate::tokens::{self, Kind, Subject};
use jiff::SignedDuration;

/// How an attempt to invite ends. Only `Invited` has written anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    Invited,
    AlreadyOrganizes,
    /// She has an invitation that waits for her answer.
    AlreadyInvited,
    /// An organizer has to lift the ban first.
    Banned,
    /// The group has invited enough for one day.
    TooMany,
}

/// Asks whoever reads `email` to organize the group too.
///
/// # Errors
/// If the database refuses.
pub async fn invite(
    tx: &mut Tx<'_>,
    at: &Moment,
    config: &Config,
    group: &Group,
    by: &Organizer,
    email: &str,
) -> anyhow::Result<Invited> {
    let address = accounts::find_or_add_address(tx, at, email).await?;
    if let Some(person) = people::find_person_by_address(tx, group.id, address).await? {
        let membership = memberships::find_membership(tx, group.id, person.id).await?;
        if membership.is_some_and(|membership| membership.role.organizes()) {
            return Ok(Invited::AlreadyOrganizes);
        }
        if person.is_banned() {
            return Ok(Invited::Banned);
        }
    }
    if store::count_open_for_address(tx, group.id, address, at.now).await? > 0 {
        return Ok(Invited::AlreadyInvited);
    }
    let yesterday = at.now.before(SignedDuration::from_hours(24));
    if store::count_invitations_since(tx, group.id, yesterday).await? >= PER_DAY {
        return Ok(Invited::TooMany);
    }

    let (id, expires) = (InvitationId::new(at), at.now.after(LASTS));
    store::insert_invitation(tx, group.id, id, address, by.person, (at.now, expires)).await?;
    let token = tokens::issue(tx, at, subject(group, id), Some(expires)).await?;
    let invitation = Invitation {
        group_id: group.id,
        id,
        address_id: address,
        email: accounts::address_email(tx, address).await?,
        invited_by: by.person,
        inviter: by.name.clone(),
        created_at: at.now,
        expires_at: expires,
        answer: None,
        answered_at: None,
    };
    let letter = letters::invitation(config, group, &invitation, &token);
    outgoing::send(tx, at, group, &letter).await?;
    audit(tx, at, by, "invitation-sent", &invitation.email, "").await?;
    Ok(Invited::Invited)
}

/// As [`invite`], once for each form.
///
/// # Errors
/// If the database refuses.
pub async fn invite_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    (once, config): (&Once, &Config),
    group: &Group,
    by: &Organizer,
    email: &str,
) -> anyhow::Result<Done<Invited>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let invited = invite(tx, at, config, group, by, email).await?;
    let path = format!("{}/organize/invitations", group.path());
    let location = (invited == Invited::Invited).then_some(path.as_str());
    once.end(tx, location).await?;
    Ok(Done::Now(invited))
}

/// How an attempt to accept ends. Only `Accepted` has written anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    Accepted,
    /// It expired, was withdrawn or has been answered.
    NotOpen,
    Banned,
}

/// Makes the account a co-organizer of the group.
///
/// # Errors
/// If the database refuses.
pub async fn accept(
    tx: &mut Tx<'_>,
    at: &Moment,
    config: &Config,
    group: &Group,
    invitation: &Invitation,
    newcomer: &Newcomer,
) -> anyhow::Result<Accepted> {
    if !invitation.is_open(at.now) {
        return Ok(Accepted::NotOpen);
    }
    let person = find_or_add(tx, at, group.id, newcomer, Way::Invited).await?;
    if person.is_banned() {
        return Ok(Accepted::Banned);
    }
    if !store::save_answer(tx, group.id, invitation.id, at.now, Answer::Accepted).await? {
        return Ok(Accepted::NotOpen);
    }

    let membership = memberships::find_membership(tx, group.id, person.id).await?;
    if membership.is_none_or(|membership| !membership.role.organizes()) {
        let role = Role::CoOrganizer;
        memberships::save_membership(tx, at.now, group.id, person.id, role).await?;
    }
    people::save_ground(tx, group.id, person.id, Ground::Member).await?;
    people::save_left_at(tx, group.id, person.id, None).await?;
    people::save_choices(tx, group.id, person.id, true, person.mail_agreed_at).await?;
    let actor = Actor::person(group, person.id);
    audit(tx, at, actor, "invitation-accepted", &newcomer.name, "").await?;
    tell_inviter(
        tx,
        at,
        config,
        group,
        invitation,
        (&newcomer.name, Answer::Accepted),
    )
    .await?;
    Ok(Accepted::Accepted)
}

/// Notes the no. `false`: it was not open any more.
///
/// # Errors
/// If the database refuses.
pub async fn decline(
    tx: &mut Tx<'_>,
    at: &Moment,
    config: &Config,
    group: &Group,
    invitation: &Invitation,
) -> anyhow::Result<bool> {
    if !store::save_answer(tx, group.id, invitation.id, at.now, Answer::Declined).await? {
        return Ok(false);
    }
    let actor = Actor::roost(group);
    audit(tx, at, actor, "invitation-declined", &invitation.email, "").await?;
    tell_inviter(
        tx,
        at,
        config,
        group,
        invitation,
        (&invitation.email, Answer::Declined),
    )
    .await?;
    Ok(true)
}

/// Takes the invitation back: its link then says so. `false`: it was not open any more.
///
/// # Errors
/// If the database refuses.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    invitation: &Invitation,
) -> anyhow::Result<bool> {
    let (group, id) = (invitation.group_id, invitation.id);
    if !store::save_answer(tx, group, id, at.now, Answer::Withdrawn).await? {
        return Ok(false);
    }
    audit(tx, at, by, "invitation-withdrawn", &invitation.email, "").await?;
    Ok(true)
}

/// Whoever invited may have left since; then nobody needs to be told.
async fn tell_inviter(
    tx: &mut Tx<'_>,
    at: &Moment,
    config: &Config,
    group: &Group,
    invitation: &Invitation,
    (who, answer): (&str, Answer),
) -> anyhow::Result<()> {
    let inviter = invitation.invited_by;
    let membership = memberships::find_membership(tx, group.id, inviter).await?;
    let email = people::find_email(tx, group.id, inviter).await?;
    if let (Some(_), Some(email)) = (membership, email) {
        let letter = letters::answered(config, group, invitation, (&email, who), answer);
        outgoing::send(tx, at, group, &letter).await?;
    }
    Ok(())
}

fn subject(group: &Group, invitation: InvitationId) -> Subject {
    Subject {
        kind: Kind::Invitation,
        group: group.id,
        id: invitation.uuid(),
    }
}
