use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::door::model::{Badge, Expected};
use crate::ids::{CheckInId, EventId, GroupId, PersonId};
use crate::{execute, on};

/// Whether `p` came to no event that ended before `$3`. An event counts as it was: by its check-ins
/// where it has any, else by who said that she comes.
macro_rules! first_time {
    () => {
        "not exists (select 1 from check_ins k
                     join events e on e.group_id = k.group_id and e.id = k.event_id
                     where k.group_id = p.group_id and k.person_id = p.id
                       and k.undone_at is null and e.ends_at <= $3)
         and not exists (select 1 from rsvps o
                         join events e on e.group_id = o.group_id and e.id = o.event_id
                         where o.group_id = p.group_id and o.person_id = p.id
                           and o.state = 'going' and e.status = 'published' and e.ends_at <= $3
                           and not exists (select 1 from check_ins k
                                           where k.group_id = e.group_id and k.event_id = e.id
                                             and k.undone_at is null))"
    };
}

/// Everybody whom the door expects, who waits, or who is here, by name. Whoever takes part online
/// does not come to the door.
pub async fn list_expected(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    starts_at: Instant,
) -> Result<Vec<Expected>> {
    const SQL: &str = concat!(
        "select p.id as person_id, p.name, r.state, r.guests, ",
        first_time!(),
        " as first_time, coalesce(p.photos, '') = 'never' as no_photos
        from people p
        left join rsvps r on r.group_id = p.group_id and r.event_id = $2 and r.person_id = p.id
        where p.group_id = $1 and p.erased_at is null
          and p.id in (select s.person_id from rsvps s
                       where s.group_id = $1 and s.event_id = $2 and s.attending = 'in_person'
                         and s.state in ('going', 'offered', 'waitlisted')
                       union
                       select k.person_id from check_ins k
                       where k.group_id = $1 and k.event_id = $2 and k.undone_at is null)
        order by p.sort_key, p.id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).bind(starts_at).fetch_all(c).await)
}

/// Everybody with a seat in the room, as her name badge shows her, by name.
pub async fn list_badges(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    starts_at: Instant,
) -> Result<Vec<Badge>> {
    const SQL: &str = concat!(
        "select p.name, coalesce(a.pronouns, '') as pronouns, ",
        first_time!(),
        " as first_time, coalesce(p.photos, '') = 'never' as no_photos
        from rsvps r
        join people p on p.group_id = r.group_id and p.id = r.person_id
        left join accounts a on a.id = p.account_id
        where r.group_id = $1 and r.event_id = $2 and r.state = 'going'
          and r.attending = 'in_person' and p.erased_at is null
        order by p.sort_key, p.id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).bind(starts_at).fetch_all(c).await)
}

/// The check-ins that stand, oldest first.
pub async fn list_check_ins(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<(CheckInId, PersonId)>> {
    const SQL: &str = "select id, person_id from check_ins
                       where group_id = $1 and event_id = $2 and undone_at is null
                       order by checked_in_at, id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// How many of those who are here came since then.
pub async fn count_lately(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    since: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(distinct person_id) from check_ins
                       where group_id = $1 and event_id = $2 and undone_at is null
                         and checked_in_at > $3";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).bind(since).fetch_one(c).await)
}

/// Whether a check-in of this id has come before, whatever became of it.
pub async fn is_known_check_in(tx: &mut Tx<'_>, group: GroupId, id: CheckInId) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from check_ins where group_id = $1 and id = $2)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(id).fetch_one(c).await)
}

/// Whether the person has answered the event; `None`: she has not, and never walked in either.
pub async fn find_answered(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    person: PersonId,
) -> Result<Option<bool>> {
    const SQL: &str = "select exists (select 1 from rsvps
                                      where group_id = $1 and event_id = $2 and person_id = $3),
                              exists (select 1 from check_ins
                                      where group_id = $1 and event_id = $2 and person_id = $3)";
    let (answered, was_here): (bool, bool) = on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(person)
        .fetch_one(c).await)?;
    Ok((answered || was_here).then_some(answered))
}

/// One check-in as it is written.
#[derive(Debug, Clone, Copy)]
pub struct NewCheckIn {
    pub group: GroupId,
    pub id: CheckInId,
    pub event: EventId,
    pub person: PersonId,
    pub walk_in: bool,
    pub at: Instant,
}

pub async fn insert_check_in(tx: &mut Tx<'_>, new: &NewCheckIn) -> Result<()> {
    const SQL: &str = "insert into check_ins (group_id, id, event_id, person_id, walk_in,
                                              checked_in_at)
                       values ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        new.group => sqlx::query(SQL)
            .bind(new.group)
            .bind(new.id)
            .bind(new.event)
            .bind(new.person)
            .bind(i64::from(new.walk_in))
            .bind(new.at)
    )?;
    Ok(())
}

/// `false`: the event has no such check-in, or it was taken back before.
pub async fn undo_check_in(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    id: CheckInId,
    now: Instant,
) -> Result<bool> {
    const SQL: &str = "update check_ins set undone_at = $4
                       where group_id = $1 and event_id = $2 and id = $3 and undone_at is null";
    let undone = execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(event).bind(id).bind(now)
    )?;
    Ok(undone > 0)
}

/// How many had a seat in the room and did not come; `None`: nobody was checked in, so nobody knows.
/// Whoever said so before is not among them: her answer is another one.
pub async fn find_missed(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Option<i64>> {
    const SQL: &str = "select count(*) from rsvps r
                       where r.group_id = $1 and r.event_id = $2 and r.state = 'going'
                         and r.attending = 'in_person'
                         and not exists (select 1 from check_ins k
                                         where k.group_id = r.group_id
                                           and k.event_id = r.event_id
                                           and k.person_id = r.person_id
                                           and k.undone_at is null)
                       having exists (select 1 from check_ins k
                                      where k.group_id = $1 and k.event_id = $2
                                        and k.undone_at is null)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_optional(c).await)
}
