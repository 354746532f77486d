//! What follows when time passes, an event changes or a member leaves.

use super::desk::{Desk, reminder_key};
use super::payloads::FreeSilent;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{EventChanged, EventPostponed, EventRedated, Status};
use crate::groups::Group;
use crate::ids::{EventId, Moment, PersonId};
use crate::jobs::{self, Context, When};
use crate::preferences;
use crate::rsvps::mail::News;
use crate::rsvps::model::{Attending, Cause, Rsvp, State, silence_ends_at};
use crate::rsvps::store;

/// Moves what time has moved.
pub async fn settle_now(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    for attending in Attending::BOTH {
        desk.settle(tx, attending, Cause::Passed).await?;
    }
    Ok(())
}

/// The room or the online part holds more or fewer: seats that are new are given in order at once,
/// and whoever has one keeps it.
pub async fn settle_after_change(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    for attending in Attending::BOTH {
        let pool = desk.load(tx, attending).await?.pool;
        let is_over = pool.capacity.is_some_and(|capacity| pool.held > capacity);
        let held = is_over.then_some(pool.held);
        store::save_lowered_from(tx, &desk.event, attending, held).await?;
        desk.settle(tx, attending, Cause::Raised).await?;
    }
    Ok(())
}

/// Tells whoever holds a seat what changed, and moves what hangs on the start.
pub async fn tell_changed(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    change: &EventChanged,
) -> anyhow::Result<()> {
    let news = News::Changed {
        time_before: change.time_before.clone(),
        place_before: change.place_before.clone(),
    };
    let is_another_day = is_another_day(desk, change);
    let everybody = everybody(tx, desk).await?;
    let is_ahead = has_round(desk, &everybody);
    for mut rsvp in everybody {
        if let Some(before) = &change.time_before {
            desk.call_off_reminders_of(tx, &rsvp, before.starts_at)
                .await?;
        }
        if is_another_day && rsvp.was_written_to() {
            rsvp.ask_anew();
            desk.save(tx, &mut rsvp, None).await?;
        }
        if rsvp.state.holds_a_seat() {
            desk.tell(tx, &rsvp, &news, &key("changed", change.sequence, &rsvp))
                .await?;
        }
    }
    desk.plan_reminder(tx).await?;
    if is_ahead {
        desk.plan_round(tx).await?;
    }
    settle_now(tx, desk).await
}

/// Whether anybody is to be written to two days before.
fn has_round(desk: &Desk<'_>, everybody: &[Rsvp]) -> bool {
    desk.event.asks_still_coming || everybody.iter().any(|rsvp| rsvp.by_standing)
}

/// Whether what was said of the old day says nothing of the new one.
fn is_another_day(desk: &Desk<'_>, change: &EventChanged) -> bool {
    let day = |at: Instant| at.in_zone(&desk.evening.zone).date();
    let before = change.time_before.as_ref();
    before.is_some_and(|before| day(before.starts_at) != day(desk.event.starts_at))
}

/// Tells everybody who comes or waits.
pub async fn tell_cancelled(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    let sequence = desk.event.sequence;
    for rsvp in everybody(tx, desk).await? {
        desk.call_off_reminders(tx, &rsvp).await?;
        desk.tell(
            tx,
            &rsvp,
            &News::Cancelled,
            &key("cancelled", sequence, &rsvp),
        )
        .await?;
    }
    Ok(())
}

/// Tells everybody who comes or waits; answers stay as they are.
pub async fn tell_postponed(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    postponed: &EventPostponed,
) -> anyhow::Result<()> {
    for rsvp in everybody(tx, desk).await? {
        desk.call_off_reminders(tx, &rsvp).await?;
        let key = key("postponed", postponed.sequence, &rsvp);
        desk.tell(tx, &rsvp, &News::Postponed, &key).await?;
    }
    Ok(())
}

