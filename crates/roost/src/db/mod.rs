//! The database: SQLite by default, PostgreSQL when the address says so, one SQL text for both.
//!
//! What always holds:
//! - Everything that is written goes through [`Db::write`], in one transaction that may run again;
//!   so nothing outside the database happens within it.
//! - On SQLite there is one writer at a time, and it holds the write lock from its first statement.
//!   On PostgreSQL a writer locks the rows that it decides on, with [`crate::for_update!`].
//! - What [`Db::read`] returns sees one state of the database throughout; the engine refuses its
//!   writes, and nobody can commit it.
mod error;
mod text;
pub mod tables;
mod versions;
mod shelf;
mod tx;
mod watch;
mod open;

pub use error::{Error, Result};
pub use shelf::Keep;
pub use tx::{BindAll, Engine, Held, Tx, Work, note_statement};
#[cfg(debug_assertions)]
pub use tx::{record_statements, recorded_statements, statements};
pub use versions::{Version, Versions};

use crate::clock::Instant;
use shelf::Shelf;
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::{Receiver, Sender};

/// How often a transaction is repeated after losing against another one.
const REPEATS: u32 = 3;

/// The pause before the first repeat; each later one is as much longer. A lost transaction's rival
/// has usually committed by then.
const PAUSE: Duration = Duration::from_millis(20);

#[derive(Clone)]
pub struct Db {
    pool: Pool,
    versions: Arc<Versions>,
    shelf: Arc<Shelf>,
    /// Changes when a commit has left work behind.
    work: Sender<()>,
}

#[derive(Clone)]
enum Pool {
    /// `writer` has exactly one connection: waiting for it in the pool never fails with "busy".
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

impl Db {
    /// What pages are kept under. Raised by [`Db::write`] before it returns.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    /// The value that was kept under this name, if it still reads the same.
    pub fn find_kept<T: Any + Send + Sync>(&self, name: &str, now: Instant) -> Option<Arc<T>> {
        self.shelf.find(&self.versions, name, now)
    }

    /// Keeps a value that holds nothing of a visitor, unless its name says of whom.
    ///
    /// `version` was taken before its first row was read, so that a write in between makes it stale.
    pub fn keep<T: Any + Send + Sync>(
        &self,
        name: String,
        keep: Keep,
        version: Version,
        value: T,
    ) -> Arc<T> {
        let value = Arc::new(value);
        let kept = (keep, version);
        self.shelf
            .put(&self.versions, name, kept, Arc::clone(&value));
        value
    }

    /// Changes after each commit that left work behind, on this server only: a hint, never a promise.
    pub fn work(&self) -> Receiver<()> {
        self.work.subscribe()
    }

    /// One unchanging view of the database, until the guard is dropped. Drop it before writing: on
    /// PostgreSQL both hold a connection of one pool, and readers who wait to write would empty it.
    ///
    /// # Errors
    /// If no connection is to be had.
    pub async fn read(&self) -> Result<Tx<'static>> {
        Ok(Tx::new(match &self.pool {
            Pool::Sqlite { readers, .. } => {
                Engine::Sqlite(Held::Transaction(readers.begin().await?))
            }
            Pool::Postgres(pool) => {
                let begin = "begin isolation level repeatable read read only";
                Engine::Postgres(Held::Transaction(pool.begin_with(begin).await?))
            }
        }))
    }

    /// For one statement, or for several that need not see the same state.
    ///
    /// On SQLite it saves the two others that begin and end a transaction: each is a message to
    /// another thread and its answer, and costs as much as a small query. On PostgreSQL it is
    /// [`Db::read`], since only a transaction is refused its writes there.
    ///
    /// # Errors
    /// If no connection is to be had.
    pub async fn glance(&self) -> Result<Tx<'static>> {
        match &self.pool {
            Pool::Sqlite { readers, .. } => {
                let connection = Held::Connection(readers.acquire().await?);
                Ok(Tx::new(Engine::Sqlite(connection)))
            }
            Pool::Postgres(_) => self.read().await,
        }
    }

    /// Runs `work` in a transaction and commits it, or rolls it back if it fails.
    ///
    /// Repeats it, up to three times, when another transaction was in the way. A refusal is a value
    /// and commits, so an action refuses before it writes.
    ///
    /// `'a` is what `work` may borrow from its caller: `Tx<'a>` tells the compiler that it outlives
    /// every attempt. What the future takes must be `Copy`, a reference for instance, since the
    /// closure may run again.
    ///
    /// # Errors
    /// What `work` failed with, or the database.
    pub async fn write<'a, T, F>(&self, mut work: F) -> anyhow::Result<T>
    where
        F: for<'t> FnMut(&'t mut Tx<'a>) -> Work<'t, T>,
    {
        let mut repeats = 0;
        loop {
            match self.attempt(&mut work).await {
                Err(fault) if repeats < REPEATS && error::is_transient(&fault) => {
                    repeats += 1;
                    tokio::time::sleep(PAUSE * repeats).await;
                }
                settled => return settled,
            }
        }
    }

    async fn attempt<'a, T, F>(&self, work: &mut F) -> anyhow::Result<T>
    where
        F: for<'t> FnMut(&'t mut Tx<'a>) -> Work<'t, T>,
    {
        let mut tx: Tx<'a> = Tx::new(match &self.pool {
            Pool::Sqlite { writer, .. } => {
                let begun = writer.begin_with("begin immediate").await;
                Engine::Sqlite(Held::Transaction(begun.map_err(Error::from)?))
            }
            Pool::Postgres(pool) => {
                let begun = pool.begin().await;
                Engine::Postgres(Held::Transaction(begun.map_err(Error::from)?))
            }
        });
        let value = work(&mut tx).await?;
        watch::note_written(&mut tx).await?;
        let wakes = tx.wakes();
        let written = tx.commit().await?;
        self.versions.raise(&written);
        if wakes {
            self.work.send_replace(());
        }
        Ok(value)
    }

    /// Lets what is under way end and closes every connection.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
