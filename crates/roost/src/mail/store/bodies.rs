use super::queue::BULK;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{BodyId, DeliveryId, GroupId, Moment};
use crate::mail::letter::Copied;
use crate::text;
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

/// Nothing is written if the group has a letter with the same key already.
pub async fn insert_copy(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    copy: &Copied,
) -> Result<()> {
    const SQL: &str = "insert into deliveries
            (group_id, id, kind, unique_key, person_id, recipient, recipient_folded, message_id,
             message, priority, state, attempts, next_at, last_error, created_at, body_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'queued', 0, $11, '', $11, $12)
        on conflict (group_id, unique_key) do nothing";
    let id = DeliveryId::new(at);
    let slip = serde_json::to_string(&copy.slip).expect("two strings");
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(copy.kind)
            .bind(&copy.unique_key)
            .bind(copy.person)
            .bind(&copy.to)
            .bind(text::fold_email(&copy.to))
            .bind(id.to_string())
            .bind(slip)
            .bind(BULK)
            .bind(at.now)
            .bind(copy.body)
    )?;
    tx.wake();
    Ok(())
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
