//! Every letter of a group goes through here, so that one place decides whom it may write to.

use super::model::Group;
use super::store::memberships;
use crate::db::Tx;
use crate::ids::Moment;
use crate::mail::{self, Copied, Letter};
use crate::text;

/// Adds the group's letter to the caller's transaction. While the keeper has not said yes, only
/// whoever organizes the group, or is asked to, gets any; other letters are not written.
///
/// # Errors
/// If the database refuses.
pub async fn send(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    letter: &Letter,
) -> anyhow::Result<()> {
    let may_read = group.writes_to_others()
        || memberships::is_organizing_address(tx, group.id, &text::fold_email(&letter.to)).await?;
    if may_read {
        mail::send(tx, at, group.id, letter).await?;
    }
    Ok(())
}

/// The same of many letters.
///
/// # Errors
/// If the database refuses.
pub async fn send_all(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    letters: &[Letter],
) -> anyhow::Result<()> {
    if group.writes_to_others() {
        mail::send_all(tx, at, group.id, letters).await?;
        return Ok(());
    }
    for letter in letters {
        send(tx, at, group, letter).await?;
    }
    Ok(())
}

/// Adds copies of what one of the group's lists sends to the caller's transaction. A group that waits
/// for the keeper has no lists that send.
///
/// # Errors
/// If the database refuses.
pub async fn send_copies(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    copies: &[Copied],
) -> anyhow::Result<()> {
    if group.writes_to_others() {
        mail::send_copies(tx, at, group.id, copies).await?;
    }
    Ok(())
}
