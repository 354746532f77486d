//! Transactions, on each engine: repeated when they lose, refused when they only read.

use crate::world::{Storage, World};
use roost::db::{Db, Engine, Error, Tx};
use roost::execute;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

const INSERT: &str = "insert into settings (name, value) values ('story', 'told')";
const WRITTEN: &str = "select count(*) from settings where name = 'story'";

/// Writes a row, then loses against another transaction until `attempts` has reached `wins_at`.
async fn write(world: &World, attempts: &AtomicU32, wins_at: u32) -> anyhow::Result<()> {
    let work = world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(tx, sqlx::query(INSERT))?;
            let attempt = attempts.fetch_add(1, Ordering::Relaxed) + 1;
            if attempt < wins_at {
                lose(tx, world, attempt).await.map_err(Error::from)?;
            }
            Ok(())
        })
    });
    work.await
}

/// What the engine itself says to a loser: PostgreSQL on demand; SQLite to a second writer that
/// does not wait, since the first one holds the lock.
async fn lose(tx: &mut Tx<'_>, world: &World, attempt: u32) -> sqlx::Result<()> {
    match &mut tx.engine {
        Engine::Sqlite(_) => {
            let file = SqliteConnectOptions::new().filename(world.app.config.data.join("roost.db"));
            let mut rival = file.busy_timeout(Duration::ZERO).connect().await?;
            sqlx::query("begin immediate").execute(&mut rival).await?;
        }
        Engine::Postgres(tx) => {
            let state = if attempt.is_multiple_of(2) {
                "40001"
            } else {
                "40P01"
            };
            let raise = format!("do $$ begin raise sqlstate '{state}'; end $$");
            sqlx::query(AssertSqlSafe(raise)).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn work_that_loses_is_repeated_from_the_start() {
    World::tell(async |world| {
        let attempts = AtomicU32::new(0);

        write(world, &attempts, 3).await.unwrap();

        assert_eq!(attempts.into_inner(), 3);
        assert_eq!(world.count(WRITTEN).await, 1);
    })
    .await;
}

#[tokio::test]
async fn work_that_always_loses_fails_after_three_repeats_and_leaves_nothing() {
    World::tell(async |world| {
        let attempts = AtomicU32::new(0);

        let fault = write(world, &attempts, u32::MAX).await.unwrap_err();

        assert!(
            matches!(fault.downcast_ref(), Some(Error::Transient(_))),
            "{fault:#}"
        );
        assert_eq!(attempts.into_inner(), 4);
        assert_eq!(world.count(WRITTEN).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write() {
    World::tell(async |world| {
        let mut tx = world.app.db.read().await.unwrap();

        let write = execute!(&mut tx, sqlx::query(INSERT));

        assert!(write.is_err(), "{write:?}");
        drop(tx);
        assert_eq!(world.count(WRITTEN).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_database_of_a_newer_roost_is_refused_with_a_clear_sentence() {
    for storage in Storage::on_each_engine().await {
        let db = storage.open().await;
        let newer = "insert into _sqlx_migrations
                         (version, description, success, checksum, execution_time)
                     select 9000, 'from the future', success, checksum, 0
                     from _sqlx_migrations where version = 1";
        let write = db.write(|tx| Box::pin(async move { Ok(execute!(tx, sqlx::query(newer))?) }));
        write.await.unwrap();
        db.close().await;

        let opened = match storage.url() {
            Some(url) => Db::open(&url).await,
            None => Db::open_file(&storage.folder().join("roost.db")).await,
        };

        let fault = opened.err().expect("it is refused");
        assert_eq!(
            fault.to_string(),
            "this database was written by a newer Roost (its schema has step 9000, which this \
             program does not know). Start the newer program, or restore a backup made by this one"
        );
        storage.remove().await;
    }
}

#[tokio::test]
async fn a_transaction_that_the_engine_ended_by_itself_leaves_the_next_one_alone() {
    World::tell(async |world| {
        // As SQLite does when the disk is full.
        let work = world.app.db.write(|tx| {
            Box::pin(async move {
                execute!(tx, sqlx::query("rollback"))?;
                anyhow::bail!("the disk is full")
            })
        });
        let ended: anyhow::Result<()> = work.await;
        assert_eq!(ended.unwrap_err().to_string(), "the disk is full");

        write(world, &AtomicU32::new(0), 1).await.unwrap();

        assert_eq!(world.count(WRITTEN).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_reader_who_gives_up_half_way_leaves_nothing_to_the_next_writer() {
    World::tell(async |world| {
        const SQL: &str = "insert into settings (name, value) values ('story', 'told')
                           on conflict (name) do nothing";
        let db = &world.app.db;

        for _ in 0..20 {
            // One poll sends what begins the transaction, and nobody waits for the answer.
            tokio::select! {
                biased;
                begun = db.read() => drop(begun.unwrap()),
                () = std::future::ready(()) => {}
            }
            let written =
                db.write(|tx| Box::pin(async move { Ok(execute!(tx, sqlx::query(SQL))?) }));
            written.await.unwrap();
        }

        assert_eq!(world.count(WRITTEN).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_one_server_writes_in_a_hurry_another_hears_at_once() {
    World::tell(async |world| {
        // On SQLite there is no other server.
        let Some(url) = world.database_url() else {
            return;
        };
        let group = world.group("Turku Python").await.id;
        let other = Db::open(&url).await.expect("it lets a second one in");
        let watching = tokio::spawn(other.clone().watch_for_other_writers());
        let mut changes = other.versions().changes();
        // The first poll finds what was written before, and by then it listens.
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        let mut fastest = Duration::MAX;
        for _ in 0..5 {
            changes.mark_unchanged();
            let began = Instant::now();
            let write = world.app.db.write(|tx| {
                Box::pin(async move {
                    tx.touch(group);
                    tx.hurry();
                    Ok(())
                })
            });
            write.await.expect("the database answers");
            changes.changed().await.expect("it is watched");
            fastest = fastest.min(began.elapsed());
        }
        watching.abort();
        // A poll alone would take half a second on average, five times over.
        assert!(fastest < Duration::from_millis(250), "{fastest:?}");
    })
    .await;
}
