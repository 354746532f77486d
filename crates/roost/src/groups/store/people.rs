//! People as groups know them.

use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::groups::model::{Ground, NewPerson, Person, Photos};
use crate::ids::{AccountId, AddressId, GroupId, Moment, PersonId};
use crate::text;
use crate::{execute, on};

macro_rules! select_person {
    ($where:literal) => {
        concat!(
            "select p.group_id, p.id, p.name, p.account_id, p.address_id, p.ground, p.way,
                    p.added_by, p.reason, p.show_name, p.mail_agreed_at, p.photos,
                    p.created_at, p.seen_at, p.left_at, p.banned_at, p.removal_reason,
                    p.last_event_ends_at, p.erased_at
             from people p ",
            $where
        )
    };
}

pub async fn find_person(tx: &mut Tx<'_>, group: GroupId, id: PersonId) -> Result<Option<Person>> {
    const SQL: &str = select_person!("where p.group_id = $1 and p.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The account's person, or the one whose address the account has confirmed since.
pub async fn find_person_by_account(
    tx: &mut Tx<'_>,
    group: GroupId,
    account: AccountId,
) -> Result<Option<Person>> {
    const SQL: &str = select_person!(
        "where p.group_id = $1
           and (p.account_id = $2
                or (p.account_id is null
                    and p.address_id in (select a.id from addresses a where a.account_id = $2)))
         order by case when p.account_id is null then 1 else 0 end, p.id limit 1"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(account).fetch_optional(c).await)
}

/// The person whose address it is, or whose account has confirmed it. The account's person is
/// preferred, so that an address added to an account later leads to the same person.
pub async fn find_person_by_address(
    tx: &mut Tx<'_>,
    group: GroupId,
    address: AddressId,
) -> Result<Option<Person>> {
    const SQL: &str = select_person!(
        "where p.group_id = $1
           and (p.address_id = $2
                or p.account_id = (select a.account_id from addresses a where a.id = $2))
         order by case when p.account_id is null then 1 else 0 end, p.id limit 1"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(address).fetch_optional(c).await)
}

/// Where mail for the person goes; `None` if only her name is known.
pub async fn find_email(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Option<String>> {
    const SQL: &str = "select a.email from people p join addresses a on a.id = p.address_id
                       where p.group_id = $1 and p.id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).fetch_optional(c).await)
}

/// Name and address for a letter; `None` if only her name is known.
pub async fn find_reader(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Option<(String, String)>> {
    const SQL: &str = "select p.name, a.email from people p join addresses a on a.id = p.address_id
                       where p.group_id = $1 and p.id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_optional(c).await)
}

/// Every group that knows somebody by this address, or by the account.
pub async fn list_groups_that_know(
    tx: &mut Tx<'_>,
    account: AccountId,
    address: Option<AddressId>,
) -> Result<Vec<GroupId>> {
    const SQL: &str = "select distinct group_id from people
                       where account_id = $1 or address_id = $2 order by group_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(account).bind(address).fetch_all(c).await)
}

/// Fails if the group knows the account or the address already.
pub async fn add_person(tx: &mut Tx<'_>, at: &Moment, new: &NewPerson) -> Result<PersonId> {
    const SQL: &str = "insert into people (group_id, id, name, sort_key, search_key, account_id,
                           address_id, ground, way, added_by, reason, show_name, mail_agreed_at,
                           created_at, seen_at, removal_reason, last_event_ends_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14,
                               '', $15)";
    let id = PersonId::new(at);
    let (added_by, reason) = match &new.added {
        Some((by, reason)) => (Some(*by), reason.as_str()),
        None => (None, ""),
    };
    execute!(
        tx,
        new.group => sqlx::query(SQL)
            .bind(new.group)
            .bind(id)
            .bind(&new.name)
            .bind(text::sort_key(&new.name))
            .bind(text::search_key(&new.name))
            .bind(new.account)
            .bind(new.address)
            .bind(new.ground)
            .bind(new.way)
            .bind(added_by)
            .bind(reason)
            .bind(new.show_name)
            .bind(new.mail.then_some(at.now))
            .bind(at.now)
            .bind(new.last_event_ends_at)
    )?;
    Ok(id)
}

pub async fn rename_person(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    name: &str,
) -> Result<()> {
    const SQL: &str = "update people set name = $3, sort_key = $4, search_key = $5
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(name)
            .bind(text::sort_key(name))
            .bind(text::search_key(name))
    )?;
    Ok(())
}

