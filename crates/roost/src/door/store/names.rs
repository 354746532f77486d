use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::door::model::NameList;
use crate::ids::{EventId, GroupId, QuestionId};
use crate::{execute, on};

/// `None`: nobody has made one.
pub async fn find_name_list(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Option<NameList>> {
    const SQL: &str = "select group_id, event_id, made_by, made_at, closed_at from name_lists
                       where group_id = $1 and event_id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_optional(c).await)
}

/// Writes a list, or opens a closed one again.
pub async fn save_name_list(tx: &mut Tx<'_>, list: &NameList) -> Result<()> {
    const SQL: &str = "insert into name_lists (group_id, event_id, made_by, made_at, closed_at)
                       values ($1, $2, $3, $4, $5)
                       on conflict (group_id, event_id) do update
                       set made_by = excluded.made_by, made_at = excluded.made_at,
                           closed_at = excluded.closed_at";
    execute!(
        tx,
        list.group_id => sqlx::query(SQL)
            .bind(list.group_id)
            .bind(list.event_id)
            .bind(list.made_by)
            .bind(list.made_at)
            .bind(list.closed_at)
    )?;
    Ok(())
}

/// `false`: there is no list, or it was closed before.
pub async fn close_name_list(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    now: Instant,
) -> Result<bool> {
    const SQL: &str = "update name_lists set closed_at = $3
                       where group_id = $1 and event_id = $2 and closed_at is null";
    let closed = execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(now))?;
    Ok(closed > 0)
}

/// The names of those who have a seat in the room, in their order, and nothing else.
///
/// Where the event asks for the name that the building needs (`asked`), that one stands in its place.
pub async fn list_names(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    asked: Option<QuestionId>,
) -> Result<Vec<String>> {
    const SQL: &str = "select coalesce(a.value, p.name) as name from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       left join answers a on a.group_id = r.group_id and a.event_id = r.event_id
                                          and a.person_id = r.person_id and a.question_id = $3
                       where r.group_id = $1 and r.event_id = $2 and r.state = 'going'
                         and r.attending = 'in_person' and p.erased_at is null
                       order by p.sort_key, p.id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).bind(asked).fetch_all(c).await)
}
