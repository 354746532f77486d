use super::model::{
    Change, Door, MOST_WRONG, MOST_WRONG_BY_LINK, MOST_WRONG_BY_NETWORK, NameList, Telephone, WAIT,
};
use super::store::{self, NewCheckIn, Source};
use crate::accounts;
use crate::db::Tx;
use crate::events::Event;
use crate::groups::{self, Ground, NewPerson, Organizer, Way, people};
use crate::ids::{CheckInId, EventId, GroupId, Moment, PersonId, TelephoneId, TryId};
use crate::tokens::{self, Key, Kind, Subject};

/// The permission of one telephone at one event's door. Only the door's own pages and tests make
/// one.
#[derive(Debug, Clone)]
pub struct Helper {
    pub event: Event,
    pub telephone: TelephoneId,
}

impl Helper {
    fn place(&self) -> (GroupId, EventId) {
        (self.event.group_id, self.event.id)
    }
}

/// What a door's link opens.
pub fn subject(group: GroupId, event: EventId) -> Subject {
    Subject {
        kind: Kind::Door,
        group,
        id: event.uuid(),
    }
}

/// Makes the event's door, or a new link for one whose link was revoked. A door that is there stays.
///
/// # Errors
/// If the database refuses.
pub async fn make(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    by: &Organizer,
    event: &Event,
) -> anyhow::Result<()> {
    let (group, id) = (event.group_id, event.id);
    let known = store::lock_door(tx, group, id).await?;
    if known.as_ref().is_some_and(|door| door.revoked_at.is_none()) {
        return Ok(());
    }
    store::forget_telephones(tx, (group, id)).await?;
    let door = Door {
        group_id: group,
        event_id: id,
        digits: at.four_digits(),
        wrong_digits: 0,
        version: known.map_or(0, |door| door.version),
        made_by: by.person,
        made_at: at.now,
        asks: false,
        revoked_at: None,
    };
    store::save_door(tx, &door).await?;
    tokens::reissue(tx, at, key, subject(group, id)).await?;
    groups::audit(tx, at, by, "door-made", &event.title, "").await?;
    Ok(())
}

/// Takes the link back and cuts every telephone off.
///
/// # Errors
/// If the database refuses.
pub async fn revoke(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
) -> anyhow::Result<()> {
    let (group, id) = (event.group_id, event.id);
    let door = store::lock_door(tx, group, id).await?;
    if door.is_none_or(|door| door.revoked_at.is_some()) {
        return Ok(());
    }
    tokens::revoke_tokens(tx, at.now, subject(group, id)).await?;
    store::save_revoked_at(tx, (group, id), at.now).await?;
    store::cut_off_all_telephones(tx, (group, id), at.now).await?;
    groups::audit(tx, at, by, "door-revoked", &event.title, "").await?;
    Ok(())
}

/// Makes new digits; telephones that are in stay in.
///
/// # Errors
/// If the database refuses.
pub async fn renew_digits(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
) -> anyhow::Result<()> {
    store::save_digits(tx, (event.group_id, event.id), &at.four_digits()).await?;
    groups::audit(tx, at, by, "door-digits-renewed", &event.title, "").await?;
    Ok(())
}

/// Has the door's telephones show whom to ask for a talk, or not any more.
///
/// # Errors
/// If the database refuses.
pub async fn show_asks(tx: &mut Tx<'_>, event: &Event, asks: bool) -> anyhow::Result<()> {
    Ok(store::save_asks(tx, (event.group_id, event.id), asks).await?)
}

/// Cuts one telephone off. Whoever holds it knows the digits, so they are new from now on.
/// `false`: the door has no such telephone.
///
/// # Errors
/// If the database refuses.
pub async fn cut_off(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
    telephone: TelephoneId,
) -> anyhow::Result<bool> {
    let place = (event.group_id, event.id);
    if !store::cut_off_telephone(tx, place, telephone, at.now).await? {
        return Ok(false);
    }
    store::save_digits(tx, place, &at.four_digits()).await?;
    groups::audit(tx, at, by, "telephone-cut-off", &event.title, "").await?;
    Ok(true)
}

