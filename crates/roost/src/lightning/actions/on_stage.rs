//! What the stage says of turns while a round runs.

use super::desk::Desk;
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::Group;
use crate::ids::{Moment, RoundId, TurnId};
use crate::jobs::Context;
use crate::lightning::model::{State, Turn};
use crate::lightning::store;

/// A turn begins at `began`. `false`: it cannot, since another one is on stage, it was given
/// already, or it is not there.
///
/// # Errors
/// If the database refuses.
pub async fn begin(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    (turn, began): (TurnId, Instant),
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let is_taken = desk.turns.iter().any(|turn| turn.state == State::OnStage);
    if is_taken || desk.round.ended_at.is_some() {
        return Ok(false);
    }
    let can_begin = |turn: &&mut Turn| turn.state != State::Given;
    let Some(turn) = desk.find_mut(turn).filter(can_begin) else {
        return Ok(false);
    };
    turn.state = State::OnStage;
    turn.has_place = true;
    turn.began_at = Some(began);
    let turn = turn.clone();
    store::save_state(tx, &turn).await?;
    store::save_begun(tx, began, desk.key()).await?;
    desk.round.begun_at = desk.round.begun_at.or(Some(began));
    desk.renumber(tx).await?;
    Ok(true)
}

/// A turn ends after `took_ms` milliseconds on the clock. `cause` says why they are more than limit
/// and changeover together; without one they are cut to that. `false`: it is not on stage.
///
/// # Errors
/// If the database refuses.
pub async fn end(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    turn: TurnId,
    (took_ms, cause): (i64, &str),
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let most = (desk.round.limit_secs + desk.round.changeover_secs) * 1000;
    let is_on = |turn: &&mut Turn| turn.state == State::OnStage;
    let Some(turn) = desk.find_mut(turn).filter(is_on) else {
        return Ok(false);
    };
    turn.state = State::Given;
    turn.took_ms = Some(if cause.is_empty() {
        took_ms.clamp(0, most)
    } else {
        took_ms.max(0)
    });
    cause.clone_into(&mut turn.cause);
    let turn = turn.clone();
    store::save_state(tx, &turn).await?;
    desk.renumber(tx).await?;
    Ok(true)
}

/// A turn that was given ended earlier than was thought: of two who stopped it the first counts.
/// `false`: it was not given, or ended earlier still.
///
/// # Errors
/// If the database refuses.
pub async fn end_earlier(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    turn: TurnId,
    took_ms: i64,
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let was_longer =
        |turn: &&mut Turn| turn.state == State::Given && turn.took_ms > Some(took_ms.max(0));
    let Some(turn) = desk.find_mut(turn).filter(was_longer) else {
        return Ok(false);
    };
    turn.took_ms = Some(took_ms.max(0));
    turn.cause.clear();
    let turn = turn.clone();
    store::save_state(tx, &turn).await?;
    Ok(true)
}

/// Passes a turn over: whoever stands by has its place. `false`: it does not wait.
///
/// # Errors
/// If the database refuses.
pub async fn skip(
    tx: &mut Tx<'_>,
    at: &Moment,
    place: (&Context, &Group, RoundId),
    turn: TurnId,
) -> anyhow::Result<bool> {
    pass_over(tx, at, place, (turn, State::Skipped)).await
}

/// She was called, and is not in the room.
///
/// # Errors
/// If the database refuses.
pub async fn absent(
    tx: &mut Tx<'_>,
    at: &Moment,
    place: (&Context, &Group, RoundId),
    turn: TurnId,
) -> anyhow::Result<bool> {
    pass_over(tx, at, place, (turn, State::Absent)).await
}

async fn pass_over(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    (turn, state): (TurnId, State),
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let Some(turn) = desk.find_mut(turn).filter(|turn| turn.waits()) else {
        return Ok(false);
    };
    turn.state = state;
    turn.has_place = false;
    let turn = turn.clone();
    store::save_state(tx, &turn).await?;
    desk.settle(tx).await?;
    Ok(true)
}

/// She is back: her turn waits again, the first one of all. `false`: it was not passed over.
///
/// # Errors
/// If the database refuses.
pub async fn call_back(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    turn: TurnId,
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let was_passed = |turn: &&mut Turn| matches!(turn.state, State::Skipped | State::Absent);
    let Some(turn) = desk.find_mut(turn).filter(was_passed) else {
        return Ok(false);
    };
    turn.state = State::Waiting;
    // She had one when she was called.
    turn.has_place = true;
    turn.position = 0;
    let turn = turn.clone();
    store::save_state(tx, &turn).await?;
    desk.renumber(tx).await?;
    Ok(true)
}

/// Ends a round, or lets it go on after all.
///
/// # Errors
/// If the database refuses.
pub async fn end_round(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    ends: bool,
) -> anyhow::Result<bool> {
    let Some(desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    if desk.turns.iter().any(|turn| turn.state == State::OnStage) {
        return Ok(false);
    }
    store::save_ended(tx, desk.key(), ends.then_some(at.now)).await?;
    Ok(true)
}