/// Ties the person to an account; `address` fills in for one that knew only a name.
pub async fn link_account(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    account: AccountId,
    address: Option<AddressId>,
) -> Result<()> {
    const SQL: &str = "update people set account_id = $3, address_id = coalesce(address_id, $4)
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(account)
            .bind(address)
    )?;
    Ok(())
}

/// Changes the ground on which the group holds her address.
pub async fn save_ground(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    ground: Ground,
) -> Result<()> {
    const SQL: &str = "update people set ground = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(ground))?;
    Ok(())
}

/// What she chose: whether people who come see her name, and since when she agrees to mail about
/// other evenings (`None`: she does not).
pub async fn save_choices(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    show_name: bool,
    mail_agreed_at: Option<Instant>,
) -> Result<()> {
    const SQL: &str = "update people set show_name = $3, mail_agreed_at = $4
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(show_name)
            .bind(mail_agreed_at)
    )?;
    Ok(())
}

/// Notes that she agrees to announcements from now on, unless she did before.
pub async fn agree_to_mail(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "update people set mail_agreed_at = coalesce(mail_agreed_at, $3),
                                         mail_stopped_at = null
                       where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(now))?;
    Ok(())
}

/// Ends announcements, also those about events that she answered until now.
pub async fn stop_mail(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "update people set mail_agreed_at = null, mail_stopped_at = $3
                       where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(now))?;
    Ok(())
}

/// Lets announcements about events that she answered come again, and no others.
pub async fn forget_mail_stop(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "update people set mail_stopped_at = null where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// `None`: mail comes again.
pub async fn save_mail_pause(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    until: Option<Instant>,
) -> Result<()> {
    const SQL: &str = "update people set mail_paused_until = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(until))?;
    Ok(())
}

/// What she says to pictures and recordings.
pub async fn save_photos(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    photos: Photos,
) -> Result<()> {
    const SQL: &str = "update people set photos = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(photos))?;
    Ok(())
}

/// `None`: she is here again.
pub async fn save_left_at(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    left_at: Option<Instant>,
) -> Result<()> {
    const SQL: &str = "update people set left_at = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(left_at))?;
    Ok(())
}

/// Notes that she was seen in the group.
pub async fn save_seen_at(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    now: Instant,
) -> Result<()> {
    const SQL: &str = "update people set seen_at = $3
                       where group_id = $1 and id = $2 and seen_at < $3";
    // No page shows it, so none becomes stale.
    execute!(tx, sqlx::query(SQL).bind(group).bind(person).bind(now))?;
    Ok(())
}

/// Notes that she answered an event that ends at `ends_at`: what she left her address for is over
/// then.
pub async fn save_answered(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    now: Instant,
    ends_at: Instant,
) -> Result<()> {
    const SQL: &str = "update people set seen_at = $3, last_event_ends_at = $4
                       where group_id = $1 and id = $2
                         and (last_event_ends_at is null or last_event_ends_at < $4)";
    // No page shows it, so none becomes stale.
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(now)
            .bind(ends_at)
    )?;
    Ok(())
}

/// Takes back that she left, for somebody who answers again: the group knows her for that event
/// only. Whoever was banned stays away.
pub async fn come_back(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "update people set left_at = null, ground = 'event_only'
                       where group_id = $1 and id = $2
                         and left_at is not null and banned_at is null";
    let came = execute!(tx, sqlx::query(SQL).bind(group).bind(person))?;
    if came > 0 {
        tx.touch(group);
    }
    Ok(())
}
