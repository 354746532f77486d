//! Connecting, and bringing the schema up to date.

use super::{Db, Pool, Shelf, Versions};
use anyhow::Context;
use sqlx::Connection;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Sender;

static ON_SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static ON_POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Readers hardly wait for each other under WAL, so a few connections serve one small server.
const READERS: u32 = 4;

/// PostgreSQL's default allows 100 connections, which several nodes and a person at `psql` share.
const POSTGRES_CONNECTIONS: u32 = 16;

/// How long a request waits for a connection before it gives up: longer than any storm lasts.
const PATIENCE: Duration = Duration::from_secs(30);

/// Another program, a backup for instance, may hold SQLite's lock for a moment.
const BUSY: Duration = Duration::from_secs(10);

impl Db {
    /// Connects and brings the schema up to date. `url` begins with `sqlite:` or `postgres:`.
    ///
    /// # Errors
    /// If the database cannot be reached, or was written by a newer Roost.
    pub async fn open(url: &str) -> anyhow::Result<Db> {
        let pool = if url.starts_with("postgres") {
            open_postgres(PgConnectOptions::from_str(url)?).await?
        } else {
            anyhow::ensure!(
                url.starts_with("sqlite:"),
                "the database's address must begin with postgres://"
            );
            open_sqlite(SqliteConnectOptions::from_str(url)?.create_if_missing(true)).await?
        };
        Ok(Db::new(pool))
    }

    /// The embedded database in a file of the data folder.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_file(path: &Path) -> anyhow::Result<Db> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true);
        Ok(Db::new(open_sqlite(options).await?))
    }

    fn new(pool: Pool) -> Db {
        Db {
            pool,
            versions: Arc::new(Versions::default()),
            shelf: Arc::new(Shelf::default()),
            work: Sender::new(()),
        }
    }
}

async fn open_postgres(options: PgConnectOptions) -> anyhow::Result<Pool> {
    // The pool tries again and again, and in the end says only that it has waited.
    let first = PgConnection::connect_with(&options).await;
    let server = || format!("PostgreSQL at {} lets nobody in", options.get_host());
    first.with_context(server)?.close().await?;
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    ON_POSTGRES.run(&pool).await.map_err(explain)?;
    Ok(Pool::Postgres(pool))
}

async fn open_sqlite(options: SqliteConnectOptions) -> anyhow::Result<Pool> {
    let options = options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY)
        .foreign_keys(true);
    let writer = sqlite_pool()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await
        .with_context(|| format!("{} cannot be opened", options.get_filename().display()))?;
    ON_SQLITE.run(&writer).await.map_err(explain)?;
    let readers = sqlite_pool()
        .max_connections(READERS)
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    Ok(Pool::Sqlite { writer, readers })
}

/// On a full disk or a broken one SQLite ends a transaction by itself, of which sqlx does not hear:
/// the connection would refuse every later one. So it is left behind, and another one opened.
fn sqlite_pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .acquire_timeout(PATIENCE)
        // A file does not go away as a server does, so nobody has to ask whether it is there.
        .test_before_acquire(false)
        .before_acquire(|connection, _| {
            let is_free = !connection.is_in_transaction();
            Box::pin(async move { Ok(is_free) })
        })
}

/// Says in words what an operator can do about a schema that does not fit this program.
fn explain(error: MigrateError) -> anyhow::Error {
    match error {
        MigrateError::VersionMissing(version) => anyhow::anyhow!(
            "this database was written by a newer Roost (its schema has step {version}, which this \
             program does not know). Start the newer program, or restore a backup made by this one"
        ),
        MigrateError::VersionMismatch(version) => anyhow::anyhow!(
            "step {version} of this database's schema is not the one that this program knows. It was \
             probably made by an unreleased Roost: start with an empty database, or restore a backup"
        ),
        other => anyhow::Error::new(other).context("the schema could not be brought up to date"),
    }
}
