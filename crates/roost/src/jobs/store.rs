use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, JobId};
use crate::{execute, for_update_skip_locked, on};

pub struct NewJob {
    pub group: GroupId,
    pub id: JobId,
    pub name: &'static str,
    pub body: String,
    pub key: String,
    pub priority: i64,
    pub due: Instant,
}

/// A job with the same key that waits, is leased or is poison begins anew with this one's body. A
/// worker that has leased the old one finds that its lease is gone.
pub async fn upsert_job(tx: &mut Tx<'_>, now: Instant, job: &NewJob) -> Result<()> {
    const SQL: &str = "insert into jobs (group_id, id, name, body, unique_key, priority, due_at,
                                         attempts, last_error, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, 0, '', $8)
                       on conflict (group_id, unique_key) do update
                       set body = excluded.body, priority = excluded.priority,
                           due_at = excluded.due_at, attempts = 0, leased_until = null,
                           poisoned_at = null, last_error = ''";
    insert(tx, now, job, SQL).await
}

/// Nothing is written if a job with the same key is there, whatever its state.
pub async fn insert_job_unless_there(tx: &mut Tx<'_>, now: Instant, job: &NewJob) -> Result<()> {
    const SQL: &str = "insert into jobs (group_id, id, name, body, unique_key, priority, due_at,
                                         attempts, last_error, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, 0, '', $8)
                       on conflict (group_id, unique_key) do nothing";
    insert(tx, now, job, SQL).await
}

async fn insert(tx: &mut Tx<'_>, now: Instant, job: &NewJob, sql: &'static str) -> Result<()> {
    execute!(
        tx,
        sqlx::query(sql)
            .bind(job.group)
            .bind(job.id)
            .bind(job.name)
            .bind(&job.body)
            .bind(&job.key)
            .bind(job.priority)
            .bind(job.due)
            .bind(now)
    )?;
    tx.wake();
    Ok(())
}

/// A job that this worker has leased.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Leased {
    pub group_id: GroupId,
    pub id: JobId,
    pub name: String,
    /// Counts this one.
    pub attempts: i64,
}

pub async fn is_any_due(tx: &mut Tx<'_>, now: Instant) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from jobs
                           where poisoned_at is null and due_at <= $1
                             and (leased_until is null or leased_until <= $1))";
    on!(tx, c => sqlx::query_scalar(SQL).bind(now).fetch_one(c).await)
}

/// Leases up to `most` jobs that are due. Within a priority each group has its first job before
/// another has its second.
pub async fn lease_jobs(
    tx: &mut Tx<'_>,
    now: Instant,
    until: Instant,
    most: i64,
) -> Result<Vec<Leased>> {
    // The conditions stand twice: PostgreSQL checks the outer ones again once it holds the lock.
    let due = for_update_skip_locked!(
        tx,
        "select group_id, id, name, attempts + 1 as attempts from jobs
         where poisoned_at is null and due_at <= $1 and (leased_until is null or leased_until <= $1)
           and id in (
             select id from (
                 select id, priority, due_at,
                        row_number() over (partition by priority, group_id
                                           order by due_at, id) as turn
                 from jobs
                 where poisoned_at is null and due_at <= $1
                   and (leased_until is null or leased_until <= $1)) as waiting
             order by priority, turn, due_at, id limit $2)
         order by priority, due_at, id"
    );
    const LEASE: &str = "update jobs set attempts = $3, leased_until = $4
                         where group_id = $1 and id = $2";
    let jobs: Vec<Leased> =
        on!(tx, c => sqlx::query_as(due).bind(now).bind(most).fetch_all(c).await)?;
    for job in &jobs {
        execute!(
            tx,
            sqlx::query(LEASE)
                .bind(job.group_id)
                .bind(job.id)
                .bind(job.attempts)
                .bind(until)
        )?;
    }
    Ok(jobs)
}

/// Ends a job and says what it was to do; `None` if the lease has passed to somebody else.
pub async fn take_job(tx: &mut Tx<'_>, job: &Leased) -> Result<Option<String>> {
    const SQL: &str = "delete from jobs
                       where group_id = $1 and id = $2 and attempts = $3 and leased_until is not null
                       returning body";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(job.group_id)
        .bind(job.id)
        .bind(job.attempts)
        .fetch_optional(c)
        .await)
}

/// Gives a leased job back as if it had never been taken.
pub async fn release_job(tx: &mut Tx<'_>, job: &Leased) -> Result<()> {
    const SQL: &str = "update jobs set attempts = attempts - 1, leased_until = null
                       where group_id = $1 and id = $2 and attempts = $3";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(job.group_id)
            .bind(job.id)
            .bind(job.attempts)
    )?;
    Ok(())
}

/// `again` is when it is tried next; `None`: it is poison.
pub async fn postpone_job(
    tx: &mut Tx<'_>,
    now: Instant,
    job: &Leased,
    again: Option<Instant>,
    error: &str,
) -> Result<()> {
    const SQL: &str = "update jobs set leased_until = null, due_at = $4, poisoned_at = $5,
                                       last_error = $6
                       where group_id = $1 and id = $2 and attempts = $3";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(job.group_id)
            .bind(job.id)
            .bind(job.attempts)
            .bind(again.unwrap_or(now))
            .bind(again.is_none().then_some(now))
            .bind(error)
    )?;
    Ok(())
}

/// A job that was set aside, as the keeper sees it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Poison {
    pub group_id: GroupId,
    pub id: JobId,
    pub name: String,
    pub attempts: i64,
    pub last_error: String,
    pub poisoned_at: Instant,
}

/// The newest first, at most 100.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_poison(tx: &mut Tx<'_>) -> Result<Vec<Poison>> {
    const SQL: &str = "select group_id, id, name, attempts, last_error, poisoned_at from jobs
                       where poisoned_at is not null order by poisoned_at desc, id limit 100";
    on!(tx, c => sqlx::query_as(SQL).fetch_all(c).await)
}

/// Lets a job that was set aside begin anew. Nothing happens if it is not there any more.
///
/// # Errors
/// If the database refuses.
pub async fn retry_poison(tx: &mut Tx<'_>, now: Instant, group: GroupId, id: JobId) -> Result<()> {
    const SQL: &str = "update jobs set poisoned_at = null, attempts = 0, due_at = $3
                       where group_id = $1 and id = $2 and poisoned_at is not null";
    execute!(tx, sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    tx.wake();
    Ok(())
}

/// Gives up on a job that was set aside.
///
/// # Errors
/// If the database refuses.
pub async fn drop_poison(tx: &mut Tx<'_>, group: GroupId, id: JobId) -> Result<()> {
    const SQL: &str = "delete from jobs
                       where group_id = $1 and id = $2 and poisoned_at is not null";
    execute!(tx, sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}

/// How many jobs are due and not yet done.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_waiting(tx: &mut Tx<'_>, now: Instant) -> Result<i64> {
    const SQL: &str = "select count(*) from jobs where poisoned_at is null and due_at <= $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(now).fetch_one(c).await)
}

/// Since when the job that has waited longest is due; `None` if none is.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_oldest_due(tx: &mut Tx<'_>, now: Instant) -> Result<Option<Instant>> {
    const SQL: &str = "select min(due_at) from jobs where poisoned_at is null and due_at <= $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(now).fetch_one(c).await)
}
