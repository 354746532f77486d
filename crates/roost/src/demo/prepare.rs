//! How far the next evening is prepared: one thing late, some done, half of the rota taken.

use crate::db::Tx;
use crate::events::Event;
use crate::groups::{Group, Organizer};
use crate::ids::{Moment, PersonId};
use crate::readiness::{self, Duty};

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
        // The second line is late; food, door and cable have time.
        if matches!(number, 0 | 2) {
            readiness::mark_done(tx, at, organizer, place, true).await?;
        }
    }
    for duty in [Duty::Lead, Duty::Timer] {
        readiness::take(tx, organizer, (event.id, duty)).await?;
    }
    Ok(())
}
