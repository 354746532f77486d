use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, PostId, SubscriptionId};
use crate::{execute, on};

/// Keeps a post for a subscriber's next digest. Twice is fine.
pub async fn insert_waiting(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, subscription): (GroupId, SubscriptionId),
    post: PostId,
) -> Result<()> {
    const SQL: &str = "insert into waiting_posts (group_id, subscription_id, post_id, added_at)
                       values ($1, $2, $3, $4)
                       on conflict (group_id, subscription_id, post_id) do nothing";
    execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(subscription).bind(post).bind(now)
    )?;
    Ok(())
}

/// An open group with posts that wait for digests.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DigestGroup {
    pub group_id: GroupId,
    pub zone: String,
    /// When the first of them went out.
    pub since: Instant,
}

pub async fn list_digest_groups(tx: &mut Tx<'_>) -> Result<Vec<DigestGroup>> {
    const SQL: &str = "select g.id as group_id, g.zone, w.since
        from groups g
        join (select group_id, min(added_at) as since from waiting_posts group by group_id) w
          on w.group_id = g.id
        where g.state = 'open' order by g.id";
    on!(tx, c => sqlx::query_as(SQL).fetch_all(c).await)
}

/// What waits for somebody, in the order in which it was posted, at most so many.
pub async fn list_waiting(
    tx: &mut Tx<'_>,
    (group, subscription): (GroupId, SubscriptionId),
    most: i64,
) -> Result<Vec<PostId>> {
    const SQL: &str = "select post_id from waiting_posts
                       where group_id = $1 and subscription_id = $2
                       order by added_at, post_id limit $3";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(subscription).bind(most)
        .fetch_all(c).await)
}

/// One post waits no more.
pub async fn remove_waiting(
    tx: &mut Tx<'_>,
    (group, subscription): (GroupId, SubscriptionId),
    post: PostId,
) -> Result<()> {
    const SQL: &str = "delete from waiting_posts
                       where group_id = $1 and subscription_id = $2 and post_id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(subscription).bind(post))?;
    Ok(())
}

/// Nothing waits for somebody any more.
pub async fn remove_all_waiting(
    tx: &mut Tx<'_>,
    (group, subscription): (GroupId, SubscriptionId),
) -> Result<()> {
    const SQL: &str = "delete from waiting_posts where group_id = $1 and subscription_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(subscription))?;
    Ok(())
}

/// Forgets what has waited since before `then`: its group is closed, or it never got into the archive.
pub async fn forget_waiting(tx: &mut Tx<'_>, then: Instant) -> Result<()> {
    const SQL: &str = "delete from waiting_posts where added_at < $1";
    execute!(tx, sqlx::query(SQL).bind(then))?;
    Ok(())
}
