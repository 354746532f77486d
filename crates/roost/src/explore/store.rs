use super::model::{GroupRow, Popular, Search};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::home::{EventRow, select_rows};
use crate::on;

/// Open groups that are looked for: those with the next event first, those without one by name.
pub async fn list_groups(
    tx: &mut Tx<'_>,
    now: Instant,
    search: &Search,
    most: i64,
) -> Result<Vec<GroupRow>> {
    const SQL: &str = r"
        select g.slug, g.name, g.sentence, g.city, g.zone,
               (select count(*) from memberships m where m.group_id = g.id) as members,
               (select min(e.starts_at) from events e where e.group_id = g.id
                   and e.status = 'published' and e.starts_at > $1) as next_at
        from groups g
        where g.state = 'open'
          and (g.sort_key like $2 escape '\' or exists (
               select 1 from group_topics t
               where t.group_id = g.id and t.folded like $2 escape '\'))
          and coalesce(g.latitude, 0) between $3 and $4
          and coalesce(g.longitude, 0) between $5 and $6
        order by next_at nulls last, g.sort_key, g.id limit $7";
    let area = search.area;
    on!(tx, c => sqlx::query_as(SQL).bind(now).bind(&search.pattern)
        .bind(area.south).bind(area.north).bind(area.west).bind(area.east).bind(most)
        .fetch_all(c).await)
}

/// Published events of the groups that are looked for, until `until`, the soonest first.
pub async fn list_events(
    tx: &mut Tx<'_>,
    (now, until): (Instant, Instant),
    search: &Search,
    most: i64,
) -> Result<Vec<EventRow>> {
    const SQL: &str = select_rows!(
        r"where e.status = 'published' and e.ends_at > $1 and e.starts_at < $2
          and g.state = 'open'
          and (g.sort_key like $3 escape '\' or exists (
               select 1 from group_topics t
               where t.group_id = g.id and t.folded like $3 escape '\'))
          and coalesce(g.latitude, 0) between $4 and $5
          and coalesce(g.longitude, 0) between $6 and $7
        order by e.starts_at, e.id limit $8"
    );
    let area = search.area;
    on!(tx, c => sqlx::query_as(SQL).bind(now).bind(until).bind(&search.pattern)
        .bind(area.south).bind(area.north).bind(area.west).bind(area.east).bind(most)
        .fetch_all(c).await)
}

/// The topics that most open groups have.
pub async fn list_popular(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Popular>> {
    const SQL: &str = "select t.folded, min(t.topic) as topic from group_topics t
                       join groups g on g.id = t.group_id and g.state = 'open'
                       group by t.folded order by count(*) desc, t.folded limit $1";
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

/// The address of the only open group; `None` if there are none or several.
pub async fn find_only_group(tx: &mut Tx<'_>) -> Result<Option<String>> {
    const SQL: &str = "select slug from groups where state = 'open' order by slug limit 2";
    let slugs: Vec<String> = on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)?;
    let [only] = slugs.as_slice() else {
        return Ok(None);
    };
    Ok(Some(only.clone()))
}
