use super::model::{Noted, Weight};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, DeliveryId, GroupId};
use crate::{execute, on};

/// A bounce to be written down.
pub struct New<'a> {
    pub delivery: DeliveryId,
    pub folded: &'a str,
    pub domain: &'a str,
    pub weight: Weight,
    pub status: &'a str,
}

/// Nothing is written if the delivery has one.
pub async fn insert_bounce(tx: &mut Tx<'_>, now: Instant, new: &New<'_>) -> Result<()> {
    const SQL: &str =
        "insert into bounces (delivery_id, folded, domain, weight, status, happened_at)
                       values ($1, $2, $3, $4, $5, $6) on conflict (delivery_id) do nothing";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new.delivery)
            .bind(new.folded)
            .bind(new.domain)
            .bind(new.weight)
            .bind(new.status)
            .bind(now)
    )?;
    Ok(())
}

/// A letter that a mail server refused for good while we spoke with it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Refusal {
    pub id: DeliveryId,
    pub recipient_folded: String,
    pub last_error: String,
}

/// Refusals since then that are not written down yet, the oldest first.
pub async fn list_new_refusals(tx: &mut Tx<'_>, since: Instant, most: i64) -> Result<Vec<Refusal>> {
    const SQL: &str = "select d.id, d.recipient_folded, d.last_error from deliveries d
                       where d.state = 'failed' and d.settled_at > $1 and d.recipient_folded <> ''
                         and d.last_code is not null
                         and not exists (select 1 from bounces b where b.delivery_id = d.id)
                       order by d.settled_at, d.id limit $2";
    on!(tx, c => sqlx::query_as(SQL).bind(since).bind(most).fetch_all(c).await)
}

/// Hosts with bounces from before `then` that are not weighed yet.
pub async fn list_domains_to_weigh(
    tx: &mut Tx<'_>,
    then: Instant,
    most: i64,
) -> Result<Vec<String>> {
    const SQL: &str = "select distinct domain from bounces
                       where weighed_at is null and happened_at <= $1 order by domain limit $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(then).bind(most).fetch_all(c).await)
}

/// How many addresses of a host refused for good between the two.
pub async fn count_refusing(
    tx: &mut Tx<'_>,
    domain: &str,
    (since, until): (Instant, Instant),
) -> Result<i64> {
    const SQL: &str = "select count(distinct folded) from bounces
                       where domain = $1 and happened_at >= $2 and happened_at <= $3
                         and weight = 'hard'";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(domain).bind(since).bind(until).fetch_one(c).await)
}

/// The oldest and the newest of a host's bounces from before `then` that are not weighed yet.
pub async fn find_span_to_weigh(
    tx: &mut Tx<'_>,
    domain: &str,
    then: Instant,
) -> Result<(Option<Instant>, Option<Instant>)> {
    const SQL: &str = "select min(happened_at), max(happened_at) from bounces
                       where domain = $1 and weighed_at is null and happened_at <= $2";
    on!(tx, c => sqlx::query_as(SQL).bind(domain).bind(then).fetch_one(c).await)
}

/// A host's addresses with bounces from before `then` that are not weighed yet.
pub async fn list_addresses_to_weigh(
    tx: &mut Tx<'_>,
    domain: &str,
    then: Instant,
) -> Result<Vec<String>> {
    const SQL: &str = "select distinct folded from bounces
                       where domain = $1 and weighed_at is null and happened_at <= $2
                       order by folded";
    on!(tx, c => sqlx::query_scalar(SQL).bind(domain).bind(then).fetch_all(c).await)
}

/// What counts against an address, the oldest first.
pub async fn list_noted(tx: &mut Tx<'_>, folded: &str) -> Result<Vec<Noted>> {
    const SQL: &str = "select happened_at, weight from bounces
                       where folded = $1 and forgiven_at is null order by happened_at, delivery_id";
    on!(tx, c => sqlx::query_as(SQL).bind(folded).fetch_all(c).await)
}

/// When letters to an address left that have not come back.
pub async fn list_sent(tx: &mut Tx<'_>, folded: &str) -> Result<Vec<Instant>> {
    const SQL: &str = "select settled_at from deliveries
                       where recipient_folded = $1 and state = 'sent'
                       order by created_at desc, id limit 100";
    on!(tx, c => sqlx::query_scalar(SQL).bind(folded).fetch_all(c).await)
}

/// `forgive` when the host is to blame.
pub async fn save_weighed(
    tx: &mut Tx<'_>,
    (now, then): (Instant, Instant),
    domain: &str,
    forgive: bool,
) -> Result<()> {
    const SQL: &str = "update bounces set weighed_at = $1,
                              forgiven_at = case when $4 then $1 else forgiven_at end
                       where domain = $2 and weighed_at is null and happened_at <= $3";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(now)
            .bind(domain)
            .bind(then)
            .bind(forgive)
    )?;
    Ok(())
}

