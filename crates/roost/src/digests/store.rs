use super::model::{Digest, Item};
use crate::announcements::{confirmed, reachable, writable};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, GroupId, PersonId};
use crate::preferences::Every;
use crate::{execute, on};
use uuid::Uuid;

/// Who may be written to, as announcements go. `$1` group, `$2` now.
macro_rules! reading {
    ($from:literal, $rest:literal) => {
        concat!(
            $from,
            " join addresses a on a.id = p.address_id where p.group_id = $1 and ",
            writable!("$2"),
            " ",
            $rest
        )
    };
}

/// Whoever of those chose the digest.
macro_rules! readers {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            reading!(
                " from mail_choices c
                  join people p on p.group_id = c.group_id and p.id = c.person_id
                               and c.kind = 'announcements' and c.mode = 'digest'",
                $rest
            )
        )
    };
}

/// A group that has readers, and when it last had a digest.
#[derive(Debug, sqlx::FromRow)]
pub struct Reading {
    pub group_id: GroupId,
    pub zone: String,
    pub every: Every,
    pub last: Option<Instant>,
}

pub async fn list_reading_groups(tx: &mut Tx<'_>) -> Result<Vec<Reading>> {
    const SQL: &str = "
        select g.id as group_id, g.zone, coalesce(s.every, 'week') as every,
               (select max(d.due_at) from digests d where d.group_id = g.id) as last
        from groups g left join digest_settings s on s.group_id = g.id
        where g.state = 'open'
          and exists (select 1 from mail_choices c
                      where c.group_id = g.id and c.kind = 'announcements' and c.mode = 'digest')
        order by g.id";
    on!(tx, c => sqlx::query_as(SQL).fetch_all(c).await)
}

/// How many would get a digest now.
pub async fn count_readers(tx: &mut Tx<'_>, group: GroupId, now: Instant) -> Result<i64> {
    const SQL: &str = readers!("select count(*)", "");
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(now).fetch_one(c).await)
}

pub async fn find_last_digest(tx: &mut Tx<'_>, group: GroupId) -> Result<Option<Digest>> {
    const SQL: &str = "select group_id, due_at, since, created_at, readers, written from digests
                       where group_id = $1 order by due_at desc limit 1";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_optional(c).await)
}

pub async fn find_digest(
    tx: &mut Tx<'_>,
    group: GroupId,
    due_at: Instant,
) -> Result<Option<Digest>> {
    const SQL: &str = "select group_id, due_at, since, created_at, readers, written from digests
                       where group_id = $1 and due_at = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(due_at).fetch_optional(c).await)
}

/// The newest first, those that somebody read.
pub async fn list_digests(tx: &mut Tx<'_>, group: GroupId, most: i64) -> Result<Vec<Digest>> {
    const SQL: &str = "select group_id, due_at, since, created_at, readers, written from digests
                       where group_id = $1 and readers > 0 order by due_at desc limit $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(most).fetch_all(c).await)
}

/// `false`: it has begun before.
pub async fn insert_digest(tx: &mut Tx<'_>, new: &Digest) -> Result<bool> {
    const SQL: &str = "insert into digests (group_id, due_at, since, created_at, readers, written)
                       values ($1, $2, $3, $4, $5, $6) on conflict (group_id, due_at) do nothing";
    let inserted = execute!(
        tx,
        sqlx::query(SQL)
            .bind(new.group_id)
            .bind(new.due_at)
            .bind(new.since)
            .bind(new.created_at)
            .bind(new.readers)
            .bind(new.written)
    )?;
    Ok(inserted > 0)
}

/// Writes down who gets the digest, and says how many they are.
pub async fn freeze_readers(tx: &mut Tx<'_>, digest: &Digest) -> Result<i64> {
    const SQL: &str = readers!(
        "insert into digest_readers (group_id, due_at, person_id) select p.group_id, $3, p.id",
        ""
    );
    let frozen = execute!(
        tx,
        sqlx::query(SQL)
            .bind(digest.group_id)
            .bind(digest.created_at)
            .bind(digest.due_at)
    )?;
    Ok(i64::try_from(frozen).unwrap_or(i64::MAX))
}

pub async fn save_readers(tx: &mut Tx<'_>, digest: &Digest, readers: i64) -> Result<()> {
    const SQL: &str = "update digests set readers = $3 where group_id = $1 and due_at = $2";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(digest.group_id)
            .bind(digest.due_at)
            .bind(readers)
    )?;
    Ok(())
}

/// Notes that the writing of letters has come past so many more readers.
pub async fn add_written(tx: &mut Tx<'_>, digest: &Digest, more: i64) -> Result<()> {
    const SQL: &str = "update digests set written = written + $3
                       where group_id = $1 and due_at = $2";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(digest.group_id)
            .bind(digest.due_at)
            .bind(more)
    )?;
    Ok(())
}

/// Those whom it was frozen with, after `after`, in the order of their ids.
pub async fn list_frozen(
    tx: &mut Tx<'_>,
    digest: &Digest,
    after: Option<PersonId>,
    most: usize,
) -> Result<Vec<PersonId>> {
    const SQL: &str = "select person_id from digest_readers
                       where group_id = $1 and due_at = $2 and person_id > $3
                       order by person_id limit $4";
    let after = after.unwrap_or(PersonId::from(Uuid::nil()));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(digest.group_id).bind(digest.due_at).bind(after).bind(most)
        .fetch_all(c).await)
}

