use super::model::{Announcement, Target};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, EventId, GroupId, PersonId};
use crate::{execute, on};
use uuid::Uuid;

/// Who may be written to at all. An address that nobody has confirmed may be somebody else's.
macro_rules! reachable {
    () => {
        "p.left_at is null and p.banned_at is null and p.erased_at is null
         and not exists (select 1 from suppressions s where s.folded = a.folded)"
    };
}

/// `$1` group.
macro_rules! agreed {
    () => {
        concat!(
            "from people p join addresses a on a.id = p.address_id
             where p.group_id = $1 and p.mail_agreed_at is not null
               and not exists (select 1 from mail_choices m
                               where m.group_id = p.group_id and m.person_id = p.id
                                 and m.kind = 'announcements')
               and (a.confirmed_at is not null or p.ground = 'by_hand'
                    or exists (select 1 from rsvps r
                               where r.group_id = p.group_id and r.person_id = p.id
                                 and r.confirmed_at is not null))
               and ",
            reachable!()
        )
    };
}

/// `$1` group, `$2` event. Whoever ended announcements hears of an event that she answered later.
macro_rules! answered {
    ($states:literal) => {
        concat!(
            "from rsvps r
             join people p on p.group_id = r.group_id and p.id = r.person_id
             join addresses a on a.id = p.address_id
             where r.group_id = $1 and r.event_id = $2 and r.state in ",
            $states,
            " and (r.confirmed_at is not null or r.by_hand = $3)
              and (p.mail_stopped_at is null or r.answered_at > p.mail_stopped_at)
              and ",
            reachable!()
        )
    };
}

macro_rules! going {
    () => {
        answered!("('going')")
    };
}

macro_rules! waiting {
    () => {
        answered!("('waitlisted', 'offered')")
    };
}

/// Who came, `$1` group, `$2` event: whoever was checked in, or said yes where nobody was. She agreed
/// to mail with that answer, or to the group's.
macro_rules! came {
    () => {
        concat!(
            "from people p join addresses a on a.id = p.address_id
             left join rsvps r on r.group_id = p.group_id and r.person_id = p.id
               and r.event_id = $2 and r.state = 'going'
             where p.group_id = $1
               and (exists (select 1 from check_ins c
                            where c.group_id = p.group_id and c.event_id = $2
                              and c.person_id = p.id and c.undone_at is null)
                    or r.id is not null
                       and not exists (select 1 from check_ins c
                                       where c.group_id = $1 and c.event_id = $2
                                         and c.undone_at is null))
               and ((r.confirmed_at is not null or r.by_hand = $3)
                      and (p.mail_stopped_at is null or r.answered_at > p.mail_stopped_at)
                    or p.mail_agreed_at is not null
                      and (a.confirmed_at is not null or p.ground = 'by_hand'
                           or exists (select 1 from rsvps o
                                      where o.group_id = p.group_id and o.person_id = p.id
                                        and o.confirmed_at is not null)))
               and ",
            reachable!()
        )
    };
}

/// How many would get a message.
pub async fn count_audience(tx: &mut Tx<'_>, group: GroupId, target: Target) -> Result<i64> {
    const AGREED: &str = concat!("select count(*) ", agreed!());
    const GOING: &str = concat!("select count(*) ", going!());
    const WAITING: &str = concat!("select count(*) ", waiting!());
    const CAME: &str = concat!("select count(*) ", came!());
    let (sql, event) = match target {
        Target::Agreed => {
            return on!(tx, c => sqlx::query_scalar(AGREED).bind(group).fetch_one(c).await);
        }
        Target::Going(event) => (GOING, event),
        Target::Waiting(event) => (WAITING, event),
        Target::Came(event) => (CAME, event),
    };
    on!(tx, c => sqlx::query_scalar(sql).bind(group).bind(event).bind(true).fetch_one(c).await)
}

