use crate::accounts::model::{Account, SESSION, Session};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, SessionId};
use crate::{execute, on};

/// A session and whose it is.
#[derive(sqlx::FromRow)]
pub struct SignedIn {
    #[sqlx(flatten)]
    pub account: Account,
    pub session_id: SessionId,
    pub seen_at: Instant,
}

/// Who holds the cookie of this hash, unless its session has ended.
pub async fn find_signed_in(
    tx: &mut Tx<'_>,
    now: Instant,
    hash: &[u8; 32],
) -> Result<Option<SignedIn>> {
    const SQL: &str = "select a.id, a.name, a.pronouns, a.picture, a.zone, a.keeper,
                              s.id as session_id, s.seen_at
                       from sessions s join accounts a on a.id = s.account_id
                       where s.hash = $1 and s.expires_at > $2";
    on!(tx, c => sqlx::query_as(SQL).bind(&hash[..]).bind(now).fetch_optional(c).await)
}

/// The sessions that have not ended, the one seen last first.
pub async fn list_sessions(
    tx: &mut Tx<'_>,
    now: Instant,
    account: AccountId,
) -> Result<Vec<Session>> {
    const SQL: &str = "select id, account_id, agent, created_at, seen_at from sessions
                       where account_id = $1 and expires_at > $2 order by seen_at desc, id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).bind(now).fetch_all(c).await)
}

pub async fn insert_session(tx: &mut Tx<'_>, session: &Session, hash: &[u8; 32]) -> Result<()> {
    const SQL: &str = "insert into sessions
                           (hash, id, account_id, agent, created_at, seen_at, expires_at)
                       values ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&hash[..])
            .bind(session.id)
            .bind(session.account_id)
            .bind(&session.agent)
            .bind(session.created_at)
            .bind(session.seen_at)
            .bind(session.seen_at.after(SESSION))
    )?;
    Ok(())
}

/// Notes that the session was seen, from which on it lasts.
pub async fn update_session_seen(tx: &mut Tx<'_>, now: Instant, id: SessionId) -> Result<()> {
    const SQL: &str = "update sessions set seen_at = $1, expires_at = $2 where id = $3";
    execute!(
        tx,
        sqlx::query(SQL).bind(now).bind(now.after(SESSION)).bind(id)
    )?;
    Ok(())
}

/// Ends a session of the account; `false` if it has none of this id.
pub async fn delete_session(tx: &mut Tx<'_>, account: AccountId, id: SessionId) -> Result<bool> {
    const SQL: &str = "delete from sessions where account_id = $1 and id = $2";
    let deleted = execute!(tx, sqlx::query(SQL).bind(account).bind(id))?;
    Ok(deleted > 0)
}

/// Forgets the sessions that ended before `then`.
pub async fn delete_ended_sessions(tx: &mut Tx<'_>, then: Instant) -> Result<()> {
    const SQL: &str = "delete from sessions where expires_at < $1";
    execute!(tx, sqlx::query(SQL).bind(then))?;
    Ok(())
}
