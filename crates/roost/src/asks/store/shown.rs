use crate::asks::model::{Shown, TalkInLine};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AskId, EventId, GroupId};
use crate::on;

/// More than stands on one board.
const MOST: i64 = 500;

macro_rules! select_shown {
    ($rest:literal) => {
        concat!(
            "select a.group_id, a.id, a.person_id, a.event_id, a.asked_by, a.way, a.answer,
                    a.topic, a.promised_event_id, a.promised_on, a.step, a.turn_id, a.asked_at,
                    a.answered_at, a.answer_by, a.version,
                    p.name as person, c.picture, b.name as asker, e.title as event,
                    n.title as promised, t.state as turn_state,
                    coalesce(t.slides_link, '') || coalesce(t.deck, '') <> '' as turn_has_slides
             from asks a
             join people p on p.group_id = a.group_id and p.id = a.person_id
             join people b on b.group_id = a.group_id and b.id = a.asked_by
             left join accounts c on c.id = p.account_id
             left join events e on e.group_id = a.group_id and e.id = a.event_id
             left join events n on n.group_id = a.group_id and n.id = a.promised_event_id
             left join turns t on t.group_id = a.group_id and t.id = a.turn_id ",
            $rest
        )
    };
}

pub async fn find_shown(tx: &mut Tx<'_>, group: GroupId, id: AskId) -> Result<Option<Shown>> {
    const SQL: &str = select_shown!("where a.group_id = $1 and a.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// Who was asked for an event, or for none, in the order of asking.
pub async fn list_for_event(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: Option<EventId>,
) -> Result<Vec<Shown>> {
    const SQL: &str = select_shown!(
        "where a.group_id = $1 and (a.event_id = $2 or (a.event_id is null and $3))
         order by a.asked_at, a.id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(event.is_none())
        .fetch_all(c).await)
}

/// What is on its way to the stage: everything that somebody waits for, and what was asked, or given,
/// since `since`. Whoever was asked first comes first.
pub async fn list_on_their_way(
    tx: &mut Tx<'_>,
    group: GroupId,
    since: Instant,
) -> Result<Vec<Shown>> {
    const SQL: &str = select_shown!(
        "where a.group_id = $1 and a.step is not null and p.erased_at is null
           and p.banned_at is null
           and (a.step <> 'on_stage' and coalesce(t.state, 'waiting') not in ('on_stage', 'given')
                or a.asked_at >= $2 or t.began_at >= $2)
         order by a.asked_at, a.id limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(since).bind(MOST).fetch_all(c).await)
}

/// Turns that nobody asked for: of events to come, and those given since `since`.
pub async fn list_in_line(
    tx: &mut Tx<'_>,
    group: GroupId,
    (since, now): (Instant, Instant),
) -> Result<Vec<TalkInLine>> {
    const SQL: &str = "
        select t.id as turn_id, t.name as person, c.picture, t.title, t.state,
               t.slides_link <> '' or t.deck <> '' as has_slides, e.title as event, e.slug, e.starts_at
        from turns t
        join rounds r on r.group_id = t.group_id and r.id = t.round_id
        join events e on e.group_id = r.group_id and e.id = r.event_id
        join people p on p.group_id = t.group_id and p.id = t.person_id
        left join accounts c on c.id = p.account_id
        where t.group_id = $1 and e.status = 'published'
          and (t.state = 'waiting' and e.ends_at > $3
               or t.state in ('on_stage', 'given') and t.began_at >= $2)
          and not exists (select 1 from asks a
                          where a.group_id = t.group_id and a.turn_id = t.id)
        order by e.starts_at, r.starts_after, t.position, t.id limit $4";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(since).bind(now).bind(MOST)
        .fetch_all(c).await)
}

/// A number that is another one when any ask for the event has changed, gone or come.
pub async fn find_mark(tx: &mut Tx<'_>, group: GroupId, event: Option<EventId>) -> Result<i64> {
    const SQL: &str = "select cast(coalesce(sum(version), 0) * 1000 + count(*) * 31
                                   + coalesce(max(coalesce(answered_at, asked_at)), 0) as bigint)
                       from asks
                       where group_id = $1 and (event_id = $2 or (event_id is null and $3))";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(event).bind(event.is_none())
        .fetch_one(c).await)
}
