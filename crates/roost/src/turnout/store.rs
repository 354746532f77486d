use super::model::{Evening, LEAST_YES, MOST};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId};
use crate::{execute, on};

/// The last evenings in a room of which somebody knows how many came, the latest first.
pub async fn list_evenings(tx: &mut Tx<'_>, group: GroupId, now: Instant) -> Result<Vec<Evening>> {
    const SQL: &str = "with known as (
            select e.group_id, e.id, e.starts_at,
                   (select count(*) from rsvps r
                    where r.group_id = e.group_id and r.event_id = e.id
                      and r.state = 'going' and r.attending = 'in_person') as people,
                   (select cast(coalesce(sum(1 + r.guests), 0) as bigint) from rsvps r
                    where r.group_id = e.group_id and r.event_id = e.id
                      and r.state = 'going' and r.attending = 'in_person') as seats,
                   (select count(distinct c.person_id) from check_ins c
                    join rsvps r on r.group_id = c.group_id and r.event_id = c.event_id
                      and r.person_id = c.person_id
                    where c.group_id = e.group_id and c.event_id = e.id and c.undone_at is null
                      and r.state = 'going' and r.attending = 'in_person') as kept,
                   (select count(distinct c.person_id) from check_ins c
                    where c.group_id = e.group_id and c.event_id = e.id
                      and c.undone_at is null) as seen,
                   (select h.came from head_counts h
                    where h.group_id = e.group_id and h.event_id = e.id) as heads
            from events e
            where e.group_id = $1 and e.status = 'published' and e.ends_at <= $2
              and e.attendance_mode <> 'online'
              and (exists (select 1 from check_ins c
                           where c.group_id = e.group_id and c.event_id = e.id
                             and c.undone_at is null)
                   or exists (select 1 from head_counts h
                              where h.group_id = e.group_id and h.event_id = e.id)))
        select case when seen > 0 then people else seats end as yes,
               case when seen > 0 then kept when heads < seats then heads else seats end as came,
               case when seen > 0 then seen - kept end as walk_ins
        from known where people >= $3 order by starts_at desc, id desc limit $4";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(now).bind(LEAST_YES).bind(MOST)
        .fetch_all(c).await)
}

/// How many came to an event: whoever was checked in, else the heads that were counted; `None`:
/// nobody knows.
pub async fn count_came(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Option<i64>> {
    const SQL: &str = "select coalesce(
            (select nullif(count(distinct person_id), 0) from check_ins
             where group_id = $1 and event_id = $2 and undone_at is null),
            (select came from head_counts where group_id = $1 and event_id = $2))";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// How many were checked in at an event.
pub async fn count_seen(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(distinct person_id) from check_ins
                       where group_id = $1 and event_id = $2 and undone_at is null";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// How many came to each event that began between the two instants, both included, as far as
/// somebody knows.
pub async fn list_came(
    tx: &mut Tx<'_>,
    group: GroupId,
    (first, last): (Instant, Instant),
) -> Result<Vec<(EventId, i64)>> {
    const SQL: &str = "with known as (
            select e.id, coalesce(
                (select nullif(count(distinct c.person_id), 0) from check_ins c
                 where c.group_id = e.group_id and c.event_id = e.id and c.undone_at is null),
                (select h.came from head_counts h
                 where h.group_id = e.group_id and h.event_id = e.id)) as came
            from events e
            where e.group_id = $1 and e.starts_at >= $2 and e.starts_at <= $3)
        select id, came from known where came is not null order by id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(first).bind(last).fetch_all(c).await)
}

/// The last count stands.
pub async fn save_heads(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, event): (GroupId, EventId),
    (came, by): (i64, PersonId),
) -> Result<()> {
    const SQL: &str = "insert into head_counts (group_id, event_id, came, counted_by, counted_at)
                       values ($1, $2, $3, $4, $5)
                       on conflict (group_id, event_id) do update
                       set came = excluded.came, counted_by = excluded.counted_by,
                           counted_at = excluded.counted_at";
    execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(event).bind(came).bind(by).bind(now)
    )?;
    Ok(())
}