/// Writes down who gets the announcement, and says how many they are.
pub async fn freeze_audience(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: AnnouncementId,
    target: Target,
) -> Result<i64> {
    const AGREED: &str = concat!(
        "insert into announcement_recipients (group_id, announcement_id, person_id)
         select p.group_id, $2, p.id ",
        agreed!()
    );
    const GOING: &str = concat!(
        "insert into announcement_recipients (group_id, announcement_id, person_id)
         select p.group_id, $4, p.id ",
        going!()
    );
    const WAITING: &str = concat!(
        "insert into announcement_recipients (group_id, announcement_id, person_id)
         select p.group_id, $4, p.id ",
        waiting!()
    );
    const CAME: &str = concat!(
        "insert into announcement_recipients (group_id, announcement_id, person_id)
         select p.group_id, $4, p.id ",
        came!()
    );
    let frozen = match target {
        Target::Agreed => {
            execute!(tx, group => sqlx::query(AGREED).bind(group).bind(id))
        }
        Target::Going(event) => {
            execute!(tx, group => sqlx::query(GOING).bind(group).bind(event).bind(true).bind(id))
        }
        Target::Waiting(event) => {
            execute!(tx, group => sqlx::query(WAITING).bind(group).bind(event).bind(true).bind(id))
        }
        Target::Came(event) => {
            execute!(tx, group => sqlx::query(CAME).bind(group).bind(event).bind(true).bind(id))
        }
    }?;
    Ok(i64::try_from(frozen).unwrap_or(i64::MAX))
}

/// An event whose people can be written to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reachable {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub zone: String,
    /// Whether its people can be asked how it was: it took place, and nobody has asked them.
    pub is_to_ask: bool,
}

/// Those that were public and ended after `then`, the next one first.
pub async fn list_reachable_events(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
    most: i64,
) -> Result<Vec<Reachable>> {
    const SQL: &str = "select id, slug, title, starts_at, ends_at, zone,
                              status = 'published'
                              and not exists (select 1 from announcements n
                                              where n.group_id = events.group_id
                                                and n.event_id = events.id
                                                and n.asks_feedback) as is_to_ask
                       from events
                       where group_id = $1 and status <> 'draft' and ends_at > $2
                       order by starts_at, id limit $3";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(then).bind(most).fetch_all(c).await)
}

macro_rules! select_announcement {
    ($rest:literal) => {
        concat!(
            "select n.group_id, n.id, n.event_id, n.author_id, p.name as author, n.audience,
                    n.asks_feedback, n.subject, n.body, n.created_at, n.recipients, n.written
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

/// The newest first.
pub async fn list_announcements(
    tx: &mut Tx<'_>,
    group: GroupId,
    most: i64,
) -> Result<Vec<Announcement>> {
    const SQL: &str = select_announcement!(
        "where n.group_id = $1 order by n.created_at desc, n.id desc limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(most).fetch_all(c).await)
}

pub async fn insert_announcement(tx: &mut Tx<'_>, new: &Announcement) -> Result<()> {
    const SQL: &str = "insert into announcements (group_id, id, event_id, author_id, audience,
                           asks_feedback, subject, body, created_at, recipients, written)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    execute!(
        tx,
        new.group_id => sqlx::query(SQL)
            .bind(new.group_id)
            .bind(new.id)
            .bind(new.event_id)
            .bind(new.author_id)
            .bind(new.audience)
            .bind(new.asks_feedback)
            .bind(&new.subject)
            .bind(&new.body)
            .bind(new.created_at)
            .bind(new.recipients)
            .bind(new.written)
    )?;
    Ok(())
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

/// Announcements whose numbers contradict each other, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "select n.id from announcements n
        where n.written > n.recipients
           or n.recipients <> (select count(*) from announcement_recipients r
                               where r.group_id = n.group_id and r.announcement_id = n.id)
           or n.written < (select count(*) from deliveries d
                           where d.group_id = n.group_id and d.announcement_id = n.id)
        order by n.id";
    let broken: Vec<AnnouncementId> = on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)?;
    let sentences = broken
        .into_iter()
        .map(|id| format!("the recipients and copies of announcement {id} do not add up"));
    Ok(sentences.collect())
}
