use super::mail;
use super::model::{
    Actor, Choices, Description, Ground, Group, NewPerson, Newcomer, Organizer, Person, RESERVED,
    Role, SlugRefusal, State, Way,
};
use super::outgoing;
use super::store::{audit::audit, group, memberships, people};
use crate::accounts;
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::ids::{AccountId, AddressId, GroupId, Moment, PersonId};
use crate::jobs::{self, When};
use crate::once::{Done, Once};
use crate::text;

/// A member left, or was removed: features above end what they had with her.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct MemberLeft {
    pub group: GroupId,
    pub person: PersonId,
}

impl jobs::Payload for MemberLeft {
    const NAME: &'static str = "member_left";
}

/// Ties a group's person with this address to the account that confirmed it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct LinkPerson {
    pub group: GroupId,
    pub account: AccountId,
    pub address: AddressId,
}

impl jobs::Payload for LinkPerson {
    const NAME: &'static str = "link_person";
}

/// The group's person with this address; `None`: it is nobody's.
pub async fn find_person_by_email(
    tx: &mut Tx<'_>,
    group: GroupId,
    email: &str,
) -> db::Result<Option<Person>> {
    match accounts::find_address_id(tx, email).await? {
        Some(address) => people::find_person_by_address(tx, group, address).await,
        None => Ok(None),
    }
}

/// Founds a group; its founder becomes its organizer.
pub async fn found(
    tx: &mut Tx<'_>,
    at: &Moment,
    founder: &Newcomer,
    description: &Description,
    state: State,
) -> anyhow::Result<Result<Group, SlugRefusal>> {
    let founded = description.found(GroupId::new(at), at.now, state);
    if let Some(refusal) = refuse_slug(tx, &founded).await? {
        return Ok(Err(refusal));
    }

    group::insert_group(tx, &founded, &text::sort_key(&founded.name)).await?;
    save_what_hangs_on(tx, at, &founded, description).await?;
    let person = NewPerson {
        group: founded.id,
        name: founder.name.clone(),
        account: Some(founder.account),
        address: Some(founder.address),
        ground: Ground::Member,
        way: Way::Founded,
        added: None,
        show_name: true,
        mail: true,
        last_event_ends_at: None,
    };
    let person = people::add_person(tx, at, &person).await?;
    memberships::save_membership(tx, at.now, founded.id, person, Role::Organizer).await?;
    let actor = Actor::person(&founded, person);
    audit(tx, at, actor, "group-founded", &founded.name, "").await?;
    Ok(Ok(founded))
}

/// As [`found`], once for each form.
pub async fn found_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    once: &Once,
    founder: &Newcomer,
    description: &Description,
    state: State,
) -> anyhow::Result<Done<Result<Group, SlugRefusal>>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let founded = found(tx, at, founder, description, state).await?;
    let location = founded.as_ref().ok().map(Group::path);
    once.end(tx, location.as_deref()).await?;
    Ok(Done::Now(founded))
}

/// Describes the group anew. Under another address, the old one leads to it.
pub async fn edit(
    tx: &mut Tx<'_>,
    at: &Moment,
    known: &Group,
    by: &Organizer,
    description: &Description,
) -> anyhow::Result<Result<Group, SlugRefusal>> {
    let edited = description.describe(known);
    if let Some(refusal) = refuse_slug(tx, &edited).await? {
        return Ok(Err(refusal));
    }

    group::update_group(tx, &edited, &text::sort_key(&edited.name)).await?;
    save_what_hangs_on(tx, at, &edited, description).await?;
    audit(tx, at, by, "group-edited", &edited.name, "").await?;
    Ok(Ok(edited))
}

async fn save_what_hangs_on(
    tx: &mut Tx<'_>,
    at: &Moment,
    described: &Group,
    description: &Description,
) -> anyhow::Result<()> {
    let (id, slug) = (described.id, &described.slug);
    let skeleton = text::skeleton(&described.name);
    group::save_slug(tx, at.now, id, slug, &skeleton).await?;
    group::save_topics(tx, id, &description.topics).await?;
    group::save_links(tx, id, &description.links).await?;
    Ok(())
}

async fn refuse_slug(tx: &mut Tx<'_>, group: &Group) -> anyhow::Result<Option<SlugRefusal>> {
    if group.slug.is_empty() {
        return Ok(Some(SlugRefusal::Empty));
    }
    if RESERVED.contains(&group.slug.as_str()) {
        return Ok(Some(SlugRefusal::Reserved));
    }
    let looks = (text::skeleton(&group.slug), text::skeleton(&group.name));
    let looks = (looks.0.as_str(), looks.1.as_str());
    let taken = group::is_slug_taken(tx, group.id, &group.slug, looks).await?;
    Ok(taken.then_some(SlugRefusal::Taken))
}

/// Brings a changed name, or another picture, to one group that knows the account.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct RenamePerson {
    pub group: GroupId,
    pub account: AccountId,
}

