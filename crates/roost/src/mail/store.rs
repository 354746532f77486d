use super::letter::{Letter, Message};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, DeliveryId, GroupId, Moment, PersonId};
use crate::text;
use crate::{execute, for_update_skip_locked, on};
use jiff::SignedDuration;

/// The window in which letters that strangers cause are counted.
const LATELY: SignedDuration = SignedDuration::from_mins(15);

/// Smaller goes first. Between them there is room for what a later kind of mail may need.
pub const URGENT: i64 = 0;
pub const BULK: i64 = 10;

/// Nothing is written if the group has a letter with the same key already.
pub async fn insert_delivery(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    letter: &Letter,
) -> Result<()> {
    const SQL: &str = "insert into deliveries
            (group_id, id, kind, unique_key, person_id, announcement_id, recipient,
             recipient_folded, message_id, message, priority, state, attempts, next_at,
             last_error, created_at, expires_at, quiet_zone)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', 0, $12, '', $12, $13, $14)
        on conflict (group_id, unique_key) do nothing";
    let id = DeliveryId::new(at);
    let message =
        serde_json::to_string(&Message::of(letter)).expect("a message is plain text throughout");
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(letter.kind)
            .bind(letter.unique_key.clone().unwrap_or_else(|| id.to_string()))
            .bind(letter.person)
            .bind(letter.announcement)
            .bind(&letter.to)
            .bind(text::fold_email(&letter.to))
            .bind(id.to_string())
            .bind(&message)
            .bind(if letter.urgent { URGENT } else { BULK })
            .bind(at.now)
            .bind(letter.expires_at)
            .bind(&letter.quiet_zone)
    )?;
    tx.wake();
    Ok(())
}

/// A delivery whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    pub group_id: GroupId,
    pub id: DeliveryId,
    pub recipient: String,
    /// Without a host until the first attempt.
    pub message_id: String,
    pub message: String,
    /// Before this one.
    pub attempts: i64,
    pub created_at: Instant,
    /// As [`Letter::expires_at`].
    pub expires_at: Option<Instant>,
    /// As [`Letter::quiet_zone`].
    pub quiet_zone: Option<String>,
    /// How it ends instead of being sent: its reader gets no announcements any more, or this one was
    /// called off.
    pub ends: Option<End>,
}

pub async fn is_any_due(tx: &mut Tx<'_>, now: Instant) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from deliveries
                           where state = 'queued' and next_at <= $1
                             and (leased_until is null or leased_until <= $1))";
    on!(tx, c => sqlx::query_scalar(SQL).bind(now).fetch_one(c).await)
}

/// Every group that has mail of this priority in the queue, by id. Jumps along the index from one
/// group to the next, so a hundred thousand letters of one group cost no more than one.
pub async fn list_queuing_groups(tx: &mut Tx<'_>, priority: i64) -> Result<Vec<GroupId>> {
    const SQL: &str = "with recursive queuing (group_id) as (
            select (select group_id from deliveries
                    where state = 'queued' and priority = $1 order by group_id limit 1)
            union all
            select (select d.group_id from deliveries d
                    where d.state = 'queued' and d.priority = $1 and d.group_id > q.group_id
                    order by d.group_id limit 1)
            from queuing q where q.group_id is not null)
        select group_id from queuing where group_id is not null order by group_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(priority).fetch_all(c).await)
}

