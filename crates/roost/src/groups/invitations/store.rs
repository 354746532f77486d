use super::model::{Answer, Invitation};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AddressId, GroupId, InvitationId, PersonId};
use crate::{execute, on};

macro_rules! select_invitation {
    ($rest:literal) => {
        concat!(
            "select i.group_id, i.id, i.address_id, a.email, i.invited_by, p.name as inviter,
                    i.created_at, i.expires_at, i.answer, i.answered_at
             from invitations i
             join addresses a on a.id = i.address_id
             join people p on p.group_id = i.group_id and p.id = i.invited_by ",
            $rest
        )
    };
}

/// # Errors
/// If the database cannot be read.
pub async fn find_invitation(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: InvitationId,
) -> Result<Option<Invitation>> {
    const SQL: &str = select_invitation!("where i.group_id = $1 and i.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The group's invitations that were made since `then`, the newest first.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_recent_invitations(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
) -> Result<Vec<Invitation>> {
    const SQL: &str = select_invitation!(
        "where i.group_id = $1 and i.created_at >= $2 order by i.created_at desc, i.id desc"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(then).fetch_all(c).await)
}

pub async fn count_invitations_since(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(*) from invitations where group_id = $1 and created_at > $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(then).fetch_one(c).await)
}

pub async fn count_open_for_address(
    tx: &mut Tx<'_>,
    group: GroupId,
    address: AddressId,
    now: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(*) from invitations
                       where group_id = $1 and address_id = $2 and answer is null
                         and expires_at > $3";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(address).bind(now)
        .fetch_one(c).await)
}

pub async fn insert_invitation(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: InvitationId,
    address: AddressId,
    by: PersonId,
    (now, expires): (Instant, Instant),
) -> Result<()> {
    const SQL: &str = "insert into invitations
                           (group_id, id, address_id, invited_by, created_at, expires_at)
                       values ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(address)
            .bind(by)
            .bind(now)
            .bind(expires)
    )?;
    Ok(())
}

/// Says whether this was the answer: an earlier one stays.
pub async fn save_answer(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: InvitationId,
    now: Instant,
    answer: Answer,
) -> Result<bool> {
    const SQL: &str = "update invitations set answer = $3, answered_at = $4
                       where group_id = $1 and id = $2 and answer is null and expires_at > $4";
    let changed = execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(answer)
            .bind(now)
    )?;
    Ok(changed == 1)
}

/// Groups that hold an invitation that ended before `then`.
pub async fn list_groups_with_ended_invitations(
    tx: &mut Tx<'_>,
    then: Instant,
) -> Result<Vec<GroupId>> {
    const SQL: &str = "select distinct group_id from invitations
                       where coalesce(answered_at, expires_at) < $1 order by group_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(then).fetch_all(c).await)
}

/// Those of one group.
pub async fn delete_ended_invitations(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
) -> Result<()> {
    const SQL: &str = "delete from invitations
                       where group_id = $1 and coalesce(answered_at, expires_at) < $2";
    // No public page shows them.
    execute!(tx, sqlx::query(SQL).bind(group).bind(then))?;
    Ok(())
}