/// Somebody who still wants the letter.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reader {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// Of those between two ids, whoever still wants the digest.
pub async fn list_readers(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    (first, last): (PersonId, PersonId),
) -> Result<Vec<Reader>> {
    const SQL: &str = readers!(
        "select p.id, p.name, a.email",
        "and p.id >= $3 and p.id <= $4 order by p.id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(now).bind(first).bind(last)
        .fetch_all(c).await)
}

/// Somebody who gets announcements one by one; `None`: she gets none.
pub async fn find_reader(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    person: PersonId,
) -> Result<Option<Reader>> {
    const SQL: &str = concat!(
        "select p.id, p.name, a.email",
        reading!(
            " from people p",
            "and p.id = $3
             and not exists (select 1 from mail_choices c
                             where c.group_id = p.group_id and c.person_id = p.id
                               and c.kind = 'announcements')"
        )
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(now).bind(person)
        .fetch_optional(c).await)
}

/// What was sent to everybody: `$1` group, after `$2`, until `$3`.
macro_rules! items {
    () => {
        "n.group_id = $1 and n.state = 'sent'
         and (n.target = 'agreed' or n.target = '' and n.audience = 'agreed')
         and coalesce(n.sent_at, n.created_at) > $2 and coalesce(n.sent_at, n.created_at) <= $3"
    };
}

/// The oldest first.
pub async fn list_items(
    tx: &mut Tx<'_>,
    group: GroupId,
    (since, until): (Instant, Instant),
) -> Result<Vec<Item>> {
    const SQL: &str = concat!(
        "select n.id, n.subject, n.body, coalesce(n.sent_at, n.created_at) as sent_at
         from announcements n where ",
        items!(),
        " order by coalesce(n.sent_at, n.created_at), n.id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(since).bind(until).fetch_all(c).await)
}

/// Which of them each person between two ids has not had, neither by itself nor in a digest. Whoever
/// agreed to mail later has missed nothing; a copy that was left out was none.
pub async fn list_missing(
    tx: &mut Tx<'_>,
    group: GroupId,
    (since, until): (Instant, Instant),
    (first, last): (PersonId, PersonId),
) -> Result<Vec<(PersonId, AnnouncementId)>> {
    const SQL: &str = concat!(
        "select p.id, n.id from people p
         join announcements n on ",
        items!(),
        " where p.group_id = $1 and p.id >= $4 and p.id <= $5
            and coalesce(n.sent_at, n.created_at) >= p.mail_agreed_at
            and not exists (select 1 from digest_items i
                            where i.group_id = p.group_id and i.announcement_id = n.id
                              and i.person_id = p.id)
            and not exists (select 1 from announcement_recipients r
                            where r.group_id = p.group_id and r.announcement_id = n.id
                              and r.person_id = p.id
                              and not exists (select 1 from deliveries d
                                              where d.group_id = r.group_id
                                                and d.person_id = r.person_id
                                                and d.announcement_id = r.announcement_id
                                                and d.state = 'left'))
          order by p.id, coalesce(n.sent_at, n.created_at), n.id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(since).bind(until).bind(first).bind(last)
        .fetch_all(c).await)
}

/// Notes that somebody has had an announcement in a digest. Fails if she has: of two that write to her
/// at once, the second looks again.
pub async fn insert_item(
    tx: &mut Tx<'_>,
    group: GroupId,
    announcement: AnnouncementId,
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "insert into digest_items (group_id, announcement_id, person_id)
                       values ($1, $2, $3)";
    execute!(
        tx,
        sqlx::query(SQL).bind(group).bind(announcement).bind(person)
    )?;
    Ok(())
}

/// Forgets who had which announcement that was sent before `then`.
pub async fn forget_items(tx: &mut Tx<'_>, group: GroupId, then: Instant) -> Result<()> {
    const SQL: &str = "delete from digest_items
                       where group_id = $1 and announcement_id in (
                           select id from announcements
                           where group_id = $1 and coalesce(sent_at, created_at) < $2)";
    execute!(tx, sqlx::query(SQL).bind(group).bind(then))?;
    Ok(())
}

/// Forgets whom digests went to that were due before `then`; how many they were stays.
pub async fn forget_readers(tx: &mut Tx<'_>, group: GroupId, then: Instant) -> Result<()> {
    const SQL: &str = "delete from digest_readers where group_id = $1 and due_at < $2";
    execute!(tx, sqlx::query(SQL).bind(group).bind(then))?;
    Ok(())
}

/// Forgets what one person had.
pub async fn forget_items_of(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from digest_items where group_id = $1 and person_id = $2";
    execute!(tx, sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// Digests whose numbers contradict each other, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "select d.group_id from digests d
        where d.written > d.readers
           or d.readers < (select count(*) from digest_readers r
                           where r.group_id = d.group_id and r.due_at = d.due_at)
        order by d.group_id";
    let broken: Vec<GroupId> = on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)?;
    let sentences = broken
        .into_iter()
        .map(|id| format!("the readers of a digest of group {id} do not add up"));
    Ok(sentences.collect())
}
