use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, DeliveryId, GroupId, PersonId};
use crate::{execute, on};
use jiff::SignedDuration;

/// The window in which letters that strangers cause are counted.
const LATELY: SignedDuration = SignedDuration::from_mins(15);

/// Deletes letters that were settled before `then` and belong to no announcement, at most so many.
pub async fn delete_settled(tx: &mut Tx<'_>, then: Instant, most: i64) -> Result<u64> {
    const SQL: &str = "delete from deliveries where (group_id, id) in (
                           select group_id, id from deliveries
                           where settled_at < $1 and recipient <> '' and announcement_id is null
                           order by settled_at limit $2)";
    execute!(tx, sqlx::query(SQL).bind(then).bind(most))
}

/// Takes the address out of announcements' copies that were settled before `then`.
pub async fn clear_recipients(tx: &mut Tx<'_>, then: Instant, most: i64) -> Result<u64> {
    const SQL: &str = "update deliveries
                       set recipient = '', recipient_folded = '', message = '', last_error = ''
                       where (group_id, id) in (
                           select group_id, id from deliveries
                           where settled_at < $1 and recipient <> ''
                             and announcement_id is not null
                           order by settled_at limit $2)";
    execute!(tx, sqlx::query(SQL).bind(then).bind(most))
}

/// A delivery that something came back about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Returned {
    pub group_id: GroupId,
    pub id: DeliveryId,
    /// `None`: not sent to a person of the group.
    pub person_id: Option<PersonId>,
    /// Folded; empty once it is forgotten.
    pub recipient_folded: String,
}

/// `None`: there is none, or it was forgotten.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_returned(tx: &mut Tx<'_>, id: DeliveryId) -> Result<Option<Returned>> {
    const SQL: &str = "select group_id, id, person_id, recipient_folded from deliveries
                       where id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

/// Notes that a letter came back, and why: a status of RFC 3463 and a sentence without addresses.
/// `false`: it was not sent, or came back before.
///
/// # Errors
/// If the database refuses.
pub async fn mark_bounced(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: DeliveryId,
    why: &str,
) -> Result<bool> {
    const SQL: &str = "update deliveries set state = 'bounced', last_error = $3
                       where group_id = $1 and id = $2 and state = 'sent'";
    let marked = execute!(tx, sqlx::query(SQL).bind(group).bind(id).bind(why))?;
    Ok(marked > 0)
}

/// How many letters left for a host between the two and have not come back.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_sent_to(
    tx: &mut Tx<'_>,
    domain: &str,
    (since, until): (Instant, Instant),
) -> Result<i64> {
    const SQL: &str = "select count(*) from deliveries
                       where settled_at >= $2 and settled_at <= $3 and recipient <> ''
                         and state = 'sent' and recipient_folded like $1";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(format!("%@{domain}")).bind(since).bind(until)
        .fetch_one(c).await)
}

/// How many deliveries there are in each state.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Waiting for their first attempt.
    pub queued: i64,
    /// Waiting for another one.
    pub deferred: i64,
    pub sent: i64,
    /// Refused when they were sent.
    pub failed: i64,
    /// Came back after they were sent.
    pub bounced: i64,
    pub left: i64,
    pub cancelled: i64,
}

impl Counts {
    pub fn all(&self) -> i64 {
        let waiting = self.queued + self.deferred;
        waiting + self.sent + self.failed + self.bounced + self.left + self.cancelled
    }
}

/// Of one announcement.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_deliveries(
    tx: &mut Tx<'_>,
    group: GroupId,
    announcement: AnnouncementId,
) -> Result<Counts> {
    const SQL: &str = "with known as (
            select case when state = 'queued' and last_error <> '' then 'deferred' else state end
                       as state
            from deliveries where group_id = $1 and announcement_id = $2)
        select state, count(*) from known group by state order by state";
    let rows: Vec<(String, i64)> = on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(announcement)
        .fetch_all(c)
        .await)?;
    let of = |state: &str| {
        rows.iter()
            .find(|(known, _)| known == state)
            .map_or(0, |(_, count)| *count)
    };
    Ok(Counts {
        queued: of("queued"),
        deferred: of("deferred"),
        sent: of("sent"),
        failed: of("failed"),
        bounced: of("bounced"),
        left: of("left"),
        cancelled: of("cancelled"),
    })
}

