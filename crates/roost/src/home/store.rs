use super::model::EventRow;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId};
use crate::on;

macro_rules! select_rows {
    ($where:literal) => {
        concat!(
            "select e.id, g.slug as group_slug, g.name as group_name, e.slug, e.title, e.sentence,
                    e.status, e.zone, e.starts_at, e.ends_at, e.attendance_mode,
                    e.capacity + e.overbooked as capacity,
                    v.name as venue, v.address,
                    (select count(*) from rsvps r where r.group_id = e.group_id
                        and r.event_id = e.id and r.state = 'going') as going,
                    cast((select coalesce(sum(1 + r.guests), 0) from rsvps r
                          where r.group_id = e.group_id and r.event_id = e.id
                            and r.state in ('going', 'offered')
                            and r.attending = 'in_person') as bigint) as held,
                    (select count(*) from rsvps r where r.group_id = e.group_id
                        and r.event_id = e.id and r.state = 'waitlisted') as waiting
             from events e join groups g on g.id = e.group_id
             left join venues v on v.group_id = e.group_id and v.id = e.venue_id ",
            $where
        )
    };
}

pub(crate) use select_rows;

/// Events that are not over, the soonest first; those without a date are left out.
pub async fn list_coming(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    most: i64,
) -> Result<Vec<EventRow>> {
    const SQL: &str = select_rows!(
        "where e.group_id = $1 and e.status in ('published', 'cancelled') and e.ends_at > $2
         order by e.starts_at, e.id limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(most).fetch_all(c).await)
}

/// The event under its present address, unless it is a draft.
pub async fn find_public(tx: &mut Tx<'_>, group: GroupId, slug: &str) -> Result<Option<EventRow>> {
    const SQL: &str = select_rows!("where e.group_id = $1 and e.slug = $2 and e.status <> 'draft'");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(slug).fetch_optional(c).await)
}

/// Events that are over, the latest first, from after the one that a page ended with.
pub async fn list_past(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    after: (Instant, EventId),
    most: i64,
) -> Result<Vec<EventRow>> {
    const SQL: &str = select_rows!(
        "where e.group_id = $1 and e.status in ('published', 'cancelled') and e.ends_at <= $2
           and (e.starts_at < $3 or (e.starts_at = $3 and e.id < $4))
         order by e.starts_at desc, e.id desc limit $5"
    );
    let (starts_at, id) = after;
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(starts_at).bind(id).bind(most)
        .fetch_all(c).await)
}

/// How many published events are over.
pub async fn count_past(tx: &mut Tx<'_>, group: GroupId, now: Instant) -> Result<i64> {
    const SQL: &str = "select count(*) from events
                       where group_id = $1 and status = 'published' and ends_at <= $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(now).fetch_one(c).await)
}
