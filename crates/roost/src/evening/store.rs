use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::Wall;
use crate::groups::Group;
use crate::on;

/// A public evening of another group in the same city.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Near {
    pub group_slug: String,
    pub group_name: String,
    pub slug: String,
    pub title: String,
    pub starts_wall: Wall,
}

/// What other groups of the city have announced between two instants, the soonest first.
pub async fn list_near(
    tx: &mut Tx<'_>,
    group: &Group,
    (from, to): (Instant, Instant),
    most: i64,
) -> Result<Vec<Near>> {
    const SQL: &str = "select g.slug as group_slug, g.name as group_name, e.slug, e.title,
                              e.starts_wall
                       from groups g
                       join events e on e.group_id = g.id and e.status = 'published'
                       where g.city = $1 and g.country = $2 and g.id <> $3 and g.state = 'open'
                         and e.starts_at >= $4 and e.starts_at < $5
                       order by e.starts_at, e.id limit $6";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(&group.city)
        .bind(&group.country)
        .bind(group.id)
        .bind(from)
        .bind(to)
        .bind(most)
        .fetch_all(c)
        .await)
}
