//! Rounds as organizers make and change them.

use super::desk::{Desk, plan_letters};
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{Group, Organizer, audit};
use crate::ids::{Moment, RoundId};
use crate::jobs::Context;
use crate::lightning::model::{Format, MOST_ROUNDS, Policy, Round};
use crate::lightning::store;
use crate::once::{Done, Once};

/// What an organizer says of a round, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Empty: it is simply called lightning talks.
    pub title: String,
    /// Minutes after the event's start.
    pub starts_after: i64,
    pub minutes: i64,
    pub format: Format,
    pub limit_secs: i64,
    pub changeover_secs: i64,
    pub policy: Policy,
}

/// What becomes of a new round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    Added(RoundId),
    /// The event has as many as it can have.
    Full,
}

/// Adds a round to an event.
///
/// # Errors
/// If the database refuses.
pub async fn add_round(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
    (plan, once): (&Plan, &Once),
) -> anyhow::Result<Done<Added>> {
    let event = events::lock_event(tx, by.group, event.id).await?;
    if let Some(location) = once.begin(tx, at).await? {
        return Ok(Done::Before(location));
    }
    let rounds = store::count_rounds(tx, by.group, event.id).await?;
    if rounds >= i64::try_from(MOST_ROUNDS)? {
        once.end(tx, None).await?;
        return Ok(Done::Now(Added::Full));
    }
    let round = Round {
        group_id: by.group,
        id: RoundId::new(at),
        event_id: event.id,
        title: plan.title.clone(),
        starts_after: plan.starts_after,
        minutes: plan.minutes,
        format: plan.format,
        limit_secs: plan.limit_secs,
        changeover_secs: plan.changeover_secs,
        policy: plan.policy,
        seed: seed(at)?,
        arranged: false,
        numbers: 0,
        begun_at: None,
        ended_at: None,
        created_at: at.now,
    };
    store::insert_round(tx, &round).await?;
    audit(tx, at, by, "round-added", &event.title, &round.title).await?;
    let id = round.id;
    once.end(tx, Some(&id.to_string())).await?;
    Ok(Done::Now(Added::Added(id)))
}

/// A seed that can be read aloud.
fn seed(at: &Moment) -> anyhow::Result<i64> {
    Ok(at.six_digits().parse()?)
}

/// Changes a round. Nobody who has a place loses it, as nobody is thrown out of a smaller room.
/// `false`: it is not there any more.
///
/// # Errors
/// If the database refuses.
pub async fn change_round(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    by: &Organizer,
    (round, plan): (RoundId, &Plan),
) -> anyhow::Result<bool> {
    let Some(mut desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(false);
    };
    let round = &mut desk.round;
    if round.policy != plan.policy {
        // Whoever chooses an order wants it, so what was arranged by hand gives way.
        round.arranged = false;
    }
    round.title.clone_from(&plan.title);
    round.starts_after = plan.starts_after;
    round.minutes = plan.minutes;
    round.policy = plan.policy;
    if round.begun_at.is_none() {
        // The clock of a round that runs is not changed under the speakers.
        round.format = plan.format;
        round.limit_secs = plan.limit_secs;
        round.changeover_secs = plan.changeover_secs;
    }
    store::update_round(tx, round).await?;
    let id = round.id;
    audit(tx, at, by, "round-changed", &desk.event.title, &plan.title).await?;
    desk.settle(tx).await?;
    Ok(plan_letters(tx, at, &desk.event, id).await.map(|()| true)?)
}

/// What becomes of a round that is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    Removed,
    /// Somebody has signed up for it.
    HasTurns,
}

/// Takes a round away that nobody has signed up for.
///
/// # Errors
/// If the database refuses.
pub async fn remove_round(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    by: &Organizer,
    round: RoundId,
) -> anyhow::Result<Removed> {
    let Some(desk) = Desk::open(tx, at, (context, group), round).await? else {
        return Ok(Removed::Removed);
    };
    if !desk.turns.is_empty() {
        return Ok(Removed::HasTurns);
    }
    store::delete_round(tx, group.id, round).await?;
    audit(
        tx,
        at,
        by,
        "round-removed",
        &desk.event.title,
        &desk.round.title,
    )
    .await?;
    Ok(Removed::Removed)
}
