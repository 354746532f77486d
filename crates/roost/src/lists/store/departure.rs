use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::execute;
use crate::ids::{GroupId, ListId, PersonId};
use crate::lists::model::Subscription;
use crate::on;

/// Notes that somebody left a list. The last time counts.
pub async fn save_departure(tx: &mut Tx<'_>, now: Instant, known: &Subscription) -> Result<()> {
    const SQL: &str = "insert into departures (group_id, list_id, person_id, left_at)
                       values ($1, $2, $3, $4)
                       on conflict (group_id, list_id, person_id) do update
                       set left_at = excluded.left_at";
    execute!(
        tx,
        known.group_id => sqlx::query(SQL)
            .bind(known.group_id)
            .bind(known.list_id)
            .bind(known.person_id)
            .bind(now)
    )?;
    Ok(())
}

/// The same for every list that they are on.
pub async fn save_departures(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "insert into departures (group_id, list_id, person_id, left_at)
                       select group_id, list_id, person_id, $3 from subscriptions
                       where group_id = $1 and person_id = $2
                       on conflict (group_id, list_id, person_id) do update
                       set left_at = excluded.left_at";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(now))?;
    Ok(())
}

pub async fn has_departed(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    person: PersonId,
) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from departures
                       where group_id = $1 and list_id = $2 and person_id = $3)";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(list).bind(person)
        .fetch_one(c).await)
}

/// They came back.
pub async fn remove_departure(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "delete from departures
                       where group_id = $1 and list_id = $2 and person_id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(list).bind(person))?;
    Ok(())
}

/// Of somebody who is forgotten, nothing stays.
pub async fn remove_departures(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from departures where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}
