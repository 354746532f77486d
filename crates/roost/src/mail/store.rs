use super::letter::{Letter, Message};
use crate::db::{Result, Tx};
use crate::execute;
use crate::ids::{DeliveryId, GroupId, Moment};
use crate::text;

/// Smaller goes first. Between them there is room for what a later kind of mail may need.
const URGENT: i64 = 0;
const BULK: i64 = 10;

/// Nothing is written if the group has a letter with the same key already.
pub async fn insert_delivery(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    letter: &Letter,
) -> Result<()> {
    const SQL: &str = "insert into deliveries
            (group_id, id, kind, unique_key, person_id, announcement_id, recipient,
             recipient_folded, message_id, message, priority, state, attempts, next_at,
             last_error, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', 0, $12, '', $12)
        on conflict (group_id, unique_key) do nothing";
    let id = DeliveryId::new(at);
    let message =
        serde_json::to_string(&Message::of(letter)).expect("a message is plain text throughout");
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(letter.kind)
            .bind(letter.unique_key.clone().unwrap_or_else(|| id.to_string()))
            .bind(letter.person)
            .bind(letter.announcement)
            .bind(&letter.to)
            .bind(text::fold_email(&letter.to))
            .bind(id.to_string())
            .bind(&message)
            .bind(if letter.urgent { URGENT } else { BULK })
            .bind(at.now)
    )?;
    Ok(())
}