impl jobs::Payload for RenamePerson {
    const NAME: &'static str = "rename_person";
}

/// How an attempt to join ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    Joined(PersonId),
    AlreadyMember,
    /// The group is waiting or closed.
    NotOpen,
    Banned,
}

/// Makes the account a member of the group.
pub async fn join(
    tx: &mut Tx<'_>,
    at: &Moment,
    joined: &Group,
    newcomer: &Newcomer,
    choices: Choices,
) -> anyhow::Result<Joined> {
    if !joined.is_open() {
        return Ok(Joined::NotOpen);
    }
    let person = find_or_add(tx, at, joined.id, newcomer, Way::Joined).await?;
    if person.is_banned() {
        return Ok(Joined::Banned);
    }
    let membership = memberships::find_membership(tx, joined.id, person.id).await?;
    if membership.is_some() {
        return Ok(Joined::AlreadyMember);
    }

    let (group, id) = (joined.id, person.id);
    become_member(tx, at.now, group, id).await?;
    let agreed = choices.mail.then_some(at.now);
    people::save_choices(tx, group, id, choices.show_name, agreed).await?;
    Ok(Joined::Joined(id))
}

/// Makes whoever has the address a member of the group, as [`join`] does for an account. Somebody whom
/// the group knows keeps her name, and what she said to mail about other evenings. It is for the caller
/// to know that the address is hers.
pub async fn join_by_address(
    tx: &mut Tx<'_>,
    at: &Moment,
    joined: &Group,
    (name, way): (&str, Way),
    address: AddressId,
) -> anyhow::Result<Joined> {
    if !joined.is_open() {
        return Ok(Joined::NotOpen);
    }
    let group = joined.id;
    let known = people::find_person_by_address(tx, group, address).await?;
    if known.as_ref().is_some_and(Person::is_banned) {
        return Ok(Joined::Banned);
    }
    let id = match &known {
        Some(person) => person.id,
        None => {
            let person = NewPerson {
                group,
                name: name.to_owned(),
                account: None,
                address: Some(address),
                ground: Ground::Member,
                way,
                added: None,
                show_name: false,
                mail: false,
                last_event_ends_at: None,
            };
            people::add_person(tx, at, &person).await?
        }
    };
    if memberships::find_membership(tx, group, id).await?.is_none() {
        become_member(tx, at.now, group, id).await?;
    }
    Ok(Joined::Joined(id))
}

async fn become_member(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<()> {
    memberships::save_membership(tx, now, group, person, Role::Member).await?;
    people::save_ground(tx, group, person, Ground::Member).await?;
    Ok(people::save_left_at(tx, group, person, None).await?)
}

/// The group's person for this account: known by it, known by its address, or new.
pub async fn find_or_add(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    newcomer: &Newcomer,
    way: Way,
) -> anyhow::Result<Person> {
    let known = match people::find_person_by_account(tx, group, newcomer.account).await? {
        Some(person) => Some(person),
        None => people::find_person_by_address(tx, group, newcomer.address).await?,
    };
    if let Some(person) = known {
        let (account, address) = (newcomer.account, Some(newcomer.address));
        if person.account_id.is_none() {
            people::link_account(tx, group, person.id, account, address).await?;
            people::rename_person(tx, group, person.id, &newcomer.name).await?;
        }
        return Ok(person);
    }
    let person = NewPerson {
        group,
        name: newcomer.name.clone(),
        account: Some(newcomer.account),
        address: Some(newcomer.address),
        ground: Ground::EventOnly,
        way,
        added: None,
        show_name: false,
        mail: false,
        last_event_ends_at: None,
    };
    let id = people::add_person(tx, at, &person).await?;
    let added = people::find_person(tx, group, id).await?;
    added.ok_or_else(|| anyhow::anyhow!("the person who was just added is not there"))
}

/// How an attempt to leave ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Left,
    NotAMember,
    /// Somebody else has to organize first.
    LastOrganizer,
}

/// Ends everything that the person has in the group but what she did in the past.
pub async fn leave(
    tx: &mut Tx<'_>,
    at: &Moment,
    left: &Group,
    person: PersonId,
) -> anyhow::Result<Left> {
    let group = left.id;
    if memberships::lock_organizers(tx, group).await? == [person] {
        return Ok(Left::LastOrganizer);
    }
    let Some(membership) = memberships::find_membership(tx, group, person).await? else {
        return Ok(Left::NotAMember);
    };

    memberships::remove_membership(tx, group, person).await?;
    people::save_left_at(tx, group, person, Some(at.now)).await?;
    people::save_choices(tx, group, person, false, None).await?;
    if membership.role.organizes() {
        let actor = Actor::person(left, person);
        audit(tx, at, actor, "organizer-left", "", "").await?;
    }
    let payload = MemberLeft { group, person };
    jobs::enqueue(tx, at, group, &payload, When::now(at)).await?;
    Ok(Left::Left)
}

