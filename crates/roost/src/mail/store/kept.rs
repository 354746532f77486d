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
    /// The whole message that it is a copy of; `None`: it is a letter of its own.
    pub bytes: Option<Vec<u8>>,
    pub settled_at: Instant,
}

macro_rules! select_kept {
    ($rest:literal) => {
        concat!(
            "select d.group_id, d.id, d.kind, d.recipient, d.message_id, d.message, b.bytes,
                    d.settled_at
             from deliveries d
             left join mail_bodies b on b.group_id = d.group_id and b.id = d.body_id
             where d.state = 'sent' and d.message <> '' ",
            $rest
        )
    };
}

/// The newest first.
pub async fn list_kept(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Kept>> {
    const SQL: &str = select_kept!("order by d.settled_at desc, d.id desc limit $1");
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

pub async fn find_kept(tx: &mut Tx<'_>, id: DeliveryId) -> Result<Option<Kept>> {
    const SQL: &str = select_kept!("and d.id = $1");
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}
