//! What a speaker changes of her own turn.

use super::desk::Desk;
use crate::db::Tx;
use crate::groups::Group;
use crate::ids::Moment;
use crate::jobs::Context;
use crate::lightning::model::{Entry, State, Turn};
use crate::lightning::store;

/// Writes what she says of her talk. `false`: the turn is not there any more.
///
/// After the talk only the link to the slides can change, since the rest tells what was given.
///
/// # Errors
/// If the database refuses.
pub async fn save_own(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (turn, entry): (&Turn, &Entry),
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), turn.round_id).await? else {
        return Ok(false);
    };
    let limit = desk.round.limit_secs;
    let Some(turn) = desk.find_mut(turn.id) else {
        return Ok(false);
    };
    turn.slides_link.clone_from(&entry.slides_link);
    if matches!(turn.state, State::Waiting | State::Skipped | State::Absent) {
        turn.name.clone_from(&entry.name);
        turn.title.clone_from(&entry.title);
        turn.say.clone_from(&entry.say);
        turn.needs.clone_from(&entry.needs);
        turn.recording = entry.recording;
        turn.first_time = entry.first_time;
        turn.leaves_early = entry.leaves_early;
        turn.planned_secs = entry.planned_secs.unwrap_or(limit).clamp(1, limit);
    }
    let turn = turn.clone();
    store::save_entry(tx, &turn).await?;
    desk.settle(tx).await?;
    Ok(true)
}

/// She does not talk after all: the turn goes, and somebody who stands by has its place. `false`:
/// she has been on stage, or it went before.
///
/// # Errors
/// If the database refuses.
pub async fn take_back(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    turn: &Turn,
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), turn.round_id).await? else {
        return Ok(false);
    };
    let may_go = |turn: &Turn| !matches!(turn.state, State::OnStage | State::Given);
    if !desk.find(turn.id).is_some_and(may_go) {
        return Ok(false);
    }
    desk.forget(tx, turn.id).await?;
    desk.settle(tx).await?;
    Ok(true)
}
