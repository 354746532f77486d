use crate::asks::model::Ask;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AskId, EventId, GroupId, PersonId};
use crate::{execute, on};

macro_rules! select_asks {
    ($rest:literal) => {
        concat!(
            "select group_id, id, person_id, event_id, asked_by, way, answer, topic,
                    promised_event_id, promised_on, step, turn_id, asked_at, answered_at,
                    answer_by, version
             from asks ",
            $rest
        )
    };
}

pub async fn find_ask(tx: &mut Tx<'_>, group: GroupId, id: AskId) -> Result<Option<Ask>> {
    const SQL: &str = select_asks!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The ask of a person for an event, or for none.
pub async fn find_ask_of(
    tx: &mut Tx<'_>,
    (group, person): (GroupId, PersonId),
    event: Option<EventId>,
) -> Result<Option<Ask>> {
    const SQL: &str = select_asks!(
        "where group_id = $1 and person_id = $2
           and (event_id = $3 or (event_id is null and $4))"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(person).bind(event).bind(event.is_none())
        .fetch_optional(c).await)
}

/// Every ask of a person, oldest first.
pub async fn list_asks_of(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<Vec<Ask>> {
    const SQL: &str = select_asks!("where group_id = $1 and person_id = $2 order by id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_all(c).await)
}

/// `false`: she was asked for that event already.
pub async fn insert_ask(tx: &mut Tx<'_>, ask: &Ask) -> Result<bool> {
    const SQL: &str = "insert into asks (group_id, id, person_id, event_id, asked_by, way, answer,
                                         topic, promised_event_id, promised_on, step, turn_id,
                                         asked_at, answered_at, answer_by, version)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                               $16)
                       on conflict do nothing";
    let inserted = execute!(
        tx,
        ask.group_id => sqlx::query(SQL)
            .bind(ask.group_id)
            .bind(ask.id)
            .bind(ask.person_id)
            .bind(ask.event_id)
            .bind(ask.asked_by)
            .bind(ask.way)
            .bind(ask.answer)
            .bind(&ask.topic)
            .bind(ask.promised_event_id)
            .bind(ask.promised_on)
            .bind(ask.step)
            .bind(ask.turn_id)
            .bind(ask.asked_at)
            .bind(ask.answered_at)
            .bind(ask.answer_by)
            .bind(ask.version)
    )?;
    Ok(inserted > 0)
}

/// Writes what she said, if nobody has changed the ask since `ask` was read. `false`: somebody has.
pub async fn save_answer(tx: &mut Tx<'_>, ask: &Ask) -> Result<bool> {
    const SQL: &str = "update asks set answer = $3, topic = $4, promised_event_id = $5,
                              promised_on = $6, step = $7, turn_id = $8, answered_at = $9,
                              version = version + 1
                       where group_id = $1 and id = $2 and version = $10";
    let saved = execute!(
        tx,
        ask.group_id => sqlx::query(SQL)
            .bind(ask.group_id)
            .bind(ask.id)
            .bind(ask.answer)
            .bind(&ask.topic)
            .bind(ask.promised_event_id)
            .bind(ask.promised_on)
            .bind(ask.step)
            .bind(ask.turn_id)
            .bind(ask.answered_at)
            .bind(ask.version)
    )?;
    Ok(saved > 0)
}

/// How far the talk is, and until when an answer is waited for.
pub async fn save_step(tx: &mut Tx<'_>, ask: &Ask) -> Result<()> {
    const SQL: &str = "update asks set step = $3, answer_by = $4, version = version + 1
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        ask.group_id => sqlx::query(SQL)
            .bind(ask.group_id)
            .bind(ask.id)
            .bind(ask.step)
            .bind(ask.answer_by)
    )?;
    Ok(())
}

pub async fn delete_asks_of(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from asks where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// Groups that keep an ask from before `then`, or a pause that is over by `now`.
pub async fn list_groups_with_old(
    tx: &mut Tx<'_>,
    (then, now): (Instant, Instant),
) -> Result<Vec<GroupId>> {
    const SQL: &str = "select group_id from asks where asked_at < $1
                       union select group_id from ask_pauses where until <= $2
                       order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(then).bind(now).fetch_all(c).await)
}

pub async fn list_old_asks(tx: &mut Tx<'_>, group: GroupId, then: Instant) -> Result<Vec<AskId>> {
    const SQL: &str = "select id from asks where group_id = $1 and asked_at < $2 order by id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(then).fetch_all(c).await)
}

pub async fn delete_old_asks(tx: &mut Tx<'_>, group: GroupId, then: Instant) -> Result<()> {
    const SQL: &str = "delete from asks where group_id = $1 and asked_at < $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(then))?;
    Ok(())
}

pub async fn delete_old_pauses(tx: &mut Tx<'_>, group: GroupId, now: Instant) -> Result<()> {
    const SQL: &str = "delete from ask_pauses where group_id = $1 and until <= $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(now))?;
    Ok(())
}

/// Until when she is not asked; `None`: she may be.
pub async fn find_pause(
    tx: &mut Tx<'_>,
    (group, person): (GroupId, PersonId),
    now: Instant,
) -> Result<Option<Instant>> {
    const SQL: &str = "select until from ask_pauses
                       where group_id = $1 and person_id = $2 and until > $3";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(person).bind(now)
        .fetch_optional(c).await)
}

/// What she says herself outweighs what an organizer heard; nothing makes the time shorter.
pub async fn save_pause(
    tx: &mut Tx<'_>,
    (group, person): (GroupId, PersonId),
    (until, her_own): (Instant, bool),
) -> Result<()> {
    const SQL: &str = "insert into ask_pauses (group_id, person_id, until, her_own)
                       values ($1, $2, $3, $4)
                       on conflict (group_id, person_id) do update
                       set until = excluded.until,
                           her_own = (ask_pauses.her_own or excluded.her_own)";
    execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(person).bind(until).bind(her_own)
    )?;
    Ok(())
}

pub async fn delete_pause(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from ask_pauses where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}