/// Asks everybody once whether the new date suits. Offers from before it end without blame.
pub async fn tell_redated(
    tx: &mut Tx<'_>,
    desk: &mut Desk<'_>,
    redated: &EventRedated,
) -> anyhow::Result<()> {
    let until = silence_ends_at(desk.at.now, desk.event.starts_at, &desk.evening.zone);
    let news = News::Redated {
        before: redated.before.clone(),
        until,
    };
    let everybody = everybody(tx, desk).await?;
    let is_ahead = has_round(desk, &everybody);
    for mut rsvp in everybody {
        if rsvp.state == State::Offered {
            rsvp.state = State::Waitlisted;
            (rsvp.offered_at, rsvp.accept_by) = (None, None);
        }
        desk.call_off_reminders_of(tx, &rsvp, redated.before.starts_at)
            .await?;
        rsvp.asked_again_at = Some(desk.at.now);
        rsvp.ask_anew();
        desk.save(tx, &mut rsvp, None).await?;
        let key = key("redated", redated.sequence, &rsvp);
        desk.tell(tx, &rsvp, &news, &key).await?;
    }
    let (group, event) = (desk.event.group_id, desk.event.id);
    let when = When::at(until).once(event.to_string());
    jobs::enqueue(tx, desk.at, group, &FreeSilent { group, event }, when).await?;
    desk.plan_reminder(tx).await?;
    if is_ahead {
        desk.plan_round(tx).await?;
    }
    settle_now(tx, desk).await
}

/// Frees the seats of those who did not say whether the new date suits them.
pub async fn free_silent(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    if !desk.is_settling() {
        return Ok(());
    }
    for mut rsvp in everybody(tx, desk).await? {
        let Some(asked_at) = rsvp.asked_again_at.filter(|_| rsvp.state == State::Going) else {
            continue;
        };
        if silence_ends_at(asked_at, desk.event.starts_at, &desk.evening.zone) > desk.at.now {
            continue;
        }
        rsvp.decline();
        // Somebody answered once, so her silence is no unconfirmed answer.
        rsvp.confirmed_at = rsvp.confirmed_at.or(Some(desk.at.now));
        desk.save(tx, &mut rsvp, Some(&News::Silent)).await?;
    }
    for attending in Attending::BOTH {
        desk.settle(tx, attending, Cause::Freed).await?;
    }
    Ok(())
}

/// Reminds whoever is going and wants it, once. Whoever said yesterday that she still comes has not
/// forgotten.
pub async fn remind(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    if desk.event.status != Status::Published || desk.event.has_begun(desk.at.now) {
        return Ok(());
    }
    let day = desk.event.starts().date();
    for rsvp in everybody(tx, desk).await? {
        let knows = rsvp.reminded_at.is_some() || rsvp.still_coming_at.is_some();
        if rsvp.state != State::Going || knows || !rsvp.is_firm() {
            continue;
        }
        let now = desk.at.now;
        if !preferences::wants_reminder(tx, rsvp.group_id, rsvp.person_id, now).await? {
            continue;
        }
        let key = reminder_key(&rsvp, &day);
        desk.tell(tx, &rsvp, &News::Reminder, &key).await?;
        store::save_reminded_at(tx, &rsvp, desk.at.now).await?;
    }
    Ok(())
}

/// Takes back every answer of somebody who left to an event that has not begun.
pub async fn leave(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    person: PersonId,
) -> anyhow::Result<()> {
    for rsvp in store::list_upcoming_answers(tx, group.id, person, at.now).await? {
        let mut desk = Desk::open(tx, at, context, group, rsvp.event_id).await?;
        let Some(mut rsvp) = store::find_rsvp(tx, group.id, rsvp.event_id, person).await? else {
            continue;
        };
        let cause = match rsvp.state {
            State::Going => Cause::Freed,
            _ => Cause::Passed,
        };
        rsvp.confirmed_at = rsvp.confirmed_at.or(Some(at.now));
        rsvp.decline();
        desk.save(tx, &mut rsvp, None).await?;
        desk.settle(tx, rsvp.attending, cause).await?;
    }
    Ok(())
}

pub(super) async fn everybody(tx: &mut Tx<'_>, desk: &Desk<'_>) -> anyhow::Result<Vec<Rsvp>> {
    let (group, event): (_, EventId) = (desk.event.group_id, desk.event.id);
    Ok(store::list_people_to_tell(tx, group, event).await?)
}

/// Names what one person is told of one change of the event.
fn key(what: &str, sequence: i64, rsvp: &Rsvp) -> String {
    format!("{what}:{}:{sequence}", rsvp.id)
}
