//! The mails of two days before: "Still coming?", where the organizers ask, and "You’re counted in"
//! for whoever has a seat by a standing yes. Whoever gets both gets one.

use super::desk::{Desk, ahead_key};
use super::follow::everybody;
use crate::db::Tx;
use crate::groups::people;
use crate::preferences;
use crate::rsvps::mail::News;
use crate::rsvps::model::{FRESH, Rsvp, State, remind_at};
use crate::rsvps::store;

/// Writes to whoever is to hear something two days before, once. Nothing is taken from who does not
/// answer.
pub async fn write_ahead(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    let now = desk.at.now;
    // It is early if the event was moved; there is another job for the new day.
    if !desk.is_settling() || desk.asks_at() > now {
        return Ok(());
    }
    // A server that was off writes late, and then this is the reminder, too.
    let is_late = remind_at(desk.evening.starts_at, &desk.evening.zone) <= now;
    let asks = desk.event.asks_still_coming;
    let day = desk.event.starts().date();
    for rsvp in everybody(tx, desk).await? {
        let Some(news) = news(desk, &rsvp) else {
            continue;
        };
        // Whoever cannot be written to, or does not want it, owes no word.
        let reader = people::find_reader(tx, rsvp.group_id, rsvp.person_id).await?;
        if reader.is_none() {
            continue;
        }
        if !preferences::wants_reminder(tx, rsvp.group_id, rsvp.person_id, now).await? {
            continue;
        }
        let key = ahead_key(&rsvp, &day);
        desk.tell(tx, &rsvp, &news, &key).await?;
        if asks {
            store::save_asked_still_at(tx, &rsvp, now).await?;
        }
        if !asks || is_late {
            store::save_reminded_at(tx, &rsvp, now).await?;
        }
    }
    Ok(())
}

/// What she hears; `None`: nothing, or she has heard it.
fn news(desk: &Desk<'_>, rsvp: &Rsvp) -> Option<News> {
    let comes = rsvp.state == State::Going && rsvp.is_firm();
    if !comes || rsvp.was_written_to() {
        return None;
    }
    let asks = desk.event.asks_still_coming;
    let is_fresh = rsvp.answered_at.after(FRESH) > desk.at.now;
    match rsvp.by_standing {
        true => Some(News::Standing { asks }),
        false => (asks && !is_fresh).then_some(News::StillComing),
    }
}

/// Asking was switched on or off: who is to be asked soon is, and a job that finds it off does
/// nothing.
pub async fn switch_round(tx: &mut Tx<'_>, desk: &mut Desk<'_>) -> anyhow::Result<()> {
    if desk.is_settling() && desk.event.asks_still_coming {
        desk.plan_round(tx).await?;
    }
    Ok(())
}
