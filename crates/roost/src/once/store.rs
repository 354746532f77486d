use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, GroupId};
use crate::{execute, on};

/// Where the form with this key led the first time; `None`: this is the first time. Waits for
/// whoever holds the key in a transaction that is not over.
pub async fn claim(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    (account, key): (AccountId, &str),
) -> Result<Option<String>> {
    const SQL: &str = "insert into idempotency_keys (group_id, account_id, key, location, created_at)
                       values ($1, $2, $3, '', $4) on conflict (group_id, account_id, key) do nothing";
    const FIND: &str = "select location from idempotency_keys
                        where group_id = $1 and account_id = $2 and key = $3";
    let claimed = execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(account)
            .bind(key)
            .bind(now)
    )?;
    if claimed == 1 {
        return Ok(None);
    }
    on!(tx, c => sqlx::query_scalar(FIND)
        .bind(group).bind(account).bind(key)
        .fetch_optional(c).await)
}

pub async fn save_location(
    tx: &mut Tx<'_>,
    group: GroupId,
    (account, key): (AccountId, &str),
    location: &str,
) -> Result<()> {
    const SQL: &str = "update idempotency_keys set location = $4
                       where group_id = $1 and account_id = $2 and key = $3";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(account)
            .bind(key)
            .bind(location)
    )?;
    Ok(())
}

pub async fn delete_key(
    tx: &mut Tx<'_>,
    group: GroupId,
    (account, key): (AccountId, &str),
) -> Result<()> {
    const SQL: &str = "delete from idempotency_keys
                       where group_id = $1 and account_id = $2 and key = $3";
    execute!(tx, sqlx::query(SQL).bind(group).bind(account).bind(key))?;
    Ok(())
}

/// Those of forms that were sent before `then`.
pub async fn delete_keys_before(tx: &mut Tx<'_>, then: Instant) -> Result<()> {
    const SQL: &str = "delete from idempotency_keys where created_at < $1";
    execute!(tx, sqlx::query(SQL).bind(then))?;
    Ok(())
}
