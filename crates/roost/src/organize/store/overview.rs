use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId};
use crate::on;
use crate::organize::model::NextEvent;

/// Drafts too.
pub async fn find_next_event(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
) -> Result<Option<NextEvent>> {
    const SQL: &str = "select e.id, e.slug, e.title, e.starts_at, e.zone, e.status,
            e.capacity + e.overbooked as capacity,
            (select coalesce(cast(sum(1 + r.guests) as bigint), 0) from rsvps r
             where r.group_id = e.group_id and r.event_id = e.id
               and r.state in ('going', 'offered')) as taken,
            (select count(*) from rsvps r
             where r.group_id = e.group_id and r.event_id = e.id
               and r.state = 'waitlisted') as waiting,
            e.venue_id is not null or e.attendance_mode = 'online' as has_place,
            exists (select 1 from agenda_lines l
                    where l.group_id = e.group_id and l.event_id = e.id) as has_agenda,
            e.description <> '' as has_description,
            exists (select 1 from announcements n
                    where n.group_id = e.group_id and n.event_id = e.id) as is_announced
        from events e
        where e.group_id = $1 and e.status in ('draft', 'published') and e.ends_at > $2
        order by e.starts_at, e.id limit 1";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).fetch_optional(c).await)
}

/// Somebody who comes often and does not organize.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Regular {
    pub id: PersonId,
    pub name: String,
    pub picture: Option<String>,
    pub times: i64,
    pub last_at: Instant,
}

/// Those who came most often since `since`, at least twice, and have no invitation that is open.
pub async fn list_regulars(
    tx: &mut Tx<'_>,
    group: GroupId,
    (since, now): (Instant, Instant),
    most: i64,
) -> Result<Vec<Regular>> {
    const SQL: &str = "select p.id, p.name, c.picture, count(*) as times, max(e.ends_at) as last_at
        from events e
        join rsvps r on r.group_id = e.group_id and r.event_id = e.id and r.state = 'going'
        join people p on p.group_id = r.group_id and p.id = r.person_id
        left join accounts c on c.id = p.account_id
        left join memberships m on m.group_id = p.group_id and m.person_id = p.id
        where e.group_id = $1 and e.status = 'published' and e.starts_at >= $2 and e.ends_at <= $3
          and p.left_at is null and p.banned_at is null and p.erased_at is null
          and p.address_id is not null and p.ground <> 'event_only'
          and (m.role is null or m.role = 'member')
          and not exists (select 1 from invitations i
                          where i.group_id = p.group_id and i.address_id = p.address_id
                            and (i.answer = 'declined'
                                 or (i.answer is null and i.expires_at > $3)))
        group by p.id, p.name, p.sort_key, c.picture
        having count(*) >= 2
        order by times desc, last_at desc, p.sort_key, p.id limit $4";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(since).bind(now).bind(most)
        .fetch_all(c).await)
}

/// What the overview counts.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Numbers {
    pub members: i64,
    /// Members who joined since `since`.
    pub new_members: i64,
    /// Events that are over and ended since `since`.
    pub events: i64,
    /// Published events that are not over.
    pub coming: i64,
    pub drafts: i64,
}

pub async fn find_numbers(
    tx: &mut Tx<'_>,
    group: GroupId,
    (since, now): (Instant, Instant),
) -> Result<Numbers> {
    const SQL: &str = "select
        (select count(*) from memberships where group_id = $1) as members,
        (select count(*) from memberships where group_id = $1 and joined_at >= $2) as new_members,
        (select count(*) from events where group_id = $1 and status = 'published'
           and ends_at > $2 and ends_at <= $3) as events,
        (select count(*) from events where group_id = $1 and status = 'published'
           and ends_at > $3) as coming,
        (select count(*) from events where group_id = $1 and status = 'draft') as drafts";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(since).bind(now).fetch_one(c).await)
}

/// The last event that is over, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LastEvent {
    pub id: EventId,
    pub title: String,
    pub slug: String,
    /// People who said that they come.
    pub going: i64,
    /// Those of them who had not come to any event before.
    pub first_timers: i64,
}

pub async fn find_last_event(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
) -> Result<Option<LastEvent>> {
    const SQL: &str = "with last_one as (
            select id, title, slug, starts_at from events
            where group_id = $1 and status = 'published' and ends_at <= $2
            order by starts_at desc, id desc limit 1)
        select l.id, l.title, l.slug,
            (select count(*) from rsvps r
             where r.group_id = $1 and r.event_id = l.id and r.state = 'going') as going,
            (select count(*) from rsvps r
             where r.group_id = $1 and r.event_id = l.id and r.state = 'going'
               and not exists (select 1 from rsvps o
                               join events e on e.group_id = o.group_id and e.id = o.event_id
                               where o.group_id = $1 and o.person_id = r.person_id
                                 and o.state = 'going' and e.status = 'published'
                                 and e.starts_at < l.starts_at)) as first_timers
        from last_one l";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).fetch_optional(c).await)
}

/// Announcements since `since` of which some copies could not be delivered.
pub async fn count_failed_announcements(
    tx: &mut Tx<'_>,
    group: GroupId,
    since: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(*) from announcements n
        where n.group_id = $1 and n.created_at >= $2
          and exists (select 1 from deliveries d
                      where d.group_id = n.group_id and d.announcement_id = n.id
                        and d.state = 'failed')";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(since).fetch_one(c).await)
}
