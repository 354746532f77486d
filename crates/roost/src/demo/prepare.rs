//! How far the next evening is prepared, with one thing late, and how many came to the last ones.

use crate::db::Tx;
use crate::events::Event;
use crate::groups::{Group, Organizer};
use crate::ids::{Moment, PersonId};
use crate::readiness::{self, Duty};
use crate::{rsvps, turnout};

/// `people` begins with those who organize, the founder first.
///
/// # Errors
/// If the database refuses.
pub async fn prepare(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    (organizer, people): (&Organizer, &[PersonId]),
    event: &Event,
) -> anyhow::Result<()> {
    readiness::adopt_ready_list(tx, at, group).await?;
    let lines = readiness::list_lines(tx, group.id, event.id).await?;
    for (number, line) in lines.iter().enumerate() {
        let place = (event.id, line.id);
        let owner = people.get(number % 3).copied();
        readiness::give(tx, organizer, place, owner).await?;
        // What the venue holds is late; food, door and cable have time.
        if matches!(number, 0 | 1) {
            readiness::mark_done(tx, at, organizer, place, true).await?;
        }
    }
    for duty in [Duty::Lead, Duty::Timer] {
        readiness::take(tx, organizer, (event.id, duty)).await?;
    }
    Ok(())
}

/// Of a hundred who said yes, so many came: this month, the month before, and so on.
const CAME: [i64; 6] = [74, 81, 66, 78, 70, 72];

/// Counts the heads of an evening that was `months` ago.
///
/// # Errors
/// If the database refuses.
pub async fn count(
    tx: &mut Tx<'_>,
    at: &Moment,
    organizer: &Organizer,
    (event, months): (&Event, usize),
) -> anyhow::Result<()> {
    let yes = rsvps::count_answers(tx, event.group_id, event.id).await?;
    let heads = yes.going * CAME[months % CAME.len()] / 100;
    turnout::count_heads(tx, at, organizer, (event, heads)).await
}
