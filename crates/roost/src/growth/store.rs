use super::model::{LinkRow, SourceRow};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::GroupId;
use crate::on;
use jiff::civil::Date;

/// Who came to what: whoever was checked in, and where nobody was, whoever had said that she comes.
/// `$1` the group, `$2` now.
macro_rules! came {
    () => {
        "came as (
             select k.person_id, k.event_id, e.starts_at
             from check_ins k join events e on e.group_id = k.group_id and e.id = k.event_id
             where k.group_id = $1 and k.undone_at is null
             union
             select r.person_id, r.event_id, e.starts_at
             from rsvps r join events e on e.group_id = r.group_id and e.id = r.event_id
             where r.group_id = $1 and r.state = 'going' and e.status = 'published'
               and e.ends_at <= $2
               and not exists (select 1 from check_ins k
                               where k.group_id = e.group_id and k.event_id = e.id
                                 and k.undone_at is null))"
    };
}

/// How those came whose first evening began between `since` and now.
pub async fn list_sources(
    tx: &mut Tx<'_>,
    group: GroupId,
    (now, since): (Instant, Instant),
) -> Result<Vec<SourceRow>> {
    const SQL: &str = concat!(
        "with ",
        came!(),
        ", firsts as (select person_id, min(starts_at) as first_at, count(*) as times
                      from came group by person_id),
         told as (
             select f.times, l.person_id is not null as invited, l.outlet, w.heard
             from firsts f
             left join came_through w on w.group_id = $1 and w.person_id = f.person_id
                                     and w.came_at <= f.first_at
             left join invitation_links l on l.group_id = w.group_id and l.id = w.link_id
             where f.first_at >= $3)
         select invited, outlet, heard, count(*) as people,
                count(case when times > 1 then 1 end) as again
         from told group by invited, outlet, heard order by invited, outlet, heard"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(since).fetch_all(c).await)
}

/// What came of each link since `since`, those of which nothing is known left out.
pub async fn list_links(
    tx: &mut Tx<'_>,
    group: GroupId,
    (now, since, day): (Instant, Instant, Date),
) -> Result<Vec<LinkRow>> {
    const SQL: &str = concat!(
        "with ",
        came!(),
        ", through as (
             select w.link_id, w.person_id, count(c.event_id) as times
             from came_through w
             join rsvps r on r.group_id = w.group_id and r.event_id = w.event_id
                         and r.person_id = w.person_id and r.state <> 'declined'
                         and (r.confirmed_at is not null or r.by_hand)
             left join came c on c.person_id = w.person_id and c.starts_at >= w.came_at
             where w.group_id = $1 and w.link_id is not null and w.came_at >= $3
             group by w.link_id, w.person_id),
         brought as (
             select link_id, count(*) as said, count(case when times > 0 then 1 end) as came,
                    count(case when times > 1 then 1 end) as again
             from through group by link_id),
         seen as (
             select link_id, cast(sum(visits) as bigint) as visits from link_visits
             where group_id = $1 and day >= $4 group by link_id)
         select l.person_id, p.name as inviter, l.outlet, l.label, e.title,
                coalesce(s.visits, 0) as visits, coalesce(b.said, 0) as said,
                coalesce(b.came, 0) as came, coalesce(b.again, 0) as again
         from invitation_links l
         join events e on e.group_id = l.group_id and e.id = l.event_id
         left join people p on p.group_id = l.group_id and p.id = l.person_id
                           and p.erased_at is null
         left join brought b on b.link_id = l.id
         left join seen s on s.link_id = l.id
         where l.group_id = $1 and (b.link_id is not null or s.link_id is not null)
         order by l.made_at, l.id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(now).bind(since).bind(day.to_string())
        .fetch_all(c).await)
}

/// How many came through links and how many told how they had heard of the group, since it is kept,
/// with those of whom it is forgotten who.
pub async fn count_ever(tx: &mut Tx<'_>, group: GroupId) -> Result<(i64, i64)> {
    const SQL: &str = "
        with kept as (
            select w.link_id, w.heard from came_through w
            join rsvps r on r.group_id = w.group_id and r.event_id = w.event_id
                        and r.person_id = w.person_id and r.state <> 'declined'
                        and (r.confirmed_at is not null or r.by_hand)
            where w.group_id = $1)
        select coalesce((select cast(sum(former) as bigint) from invitation_links
                         where group_id = $1), 0)
                   + (select count(*) from kept where link_id is not null),
               coalesce((select member + search + list + other from former_ways
                         where group_id = $1), 0)
                   + (select count(*) from kept where heard is not null)";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_one(c).await)
}

/// How many came since `since` through somebody who gives lightning talks. Each is counted once, since
/// one way of hers is kept.
pub async fn count_through_speakers(
    tx: &mut Tx<'_>,
    group: GroupId,
    (now, since): (Instant, Instant),
) -> Result<i64> {
    const SQL: &str = concat!(
        "with ",
        came!(),
        " select count(distinct w.person_id) from came_through w
          join invitation_links l on l.group_id = w.group_id and l.id = w.link_id
          join came c on c.person_id = w.person_id and c.starts_at >= w.came_at
          where w.group_id = $1 and w.came_at >= $3
            and exists (select 1 from turns t
                        where t.group_id = w.group_id and t.person_id = l.person_id)"
    );
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(now).bind(since).fetch_one(c).await)
}
