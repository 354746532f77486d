//! How people come by an organizer's hand, and how they go by one.

use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AddressId, GroupId, PersonId};
use crate::{execute, on};

/// Takes the person out of the group. `ban` also keeps her out.
pub async fn save_removal(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
    (reason, ban): (&str, bool),
) -> Result<()> {
    const SQL: &str = "update people
                       set left_at = coalesce(left_at, $3), removal_reason = $4, show_name = $6,
                           mail_agreed_at = null, banned_at = coalesce($5, banned_at)
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(now)
            .bind(reason)
            .bind(ban.then_some(now))
            .bind(false)
    )?;
    Ok(())
}

/// Lets her come again. She is no member until she joins.
pub async fn lift_ban(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "update people set banned_at = null where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// Makes somebody who was here before a person added by hand.
pub async fn save_by_hand(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    (by, reason): (PersonId, &str),
    mail_agreed_at: Option<Instant>,
) -> Result<()> {
    const SQL: &str = "update people
                       set ground = 'by_hand', added_by = $3, reason = $4, left_at = null,
                           mail_agreed_at = coalesce(mail_agreed_at, $5)
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(by)
            .bind(reason)
            .bind(mail_agreed_at)
    )?;
    Ok(())
}

/// Groups that know somebody only because of an event that ended before `then`.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_groups_with_past_visitors(
    tx: &mut Tx<'_>,
    then: Instant,
) -> Result<Vec<GroupId>> {
    const SQL: &str = "select distinct p.group_id from people p
                       where p.ground = 'event_only' and p.erased_at is null
                         and p.banned_at is null
                         and coalesce(p.last_event_ends_at, p.created_at) < $1
                       order by p.group_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(then).fetch_all(c).await)
}

/// A person of whom nothing but her past answers shall be kept, and her address.
#[derive(Debug, sqlx::FromRow)]
pub struct PastVisitor {
    pub id: PersonId,
    pub address_id: Option<AddressId>,
}

/// Those of one group, at most `most`.
pub async fn list_past_visitors(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
    most: i64,
) -> Result<Vec<PastVisitor>> {
    const SQL: &str = "select id, address_id from people
                       where group_id = $1 and ground = 'event_only' and erased_at is null
                         and banned_at is null
                         and coalesce(last_event_ends_at, created_at) < $2
                       order by id limit $3";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(then).bind(most).fetch_all(c).await)
}

/// Forgets name and address. Her answers stay as numbers.
pub async fn erase_person(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "update people
                       set name = '', sort_key = '', search_key = '', account_id = null,
                           address_id = null, reason = '', removal_reason = '', show_name = $4,
                           mail_agreed_at = null, mail_paused_until = null, photos = null, left_at = coalesce(left_at, $3),
                           erased_at = $3
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(now)
            .bind(false)
    )?;
    Ok(())
}

/// Forgets an address that no account, group or invitation knows any more.
pub async fn forget_address(tx: &mut Tx<'_>, address: AddressId) -> Result<()> {
    const SQL: &str = "delete from addresses where id = $1 and account_id is null
                         and not exists (select 1 from people where address_id = $1)
                         and not exists (select 1 from invitations where address_id = $1)
                         and not exists (select 1 from sign_ins where address_id = $1)";
    execute!(tx, sqlx::query(SQL).bind(address))?;
    Ok(())
}

/// Forgets addresses older than `then` that nothing knows: somebody typed one and never signed in.
pub async fn forget_stray_addresses(tx: &mut Tx<'_>, then: Instant) -> Result<()> {
    const SQL: &str = "delete from addresses where account_id is null and created_at < $1
                         and not exists (select 1 from people where address_id = addresses.id)
                         and not exists (select 1 from invitations where address_id = addresses.id)
                         and not exists (select 1 from sign_ins where address_id = addresses.id)";
    execute!(tx, sqlx::query(SQL).bind(then))?;
    Ok(())
}
