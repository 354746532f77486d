use crate::db::{Result, Tx};
use crate::on;

/// One sentence for each answer or event whose seats do not hold together.
pub async fn list_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let mut breaches: Vec<String> = on!(tx, c => sqlx::query_scalar(OVERFULL).fetch_all(c).await)?;
    let rows: Vec<String> = on!(tx, c => sqlx::query_scalar(ROWS).fetch_all(c).await)?;
    let places: Vec<String> = on!(tx, c => sqlx::query_scalar(PLACES).fetch_all(c).await)?;
    breaches.extend(rows);
    breaches.extend(places);
    Ok(breaches)
}

/// More seats are held than there are, unless the capacity was lowered below them. A change of
/// capacity whose job still waits has not been counted yet.
const OVERFULL: &str = "
    select 'event ' || e.slug || ' has more seats taken in the room than it has' from events e
    where coalesce(e.lowered_from, 0) < (
              select coalesce(sum(1 + r.guests), 0) from rsvps r
              where r.group_id = e.group_id and r.event_id = e.id
                and r.state in ('going', 'offered') and r.attending = 'in_person')
      and e.capacity + e.overbooked < (
              select coalesce(sum(1 + r.guests), 0) from rsvps r
              where r.group_id = e.group_id and r.event_id = e.id
                and r.state in ('going', 'offered') and r.attending = 'in_person')
      and not exists (select 1 from jobs j where j.group_id = e.group_id
                      and j.name = 'capacity_changed')
    union all
    select 'event ' || e.slug || ' has more places taken online than it has' from events e
    where coalesce(e.online_lowered_from, 0) < (
              select coalesce(sum(1 + r.guests), 0) from rsvps r
              where r.group_id = e.group_id and r.event_id = e.id
                and r.state in ('going', 'offered') and r.attending = 'online')
      and e.online_capacity < (
              select coalesce(sum(1 + r.guests), 0) from rsvps r
              where r.group_id = e.group_id and r.event_id = e.id
                and r.state in ('going', 'offered') and r.attending = 'online')
      and not exists (select 1 from jobs j where j.group_id = e.group_id
                      and j.name = 'capacity_changed')
    order by 1";

/// What a row says of itself.
const ROWS: &str = "
    select 'an offer of event ' || e.slug || ' has no end' from rsvps r
    join events e on e.group_id = r.group_id and e.id = r.event_id
    where r.state = 'offered' and (r.accept_by is null or r.offered_at is null)
    union all
    select 'a seat of event ' || e.slug || ' is held for somebody without an offer' from rsvps r
    join events e on e.group_id = r.group_id and e.id = r.event_id
    where r.state <> 'offered' and r.accept_by is not null
    union all
    select 'somebody waits for event ' || e.slug || ' without a place in line' from rsvps r
    join events e on e.group_id = r.group_id and e.id = r.event_id
    where r.state in ('offered', 'waitlisted') and r.waitlist_number is null
    union all
    select 'an answer to event ' || e.slug || ' brings fewer guests than none' from rsvps r
    join events e on e.group_id = r.group_id and e.id = r.event_id
    where r.guests < 0
    order by 1";

/// Places in line: each given once, and none beyond those that the event has given.
const PLACES: &str = "
    select 'event ' || e.slug || ' has given place ' || cast(r.waitlist_number as text) || ' twice'
    from rsvps r join events e on e.group_id = r.group_id and e.id = r.event_id
    where r.waitlist_number is not null
    group by e.group_id, e.id, e.slug, r.waitlist_number having count(*) > 1
    union all
    select 'event ' || e.slug || ' has somebody in line beyond the places that it has given'
    from rsvps r join events e on e.group_id = r.group_id and e.id = r.event_id
    where r.waitlist_number > e.waitlist_numbers
    order by 1";
