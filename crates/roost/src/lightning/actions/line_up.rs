//! The line-up as organizers and the moderator arrange it.

use super::desk::Desk;
use crate::db::Tx;
use crate::groups::Group;
use crate::ids::{Moment, RoundId, TurnId};
use crate::jobs::Context;
use crate::lightning::mail::News;
use crate::lightning::model::{State, Turn};
use crate::lightning::store;

/// Where a turn goes among those that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    /// Before every other one that waits.
    First,
    /// In front of this one; one that does not wait moves nothing.
    Before(TurnId),
}

/// Moves a turn among those that wait. As many as had a place have one afterwards, the first ones;
/// whoever gains or loses hers by that is told.
///
/// # Errors
/// If the database refuses.
pub async fn move_turn(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    (turn, to): (TurnId, Move),
) -> anyhow::Result<()> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(());
    };
    let mut line: Vec<TurnId> = waiting(&desk);
    let Some(from) = line.iter().position(|id| *id == turn) else {
        return Ok(());
    };
    let target = match to {
        Move::Up => from.saturating_sub(1),
        Move::Down => (from + 1).min(line.len() - 1),
        Move::First => 0,
        Move::Before(other) => match line.iter().position(|id| *id == other) {
            // Taking it out first moves those behind it up by one.
            Some(index) if index > from => index - 1,
            Some(index) => index,
            None => from,
        },
    };
    if target == from {
        return Ok(());
    }
    let moved = line.remove(from);
    line.insert(target, moved);
    put_in_order(tx, &mut desk, &line).await
}

/// Lets two that wait change their turns.
///
/// # Errors
/// If the database refuses.
pub async fn swap(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    (one, other): (TurnId, TurnId),
) -> anyhow::Result<()> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(());
    };
    let mut line = waiting(&desk);
    let find = |id: TurnId| line.iter().position(|it| *it == id);
    let (Some(first), Some(second)) = (find(one), find(other)) else {
        return Ok(());
    };
    if first == second {
        return Ok(());
    }
    line.swap(first, second);
    put_in_order(tx, &mut desk, &line).await
}

fn waiting(desk: &Desk<'_>) -> Vec<TurnId> {
    let waiting = desk.turns.iter().filter(|turn| turn.waits());
    waiting.map(|turn| turn.id).collect()
}

async fn put_in_order(tx: &mut Tx<'_>, desk: &mut Desk<'_>, line: &[TurnId]) -> anyhow::Result<()> {
    if !desk.round.arranged {
        desk.round.arranged = true;
        store::save_arranged(tx, desk.key(), true).await?;
    }
    let places = desk.turns.iter().filter(|turn| turn.waits_with_place());
    let places = places.count();
    for (index, id) in line.iter().enumerate() {
        if let Some(turn) = desk.find_mut(*id) {
            // Only the order among them matters; the numbers are given anew below.
            turn.position = i64::try_from(index)?;
        }
        let has_place = index < places;
        if desk
            .find(*id)
            .is_some_and(|turn| turn.has_place != has_place)
        {
            desk.set_place(tx, *id, has_place).await?;
        }
    }
    desk.renumber(tx).await
}

/// Puts the turns that wait in the order of the round's policy again.
///
/// # Errors
/// If the database refuses.
pub async fn arrange_again(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
) -> anyhow::Result<()> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(());
    };
    desk.round.arranged = false;
    store::save_arranged(tx, desk.key(), false).await?;
    desk.settle(tx).await
}

/// Shows a turn's name and title to everybody, or hides them, on the stage and on public pages.
///
/// # Errors
/// If the database refuses.
pub async fn show_on_stage(
    tx: &mut Tx<'_>,
    turn: &Turn,
    (name, title): (bool, bool),
) -> anyhow::Result<()> {
    Ok(store::save_shown(tx, (turn.group_id, turn.id), (name, title)).await?)
}

/// Takes a turn out of the line-up and tells her. `false`: it has been on stage, or is not there.
///
/// # Errors
/// If the database refuses.
pub async fn remove(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, round): (&Context, &Group, RoundId),
    turn: TurnId,
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let found = desk.find(turn).cloned();
    let may_go = |turn: &Turn| !matches!(turn.state, State::OnStage | State::Given);
    let Some(found) = found.filter(may_go) else {
        return Ok(false);
    };
    desk.tell(tx, &found, News::TakenOff).await?;
    desk.forget(tx, turn).await?;
    desk.settle(tx).await?;
    Ok(true)
}
