use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId, ThanksId};
use crate::recap::model::{Thanks, ThanksKind};
use crate::{execute, on};

/// Who was thanked for an evening, the first one first.
pub async fn list_thanks(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Thanks>> {
    const SQL: &str = "select t.id, t.kind, t.name, t.folded, t.sent_at, p.name as sent_by,
                              exists (select 1 from deliveries d
                                      where d.group_id = t.group_id and d.unique_key = t.letter
                                        and d.state = 'failed') as has_failed
                       from thanks t
                       join people p on p.group_id = t.group_id and p.id = t.sent_by
                       where t.group_id = $1 and t.event_id = $2 order by t.sent_at, t.id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// A letter of thanks as it is written down.
pub struct NewRow<'n> {
    pub group: GroupId,
    pub id: ThanksId,
    pub event: EventId,
    pub kind: ThanksKind,
    pub name: &'n str,
    pub folded: &'n str,
    /// The unique key of its delivery.
    pub letter: &'n str,
    pub by: PersonId,
}

/// A second letter to the same takes the place of the first.
pub async fn upsert_thanks(tx: &mut Tx<'_>, now: Instant, new: &NewRow<'_>) -> Result<()> {
    const SQL: &str = "insert into thanks (group_id, id, event_id, kind, name, folded, letter,
                                           sent_by, sent_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                       on conflict (group_id, event_id, kind, folded) do update
                       set letter = excluded.letter, sent_by = excluded.sent_by,
                           sent_at = excluded.sent_at";
    execute!(
        tx,
        new.group => sqlx::query(SQL)
            .bind(new.group)
            .bind(new.id)
            .bind(new.event)
            .bind(new.kind)
            .bind(new.name)
            .bind(new.folded)
            .bind(new.letter)
            .bind(new.by)
            .bind(now)
    )?;
    Ok(())
}

/// The addresses of those whom the group knows by this name, two at most: with two, nobody knows
/// whom the agenda means.
pub async fn list_emails_by_name(
    tx: &mut Tx<'_>,
    group: GroupId,
    sort_key: &str,
) -> Result<Vec<String>> {
    const SQL: &str = "select a.email from people p join addresses a on a.id = p.address_id
                       where p.group_id = $1 and p.sort_key = $2 and p.left_at is null
                         and p.banned_at is null and p.erased_at is null
                       order by p.id limit 2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(sort_key).fetch_all(c).await)
}
