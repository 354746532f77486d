//! Writing to the organizers: whoever wants to, a few times, and nobody by machine.

use super::mail::{self as letters, Message};
use super::store::contact;
use crate::clock::Instant;
use crate::config::Config;
use crate::db::Tx;
use crate::groups::{self, Group};
use crate::ids::{GroupId, Moment};
use crate::text;
use crate::tokens::Key;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jiff::SignedDuration;

/// Nobody writes a message faster than this; a machine does.
const LEAST: SignedDuration = SignedDuration::from_secs(3);

/// A form that was opened earlier than this is asked for again.
const MOST: SignedDuration = SignedDuration::from_hours(24);

/// Messages to one group in an hour. More would bury its organizers.
const PER_HOUR: i64 = 20;

const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// When a form was opened, signed, so that it cannot be made up.
pub fn stamp(key: &Key, now: Instant, group: GroupId) -> String {
    let micros = now.timestamp().as_microsecond();
    format!("{micros}.{}", signature(key, micros, group))
}

/// Whether the form was open for as long as a person needs.
pub fn is_plausible(key: &Key, now: Instant, group: GroupId, stamp: &str) -> bool {
    let Some((micros, signed)) = stamp.split_once('.') else {
        return false;
    };
    let Some(opened) = micros.parse().ok().and_then(|micros: i64| {
        let is_ours = signature(key, micros, group) == signed;
        jiff::Timestamp::from_microsecond(micros)
            .ok()
            .filter(|_| is_ours)
    }) else {
        return false;
    };
    let open = now.since(Instant::from(opened));
    (LEAST..=MOST).contains(&open)
}

fn signature(key: &Key, micros: i64, group: GroupId) -> String {
    let mac = key.mac("contact", format!("{group}:{micros}").as_bytes());
    BASE64URL_NOPAD.encode(&mac[..12])
}

/// How an attempt to write to the organizers ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contacted {
    Sent,
    /// The sender, or everybody together, has written often enough for a while.
    TooMany,
}

/// Mails the message to every organizer. The same message of the same day goes out once.
///
/// # Errors
/// If the database refuses.
pub async fn write_to_organizers(
    tx: &mut Tx<'_>,
    at: &Moment,
    (config, key): (&Config, &Key),
    group: &Group,
    message: &Message,
) -> anyhow::Result<Contacted> {
    let recipients = contact::list_recipients(tx, group.id).await?;
    let copies = i64::try_from(recipients.len().max(1)).unwrap_or(i64::MAX);
    // Keys hold the sender's address only as a keyed hash: the outbox is kept.
    let sender = hash(key, "contact-sender", &text::fold_email(&message.email));
    let start = format!("contact:{sender}:");
    let by_sender = contact::count_letters(tx, group.id, &start, at.now.before(WINDOW)).await?;
    let hour = at.now.before(SignedDuration::from_hours(1));
    let by_all = contact::count_letters(tx, group.id, "contact:", hour).await?;
    if by_sender >= copies * i64::from(config.limits.per_address) || by_all >= copies * PER_HOUR {
        return Ok(Contacted::TooMany);
    }

    let day = at.now.in_zone(&group.zone()).date();
    let what = hash(key, "contact-text", &format!("{day}:{}", message.text));
    for recipient in &recipients {
        let unique_key = format!("{start}{what}:{}", recipient.id);
        let letter = letters::to_organizers(config, group, message, recipient, unique_key);
        groups::send(tx, at, group, &letter).await?;
    }
    Ok(Contacted::Sent)
}

fn hash(key: &Key, purpose: &str, text: &str) -> String {
    HEXLOWER.encode(&key.mac(purpose, text.as_bytes())[..10])
}

#[cfg(test)]
mod tests {
    use super::{LEAST, MOST, is_plausible, stamp};
    use crate::clock::Instant;
    use crate::ids::GroupId;
    use crate::tokens::Key;
    use jiff::{SignedDuration, Timestamp};
    use uuid::Uuid;

    #[test]
    fn a_stamp_holds_for_one_group_and_as_long_as_a_person_needs() {
        let key = Key::new([7; 32]);
        let (group, other) = (GroupId::NONE, GroupId::from(Uuid::max()));
        let opened = Instant::from(Timestamp::UNIX_EPOCH);
        let stamp = stamp(&key, opened, group);
        let later = |span| opened.after(span);
        let second = SignedDuration::from_secs(1);

        assert!(is_plausible(&key, later(LEAST), group, &stamp));
        assert!(is_plausible(&key, later(MOST), group, &stamp));
        assert!(!is_plausible(&key, later(LEAST - second), group, &stamp));
        assert!(!is_plausible(&key, later(MOST + second), group, &stamp));
        assert!(!is_plausible(&key, later(LEAST), other, &stamp));
        for odd in ["", ".", "0.", "0.AAAAAAAAAAAAAAAA", "x.y"] {
            assert!(!is_plausible(&key, later(LEAST), group, odd), "{odd:?}");
        }
    }
}
