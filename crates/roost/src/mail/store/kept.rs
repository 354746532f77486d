use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{DeliveryId, GroupId};
use crate::on;

/// A message that has left, as the local mailbox shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Kept {
    pub group_id: GroupId,
    pub id: DeliveryId,
    pub kind: String,
    pub recipient: String,
    pub message_id: String,
    pub message: String,
    pub settled_at: Instant,
}

/// The newest first.
pub async fn list_kept(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Kept>> {
    const SQL: &str = "select group_id, id, kind, recipient, message_id, message, settled_at
                       from deliveries where state = 'sent' and message <> ''
                       order by settled_at desc, id desc limit $1";
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

pub async fn find_kept(tx: &mut Tx<'_>, id: DeliveryId) -> Result<Option<Kept>> {
    const SQL: &str = "select group_id, id, kind, recipient, message_id, message, settled_at
                       from deliveries where state = 'sent' and message <> '' and id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}
