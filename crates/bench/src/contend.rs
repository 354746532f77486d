use crate::{fill, print};
use roost::execute;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// The most that the engine can do for a storm: one durable update of one row, again and again,
/// with nothing to decide and nobody to tell.
pub async fn contend(database: &str, tasks: usize, seconds: u64) -> anyhow::Result<()> {
    let db = fill::open(database).await?;
    let insert = "insert into settings (name, value) values ('contended', '0')
                  on conflict (name) do nothing";
    db.write(|tx| Box::pin(async move { Ok(execute!(tx, sqlx::query(insert))?) }))
        .await?;
    let (done, begun) = (Arc::new(AtomicU64::new(0)), Instant::now());
    let end = begun + Duration::from_secs(seconds);
    let mut writers = JoinSet::new();
    for _ in 0..tasks {
        let (db, done) = (db.clone(), Arc::clone(&done));
        writers.spawn(async move {
            const SQL: &str = "update settings set value = value || '' where name = 'contended'";
            while Instant::now() < end {
                db.write(|tx| Box::pin(async move { Ok(execute!(tx, sqlx::query(SQL))?) }))
                    .await?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            anyhow::Ok(())
        });
    }
    while let Some(written) = writers.join_next().await {
        written??;
    }
    let count = f64::from(u32::try_from(done.load(Ordering::Relaxed))?);
    print(&format!(
        "{:.0} updates/s",
        count / begun.elapsed().as_secs_f64()
    ));
    db.close().await;
    Ok(())
}
