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
pub mod tables;
mod versions;
mod tx;
mod watch;
mod open;

pub use error::{Error, Result};
#[cfg(debug_assertions)]
pub use tx::statements;
pub use tx::{Engine, Tx, Work, note_statement};
pub use versions::{Version, Versions};

use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
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
            Pool::Sqlite { readers, .. } => Engine::Sqlite(readers.begin().await?),
            Pool::Postgres(pool) => {
                let begin = "begin isolation level repeatable read read only";
                Engine::Postgres(pool.begin_with(begin).await?)
            }
        }))
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
            Pool::Sqlite { writer, .. } => Engine::Sqlite(
                writer
                    .begin_with("begin immediate")
                    .await
                    .map_err(Error::from)?,
            ),
            Pool::Postgres(pool) => Engine::Postgres(pool.begin().await.map_err(Error::from)?),
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
