use super::checks::Checks;
use super::model::{Arrival, Arrived, Counts, End, Origin, SetAside, Source};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::ReceivedId;
use crate::{execute, on};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// The window of the keeper's numbers.
const LATELY: SignedDuration = SignedDuration::from_hours(1);

pub async fn insert_received(
    tx: &mut Tx<'_>,
    now: Instant,
    id: ReceivedId,
    (origin, checks): (&Origin, Option<&Checks>),
    raw: &[u8],
) -> Result<()> {
    const SQL: &str = "insert into received (id, raw, sha, size, envelope_from, remote, helo,
                                             secure, received_at, checks)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let sha: [u8; 32] = Sha256::digest(raw).into();
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(raw)
            .bind(&sha[..])
            .bind(i64::try_from(raw.len()).unwrap_or(i64::MAX))
            .bind(&origin.from)
            .bind(origin.remote.to_string())
            .bind(&origin.helo)
            .bind(origin.secure)
            .bind(now)
            .bind(checks.map(|checks| serde_json::to_string(checks).expect("four words")))
    )?;
    Ok(())
}

/// How much came in within the last hour.
pub async fn count_bytes_lately(tx: &mut Tx<'_>, now: Instant) -> Result<i64> {
    const SQL: &str = "select cast(coalesce(sum(size), 0) as bigint) from received
                       where received_at > $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(now.before(LATELY)).fetch_one(c).await)
}

pub async fn insert_recipient(
    tx: &mut Tx<'_>,
    arrival: Arrival,
    inbox: &'static str,
    local: &str,
    job_key: &str,
) -> Result<()> {
    const SQL: &str = "insert into received_recipients (received_id, position, inbox, local,
                                                        job_key, state, why)
                       values ($1, $2, $3, $4, $5, 'waiting', '')";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(arrival.received)
            .bind(arrival.position)
            .bind(inbox)
            .bind(local)
            .bind(job_key)
    )?;
    Ok(())
}

/// A message that waits; `None`: something became of it, or it is gone.
pub async fn find_arrived(tx: &mut Tx<'_>, arrival: Arrival) -> Result<Option<Arrived>> {
    const SQL: &str = "select r.local, m.envelope_from, m.raw, m.received_at, m.checks
                       from received_recipients r join received m on m.id = r.received_id
                       where r.received_id = $1 and r.position = $2 and r.state = 'waiting'";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(arrival.received).bind(arrival.position)
        .fetch_optional(c).await)
}

pub async fn settle(
    tx: &mut Tx<'_>,
    now: Instant,
    arrival: Arrival,
    end: End,
    why: &'static str,
) -> Result<()> {
    const SQL: &str = "update received_recipients set state = $3, why = $4, settled_at = $5
                       where received_id = $1 and position = $2 and state = 'waiting'";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(arrival.received)
            .bind(arrival.position)
            .bind(end)
            .bind(why)
            .bind(now)
    )?;
    Ok(())
}

pub async fn find_source(tx: &mut Tx<'_>, id: ReceivedId) -> Result<Option<Source>> {
    const SQL: &str = "select raw, envelope_from, remote, helo, secure, received_at
                       from received where id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

pub async fn count(tx: &mut Tx<'_>, now: Instant) -> Result<Counts> {
    const SQL: &str = "select
        (select count(*) from received where received_at > $1),
        (select count(*) from received_recipients where settled_at > $1 and state = 'dropped'),
        (select count(*) from received_recipients where state = 'waiting')";
    let (lately, dropped, waiting): (i64, i64, i64) = on!(tx, c => sqlx::query_as(SQL)
        .bind(now.before(LATELY)).fetch_one(c).await)?;
    Ok(Counts {
        lately,
        dropped,
        waiting,
    })
}

/// How often something became of mail to an inbox since then.
pub async fn count_settled(
    tx: &mut Tx<'_>,
    inbox: &'static str,
    why: &'static str,
    since: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(*) from received_recipients
                       where settled_at > $3 and inbox = $1 and why = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(inbox).bind(why).bind(since).fetch_one(c).await)
}

/// Messages that no job could read, the newest first.
pub async fn list_set_aside(tx: &mut Tx<'_>, most: i64) -> Result<Vec<SetAside>> {
    const SQL: &str = "select r.received_id, r.local, m.received_at, m.size
                       from received_recipients r
                       join received m on m.id = r.received_id
                       join jobs j on j.unique_key = r.job_key
                       where r.state = 'waiting' and j.poisoned_at is not null
                       order by m.received_at desc, r.received_id, r.position limit $1";
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

/// Settles what waits for a job that the keeper gave up on.
pub async fn drop_given_up(tx: &mut Tx<'_>, now: Instant) -> Result<()> {
    const SQL: &str = "update received_recipients
                       set state = 'dropped', why = 'given-up', settled_at = $1
                       where state = 'waiting'
                         and not exists (select 1 from jobs j where j.unique_key = job_key)";
    execute!(tx, sqlx::query(SQL).bind(now))?;
    Ok(())
}

/// Deletes the oldest messages that came before `then`, at most so many, and says how many. What
/// still waits goes too: it is a month old.
pub async fn delete_old(tx: &mut Tx<'_>, then: Instant, most: i64) -> Result<u64> {
    const RECIPIENTS: &str = "delete from received_recipients where received_id in (
                                  select id from received where received_at < $1
                                  order by received_at, id limit $2)";
    const MESSAGES: &str = "delete from received where id in (
                                select id from received where received_at < $1
                                order by received_at, id limit $2)";
    execute!(tx, sqlx::query(RECIPIENTS).bind(then).bind(most))?;
    execute!(tx, sqlx::query(MESSAGES).bind(then).bind(most))
}

/// Messages that contradict themselves, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "select m.id from received m
        where not exists (select 1 from received_recipients r where r.received_id = m.id)
           or exists (select 1 from received_recipients r where r.received_id = m.id
                      and (r.state = 'waiting') = (r.settled_at is not null))
           or length(m.raw) <> m.size
        order by m.id";
    let broken: Vec<ReceivedId> = on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)?;
    let sentences = broken
        .into_iter()
        .map(|id| format!("the message {id} that came in is for nobody, or half settled"));
    Ok(sentences.collect())
}
