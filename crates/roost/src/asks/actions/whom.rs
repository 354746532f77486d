//! Whom to ask, for a page that only shows it.

use crate::asks::model::{Day, Presence, worth_asking};
use crate::asks::store;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::Event;
use crate::ids::PersonId;
use std::collections::BTreeSet;

/// Those who are at the event and worth asking, best first, `most` of them at most. Nobody is here
/// who comes for the first time, or was asked already.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_worth_asking_here(
    tx: &mut Tx<'_>,
    event: &Event,
    now: Instant,
    most: usize,
) -> Result<Vec<PersonId>> {
    let day = (event.id, Day(event.starts().date()));
    let candidates = store::list_candidates(tx, event.group_id, Some(day), now).await?;
    let shown = store::list_for_event(tx, event.group_id, Some(event.id)).await?;
    let asked: BTreeSet<PersonId> = shown.iter().map(|shown| shown.ask.person_id).collect();
    let worth = worth_asking(candidates, &asked, now).into_iter();
    let found = worth.filter(|worth| {
        let candidate = &worth.candidate;
        let is_first = candidate.came == 0;
        worth.presence == Presence::Here && !is_first && !asked.contains(&candidate.person_id)
    });
    Ok(found
        .map(|worth| worth.candidate.person_id)
        .take(most)
        .collect())
}