/// How an attempt to come in ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admitted {
    In,
    Wrong,
    /// Too many wrong digits lately; these were not even compared.
    MustWait,
    /// So many guessed that these digits open nothing: an organizer has to make new ones.
    NeedsNewDigits,
    /// An organizer has cut this telephone off.
    CutOff,
    /// The link was revoked meanwhile.
    Gone,
}

/// A telephone as it comes to a door.
#[derive(Debug, Clone, Copy)]
pub struct Newcomer<'n> {
    pub source: Source,
    /// What the browser calls itself.
    pub agent: &'n str,
    pub digits: &'n str,
}

/// Lets a telephone in that knows the evening's digits.
///
/// # Errors
/// If the database refuses.
pub async fn admit(
    tx: &mut Tx<'_>,
    at: &Moment,
    event: &Event,
    newcomer: &Newcomer<'_>,
) -> anyhow::Result<Admitted> {
    let (place, source) = ((event.group_id, event.id), &newcomer.source);
    let Some(door) = store::lock_door(tx, place.0, place.1).await? else {
        return Ok(Admitted::Gone);
    };
    if door.revoked_at.is_some() {
        return Ok(Admitted::Gone);
    }
    let known = store::find_telephone(tx, place, &source.telephone).await?;
    if let Some(known) = known {
        return Ok(match known.cut_off_at {
            Some(_) => Admitted::CutOff,
            None => Admitted::In,
        });
    }
    if door.is_guessed_at() {
        return Ok(Admitted::NeedsNewDigits);
    }
    let since = at.now.before(WAIT);
    let wrong = store::count_wrong_digits(tx, place, source, since).await?;
    if wrong.by_telephone >= MOST_WRONG
        || wrong.by_network >= MOST_WRONG_BY_NETWORK
        || wrong.by_link >= MOST_WRONG_BY_LINK
    {
        return Ok(Admitted::MustWait);
    }
    if newcomer.digits != door.digits {
        store::insert_wrong_digits(tx, place, TryId::new(at), source, at.now).await?;
        store::raise_wrong_digits(tx, place.0, place.1).await?;
        return Ok(Admitted::Wrong);
    }
    store::forget_wrong_digits(tx, place, since).await?;
    let telephone = Telephone {
        group_id: place.0,
        id: TelephoneId::new(at),
        event_id: place.1,
        number: store::count_telephones(tx, place.0, place.1).await? + 1,
        agent: newcomer.agent.to_owned(),
        let_in_at: at.now,
        cut_off_at: None,
    };
    store::insert_telephone(tx, &telephone, &source.telephone).await?;
    Ok(Admitted::In)
}

/// What came of changes at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Each is done, or was done before, or is about somebody whom the door does not know.
    Done,
    /// The telephone was cut off, or the link revoked, before they came.
    Refused,
}

/// Does what a telephone noted, in its order. Doing it again changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn apply(
    tx: &mut Tx<'_>,
    at: &Moment,
    helper: &Helper,
    changes: &[Change],
) -> anyhow::Result<Taken> {
    let (group, event) = helper.place();
    let door = store::lock_door(tx, group, event).await?;
    let works = door.is_some_and(|door| door.revoked_at.is_none());
    let telephones = store::list_telephones(tx, group, event).await?;
    let is_in = telephones
        .iter()
        .any(|known| known.id == helper.telephone && known.cut_off_at.is_none());
    if !works || !is_in {
        return Ok(Taken::Refused);
    }
    let mut has_changed = false;
    for change in changes {
        has_changed |= apply_one(tx, at, helper, change).await?;
    }
    if has_changed {
        store::raise_version(tx, group, event).await?;
    }
    Ok(Taken::Done)
}

