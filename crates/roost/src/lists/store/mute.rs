use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId, SubscriptionId, ThreadId};
use crate::{execute, on};

/// Ends a thread for a subscriber. Twice is fine.
pub async fn insert_mute(
    tx: &mut Tx<'_>,
    (group, subscription): (GroupId, SubscriptionId),
    thread: ThreadId,
) -> Result<()> {
    const SQL: &str = "insert into muted_threads (group_id, subscription_id, thread_id)
                       values ($1, $2, $3)
                       on conflict (group_id, subscription_id, thread_id) do nothing";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(subscription).bind(thread))?;
    Ok(())
}

/// The thread comes again.
pub async fn remove_mute(
    tx: &mut Tx<'_>,
    (group, subscription): (GroupId, SubscriptionId),
    thread: ThreadId,
) -> Result<()> {
    const SQL: &str = "delete from muted_threads
                       where group_id = $1 and subscription_id = $2 and thread_id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(subscription).bind(thread))?;
    Ok(())
}

pub async fn is_muted(
    tx: &mut Tx<'_>,
    (group, subscription): (GroupId, SubscriptionId),
    thread: ThreadId,
) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from muted_threads
                           where group_id = $1 and subscription_id = $2 and thread_id = $3)";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(subscription).bind(thread)
        .fetch_one(c).await)
}

/// Whoever muted one thread muted the one that it is now a part of.
pub async fn copy_mutes(
    tx: &mut Tx<'_>,
    group: GroupId,
    (from, to): (ThreadId, ThreadId),
) -> Result<()> {
    const SQL: &str = "insert into muted_threads (group_id, subscription_id, thread_id)
                       select group_id, subscription_id, $3 from muted_threads
                       where group_id = $1 and thread_id = $2
                       on conflict (group_id, subscription_id, thread_id) do nothing";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(from).bind(to))?;
    Ok(())
}

/// Nobody mutes a thread any more that is no more.
pub async fn remove_mutes(tx: &mut Tx<'_>, group: GroupId, thread: ThreadId) -> Result<()> {
    const SQL: &str = "delete from muted_threads where group_id = $1 and thread_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(thread))?;
    Ok(())
}

/// Whether anybody on the list mutes anything.
pub async fn has_mutes(tx: &mut Tx<'_>, (group, list): (GroupId, ListId)) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from muted_threads m
                           join subscriptions s on s.group_id = m.group_id
                                               and s.id = m.subscription_id
                           where m.group_id = $1 and s.list_id = $2)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(list).fetch_one(c).await)
}

/// Those who mute the thread that a message stands in, or of which others have said that it does.
pub async fn list_muting(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    message_id: &str,
) -> Result<Vec<SubscriptionId>> {
    const SQL: &str = "select m.subscription_id from thread_messages t
                       join muted_threads m on m.group_id = t.group_id
                                           and m.thread_id = t.thread_id
                       where t.group_id = $1 and t.list_id = $2 and t.message_id = $3
                       order by m.subscription_id";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(list).bind(message_id)
        .fetch_all(c).await)
}
