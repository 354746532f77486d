use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, RoundId};
use crate::lightning::model::Round;
use crate::{execute, on};

macro_rules! select_rounds {
    ($rest:literal) => {
        concat!(
            "select group_id, id, event_id, title, starts_after, minutes, format, limit_secs,
                    changeover_secs, policy, seed, arranged, numbers, begun_at, ended_at, created_at
             from rounds ",
            $rest
        )
    };
}

/// The rounds of an event, as they follow each other.
pub async fn list_rounds(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Round>> {
    const SQL: &str =
        select_rounds!("where group_id = $1 and event_id = $2 order by starts_after, id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// The rounds of a group's public events that end after `since`, soonest event first.
pub async fn list_rounds_of_group(
    tx: &mut Tx<'_>,
    group: GroupId,
    since: Instant,
) -> Result<Vec<Round>> {
    const SQL: &str = "select r.group_id, r.id, r.event_id, r.title, r.starts_after, r.minutes,
                              r.format, r.limit_secs, r.changeover_secs, r.policy, r.seed,
                              r.arranged, r.numbers, r.begun_at, r.ended_at, r.created_at
                       from rounds r
                       join events e on e.group_id = r.group_id and e.id = r.event_id
                       where r.group_id = $1 and e.status = 'published' and e.ends_at > $2
                       order by e.starts_at, e.id, r.starts_after, r.id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(since).fetch_all(c).await)
}

pub async fn count_rounds(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(*) from rounds where group_id = $1 and event_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

pub async fn find_round(tx: &mut Tx<'_>, group: GroupId, id: RoundId) -> Result<Option<Round>> {
    const SQL: &str = select_rounds!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

pub async fn insert_round(tx: &mut Tx<'_>, round: &Round) -> Result<()> {
    const SQL: &str = "insert into rounds (group_id, id, event_id, title, starts_after, minutes,
                                           format, limit_secs, changeover_secs, policy, seed,
                                           arranged, numbers, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    execute!(
        tx,
        round.group_id => sqlx::query(SQL)
            .bind(round.group_id)
            .bind(round.id)
            .bind(round.event_id)
            .bind(&round.title)
            .bind(round.starts_after)
            .bind(round.minutes)
            .bind(round.format)
            .bind(round.limit_secs)
            .bind(round.changeover_secs)
            .bind(round.policy)
            .bind(round.seed)
            .bind(round.arranged)
            .bind(round.numbers)
            .bind(round.created_at)
    )?;
    Ok(())
}

/// What an organizer says of a round.
pub async fn update_round(tx: &mut Tx<'_>, round: &Round) -> Result<()> {
    const SQL: &str = "update rounds set title = $3, starts_after = $4, minutes = $5, format = $6,
                              limit_secs = $7, changeover_secs = $8, policy = $9, seed = $10,
                              arranged = $11
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        round.group_id => sqlx::query(SQL)
            .bind(round.group_id)
            .bind(round.id)
            .bind(&round.title)
            .bind(round.starts_after)
            .bind(round.minutes)
            .bind(round.format)
            .bind(round.limit_secs)
            .bind(round.changeover_secs)
            .bind(round.policy)
            .bind(round.seed)
            .bind(round.arranged)
    )?;
    Ok(())
}

pub async fn save_numbers(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, RoundId),
    numbers: i64,
) -> Result<()> {
    const SQL: &str = "update rounds set numbers = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(numbers))?;
    Ok(())
}

pub async fn save_arranged(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, RoundId),
    arranged: bool,
) -> Result<()> {
    const SQL: &str = "update rounds set arranged = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(arranged))?;
    Ok(())
}

/// The first turn begins; a later one changes nothing.
pub async fn save_begun(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, id): (GroupId, RoundId),
) -> Result<()> {
    const SQL: &str = "update rounds set begun_at = coalesce(begun_at, $3)
                       where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(())
}

/// `None`: it goes on after all.
pub async fn save_ended(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, RoundId),
    ended: Option<Instant>,
) -> Result<()> {
    const SQL: &str = "update rounds set ended_at = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(ended))?;
    Ok(())
}

/// Takes a round away that nobody has signed up for.
pub async fn delete_round(tx: &mut Tx<'_>, group: GroupId, id: RoundId) -> Result<()> {
    const SQL: &str = "delete from rounds where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}