/// The address gets no announcements any more. Whatever stopped it before stays the reason.
pub async fn insert_suppression(tx: &mut Tx<'_>, now: Instant, folded: &str) -> Result<()> {
    const SQL: &str = "insert into suppressions (folded, reason, created_at)
                       values ($1, 'bounced', $2) on conflict (folded) do nothing";
    execute!(tx, sqlx::query(SQL).bind(folded).bind(now))?;
    Ok(())
}

/// Whether an address gets no mail to many any more.
///
/// # Errors
/// If the database cannot be read.
pub async fn is_suppressed(tx: &mut Tx<'_>, folded: &str) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from suppressions where folded = $1)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(folded).fetch_one(c).await)
}

/// Only what bounces caused is lifted.
pub async fn delete_suppression(tx: &mut Tx<'_>, folded: &str) -> Result<()> {
    const SQL: &str = "delete from suppressions where folded = $1 and reason = 'bounced'";
    execute!(tx, sqlx::query(SQL).bind(folded))?;
    Ok(())
}

pub async fn forgive(tx: &mut Tx<'_>, now: Instant, folded: &str) -> Result<()> {
    const SQL: &str = "update bounces set forgiven_at = $2, weighed_at = coalesce(weighed_at, $2)
                       where folded = $1 and forgiven_at is null";
    execute!(tx, sqlx::query(SQL).bind(folded).bind(now))?;
    Ok(())
}

/// Those of an account's addresses that get no announcements because mail came back.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_stopped(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<String>> {
    const SQL: &str = "select a.email from addresses a
                       join suppressions s on s.folded = a.folded
                       where a.account_id = $1 and s.reason = 'bounced' order by a.email";
    on!(tx, c => sqlx::query_scalar(SQL).bind(account).fetch_all(c).await)
}

/// How often in a row a host was paused; 0 if its last pause is long over.
pub async fn find_pauses(tx: &mut Tx<'_>, domain: &str, then: Instant) -> Result<i64> {
    const SQL: &str = "select times from paused_domains where domain = $1 and until > $2";
    let times: Option<i64> =
        on!(tx, c => sqlx::query_scalar(SQL).bind(domain).bind(then).fetch_optional(c).await)?;
    Ok(times.unwrap_or(0))
}

pub async fn save_pause(
    tx: &mut Tx<'_>,
    domain: &str,
    times: i64,
    (since, until): (Instant, Instant),
) -> Result<()> {
    const SQL: &str = "insert into paused_domains (domain, times, since, until)
                       values ($1, $2, $3, $4)
                       on conflict (domain) do update
                       set times = excluded.times, since = excluded.since, until = excluded.until";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(domain)
            .bind(times)
            .bind(since)
            .bind(until)
    )?;
    Ok(())
}

/// Hosts that are left alone just now, and until when.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_paused(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<(String, Instant)>> {
    const SQL: &str = "select domain, until from paused_domains where until > $1 order by domain";
    on!(tx, c => sqlx::query_as(SQL).bind(now).fetch_all(c).await)
}

/// Nothing is written if the delivery has one.
pub async fn insert_complaint(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, delivery): (GroupId, DeliveryId),
    kind: &str,
) -> Result<()> {
    const SQL: &str = "insert into complaints (group_id, delivery_id, kind, happened_at)
                       values ($1, $2, $3, $4) on conflict (group_id, delivery_id) do nothing";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(delivery)
            .bind(kind)
            .bind(now)
    )?;
    Ok(())
}

/// How many letters since then were called spam, in all groups.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_complaints(tx: &mut Tx<'_>, since: Instant) -> Result<i64> {
    const SQL: &str = "select count(*) from complaints where happened_at > $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(since).fetch_one(c).await)
}

/// Forgets bounces from before `then`, and those from before `soon` whose address nobody has any more.
pub async fn delete_old(tx: &mut Tx<'_>, then: Instant, soon: Instant) -> Result<()> {
    const SQL: &str = "delete from bounces
                       where weighed_at is not null
                         and (happened_at < $1
                              or happened_at < $2
                                 and not exists (select 1 from addresses a
                                                 where a.folded = bounces.folded))";
    execute!(tx, sqlx::query(SQL).bind(then).bind(soon))?;
    Ok(())
}

/// Bounces that contradict their deliveries, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "select d.id from bounces b join deliveries d on d.id = b.delivery_id
                       where d.state not in ('bounced', 'failed') order by d.id";
    let broken: Vec<DeliveryId> = on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)?;
    let sentences = broken
        .into_iter()
        .map(|id| format!("delivery {id} has a bounce and neither bounced nor failed"));
    Ok(sentences.collect())
}