/// Writes to a new member, once for each time that she joins.
pub async fn welcome(
    tx: &mut Tx<'_>,
    at: &Moment,
    joined: &Group,
    person: PersonId,
    base: &str,
) -> anyhow::Result<()> {
    let found = people::find_person(tx, joined.id, person).await?;
    let email = people::find_email(tx, joined.id, person).await?;
    if let (Some(found), Some(email)) = (found, email) {
        let letter = mail::welcome(joined, &found, &email, base);
        outgoing::send(tx, at, joined, &letter).await?;
    }
    Ok(())
}

/// The keeper's yes: the group's pages become public, and its organizers are told.
pub async fn open(tx: &mut Tx<'_>, at: &Moment, waiting: &Group, base: &str) -> anyhow::Result<()> {
    if waiting.state != State::Waiting {
        return Ok(());
    }
    save_state(tx, waiting, State::Open, None).await?;
    let by = Actor::roost(waiting);
    audit(tx, at, by, "group-opened", &waiting.name, "").await?;
    for (person, email) in list_reachable_organizers(tx, waiting.id).await? {
        let letter = mail::opened(waiting, &person, &email, base);
        outgoing::send(tx, at, waiting, &letter).await?;
    }
    Ok(())
}

/// The keeper's no. The group stays as it was while it waited, and its organizers are told why.
pub async fn refuse(
    tx: &mut Tx<'_>,
    at: &Moment,
    waiting: &Group,
    reason: &str,
) -> anyhow::Result<()> {
    if waiting.state != State::Waiting {
        return Ok(());
    }
    save_state(tx, waiting, State::Refused, None).await?;
    let by = Actor::roost(waiting);
    audit(tx, at, by, "group-refused", &waiting.name, reason).await?;
    for (person, email) in list_reachable_organizers(tx, waiting.id).await? {
        let letter = mail::refused(waiting, &person, &email, reason);
        outgoing::send(tx, at, waiting, &letter).await?;
    }
    Ok(())
}

async fn list_reachable_organizers(
    tx: &mut Tx<'_>,
    group: GroupId,
) -> anyhow::Result<Vec<(Person, String)>> {
    let mut reachable = Vec::new();
    for organizer in memberships::list_organizers(tx, group).await? {
        let person = people::find_person(tx, group, organizer.id).await?;
        let email = people::find_email(tx, group, organizer.id).await?;
        reachable.extend(person.zip(email));
    }
    Ok(reachable)
}

/// Ends the group. Its page stays and says so.
pub async fn close(
    tx: &mut Tx<'_>,
    at: &Moment,
    closed: &Group,
    by: &Organizer,
) -> anyhow::Result<()> {
    // A group that waits has no page to keep, and closing it would be a way around the keeper.
    if closed.state == State::Open {
        save_state(tx, closed, State::Closed, Some(at.now)).await?;
        audit(tx, at, by, "group-closed", &closed.name, "").await?;
    }
    Ok(())
}

/// Opens a closed group again.
pub async fn reopen(
    tx: &mut Tx<'_>,
    at: &Moment,
    closed: &Group,
    by: &Organizer,
) -> anyhow::Result<()> {
    if closed.state == State::Closed {
        save_state(tx, closed, State::Open, None).await?;
        audit(tx, at, by, "group-reopened", &closed.name, "").await?;
    }
    Ok(())
}

async fn save_state(
    tx: &mut Tx<'_>,
    known: &Group,
    state: State,
    closed_at: Option<Instant>,
) -> anyhow::Result<()> {
    let changed = Group {
        state,
        closed_at,
        ..known.clone()
    };
    group::update_group(tx, &changed, &text::sort_key(&changed.name)).await?;
    Ok(())
}

/// Ties the group's person with this address to the account that has confirmed it.
///
/// If the group knows the account already as another person, both rows stay: the answers of one
/// and the membership of the other are joined when groups learn to merge people. New answers and
/// sign-ins all lead to the account's person.
pub async fn link_person(tx: &mut Tx<'_>, link: &LinkPerson, name: &str) -> anyhow::Result<()> {
    let (group, account) = (link.group, link.account);
    let Some(person) = people::find_person_by_account(tx, group, account).await? else {
        return Ok(());
    };
    if person.account_id.is_none() {
        people::link_account(tx, group, person.id, account, Some(link.address)).await?;
    }
    people::rename_person(tx, group, person.id, name).await?;
    Ok(())
}

/// Calls the account's person in one group by the account's name.
pub async fn rename_person(
    tx: &mut Tx<'_>,
    group: GroupId,
    account: AccountId,
    name: &str,
) -> anyhow::Result<()> {
    if let Some(person) = people::find_person_by_account(tx, group, account).await? {
        people::rename_person(tx, group, person.id, name).await?;
    }
    Ok(())
}
