//! "Still coming?": the round of mails two days before.

use super::desk::Desk;
use super::follow::everybody;
use crate::db::Tx;
use crate::groups::people;
use crate::rsvps::mail::News;
use crate::rsvps::model::{FRESH, Rsvp, State, remind_at};
use crate::rsvps::store;

/// Asks whoever is going whether she still comes, once. Nothing is taken from who does not answer.
pub async fn ask_still_coming(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    let now = desk.at.now;
    // It is early if the event was moved; there is another job for the new day.
    let is_time = desk.is_settling() && desk.asks_at() <= now;
    if !is_time || !desk.event.asks_still_coming {
        return Ok(());
    }
    // A server that was off asks late, and then this is the reminder, too.
    let reminds = remind_at(desk.evening.starts_at, &desk.evening.zone) <= now;
    let day = desk.event.starts().date().to_string();
    for rsvp in everybody(tx, desk).await? {
        if !is_to_ask(desk, &rsvp) || !has_address(tx, &rsvp).await? {
            continue;
        }
        let key = format!("still:{}:{day}", rsvp.id);
        desk.tell(tx, &rsvp, &News::StillComing, &key).await?;
        store::save_asked_still_at(tx, &rsvp, now).await?;
        if reminds {
            store::save_reminded_at(tx, &rsvp, now).await?;
        }
    }
    Ok(())
}

fn is_to_ask(desk: &Desk<'_>, rsvp: &Rsvp) -> bool {
    let was_asked = rsvp.asked_still_at.is_some() || rsvp.reminded_at.is_some();
    let is_fresh = rsvp.answered_at.after(FRESH) > desk.at.now;
    rsvp.state == State::Going && rsvp.is_firm() && !was_asked && !is_fresh
}

/// Whoever cannot be written to owes no word.
async fn has_address(tx: &mut Tx<'_>, rsvp: &Rsvp) -> anyhow::Result<bool> {
    let reader = people::find_reader(tx, rsvp.group_id, rsvp.person_id).await?;
    Ok(reader.is_some())
}

/// Asking was switched on or off: who is to be asked soon is, and a job that finds it off does
/// nothing.
pub async fn switch_round(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    if desk.is_settling() && desk.event.asks_still_coming {
        desk.plan_round(tx).await?;
    }
    Ok(())
}
