//! Mail to people: letters are written to the outbox in the transaction that causes them, one row
//! per recipient, and leave afterwards.
//!
//! States of a delivery: queued, then sent, failed (the mail server refused it for good) or left
//! (its reader had left before its turn).
//!
//! What always holds:
//! - A letter exists only if the change that causes it does.
//! - A delivery's Message-ID never changes, so whoever gets it twice can tell.
mod letter;
mod store;

pub use letter::{Block, Body, Button, Letter, Line, Tone};

use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment};

/// Adds a letter to the caller's transaction.
///
/// `group` is [`GroupId::NONE`] for mail of the installation itself.
///
/// # Errors
/// If the database refuses.
pub async fn send(tx: &mut Tx<'_>, at: &Moment, group: GroupId, letter: &Letter) -> db::Result<()> {
    store::insert_delivery(tx, at, group, letter).await
}
