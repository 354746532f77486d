use super::model::{Chosen, Every, MailKind, Mode};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, PersonId};
use crate::{execute, for_update, on};

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    agrees: bool,
    has_stopped: bool,
    mail_paused_until: Option<Instant>,
    is_gone: bool,
    announcements: Option<Mode>,
    reminders: Option<Mode>,
    lists: Option<Mode>,
}

impl From<Row> for Chosen {
    fn from(row: Row) -> Self {
        Chosen {
            announcements: match row.agrees {
                true => row.announcements.unwrap_or(Mode::Each),
                false => Mode::Nothing,
            },
            name: row.name,
            reminders: row.reminders.unwrap_or(Mode::Each),
            lists: row.lists.unwrap_or(Mode::Each),
            has_stopped: row.has_stopped,
            paused_until: row.mail_paused_until,
            is_gone: row.is_gone,
        }
    }
}

/// What she gets; `None`: the group does not know her, or has forgotten her.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_chosen(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Option<Chosen>> {
    const SQL: &str = "
        select p.name, p.mail_agreed_at is not null as agrees,
               p.mail_stopped_at is not null as has_stopped, p.mail_paused_until,
               p.left_at is not null or p.banned_at is not null as is_gone,
               a.mode as announcements, r.mode as reminders, l.mode as lists
        from people p
        left join mail_choices a on a.group_id = p.group_id and a.person_id = p.id
                                and a.kind = 'announcements'
        left join mail_choices r on r.group_id = p.group_id and r.person_id = p.id
                                and r.kind = 'reminders'
        left join mail_choices l on l.group_id = p.group_id and l.person_id = p.id
                                and l.kind = 'lists'
        where p.group_id = $1 and p.id = $2 and p.erased_at is null";
    let row: Option<Row> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_optional(c).await)?;
    Ok(row.map(Chosen::from))
}

/// Makes whoever else changes this person's choices wait.
pub async fn lock_person(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    let sql = for_update!(tx, "select id from people where group_id = $1 and id = $2");
    let _: Option<PersonId> =
        on!(tx, c => sqlx::query_scalar(sql).bind(group).bind(person).fetch_optional(c).await)?;
    Ok(())
}

/// Whether reminders of events that she answered are sent to her now.
///
/// # Errors
/// If the database cannot be read.
pub async fn wants_reminder(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    now: Instant,
) -> Result<bool> {
    const SQL: &str = "
        select exists (select 1 from people p
            where p.group_id = $1 and p.id = $2
              and (p.mail_paused_until is null or p.mail_paused_until <= $3)
              and not exists (select 1 from mail_choices c
                              where c.group_id = p.group_id and c.person_id = p.id
                                and c.kind = 'reminders' and c.mode = 'none'))";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).bind(now).fetch_one(c).await)
}

/// Writes a departure from what comes without a choice.
pub async fn save_choice(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, person): (GroupId, PersonId),
    kind: MailKind,
    mode: Mode,
) -> Result<()> {
    const SQL: &str = "insert into mail_choices (group_id, person_id, kind, mode, changed_at)
                       values ($1, $2, $3, $4, $5)
                       on conflict (group_id, person_id, kind)
                       do update set mode = excluded.mode, changed_at = excluded.changed_at";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(person)
            .bind(kind)
            .bind(mode)
            .bind(now)
    )?;
    Ok(())
}

pub async fn remove_choice(
    tx: &mut Tx<'_>,
    (group, person): (GroupId, PersonId),
    kind: MailKind,
) -> Result<()> {
    const SQL: &str = "delete from mail_choices
                       where group_id = $1 and person_id = $2 and kind = $3";
    execute!(tx, sqlx::query(SQL).bind(group).bind(person).bind(kind))?;
    Ok(())
}

/// Forgets every choice of somebody of whom nothing is kept.
pub async fn remove_choices(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from mail_choices where group_id = $1 and person_id = $2";
    execute!(tx, sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// How often the group's digest goes out: each week, unless its organizers say otherwise.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_every(tx: &mut Tx<'_>, group: GroupId) -> Result<Every> {
    const SQL: &str = "select every from digest_settings where group_id = $1";
    let every: Option<Every> =
        on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_optional(c).await)?;
    Ok(every.unwrap_or(Every::Week))
}

pub async fn save_every(tx: &mut Tx<'_>, group: GroupId, every: Every) -> Result<()> {
    const SQL: &str = "insert into digest_settings (group_id, every) values ($1, $2)
                       on conflict (group_id) do update set every = excluded.every";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(every))?;
    Ok(())
}

/// Choices that are no departures, that their kind does not know, or that outlived their person.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "select c.person_id from mail_choices c
        join people p on p.group_id = c.group_id and p.id = c.person_id
        where c.mode = 'each' or c.kind = 'announcements' and c.mode = 'none'
           or c.kind = 'reminders' and c.mode = 'digest'
        order by c.person_id";
    let broken: Vec<PersonId> = on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)?;
    let sentences = broken
        .into_iter()
        .map(|id| format!("what person {id} chose to get is no choice"));
    Ok(sentences.collect())
}

/// Whether announcements to a person's address have stopped because mail came back.
pub async fn has_stopped(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<bool> {
    const SQL: &str = "select count(*) from people p
                       join addresses a on a.id = p.address_id
                       join suppressions s on s.folded = a.folded
                       where p.group_id = $1 and p.id = $2 and s.reason = 'bounced'";
    let stopped: i64 =
        on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).fetch_one(c).await)?;
    Ok(stopped > 0)
}