/// What became of a letter to one address.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Fate {
    pub kind: String,
    pub announcement_id: Option<AnnouncementId>,
    /// As in [`Counts`].
    pub state: String,
    pub attempts: i64,
    /// What the mail server said, without addresses; empty: nothing was wrong.
    pub last_error: String,
    pub created_at: Instant,
    /// The next attempt of one that waits.
    pub next_at: Instant,
    /// `None`: it waits.
    pub settled_at: Option<Instant>,
}

/// Letters of one group to an address, the newest first; those of a month at the most are known.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_fates(
    tx: &mut Tx<'_>,
    group: GroupId,
    folded: &str,
    most: i64,
) -> Result<Vec<Fate>> {
    const SQL: &str = "select kind, announcement_id,
                              case when state = 'queued' and last_error <> '' then 'deferred'
                                   else state end as state,
                              attempts, last_error, created_at, next_at, settled_at
                       from deliveries where recipient_folded = $2 and group_id = $1
                       order by created_at desc, id desc limit $3";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(folded).bind(most).fetch_all(c).await)
}

/// How many letters of these two kinds a person got in the last quarter of an hour: what a stranger
/// causes by typing an address is bounded for each.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_lately(
    tx: &mut Tx<'_>,
    (group, person): (GroupId, PersonId),
    kinds: [&str; 2],
    now: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(*) from deliveries
                       where group_id = $1 and person_id = $2 and created_at > $3
                         and (kind = $4 or kind = $5)";
    let [one, other] = kinds;
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(person).bind(now.before(LATELY)).bind(one).bind(other)
        .fetch_one(c).await)
}

/// How many letters are in the queue, and since when the oldest waits; `None` if none does.
///
/// # Errors
/// If the database cannot be read.
pub async fn oldest_queued(tx: &mut Tx<'_>) -> Result<(i64, Option<Instant>)> {
    const SQL: &str = "select count(*), min(created_at) from deliveries where state = 'queued'";
    on!(tx, c => sqlx::query_as(SQL).fetch_one(c).await)
}

/// How many letters the mail server has taken since `then`, which is no longer ago than a day.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_left(tx: &mut Tx<'_>, then: Instant) -> Result<i64> {
    const SQL: &str = "select count(*) from deliveries
                       where settled_at > $1 and recipient <> '' and state = 'sent'";
    on!(tx, c => sqlx::query_scalar(SQL).bind(then).fetch_one(c).await)
}

/// What became of letters lately, over all groups.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Rates {
    /// Letters that the mail server took.
    pub sent: i64,
    /// Letters that it refused, or that came back.
    pub failed: i64,
    /// Letters that wait after an attempt, whenever that was.
    pub put_off: i64,
}

/// What became of letters since `then`.
///
/// # Errors
/// If the database cannot be read.
pub async fn count_rates(tx: &mut Tx<'_>, then: Instant) -> Result<Rates> {
    const SQL: &str = "select (select count(*) from deliveries
                               where settled_at > $1 and recipient <> '' and state = 'sent') as sent,
                              (select count(*) from deliveries
                               where settled_at > $1 and recipient <> ''
                                 and state in ('failed', 'bounced')) as failed,
                              (select count(*) from deliveries
                               where state = 'queued' and attempts > 0) as put_off";
    on!(tx, c => sqlx::query_as(SQL).bind(then).fetch_one(c).await)
}

/// What the mail server said last of a letter that still waits, without addresses; `None`: nothing
/// that waits was tried.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_last_fault(tx: &mut Tx<'_>) -> Result<Option<String>> {
    const SQL: &str = "select last_error from deliveries
                       where state = 'queued' and last_error <> ''
                       order by next_at desc, id desc limit 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_optional(c).await)
}

/// Every breach of what always holds, one sentence each.
///
/// # Errors
/// If the database cannot be read.
pub async fn verify(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const UNSETTLED: &str = "select id from deliveries
                             where (state = 'queued') = (settled_at is not null) order by id";
    let unsettled: Vec<DeliveryId> =
        on!(tx, c => sqlx::query_scalar(UNSETTLED).fetch_all(c).await)?;
    let breaches = unsettled
        .iter()
        .map(|id| format!("delivery {id} is settled and not, or neither"));
    Ok(breaches.collect())
}
