use super::model::{Answered, GroupRow, NextRow};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::{Event, select_events};
use crate::ids::AccountId;
use crate::on;
use crate::venues::Venue;

/// Where an account goes or wants to go, the soonest first; what has no date yet comes last.
pub async fn list_next(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Instant,
    most: i64,
) -> Result<Vec<NextRow>> {
    const SQL: &str = "
        select g.slug as group_slug, g.name as group_name, e.slug, e.title, e.status, e.zone,
               e.starts_at, v.name as venue, r.state
        from people p
        join rsvps r on r.group_id = p.group_id and r.person_id = p.id
        join events e on e.group_id = r.group_id and e.id = r.event_id
        join groups g on g.id = r.group_id
        left join venues v on v.group_id = e.group_id and v.id = e.venue_id
        where p.account_id = $1 and r.state <> 'declined'
          and (e.status = 'postponed' or e.status = 'published' and e.ends_at > $2)
        order by case e.status when 'published' then 0 else 1 end, e.starts_at, e.id limit $3";
    on!(tx, c => sqlx::query_as(SQL).bind(account).bind(now).bind(most).fetch_all(c).await)
}

/// The groups that an account belongs to, those that she organizes first.
pub async fn list_groups(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<GroupRow>> {
    const SQL: &str = "
        select g.slug, g.name, g.sentence, g.city, m.role
        from people p
        join memberships m on m.group_id = p.group_id and m.person_id = p.id
        join groups g on g.id = p.group_id
        where p.account_id = $1
        order by case m.role when 'member' then 1 else 0 end, g.sort_key, g.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// The events that an account said yes to, or waits for, in every group, latest first.
pub async fn list_answered_events(
    tx: &mut Tx<'_>,
    account: AccountId,
    most: i64,
) -> Result<Vec<Event>> {
    const SQL: &str = select_events!(
        "where status <> 'draft' and (group_id, id) in (
             select r.group_id, r.event_id from people p
             join rsvps r on r.group_id = p.group_id and r.person_id = p.id
             where p.account_id = $1 and r.state <> 'declined')
         order by starts_at desc, id desc limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(account).bind(most).fetch_all(c).await)
}

/// What an account said to them.
pub async fn list_answers(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Answered>> {
    const SQL: &str = "
        select r.event_id, r.state, r.answered_at, r.offered_at, r.transitions
        from people p
        join rsvps r on r.group_id = p.group_id and r.person_id = p.id
        where p.account_id = $1 and r.state <> 'declined'
        order by r.event_id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Where the groups that know an account meet.
pub async fn list_venues(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Venue>> {
    const SQL: &str = "
        select v.group_id, v.id, v.name, v.address, v.room, v.way_in, v.step_free, v.latitude,
               v.longitude, v.created_at
        from people p
        join venues v on v.group_id = p.group_id
        where p.account_id = $1 order by v.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}
