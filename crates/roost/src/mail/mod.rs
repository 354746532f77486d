//! Mail to people: letters are written to the outbox in the transaction that causes them, one row
//! per recipient, and leave afterwards.
//!
//! States of a delivery: queued, then sent, failed (the mail server refused it for good), left (its
//! reader had left before its turn) or cancelled (it was called off, or of no use any more). What was
//! sent may still have bounced: its report came later.
//!
//! What always holds:
//! - A letter exists only if the change that causes it does.
//! - An attempt is committed before the mail server hears of it, its result after; so a letter is
//!   never lost, and after a crash at most one per connection arrives twice. What was taken ahead of a
//!   connection goes back untouched when it may not leave any more.
//! - A delivery's Message-ID never changes, so whoever gets it twice can tell.
//! - A letter that is of no use after an instant never leaves after it, however long the mail server
//!   was away; a reminder leaves by day.
//! - What is urgent overtakes what is not, and within either groups take turns.
//! - What many copies have in common is kept once, and stays until the last of them is settled.
//! - No address reaches the log, and none stays in the outbox for more than a month.
mod letter;
mod encoded;
mod parts;
mod verp;
mod store;
mod mime;
mod dkim;
mod quiet;
mod smtp;
mod trial;
mod hosts;
mod copies;
mod desk;
mod outbox;
mod kept;
mod jobs;
#[cfg(test)]
mod tests;

pub use dkim::{DnsRecord, Pair, choose as choose_keys, list as list_keys, make as make_keys};
pub use encoded::{encoded_address, encoded_text, text_part};
pub use jobs::{ForgetRecipients, JOBS};
pub use kept::{Shown, find_shown, list_shown};
pub use letter::{Block, Body, Button, Copied, Letter, Line, ListFields, Slip, Tone};
pub use mime::{check_sender, list_name, sender_domain};
pub use outbox::{Outbox, TOO_LATE};
pub use parts::{html_of, text_of};
pub use smtp::{Fault, Step};
pub use store::{
    Counts, Fate, Rates, Returned, call_off, cancel_deliveries, count_deliveries, count_lately,
    count_rates, count_sent_to, find_last_fault, find_returned, leave_queued, list_fates,
    mark_bounced, oldest_queued, put_off_domain, verify,
};
pub use trial::{Entrance, knock, post_at_once, try_server};
pub use verp::{bounce_token, read_bounce_token};

use crate::db::{self, Tx};
use crate::ids::{BodyId, GroupId, Moment};
use store::Written;

/// Adds a letter to the caller's transaction.
///
/// `group` is [`GroupId::NONE`] for mail of the installation itself.
///
/// # Errors
/// If the database refuses.
pub async fn send(tx: &mut Tx<'_>, at: &Moment, group: GroupId, letter: &Letter) -> db::Result<()> {
    send_all(tx, at, group, std::slice::from_ref(letter)).await
}

/// The same of many letters. Those in a row that differ in little but their readers cost less.
///
/// # Errors
/// If the database refuses.
pub async fn send_all(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    letters: &[Letter],
) -> db::Result<()> {
    write(tx, at, group, letters).await
}

/// Keeps a whole message that many get, for [`send_copies`]. Keeping the same one again changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn keep_body(
    tx: &mut Tx<'_>,
    at: &Moment,
    whose: (GroupId, BodyId),
    bytes: &[u8],
) -> db::Result<()> {
    store::insert_body(tx, at.now, whose, bytes).await
}

/// Adds copies of what [`keep_body`] kept to the caller's transaction.
///
/// # Errors
/// If the database refuses.
pub async fn send_copies(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    copies: &[Copied],
) -> db::Result<()> {
    write(tx, at, group, copies).await
}

async fn write<W: Written>(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    all: &[W],
) -> db::Result<()> {
    for alike in all.chunk_by(|one, next| one.shared() == next.shared()) {
        let shared = alike[0].shared();
        for some in alike.chunks(store::BATCH) {
            let each: Vec<_> = some.iter().map(W::own).collect();
            store::insert_deliveries(tx, at, group, (&shared, &each)).await?;
        }
    }
    Ok(())
}
