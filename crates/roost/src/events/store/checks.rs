use crate::db::{Result, Tx};
use crate::on;

/// One sentence for each event that does not hold together.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'event ' || slug || ' ends before it starts' from events where ends_at <= starts_at
        union all
        select 'event ' || slug || ' is published without an instant' from events
        where status = 'published' and published_at is null
        union all
        select 'event ' || slug || ' has a capacity that is none' from events
        where capacity < 1 or online_capacity < 1
        union all
        select 'event ' || slug || ' gives seats over a room without a limit' from events
        where overbooked > 0 and capacity is null
        union all
        select 'event slug ' || s.slug || ' leads to two events' from event_slugs s
        join events e on e.group_id = s.group_id and e.slug = s.slug
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
