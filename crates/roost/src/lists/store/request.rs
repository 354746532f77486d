use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId, ListRequestId, Moment};
use crate::{execute, on};

/// What somebody asked for from an address that may not be theirs.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Request {
    pub group_id: GroupId,
    pub id: ListRequestId,
    pub list_id: ListId,
    pub email: String,
    /// Empty: it was not said.
    pub name: String,
}

pub async fn insert_request(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, list): (GroupId, ListId),
    (email, name): (&str, &str),
    limit_key: &str,
) -> Result<ListRequestId> {
    const SQL: &str = "insert into list_requests (group_id, id, list_id, email, name, limit_key,
                                                  asked_at)
                       values ($1, $2, $3, $4, $5, $6, $7)";
    let id = ListRequestId::new(at);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(list)
            .bind(email)
            .bind(name)
            .bind(limit_key)
            .bind(at.now)
    )?;
    Ok(id)
}

pub async fn find_request(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: ListRequestId,
) -> Result<Option<Request>> {
    const SQL: &str = "select group_id, id, list_id, email, name from list_requests
                       where group_id = $1 and id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// How often a mailbox was written to since each of two instants, over all groups.
pub async fn count_requests(
    tx: &mut Tx<'_>,
    limit_key: &str,
    (lately, long): (Instant, Instant),
) -> Result<(i64, i64)> {
    const SQL: &str = "select coalesce(sum(case when asked_at > $2 then 1 else 0 end), 0), count(*)
                       from list_requests where limit_key = $1 and asked_at > $3";
    on!(tx, c => sqlx::query_as(SQL).bind(limit_key).bind(lately).bind(long).fetch_one(c).await)
}

/// Forgets requests from before `then`, at most so many.
pub async fn delete_requests(tx: &mut Tx<'_>, then: Instant, most: i64) -> Result<u64> {
    const SQL: &str = "delete from list_requests where (group_id, id) in (
                           select group_id, id from list_requests where asked_at < $1
                           order by asked_at limit $2)";
    execute!(tx, sqlx::query(SQL).bind(then).bind(most))
}
