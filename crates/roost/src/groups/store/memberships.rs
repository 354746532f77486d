use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::groups::model::{Membership, OrganizerCard, Role};
use crate::ids::{GroupId, PersonId};
use crate::{execute, for_update, on};

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

/// The group's organizers, co-organizers not counted. Nobody's role in organizing changes until the
/// transaction ends, so that two who leave at once cannot both believe that the other one stays.
/// What was read of roles before this may be stale after it.
pub async fn lock_organizers(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<PersonId>> {
    let sql = for_update!(
        tx,
        "select person_id, role from memberships where group_id = $1 and role <> 'member'
         order by person_id"
    );
    let all: Vec<(PersonId, Role)> =
        on!(tx, c => sqlx::query_as(sql).bind(group).fetch_all(c).await)?;
    let full = all.into_iter().filter(|(_, role)| *role == Role::Organizer);
    Ok(full.map(|(person, _)| person).collect())
}

/// Whether whoever has this address organizes the group, or has been asked to and not answered yet.
pub async fn is_organizing_address(tx: &mut Tx<'_>, group: GroupId, folded: &str) -> Result<bool> {
    const SQL: &str = "select exists (
            select 1 from addresses a
            join people p on p.address_id = a.id and p.group_id = $1
            join memberships m on m.group_id = p.group_id and m.person_id = p.id
            where a.folded = $2 and m.role <> 'member')
        or exists (
            select 1 from addresses a
            join invitations i on i.address_id = a.id and i.group_id = $1
            where a.folded = $2 and i.answer is null)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(folded).fetch_one(c).await)
}

/// Organizers and co-organizers, those who have done it longest first.
pub async fn list_organizers(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<OrganizerCard>> {
    const SQL: &str = "select p.id, p.name, m.duty, m.role, a.picture,
                              coalesce(a.pronouns, '') as pronouns, coalesce(a.bio, '') as bio
                       from memberships m
                       join people p on p.group_id = m.group_id and p.id = m.person_id
                       left join accounts a on a.id = p.account_id
                       where m.group_id = $1 and m.role <> 'member'
                       order by case m.role when 'organizer' then 0 else 1 end, m.role_since, p.id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}
