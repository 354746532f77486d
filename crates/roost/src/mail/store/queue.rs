use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, BodyId, DeliveryId, GroupId, PersonId};
use crate::text;
use crate::{execute, for_update_skip_locked, on};

/// Smaller goes first. Between them there is room for what a later kind of mail may need.
pub const URGENT: i64 = 0;
pub const BULK: i64 = 10;

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
    /// When it is of no use any more, as [`Letter::expires_at`](crate::mail::Letter::expires_at).
    pub expires_at: Option<Instant>,
    /// Whose night it keeps, as [`Letter::quiet_zone`](crate::mail::Letter::quiet_zone).
    pub quiet_zone: Option<String>,
    /// What it is a copy of; `None`: it is a letter of its own.
    pub body_id: Option<BodyId>,
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

/// The place on a list by which the reader of a delivery gets it; the list is found by `$list`. There is
/// none any more if they have left, pause, or want nothing of it or of any list. `$1` now.
macro_rules! subscribed {
    ($list:literal) => {
        concat!(
            "select 1 from subscriptions b ",
            $list,
            " join people p on p.group_id = b.group_id and p.id = b.person_id
                and p.left_at is null and p.banned_at is null and p.erased_at is null
                and (p.mail_paused_until is null or p.mail_paused_until <= $1)
                and not exists (select 1 from mail_choices m
                                where m.group_id = p.group_id and m.person_id = p.id
                                  and m.kind = 'lists' and m.mode = 'none')
              where b.group_id = deliveries.group_id
                and b.person_id = deliveries.person_id and b.mode <> 'none'
                and not exists (select 1 from suppressions s
                                where s.folded = deliveries.recipient_folded)"
        )
    };
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
        concat!(
            "select group_id, id, recipient, message_id, message, attempts, created_at,
                expires_at, quiet_zone, body_id,
                case when body_id is not null and not exists (",
            subscribed!(
                "join posts o on o.group_id = b.group_id and o.list_id = b.list_id
                              and o.id = deliveries.body_id"
            ),
            ") then 'left'
                     when kind = 'list_digest' and not exists (",
            subscribed!(
                "join lists l on l.group_id = b.group_id and l.id = b.list_id
                              and deliveries.unique_key like 'list_digest:' || l.name || ':%'"
            ),
            ") then 'left'
                     when kind = 'digest'
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
        )
    );
    on!(tx, c => sqlx::query_as(sql)
        .bind(now)
        .bind(group)
        .bind(priority)
        .bind(most)
        .fetch_all(c)
        .await)
}

/// So many letters are written about in one statement, which costs as much as one about one of them.
pub const BATCH: usize = 8;

/// The letter with this id, whatever became of it; `None`: there is none, or what it said is gone.
pub async fn find_letter(tx: &mut Tx<'_>, id: DeliveryId) -> Result<Option<Due>> {
    const SQL: &str = "select group_id, id, recipient, message_id, message, attempts, created_at,
                              expires_at, quiet_zone, body_id, cast(null as text) as ends
                       from deliveries where id = $1 and message <> ''";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

/// A statement about letters of group `$1` that wait: those with the ids `$5` to `$12`. No index holds
/// `coalesce(state, '')`: with the state alone SQLite takes the index of all that wait, thinks little
/// of its length, and looks at a hundred thousand letters to find eight.
macro_rules! about_batch {
    ($begin:literal) => {
        concat!(
            $begin,
            " where group_id = $1 and coalesce(state, '') = 'queued'
                and id in ($5, $6, $7, $8, $9, $10, $11, $12)"
        )
    };
}

/// As many ids as such a statement names; the last one stands where there is none.
fn filled(ids: &[DeliveryId]) -> [DeliveryId; BATCH] {
    std::array::from_fn(|place| ids[place.min(ids.len() - 1)])
}

/// Commits attempts before they are made, of one to [`BATCH`] letters of a group. If this server
/// dies, the next attempt comes at `again`, but not before the lease ends. `host` completes the
/// Message-ID of a letter that was never tried.
pub async fn begin_attempts(
    tx: &mut Tx<'_>,
    (group, ids): (GroupId, &[DeliveryId]),
    host: &str,
    (again, leased_until): (Instant, Instant),
) -> Result<()> {
    const SQL: &str = about_batch!(
        "update deliveries set attempts = attempts + 1, next_at = $2, leased_until = $3,
                message_id = case when message_id like '%@%' then message_id
                                  else message_id || '@' || $4 end"
    );
    let [a, b, c, d, e, f, g, h] = filled(ids);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(again)
            .bind(leased_until)
            .bind(host)
            .bind(a)
            .bind(b)
            .bind(c)
            .bind(d)
            .bind(e)
            .bind(f)
            .bind(g)
            .bind(h)
    )?;
    Ok(())
}

/// Ends one to [`BATCH`] deliveries of a group that have left. `keep` tells whether what they said
/// stays.
pub async fn settle_sent(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, ids): (GroupId, &[DeliveryId]),
    keep: bool,
) -> Result<()> {
    const SQL: &str = about_batch!(
        "update deliveries set state = $2, settled_at = $3, leased_until = null,
                last_code = null, last_error = '', message = case when $4 then message else '' end"
    );
    let [a, b, c, d, e, f, g, h] = filled(ids);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(End::Sent)
            .bind(now)
            .bind(keep)
            .bind(a)
            .bind(b)
            .bind(c)
            .bind(d)
            .bind(e)
            .bind(f)
            .bind(g)
            .bind(h)
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

/// Ends a delivery. What it said goes too: it held links and codes that still open something, and
/// nobody needs to read it again.
pub async fn settle(
    tx: &mut Tx<'_>,
    now: Instant,
    due: &Due,
    end: End,
    (code, error): (Option<i64>, &str),
) -> Result<()> {
    const SQL: &str = "update deliveries set state = $3, settled_at = $4, leased_until = null,
                                             last_code = $5, last_error = $6, message = ''
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

/// Ends letters of these three kinds to one person that wait and are not under way: she does not want
/// them any more.
///
/// # Errors
/// If the database refuses.
pub async fn leave_queued(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, person): (GroupId, PersonId),
    kinds: [&str; 3],
) -> Result<()> {
    const SQL: &str = "update deliveries set state = 'left', settled_at = $3, leased_until = null,
                                             message = ''
                       where group_id = $1 and person_id = $2 and state = 'queued'
                         and kind in ($4, $5, $6)
                         and (leased_until is null or leased_until <= $3)";
    let [one, two, three] = kinds;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(now)
            .bind(one)
            .bind(two)
            .bind(three)
    )?;
    Ok(())
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

/// Lets what waits for a host wait until then, unless somebody waits for it or it is under way.
///
/// # Errors
/// If the database refuses.
pub async fn put_off_domain(tx: &mut Tx<'_>, domain: &str, until: Instant) -> Result<u64> {
    const SQL: &str = "update deliveries set next_at = $2
                       where state = 'queued' and next_at < $2 and leased_until is null
                         and priority > $3 and recipient_folded like $1 escape '\\'";
    let host = format!("%@{}", text::like_literal(domain));
    execute!(tx, sqlx::query(SQL).bind(host).bind(until).bind(URGENT))
}
