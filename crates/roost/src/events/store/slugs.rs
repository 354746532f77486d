use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId};
use crate::{execute, on};

/// The present slug of the event that was once found under `old`.
pub async fn find_current_slug(
    tx: &mut Tx<'_>,
    group: GroupId,
    old: &str,
) -> Result<Option<String>> {
    const SQL: &str = "select e.slug from event_slugs s
                       join events e on e.group_id = s.group_id and e.id = s.event_id
                       where s.group_id = $1 and s.slug = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(old).fetch_optional(c).await)
}

/// Whether another event than `own` has or had this slug.
pub async fn is_slug_taken(
    tx: &mut Tx<'_>,
    group: GroupId,
    slug: &str,
    own: Option<EventId>,
) -> Result<bool> {
    const SQL: &str = "select count(*) from
           (select id from events where group_id = $1 and slug = $2
            union all
            select event_id from event_slugs where group_id = $1 and slug = $2) taken
         where $3 is null or id <> $3";
    let holders: i64 =
        on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(slug).bind(own).fetch_one(c).await)?;
    Ok(holders > 0)
}

/// Keeps an address that links already lead to.
pub async fn insert_old_slug(
    tx: &mut Tx<'_>,
    group: GroupId,
    slug: &str,
    event: EventId,
) -> Result<()> {
    const SQL: &str = "insert into event_slugs (group_id, slug, event_id) values ($1, $2, $3)
                       on conflict (group_id, slug) do nothing";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(slug).bind(event))?;
    Ok(())
}

/// Forgets an old address that its event takes up again.
pub async fn remove_old_slug(tx: &mut Tx<'_>, group: GroupId, slug: &str) -> Result<()> {
    const SQL: &str = "delete from event_slugs where group_id = $1 and slug = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(slug))?;
    Ok(())
}
