use crate::announcements::model::{Announcement, Held, Message};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, EventId, GroupId, PersonId};
use crate::{execute, on};
use uuid::Uuid;

macro_rules! select_announcement {
    ($rest:literal) => {
        concat!(
            "select n.group_id, n.id, n.event_id, n.author_id, p.name as author, n.audience,
                    n.target, n.asks_feedback, n.subject, n.body, n.state, n.held_for, n.send_at,
                    n.created_at, n.sent_at, n.recipients, n.written
             from announcements n
             join people p on p.group_id = n.group_id and p.id = n.author_id ",
            $rest
        )
    };
}

pub async fn find_announcement(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: AnnouncementId,
) -> Result<Option<Announcement>> {
    const SQL: &str = select_announcement!("where n.group_id = $1 and n.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The announcement that asks how the event was; `None`: nobody was asked.
pub async fn find_asking(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Option<Announcement>> {
    const SQL: &str =
        select_announcement!("where n.group_id = $1 and n.event_id = $2 and n.asks_feedback");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_optional(c).await)
}

/// Drafts, and what waits for its hour or is held, first; then the newest first.
pub async fn list_announcements(
    tx: &mut Tx<'_>,
    group: GroupId,
    most: i64,
) -> Result<Vec<Announcement>> {
    const SQL: &str = select_announcement!(
        "where n.group_id = $1
         order by case when n.state in ('draft', 'scheduled', 'held') then 0 else 1 end,
                  coalesce(n.sent_at, n.created_at) desc, n.id desc limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(most).fetch_all(c).await)
}

pub async fn insert_announcement(tx: &mut Tx<'_>, new: &Announcement) -> Result<()> {
    const SQL: &str = "insert into announcements (group_id, id, event_id, author_id, audience,
                           target, asks_feedback, subject, body, state, held_for, send_at,
                           created_at, sent_at, recipients, written)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                               $16)";
    execute!(
        tx,
        new.group_id => sqlx::query(SQL)
            .bind(new.group_id)
            .bind(new.id)
            .bind(new.event_id)
            .bind(new.author_id)
            .bind(new.audience)
            .bind(&new.target)
            .bind(new.asks_feedback)
            .bind(&new.subject)
            .bind(&new.body)
            .bind(new.state)
            .bind(new.held_for)
            .bind(new.send_at)
            .bind(new.created_at)
            .bind(new.sent_at)
            .bind(new.recipients)
            .bind(new.written)
    )?;
    Ok(())
}

/// Changes what a draft says. A held message becomes a draft again. `false`: it is neither any more.
pub async fn save_message(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, AnnouncementId),
    by: PersonId,
    message: &Message,
) -> Result<bool> {
    const SQL: &str = "update announcements set event_id = $4, author_id = $3, audience = $5,
                              target = $6, subject = $7, body = $8, state = 'draft',
                              held_for = null, send_at = null
                       where group_id = $1 and id = $2 and state in ('draft', 'held')";
    let changed = execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(by)
            .bind(message.event())
            .bind(message.target.audience())
            .bind(message.target.to_string())
            .bind(&message.subject)
            .bind(&message.body)
    )?;
    Ok(changed == 1)
}

/// Sets a draft's hour. `false`: it is none any more.
pub async fn schedule(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, AnnouncementId),
    by: PersonId,
    send_at: Instant,
) -> Result<bool> {
    const SQL: &str = "update announcements set state = 'scheduled', author_id = $3, send_at = $4,
                              held_for = null
                       where group_id = $1 and id = $2 and state in ('draft', 'held')";
    let changed =
        execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(by).bind(send_at))?;
    Ok(changed == 1)
}

/// Makes a draft of what waits for its hour or was held. `false`: it does neither any more.
pub async fn reopen(tx: &mut Tx<'_>, (group, id): (GroupId, AnnouncementId)) -> Result<bool> {
    const SQL: &str = "update announcements set state = 'draft', send_at = null, held_for = null
                       where group_id = $1 and id = $2 and state in ('scheduled', 'held')";
    Ok(execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))? == 1)
}

/// Takes the message for sending, so that of two who send it only one does. `false`: it went out
/// before, or was called off.
pub async fn claim(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, id): (GroupId, AnnouncementId),
    by: PersonId,
) -> Result<bool> {
    const SQL: &str = "update announcements set state = 'sent', sent_at = $3, author_id = $4,
                              held_for = null
                       where group_id = $1 and id = $2
                         and state in ('draft', 'scheduled', 'held')";
    let claimed = execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now).bind(by))?;
    Ok(claimed == 1)
}

/// Notes that its copies ask how the event was.
pub async fn set_asking(tx: &mut Tx<'_>, (group, id): (GroupId, AnnouncementId)) -> Result<()> {
    const SQL: &str = "update announcements set asks_feedback = (1 = 1)
                       where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}

