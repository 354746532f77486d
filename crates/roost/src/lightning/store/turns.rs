use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, PersonId, RoundId, TurnId};
use crate::lightning::model::Turn;
use crate::{execute, on};

macro_rules! select_turns {
    ($rest:literal) => {
        concat!(
            "select group_id, id, round_id, person_id, number, position, has_place, state, name,
                    title, shows_name, shows_title, say, slides_link, deck, deck_trouble,
                    deck_pages, needs, recording, first_time, leaves_early, planned_secs,
                    from_floor, began_at, took_ms, cause, thanked_at, created_at
             from turns ",
            $rest
        )
    };
}

/// The turns of a round in the order of its line-up.
pub async fn line_up(tx: &mut Tx<'_>, group: GroupId, round: RoundId) -> Result<Vec<Turn>> {
    const SQL: &str = select_turns!("where group_id = $1 and round_id = $2 order by position, id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(round).fetch_all(c).await)
}

pub async fn find_turn(
    tx: &mut Tx<'_>,
    (group, round): (GroupId, RoundId),
    id: TurnId,
) -> Result<Option<Turn>> {
    const SQL: &str = select_turns!("where group_id = $1 and round_id = $2 and id = $3");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(round).bind(id).fetch_optional(c).await)
}

pub async fn find_turn_by_id(tx: &mut Tx<'_>, group: GroupId, id: TurnId) -> Result<Option<Turn>> {
    const SQL: &str = select_turns!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// Every turn of a person, oldest first.
pub async fn list_turns_of_person(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Vec<Turn>> {
    const SQL: &str = select_turns!("where group_id = $1 and person_id = $2 order by id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_all(c).await)
}

pub async fn insert_turn(tx: &mut Tx<'_>, turn: &Turn) -> Result<()> {
    const SQL: &str = "insert into turns (group_id, id, round_id, person_id, number, position,
                                          has_place, state, name, title, shows_name, shows_title,
                                          say, slides_link, needs, recording, first_time,
                                          leaves_early, planned_secs, from_floor, cause, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                               $16, $17, $18, $19, $20, $21, $22)";
    execute!(
        tx,
        turn.group_id => sqlx::query(SQL)
            .bind(turn.group_id)
            .bind(turn.id)
            .bind(turn.round_id)
            .bind(turn.person_id)
            .bind(turn.number)
            .bind(turn.position)
            .bind(turn.has_place)
            .bind(turn.state)
            .bind(&turn.name)
            .bind(&turn.title)
            .bind(turn.shows_name)
            .bind(turn.shows_title)
            .bind(&turn.say)
            .bind(&turn.slides_link)
            .bind(&turn.needs)
            .bind(turn.recording)
            .bind(turn.first_time)
            .bind(turn.leaves_early)
            .bind(turn.planned_secs)
            .bind(turn.from_floor)
            .bind(&turn.cause)
            .bind(turn.created_at)
    )?;
    Ok(())
}

/// What she says of her talk.
pub async fn save_entry(tx: &mut Tx<'_>, turn: &Turn) -> Result<()> {
    const SQL: &str = "update turns set name = $3, title = $4, say = $5, slides_link = $6,
                              needs = $7, recording = $8, first_time = $9, leaves_early = $10,
                              planned_secs = $11
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        turn.group_id => sqlx::query(SQL)
            .bind(turn.group_id)
            .bind(turn.id)
            .bind(&turn.name)
            .bind(&turn.title)
            .bind(&turn.say)
            .bind(&turn.slides_link)
            .bind(&turn.needs)
            .bind(turn.recording)
            .bind(turn.first_time)
            .bind(turn.leaves_early)
            .bind(turn.planned_secs)
    )?;
    Ok(())
}

/// Whether name and title are shown to everybody.
pub async fn save_shown(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, TurnId),
    (name, title): (bool, bool),
) -> Result<()> {
    const SQL: &str = "update turns set shows_name = $3, shows_title = $4
                       where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(name).bind(title))?;
    Ok(())
}

pub async fn save_place(tx: &mut Tx<'_>, (group, id): (GroupId, TurnId), has: bool) -> Result<()> {
    const SQL: &str = "update turns set has_place = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(has))?;
    Ok(())
}

pub async fn save_position(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, TurnId),
    position: i64,
) -> Result<()> {
    const SQL: &str = "update turns set position = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(position))?;
    Ok(())
}

/// How far the turn is, and what was measured of it.
pub async fn save_state(tx: &mut Tx<'_>, turn: &Turn) -> Result<()> {
    const SQL: &str = "update turns set state = $3, has_place = $4, began_at = $5, took_ms = $6,
                              cause = $7
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        turn.group_id => sqlx::query(SQL)
            .bind(turn.group_id)
            .bind(turn.id)
            .bind(turn.state)
            .bind(turn.has_place)
            .bind(turn.began_at)
            .bind(turn.took_ms)
            .bind(&turn.cause)
    )?;
    Ok(())
}

pub async fn save_thanked(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, id): (GroupId, TurnId),
) -> Result<()> {
    const SQL: &str = "update turns set thanked_at = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(())
}

pub async fn delete_turn(tx: &mut Tx<'_>, (group, id): (GroupId, TurnId)) -> Result<()> {
    const SQL: &str = "delete from turns where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}
