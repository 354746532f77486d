use super::store;
use crate::db::Tx;
use crate::events::Event;
use crate::groups::{self, Organizer};
use crate::ids::Moment;

/// More heads than any room of a user group has.
pub const MOST_HEADS: i64 = 100_000;

/// Writes down how many came, counted by heads. A second count corrects the first.
///
/// # Errors
/// If the database refuses.
pub async fn count_heads(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    (event, came): (&Event, i64),
) -> anyhow::Result<()> {
    store::save_heads(tx, at.now, (by.group, event.id), (came, by.person)).await?;
    let detail = came.to_string();
    groups::audit(tx, at, by, "heads-counted", &event.title, &detail).await?;
    Ok(())
}