/// Its hour came and it did not go out. `false`: it does not wait for that hour any more.
pub async fn hold(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, AnnouncementId),
    send_at: Instant,
    why: Held,
) -> Result<bool> {
    const SQL: &str = "update announcements set state = 'held', held_for = $4
                       where group_id = $1 and id = $2 and state = 'scheduled' and send_at = $3";
    let held =
        execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(send_at).bind(why))?;
    Ok(held == 1)
}

/// Calls it off, before its hour or while it goes out. `false`: it was called off before, or is a
/// draft.
pub async fn cancel(tx: &mut Tx<'_>, (group, id): (GroupId, AnnouncementId)) -> Result<bool> {
    const SQL: &str = "update announcements set state = 'cancelled', held_for = null
                       where group_id = $1 and id = $2 and state in ('scheduled', 'held', 'sent')";
    Ok(execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))? == 1)
}

/// Throws away what nobody was sent. `false`: somebody was.
pub async fn delete(tx: &mut Tx<'_>, (group, id): (GroupId, AnnouncementId)) -> Result<bool> {
    const SQL: &str = "delete from announcements
                       where group_id = $1 and id = $2 and sent_at is null
                         and state in ('draft', 'held', 'cancelled')";
    Ok(execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))? == 1)
}

pub async fn save_recipients(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: AnnouncementId,
    recipients: i64,
) -> Result<()> {
    const SQL: &str = "update announcements set recipients = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(recipients))?;
    Ok(())
}

/// Notes that the writing of copies has come past so many more recipients.
pub async fn add_written(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: AnnouncementId,
    more: i64,
) -> Result<()> {
    const SQL: &str = "update announcements set written = written + $3
                       where group_id = $1 and id = $2";
    // No public page shows it.
    execute!(tx, sqlx::query(SQL).bind(group).bind(id).bind(more))?;
    Ok(())
}

/// Somebody the audience was frozen with.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Recipient {
    pub person_id: PersonId,
    pub name: String,
    /// `None`: it was forgotten since.
    pub email: Option<String>,
}

/// Recipients after `after` in the order of their ids.
pub async fn list_recipients(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: AnnouncementId,
    after: Option<PersonId>,
    most: usize,
) -> Result<Vec<Recipient>> {
    const SQL: &str = "select n.person_id, p.name, a.email from announcement_recipients n
                       join people p on p.group_id = n.group_id and p.id = n.person_id
                       left join addresses a on a.id = p.address_id
                       where n.group_id = $1 and n.announcement_id = $2 and n.person_id > $3
                       order by n.person_id limit $4";
    let after = after.unwrap_or(PersonId::from(Uuid::nil()));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(id).bind(after).bind(most)
        .fetch_all(c).await)
}

/// A copy that did not arrive, or not yet.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Trouble {
    pub person_id: Option<PersonId>,
    /// `None`: she was forgotten since.
    pub name: Option<String>,
    /// `deferred`, `failed` or `bounced`.
    pub state: String,
    /// What the mail server said, without addresses.
    pub last_error: String,
}

/// Copies that were put off, refused or came back, at most so many.
pub async fn list_troubles(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: AnnouncementId,
    most: i64,
) -> Result<Vec<Trouble>> {
    const SQL: &str = "select d.person_id, p.name,
                              case when d.state = 'queued' then 'deferred' else d.state end
                                  as state,
                              d.last_error
                       from deliveries d
                       left join people p on p.group_id = d.group_id and p.id = d.person_id
                         and p.erased_at is null
                       where d.group_id = $1 and d.announcement_id = $2
                         and (d.state in ('failed', 'bounced')
                              or d.state = 'queued' and d.last_error <> '')
                       order by d.state, d.id limit $3";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).bind(most).fetch_all(c).await)
}

/// Announcements whose numbers or states contradict each other, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SUMS: &str = "select n.id from announcements n
        where n.written > n.recipients
           or n.recipients <> (select count(*) from announcement_recipients r
                               where r.group_id = n.group_id and r.announcement_id = n.id)
           or n.written < (select count(*) from deliveries d
                           where d.group_id = n.group_id and d.announcement_id = n.id)
        order by n.id";
    const STATES: &str = "select id from announcements
        where sent_at is null and state = 'sent'
           or sent_at is not null and state not in ('sent', 'cancelled')
           or (held_for is not null) <> (state = 'held')
           or (state = 'scheduled') and send_at is null
           or sent_at is null and recipients > 0
        order by id";
    let broken: Vec<AnnouncementId> = on!(tx, c => sqlx::query_scalar(SUMS).fetch_all(c).await)?;
    let odd: Vec<AnnouncementId> = on!(tx, c => sqlx::query_scalar(STATES).fetch_all(c).await)?;
    let sums = broken
        .into_iter()
        .map(|id| format!("the recipients and copies of announcement {id} do not add up"));
    let states = odd
        .into_iter()
        .map(|id| format!("the state of announcement {id} contradicts what became of it"));
    Ok(sums.chain(states).collect())
}
