use super::store::{self, Leased};
use super::{Context, Listener, schedule};
use crate::clock::Clock;
use crate::db::{Db, Tx};
use crate::ids::{Ids, Moment};
use crate::text;
use anyhow::Context as _;
use jiff::SignedDuration;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How many jobs are leased in one commit. They run one after the other, so it is a small number:
/// an urgent one waits for those that are leased already.
const BATCH: i64 = 8;

/// Longer than a batch takes. What a server left behind when it died is run after that.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// The pauses after the first failures. After one more the job is poison.
const PAUSES: [SignedDuration; 4] = [
    SignedDuration::from_secs(10),
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(10),
    SignedDuration::from_hours(1),
];

/// How often the queue is looked at when nothing has been heard: for what becomes due, and for what
/// another server left behind.
const POLL: Duration = Duration::from_secs(1);

/// Runs jobs. Several may share one database.
#[derive(Clone)]
pub struct Worker {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub context: Context,
    /// Those of one job run in this order.
    pub listeners: Arc<[&'static Listener]>,
}

/// What became of the jobs that were due.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ran {
    pub done: usize,
    /// What each failed job failed with; it is tried again later, or is poison.
    pub failed: Vec<String>,
}

impl Worker {
    /// Runs jobs as they become due, until `stopping` turns true. Ends between two jobs.
    pub async fn work(&self, mut stopping: watch::Receiver<bool>) {
        let mut work = self.db.work();
        let mut begun = false;
        while !*stopping.borrow() {
            // Whatever is enqueued from here on wakes the wait below.
            work.mark_unchanged();
            let round = match begun {
                true => self.run_batch(&stopping).await.map(|ran| !ran.is_empty()),
                false => self.begin().await.map(|()| true),
            };
            match round {
                Ok(busy) => {
                    begun = true;
                    if busy {
                        continue;
                    }
                }
                Err(fault) => tracing::warn!("jobs cannot be run: {fault:#}"),
            }
            tokio::select! {
                _ = work.changed() => {}
                _ = stopping.changed() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    /// Runs every job that is due now, and what those enqueue for now, without waiting: for tests
    /// and for the command line.
    ///
    /// # Errors
    /// If the database fails. A job that fails is in what is returned.
    pub async fn run_due(&self) -> anyhow::Result<Ran> {
        let (_never, stopping) = watch::channel(false);
        let mut all = Ran::default();
        loop {
            let ran = self.run_batch(&stopping).await?;
            if ran.is_empty() {
                return Ok(all);
            }
            all.done += ran.done;
            all.failed.extend(ran.failed);
        }
    }

    fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), self.ids.clone())
    }

    async fn begin(&self) -> anyhow::Result<()> {
        let at = &self.moment();
        let begin = self
            .db
            .write(|tx| Box::pin(async move { Ok(schedule::begin(tx, at).await?) }));
        begin.await
    }

    async fn run_batch(&self, stopping: &watch::Receiver<bool>) -> anyhow::Result<Ran> {
        let mut ran = Ran::default();
        for job in self.lease(BATCH).await? {
            if *stopping.borrow() {
                self.release(&job).await?;
                continue;
            }
            match self.run(job.clone()).await {
                Ok(()) => ran.done += 1,
                Err(fault) => ran.failed.push(self.postpone(&job, &fault).await?),
            }
        }
        Ok(ran)
    }

    pub(super) async fn lease(&self, most: i64) -> anyhow::Result<Vec<Leased>> {
        let now = self.clock.now();
        // Looking is free for others; leasing takes the writer's lock.
        if !store::is_any_due(&mut self.db.read().await?, now).await? {
            return Ok(Vec::new());
        }
        let until = now.after(LEASE);
        let lease = self.db.write(|tx| {
            Box::pin(async move { Ok(store::lease_jobs(tx, now, until, most).await?) })
        });
        lease.await
    }

    pub(super) async fn release(&self, job: &Leased) -> anyhow::Result<()> {
        let release = self
            .db
            .write(|tx| Box::pin(async move { Ok(store::release_job(tx, job).await?) }));
        release.await
    }

    /// Runs one job on a task of its own, so that a panic is this job's failure and nobody else's.
    pub(super) async fn run(&self, job: Leased) -> anyhow::Result<()> {
        let worker = self.clone();
        let task = tokio::spawn(async move {
            let (worker, job, at) = (&worker, &job, &worker.moment());
            let run = worker
                .db
                .write(|tx| Box::pin(worker.run_listeners(tx, at, job)));
            run.await
        });
        task.await.context("the job broke off")?
    }

    /// The whole of a job: its row goes in the same transaction as everything that it writes.
    async fn run_listeners(
        &self,
        tx: &mut Tx<'_>,
        at: &Moment,
        job: &Leased,
    ) -> anyhow::Result<()> {
        let Some(body) = store::take_job(tx, job).await? else {
            // Enqueued anew under its key, or leased by another server after this one's lease.
            return Ok(());
        };
        let listeners = self.listeners_of(&job.name);
        anyhow::ensure!(!listeners.is_empty(), "nobody listens to this job");
        for listener in listeners {
            (listener.run)(tx, at, &self.context, &body).await?;
        }
        Ok(schedule::repeat(tx, at, &job.name).await?)
    }

    fn listeners_of(&self, job: &str) -> Vec<&'static Listener> {
        let all = self.listeners.iter().copied();
        all.filter(|listener| listener.job == job).collect()
    }

    /// Records the failure, and returns it without addresses.
    async fn postpone(&self, job: &Leased, fault: &anyhow::Error) -> anyhow::Result<String> {
        let now = self.clock.now();
        let error = &text::without_addresses(&format!("{}: {fault:#}", job.name));
        let again = pause_after(job.attempts).map(|pause| now.after(pause));
        match again {
            Some(_) => tracing::warn!(attempts = job.attempts, "a job failed: {error}"),
            None => tracing::error!(attempts = job.attempts, "a job is set aside: {error}"),
        }
        let postpone = self.db.write(|tx| {
            Box::pin(async move { Ok(store::postpone_job(tx, now, job, again, error).await?) })
        });
        postpone.await?;
        Ok(error.clone())
    }
}

impl Ran {
    fn is_empty(&self) -> bool {
        self.done == 0 && self.failed.is_empty()
    }
}

/// How long a job rests after so many failures; `None`: it has failed often enough.
fn pause_after(failures: i64) -> Option<SignedDuration> {
    let index = usize::try_from(failures - 1).ok()?;
    PAUSES.get(index).copied()
}