/// Whether the change was new and possible.
async fn apply_one(
    tx: &mut Tx<'_>,
    at: &Moment,
    helper: &Helper,
    change: &Change,
) -> anyhow::Result<bool> {
    let place = helper.place();
    match change {
        Change::CheckIn { id, person } => {
            if store::is_known_check_in(tx, place.0, *id).await? {
                return Ok(false);
            }
            match store::find_answered(tx, place, *person).await? {
                Some(answered) => check_in(tx, at, helper, (*id, *person), answered).await,
                None => Ok(false),
            }
        }
        Change::WalkIn { id, name, email } => {
            if store::is_known_check_in(tx, place.0, *id).await? {
                return Ok(false);
            }
            let person = find_or_add_walk_in(tx, at, helper, (name, email)).await?;
            let answered = store::find_answered(tx, place, person).await?;
            let answered = answered.unwrap_or(false);
            check_in(tx, at, helper, (*id, person), answered).await
        }
        Change::Undo { id } => Ok(store::undo_check_in(tx, place, *id, at.now).await?),
    }
}

async fn check_in(
    tx: &mut Tx<'_>,
    at: &Moment,
    helper: &Helper,
    (id, person): (CheckInId, PersonId),
    answered: bool,
) -> anyhow::Result<bool> {
    let (group, event) = helper.place();
    let new = NewCheckIn {
        group,
        id,
        event,
        person,
        walk_in: !answered,
        at: at.now,
    };
    store::insert_check_in(tx, &new).await?;
    people::save_seen_at(tx, group, person, at.now).await?;
    Ok(true)
}

/// The person who walked in. Without an address nobody is recognised: two of one name are two
/// people. With one, whoever the group knows keeps her name and her choices, since the helper
/// typed it.
async fn find_or_add_walk_in(
    tx: &mut Tx<'_>,
    at: &Moment,
    helper: &Helper,
    (name, email): (&str, &str),
) -> anyhow::Result<PersonId> {
    let group = helper.event.group_id;
    let mut address = None;
    if !email.is_empty() {
        let id = accounts::find_or_add_address(tx, at, email).await?;
        match people::find_person_by_address(tx, group, id).await? {
            // The door is not the place to tell anybody that she is banned: she is a name, as
            // anybody who gives no address.
            Some(known) if known.is_banned() => {}
            Some(known) => {
                let ends_at = helper.event.ends_at;
                people::save_answered(tx, group, known.id, at.now, ends_at).await?;
                return Ok(known.id);
            }
            None => address = Some(id),
        }
    }
    let person = NewPerson {
        group,
        name: name.to_owned(),
        account: None,
        address,
        ground: Ground::EventOnly,
        way: Way::ByHand,
        added: None,
        show_name: false,
        mail: address.is_some(),
        last_event_ends_at: Some(helper.event.ends_at),
    };
    Ok(people::add_person(tx, at, &person).await?)
}

/// What the link of a name list opens.
pub fn names_subject(group: GroupId, event: EventId) -> Subject {
    Subject {
        kind: Kind::NameList,
        group,
        id: event.uuid(),
    }
}

/// Makes the link of the names for the building's security, a new one if the last was closed.
///
/// # Errors
/// If the database refuses.
pub async fn make_names(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    by: &Organizer,
    event: &Event,
) -> anyhow::Result<()> {
    let (group, id) = (event.group_id, event.id);
    let known = store::find_name_list(tx, group, id).await?;
    if known.is_some_and(|list| list.closed_at.is_none()) {
        return Ok(());
    }
    let list = NameList {
        group_id: group,
        event_id: id,
        made_by: by.person,
        made_at: at.now,
        closed_at: None,
    };
    store::save_name_list(tx, &list).await?;
    tokens::reissue(tx, at, key, names_subject(group, id)).await?;
    groups::audit(tx, at, by, "names-shared", &event.title, "").await?;
    Ok(())
}

/// Closes the list: whoever needed the names has them.
///
/// # Errors
/// If the database refuses.
pub async fn close_names(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
) -> anyhow::Result<()> {
    let (group, id) = (event.group_id, event.id);
    if store::close_name_list(tx, (group, id), at.now).await? {
        tokens::revoke_tokens(tx, at.now, names_subject(group, id)).await?;
        groups::audit(tx, at, by, "names-closed", &event.title, "").await?;
    }
    Ok(())
}
