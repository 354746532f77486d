//! Answers to the two questions. No statement here makes a kept page stale or notes a time: the
//! transaction that writes an answer leaves no other trace.

use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{BatchId, EventId, FeedbackId, GroupId};
use crate::recap::model::{BatchEvening, Mood, Told};
use crate::{execute, for_update, on};

pub async fn insert_feedback(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    id: FeedbackId,
    (mood, wish): (Mood, &str),
) -> Result<()> {
    const SQL: &str = "insert into feedback (group_id, id, event_id, mood, wish)
                       values ($1, $2, $3, $4, $5)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(event)
            .bind(mood)
            .bind(wish)
    )?;
    Ok(())
}

/// Answers about an event that are in no batch yet.
pub async fn count_waiting(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(*) from feedback
                       where group_id = $1 and event_id = $2 and batch_id is null";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// Whatever waits of an event belongs to the batch from now on.
pub async fn save_batch(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    batch: BatchId,
) -> Result<()> {
    const SQL: &str = "update feedback set batch_id = $3
                       where group_id = $1 and event_id = $2 and batch_id is null";
    execute!(tx, sqlx::query(SQL).bind(group).bind(event).bind(batch))?;
    Ok(())
}

/// Holds the events of which answers wait, so that of two who pool them the second sees what the
/// first did.
pub async fn lock_left(tx: &mut Tx<'_>, group: GroupId) -> Result<()> {
    let sql = for_update!(
        tx,
        "select id from events where group_id = $1
           and exists (select 1 from feedback f
                       where f.group_id = events.group_id and f.event_id = events.id
                         and f.batch_id is null)
         order by id"
    );
    let _: Vec<EventId> = on!(tx, c => sqlx::query_scalar(sql).bind(group).fetch_all(c).await)?;
    Ok(())
}

/// How many answers wait of each event whose questions were asked at `then` or before, the oldest
/// event first.
pub async fn list_left(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
) -> Result<Vec<(EventId, i64)>> {
    const SQL: &str = "select f.event_id, count(*) from feedback f
                       join events e on e.group_id = f.group_id and e.id = f.event_id
                       where f.group_id = $1 and f.batch_id is null
                         and not exists (select 1 from announcements n
                                         where n.group_id = f.group_id
                                           and n.event_id = f.event_id
                                           and n.asks_feedback and n.created_at > $2)
                       group by f.event_id, e.starts_at order by e.starts_at, f.event_id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(then).fetch_all(c).await)
}

/// The answers of every batch. Their keys are drawn by chance, so that is their order too.
pub async fn list_told(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Told>> {
    const SQL: &str = "select batch_id, mood, wish from feedback
                       where group_id = $1 and batch_id is not null order by id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Of which evenings each batch has answers, the last evening first.
pub async fn list_batch_evenings(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<BatchEvening>> {
    const SQL: &str = "select f.batch_id, e.title, e.slug from feedback f
                       join events e on e.group_id = f.group_id and e.id = f.event_id
                       where f.group_id = $1 and f.batch_id is not null
                       group by f.batch_id, e.id, e.title, e.slug, e.starts_at
                       order by e.starts_at desc, e.id, f.batch_id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}
