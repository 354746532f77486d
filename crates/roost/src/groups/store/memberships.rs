use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::groups::model::{Membership, OrganizerCard, Role};
use crate::ids::{GroupId, PersonId};
use crate::{execute, on};

pub async fn find_membership(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Option<Membership>> {
    const SQL: &str = "select group_id, person_id, role, duty, joined_at, role_since
                       from memberships where group_id = $1 and person_id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_optional(c).await)
}

/// Gives the person this role, as a member from now on if she was none.
pub async fn save_membership(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
    role: Role,
) -> Result<()> {
    const SQL: &str =
        "insert into memberships (group_id, person_id, role, duty, joined_at, role_since)
                       values ($1, $2, $3, '', $4, $4)
                       on conflict (group_id, person_id) do update
                       set role = excluded.role, role_since = excluded.role_since";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(role)
            .bind(now)
    )?;
    Ok(())
}

/// What an organizer looks after, in her own words.
pub async fn save_duty(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    duty: &str,
) -> Result<()> {
    const SQL: &str = "update memberships set duty = $3 where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(duty))?;
    Ok(())
}

pub async fn remove_membership(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from memberships where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

pub async fn count_members(tx: &mut Tx<'_>, group: GroupId) -> Result<i64> {
    const SQL: &str = "select count(*) from memberships where group_id = $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_one(c).await)
}

/// How many have the full role, co-organizers not counted.
pub async fn count_organizers(tx: &mut Tx<'_>, group: GroupId) -> Result<i64> {
    const SQL: &str = "select count(*) from memberships where group_id = $1 and role = 'organizer'";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_one(c).await)
}

/// Organizers and co-organizers, those who have done it longest first.
pub async fn list_organizers(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<OrganizerCard>> {
    const SQL: &str = "select p.id, p.name, m.duty, m.role, a.picture
                       from memberships m
                       join people p on p.group_id = m.group_id and p.id = m.person_id
                       left join accounts a on a.id = p.account_id
                       where m.group_id = $1 and m.role <> 'member'
                       order by case m.role when 'organizer' then 0 else 1 end, m.role_since, p.id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}