/// The group's letters that are due, at most so many, the oldest first.
pub async fn list_due(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    priority: i64,
    most: i64,
) -> Result<Vec<Due>> {
    let sql = for_update_skip_locked!(
        tx,
        "select group_id, id, recipient, message_id, message, attempts, created_at,
                expires_at, quiet_zone,
                case when kind = 'digest'
                       and (exists (select 1 from suppressions s
                                    where s.folded = deliveries.recipient_folded)
                            or exists (select 1 from people p
                                       where p.group_id = deliveries.group_id
                                         and p.id = deliveries.person_id
                                         and (p.left_at is not null or p.banned_at is not null
                                              or p.erased_at is not null
                                              or p.mail_agreed_at is null)))
                     then 'left'
                     when announcement_id is null then null
                     when exists (select 1 from announcements a
                                  where a.group_id = deliveries.group_id
                                    and a.id = deliveries.announcement_id
                                    and a.state = 'cancelled') then 'cancelled'
                     when exists (select 1 from suppressions s
                                  where s.folded = deliveries.recipient_folded)
                       or exists (select 1 from people p
                                  join announcements a on a.group_id = p.group_id
                                    and a.id = deliveries.announcement_id
                                  where p.group_id = deliveries.group_id
                                    and p.id = deliveries.person_id
                                    and (p.left_at is not null or p.banned_at is not null
                                         or p.erased_at is not null
                                         or p.mail_stopped_at > a.sent_at
                                         or a.audience = 'agreed'
                                            and (p.mail_agreed_at is null
                                                 or p.mail_paused_until > $1
                                                 or exists (select 1 from mail_choices m
                                                            where m.group_id = p.group_id
                                                              and m.person_id = p.id
                                                              and m.kind = 'announcements'
                                                              and m.mode <> 'each'))))
                     then 'left' end as ends
         from deliveries
         where state = 'queued' and priority = $3 and group_id = $2 and next_at <= $1
           and (leased_until is null or leased_until <= $1)
         order by next_at, id limit $4"
    );
    on!(tx, c => sqlx::query_as(sql)
        .bind(now)
        .bind(group)
        .bind(priority)
        .bind(most)
        .fetch_all(c)
        .await)
}

/// Commits an attempt before it is made. `due` is as it will be then; if this server dies, the next
/// one comes at `again`, but not before the lease ends.
pub async fn begin_attempt(
    tx: &mut Tx<'_>,
    due: &Due,
    again: Instant,
    leased_until: Instant,
) -> Result<()> {
    const SQL: &str = "update deliveries set message_id = $3, attempts = $4, next_at = $5,
                                             leased_until = $6
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(due.group_id)
            .bind(due.id)
            .bind(&due.message_id)
            .bind(due.attempts)
            .bind(again)
            .bind(leased_until)
    )?;
    Ok(())
}

/// How a delivery ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum End {
    Sent,
    Failed,
    Left,
    Cancelled,
}

/// Ends a delivery. Without `keep`, what it said goes too: it held links and codes that still open
/// something, and nobody needs to read it again.
pub async fn settle(
    tx: &mut Tx<'_>,
    now: Instant,
    due: &Due,
    end: End,
    (code, error): (Option<i64>, &str),
    keep: bool,
) -> Result<()> {
    const SQL: &str = "update deliveries set state = $3, settled_at = $4, leased_until = null,
                                             last_code = $5, last_error = $6,
                                             message = case when $7 then message else '' end
                       where group_id = $1 and id = $2 and state = 'queued'";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(due.group_id)
            .bind(due.id)
            .bind(end)
            .bind(now)
            .bind(code)
            .bind(error)
            .bind(keep)
    )?;
    Ok(())
}

/// The attempt failed, and the next one comes when it was said that it would.
pub async fn end_attempt(
    tx: &mut Tx<'_>,
    due: &Due,
    (code, error): (Option<i64>, &str),
) -> Result<()> {
    const SQL: &str = "update deliveries set leased_until = null, last_code = $4, last_error = $5
                       where group_id = $1 and id = $2 and attempts = $3 and state = 'queued'";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(due.group_id)
            .bind(due.id)
            .bind(due.attempts)
            .bind(code)
            .bind(error)
    )?;
    Ok(())
}

/// The attempt was none, since there was no server: the letter is due again at once.
pub async fn take_back_attempt(
    tx: &mut Tx<'_>,
    now: Instant,
    due: &Due,
    error: &str,
) -> Result<()> {
    const SQL: &str = "update deliveries set leased_until = null, attempts = attempts - 1,
                                             next_at = $4, last_error = $5
                       where group_id = $1 and id = $2 and attempts = $3 and state = 'queued'";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(due.group_id)
            .bind(due.id)
            .bind(due.attempts)
            .bind(now)
            .bind(error)
    )?;
    Ok(())
}

