use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::model::{Event, Status};
use crate::ids::{EventId, GroupId};
use crate::{execute, on};

/// Gives the event the standing that it has elsewhere.
pub async fn mark_outside(
    tx: &mut Tx<'_>,
    now: Instant,
    event: &Event,
    status: Status,
) -> Result<()> {
    const SQL: &str = "update events set status = $3, updated_at = $4, published_at = $5,
                              cancelled_at = $6
                       where group_id = $1 and id = $2";
    let is_public = status != Status::Draft;
    let published_at = event.published_at.unwrap_or(now);
    let cancelled_at = event.cancelled_at.unwrap_or(now);
    execute!(
        tx,
        event.group_id => sqlx::query(SQL)
            .bind(event.group_id)
            .bind(event.id)
            .bind(status)
            .bind(now)
            .bind(is_public.then_some(published_at))
            .bind((status == Status::Cancelled).then_some(cancelled_at))
    )?;
    Ok(())
}

/// Whether somebody has answered the event, come to it, prepared it or written about it. Each table
/// that points to events stands here, or below with what goes away with an event, or belongs to who
/// brought the event and asks.
pub async fn has_company(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from rsvps where group_id = $1 and event_id = $2)
                           or exists (select 1 from answers
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from answer_counts
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from announcements
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from check_ins
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from head_counts
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from recaps
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from photos
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from thanks
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from invitation_links
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from came_through
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from feedback
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from rounds
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from asks
                                      where group_id = $1
                                        and (event_id = $2 or promised_event_id = $2))
                           or exists (select 1 from proposals
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from checklist_lines
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from preparations
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from rota
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from doors
                                      where group_id = $1 and event_id = $2)
                           or exists (select 1 from name_lists
                                      where group_id = $1 and event_id = $2)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// Takes the event away with its addresses and its agenda.
pub async fn remove_event(tx: &mut Tx<'_>, event: &Event) -> Result<()> {
    const SLUGS: &str = "delete from event_slugs where group_id = $1 and event_id = $2";
    const AGENDA: &str = "delete from agenda_lines where group_id = $1 and event_id = $2";
    const EVENT: &str = "delete from events where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    for sql in [SLUGS, AGENDA, EVENT] {
        execute!(tx, group => sqlx::query(sql).bind(group).bind(id))?;
    }
    Ok(())
}
