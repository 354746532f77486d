use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId};
use crate::recap::model::{LastNote, Recap, Talk, Unclosed};
use crate::{execute, on};

/// `None`: nobody has written anything down yet.
pub async fn find_recap(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Option<Recap>> {
    const SQL: &str = "select r.note, r.closed_at, p.name as closed_by from recaps r
                       left join people p on p.group_id = r.group_id and p.id = r.closed_by
                       where r.group_id = $1 and r.event_id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_optional(c).await)
}

/// What to change next time, from the last evening before `then` that has a recap; `None`: there is
/// none, or nothing is to change.
pub async fn find_last_note(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
) -> Result<Option<LastNote>> {
    const SQL: &str = "select e.title, e.slug, r.note from recaps r
                       join events e on e.group_id = r.group_id and e.id = r.event_id
                       where r.group_id = $1 and e.starts_at < $2
                       order by e.starts_at desc, e.id desc limit 1";
    let last: Option<LastNote> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(then).fetch_optional(c).await)?;
    Ok(last.filter(|last| !last.note.is_empty()))
}

/// The last evening that took place, ended between the two instants, and was not closed.
pub async fn find_unclosed(
    tx: &mut Tx<'_>,
    group: GroupId,
    (since, now): (Instant, Instant),
) -> Result<Option<Unclosed>> {
    const SQL: &str = "select e.title, e.slug from events e
                       where e.group_id = $1 and e.status = 'published'
                         and e.ends_at > $2 and e.ends_at <= $3
                         and not exists (select 1 from recaps r
                                         where r.group_id = e.group_id and r.event_id = e.id
                                           and r.closed_at is not null)
                       order by e.starts_at desc, e.id desc limit 1";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(since).bind(now).fetch_optional(c).await)
}

pub async fn save_note(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    note: &str,
) -> Result<()> {
    const SQL: &str = "insert into recaps (group_id, event_id, note) values ($1, $2, $3)
                       on conflict (group_id, event_id) do update set note = excluded.note";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(note))?;
    Ok(())
}

/// Whoever closed it first stays named. `false`: somebody had.
pub async fn save_closed(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    (now, by): (Instant, PersonId),
) -> Result<bool> {
    const SQL: &str = "update recaps set closed_at = $3, closed_by = $4
                       where group_id = $1 and event_id = $2 and closed_at is null";
    let closed = execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(event).bind(now).bind(by)
    )?;
    Ok(closed > 0)
}

/// Whether pages of the past tell how many came, unless nobody knows.
pub async fn shows_came(tx: &mut Tx<'_>, group: GroupId) -> Result<bool> {
    const SQL: &str = "select shows_came from recap_settings where group_id = $1";
    let chosen: Option<bool> =
        on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_optional(c).await)?;
    Ok(chosen.unwrap_or(true))
}

pub async fn save_shows_came(tx: &mut Tx<'_>, group: GroupId, shows: bool) -> Result<()> {
    const SQL: &str = "insert into recap_settings (group_id, shows_came) values ($1, $2)
                       on conflict (group_id) do update set shows_came = excluded.shows_came";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(shows))?;
    Ok(())
}

/// What was talked about at the evenings that began between the two instants, both included.
pub async fn list_talks(
    tx: &mut Tx<'_>,
    group: GroupId,
    (first, last): (Instant, Instant),
) -> Result<Vec<Talk>> {
    const SQL: &str = "select l.event_id, l.title, l.speaker from events e
                       join agenda_lines l on l.group_id = e.group_id and l.event_id = e.id
                       where e.group_id = $1 and e.status = 'published' and l.speaker <> ''
                         and e.starts_at >= $2 and e.starts_at <= $3
                       order by l.event_id, l.position";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(first).bind(last).fetch_all(c).await)
}
