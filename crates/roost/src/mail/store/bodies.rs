use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{BodyId, GroupId};
use crate::{execute, on};

/// Keeps what copies have in common.
pub async fn insert_body(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, id): (GroupId, BodyId),
    bytes: &[u8],
) -> Result<()> {
    const SQL: &str = "insert into mail_bodies (group_id, id, bytes, created_at)
                       values ($1, $2, $3, $4) on conflict (group_id, id) do nothing";
    execute!(
        tx,
        sqlx::query(SQL).bind(group).bind(id).bind(bytes).bind(now)
    )?;
    Ok(())
}

/// # Errors
/// Also if there is none: a body outlives its copies.
pub async fn find_body(tx: &mut Tx<'_>, group: GroupId, id: BodyId) -> Result<Vec<u8>> {
    const SQL: &str = "select bytes from mail_bodies where group_id = $1 and id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(id).fetch_one(c).await)
}

/// Deletes what no copy needs any more and was kept before `then`, at most so much.
pub async fn delete_bodies(tx: &mut Tx<'_>, then: Instant, most: i64) -> Result<u64> {
    const SQL: &str = "delete from mail_bodies where (group_id, id) in (
                           select b.group_id, b.id from mail_bodies b
                           where b.created_at < $1
                             and not exists (select 1 from deliveries d
                                             where d.group_id = b.group_id and d.body_id = b.id
                                               and d.state = 'queued')
                           order by b.created_at limit $2)";
    execute!(tx, sqlx::query(SQL).bind(then).bind(most))
}
