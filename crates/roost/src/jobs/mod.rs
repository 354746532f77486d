//! Work for later, kept as rows. A job is enqueued in the transaction that causes it, so it exists
//! only if the change does.
//!
//! States of a job: waiting until it is due, leased while a worker runs it, poison after five
//! failures. A job that is done has no row.
//!
//! What always holds:
//! - Everything that a job writes, and the end of its row, are one transaction: it is done once.
//! - Among jobs that are due the smaller priority goes first, and within one priority groups take
//!   turns.
//! - What a job failed with is kept without e-mail addresses.
mod store;
mod schedule;
mod worker;
#[cfg(test)]
mod tests;

pub use schedule::{Every, RECURRING, Recurring};
pub use store::{Poison, count_waiting, drop_poison, find_oldest_due, list_poison, retry_poison};
pub use worker::{Ran, Worker};

use crate::clock::Instant;
use crate::config::Config;
use crate::db::{self, Tx, Work};
use crate::ids::{GroupId, JobId, Moment};
use crate::tokens::Key;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// What a job may need besides the database: where links lead, and the key of their tokens.
#[derive(Debug, Clone)]
pub struct Context {
    pub config: Arc<Config>,
    pub key: Key,
}

/// What is written to the queue. Declared beside the action that enqueues it.
pub trait Payload: Serialize + DeserializeOwned + Send + Sync {
    const NAME: &'static str;
}

/// What the worker does with it. Implemented in the listening feature's `jobs.rs`.
pub trait Run: Payload {
    /// `at.now` is when the worker took the job, which may be later than when it was due.
    fn run(
        self,
        tx: &mut Tx<'_>,
        at: &Moment,
        context: &Context,
    ) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// A feature's wish to hear of a job, by the job's name.
pub struct Listener {
    pub job: &'static str,
    pub run: for<'t> fn(&'t mut Tx<'_>, &'t Moment, &'t Context, body: &'t str) -> Work<'t, ()>,
}

impl Listener {
    pub const fn of<P: Run>() -> Self {
        Listener {
            job: P::NAME,
            run: |tx, at, context, body| {
                Box::pin(async move { serde_json::from_str::<P>(body)?.run(tx, at, context).await })
            },
        }
    }
}

/// When a job runs and how it stands to others.
#[derive(Debug, Clone)]
pub struct When {
    pub due: Instant,
    /// Smaller goes first among jobs that are due.
    pub priority: i64,
    /// A job with the same key that still waits is replaced: its time becomes this one's.
    pub key: Option<String>,
}

impl When {
    pub fn now(at: &Moment) -> Self {
        When::at(at.now)
    }

    pub fn at(due: Instant) -> Self {
        When {
            due,
            priority: 10,
            key: None,
        }
    }

    pub fn once(self, key: String) -> Self {
        When {
            key: Some(key),
            ..self
        }
    }
}

/// Adds the job to the caller's transaction.
///
/// # Errors
/// If the database refuses.
pub async fn enqueue<P: Payload>(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    payload: &P,
    when: When,
) -> db::Result<()> {
    let id = JobId::new(at);
    let key = match &when.key {
        Some(key) => format!("{}:{key}", P::NAME),
        None => id.to_string(),
    };
    let job = store::NewJob {
        group,
        id,
        name: P::NAME,
        body: serde_json::to_string(payload).expect("payloads are plain structs"),
        key,
        priority: when.priority,
        due: when.due,
    };
    store::upsert_job(tx, at.now, &job).await
}
