use super::model::{GroupRow, NextRow};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::AccountId;
use crate::on;

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