/// Leaves a letter alone until `then`, which is no attempt.
pub async fn put_off(tx: &mut Tx<'_>, due: &Due, then: Instant) -> Result<()> {
    const SQL: &str = "update deliveries set next_at = $3
                       where group_id = $1 and id = $2 and state = 'queued'";
    execute!(
        tx,
        sqlx::query(SQL).bind(due.group_id).bind(due.id).bind(then)
    )?;
    Ok(())
}

/// Cancels the letter with this key, if it is in the queue and no server has it in hand. Its key is
/// free then: what was called off may be written anew.
///
/// # Errors
/// If the database refuses.
pub async fn call_off(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, key): (GroupId, &str),
    why: &str,
) -> Result<()> {
    const SQL: &str = "update deliveries set state = 'cancelled', settled_at = $3,
                                             last_error = $4, message = '', unique_key = $5
                       where group_id = $1 and unique_key = $2 and state = 'queued'
                         and (leased_until is null or leased_until <= $3)";
    let freed = format!("{key}:called-off:{}", now.timestamp().as_microsecond());
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(key)
            .bind(now)
            .bind(why)
            .bind(freed)
    )?;
    Ok(())
}

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

/// Lets what waits for a host wait until then, unless somebody waits for it or it is under way.
///
/// # Errors
/// If the database refuses.
pub async fn put_off_domain(tx: &mut Tx<'_>, domain: &str, until: Instant) -> Result<u64> {
    const SQL: &str = "update deliveries set next_at = $2
                       where state = 'queued' and next_at < $2 and leased_until is null
                         and priority > $3 and recipient_folded like $1";
    let host = format!("%@{domain}");
    execute!(tx, sqlx::query(SQL).bind(host).bind(until).bind(URGENT))
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

/// Ends copies of an announcement that wait and are not under way, at most so many; says how many
/// it ended.
///
/// # Errors
/// If the database refuses.
pub async fn cancel_deliveries(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, announcement): (GroupId, AnnouncementId),
    most: i64,
) -> Result<u64> {
    const SQL: &str = "update deliveries set state = 'cancelled', settled_at = $3,
                              leased_until = null, message = ''
                       where group_id = $1 and id in (
                           select id from deliveries
                           where group_id = $1 and announcement_id = $2 and state = 'queued'
                             and (leased_until is null or leased_until <= $3)
                           order by id limit $4)
                         and state = 'queued'
                         and (leased_until is null or leased_until <= $3)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(announcement)
            .bind(now)
            .bind(most)
    )
}

/// What became of a letter to one address.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Fate {
    pub group_id: GroupId,
    pub kind: String,
    pub announcement_id: Option<AnnouncementId>,
    /// As in [`Counts`].
    pub state: String,
    pub attempts: i64,
    /// The last SMTP reply; `None`: there was none.
    pub last_code: Option<i64>,
    /// What the mail server said, without addresses; empty: nothing was wrong.
    pub last_error: String,
    pub created_at: Instant,
    /// The next attempt of one that waits.
    pub next_at: Instant,
    /// `None`: it waits.
    pub settled_at: Option<Instant>,
}

macro_rules! select_fates {
    ($rest:literal) => {
        concat!(
            "select group_id, kind, announcement_id,
                    case when state = 'queued' and last_error <> '' then 'deferred' else state end
                        as state,
                    attempts, last_code, last_error, created_at, next_at, settled_at
             from deliveries ",
            $rest
        )
    };
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
    const SQL: &str = select_fates!(
        "where recipient_folded = $2 and group_id = $1 order by created_at desc, id desc limit $3"
    );
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

/// A message that has left, as the local mailbox shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kept {
    pub group_id: GroupId,
    pub id: DeliveryId,
    pub kind: String,
    pub recipient: String,
    pub message_id: String,
    pub message: String,
    pub settled_at: Instant,
}

/// The newest first.
pub async fn list_kept(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Kept>> {
    const SQL: &str = "select group_id, id, kind, recipient, message_id, message, settled_at
                       from deliveries where state = 'sent' and message <> ''
                       order by settled_at desc, id desc limit $1";
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

pub async fn find_kept(tx: &mut Tx<'_>, id: DeliveryId) -> Result<Option<Kept>> {
    const SQL: &str = "select group_id, id, kind, recipient, message_id, message, settled_at
                       from deliveries where state = 'sent' and message <> '' and id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}
