//! How a server learns what others have written to the same database.
//!
//! On PostgreSQL other nodes write too, so each transaction notes the groups that it wrote. On
//! SQLite only the command line does, and the engine itself counts such writes. Either is polled,
//! so a page is at most one second behind. A transaction that hurries notifies the others besides,
//! on PostgreSQL: a hint to poll now, which may get lost.

use super::{Db, Engine, Pool, Result, Tx};
use crate::ids::GroupId;
use crate::{execute, on};
use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// What servers listen to.
const CHANNEL: &str = "roost";

/// The pause before a lost connection is opened again.
const AGAIN: Duration = Duration::from_secs(5);

const POLL: Duration = Duration::from_secs(1);

/// Nodes' clocks may differ and transactions take time, so each poll looks back a little further.
const OVERLAP_MICROS: i64 = 30_000_000;

/// Rows of this transaction that other nodes read. On SQLite there is nobody to tell.
pub(super) async fn note_written(tx: &mut Tx<'_>) -> Result<()> {
    if matches!(tx.engine, Engine::Sqlite(_)) {
        return Ok(());
    }
    // Groups are noted in the order of their ids, so that two transactions cannot wait for each other.
    for group in tx.written().clone() {
        const SQL: &str = "insert into group_versions (group_id, version, changed_at)
             values ($1, 1, cast(extract(epoch from clock_timestamp()) * 1000000 as bigint))
             on conflict (group_id) do update
             set version = group_versions.version + 1, changed_at = excluded.changed_at";
        execute!(tx, sqlx::query(SQL).bind(group))?;
    }
    if tx.hurries() {
        const SQL: &str = "select pg_notify($1, '')";
        execute!(tx, sqlx::query(SQL).bind(CHANNEL))?;
    }
    Ok(())
}

impl Db {
    /// Makes pages stale that another program wrote, once a second, for ever.
    pub async fn watch_for_other_writers(self) {
        let mut seen = Seen::default();
        let hints = Arc::new(Notify::new());
        let _listening = match &self.pool {
            Pool::Postgres(pool) => Some(Listening::start(pool, &hints)),
            Pool::Sqlite { .. } => None,
        };
        loop {
            tokio::select! {
                () = tokio::time::sleep(POLL) => {}
                () = hints.notified() => {}
            }
            if let Err(error) = self.look_for_other_writers(&mut seen).await {
                // Pages may be stale while the database cannot be asked, so none is kept.
                self.versions.raise_all();
                tracing::warn!(%error, "could not learn what others have written");
            }
        }
    }

    async fn look_for_other_writers(&self, seen: &mut Seen) -> Result<()> {
        if let Pool::Sqlite { writer, .. } = &self.pool {
            // The writer's own commits do not change this number, another connection's do.
            let version = sqlx::query_scalar("pragma data_version")
                .fetch_one(writer)
                .await?;
            if seen
                .data_version
                .replace(version)
                .is_some_and(|last| last != version)
            {
                self.versions.raise_all();
            }
            return Ok(());
        }
        const SQL: &str = "select group_id, version, changed_at from group_versions
                           where changed_at > $1 order by changed_at, group_id";
        let mut tx = self.read().await?;
        let since = seen.changed_at - OVERLAP_MICROS;
        let rows: Vec<(GroupId, i64, i64)> =
            on!(tx, c => sqlx::query_as(SQL).bind(since).fetch_all(c).await)?;
        let mut stale = BTreeSet::new();
        for (group, version, changed_at) in rows {
            if seen.versions.insert(group, version) != Some(version) {
                stale.insert(group);
            }
            seen.changed_at = seen.changed_at.max(changed_at);
        }
        self.versions.raise(&stale);
        Ok(())
    }
}

/// A task that hears what others notify, on a connection of its own, until this is dropped.
struct Listening(tokio::task::JoinHandle<()>);

impl Listening {
    fn start(pool: &PgPool, hints: &Arc<Notify>) -> Listening {
        let options = pool.connect_options().as_ref().clone();
        let own = PgPoolOptions::new().max_connections(1);
        let (own, hints) = (own.connect_lazy_with(options), Arc::clone(hints));
        Listening(tokio::spawn(async move {
            loop {
                if let Err(error) = listen(&own, &hints).await {
                    tracing::debug!(%error, "other servers are heard by polling alone");
                }
                tokio::time::sleep(AGAIN).await;
            }
        }))
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn listen(own: &PgPool, hints: &Notify) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(own).await?;
    listener.listen(CHANNEL).await?;
    loop {
        listener.recv().await?;
        hints.notify_one();
    }
}

#[derive(Default)]
struct Seen {
    /// SQLite: the number as last read.
    data_version: Option<i64>,
    /// PostgreSQL: the versions as last read, and the newest change among them.
    versions: HashMap<GroupId, i64>,
    changed_at: i64,
}
