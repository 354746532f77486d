use super::queue::{BATCH, BULK, URGENT};
use crate::clock::Instant;
use crate::db::{BindAll, Result, Tx};
use crate::execute;
use crate::ids::{AnnouncementId, BodyId, DeliveryId, GroupId, Moment, PersonId};
use crate::mail::letter::{Copied, Letter, Message};
use crate::text;

/// What deliveries have in common that are written by one statement.
#[derive(Debug, PartialEq, Eq)]
pub struct Shared<'a> {
    kind: &'static str,
    announcement: Option<AnnouncementId>,
    urgent: bool,
    expires_at: Option<Instant>,
    quiet_zone: Option<&'a str>,
    body: Option<BodyId>,
}

/// What is one delivery's alone.
#[derive(Debug)]
pub struct Own<'a> {
    to: &'a str,
    person: Option<PersonId>,
    unique_key: Option<&'a str>,
    message: String,
}

/// What becomes a delivery.
pub trait Written {
    fn shared(&self) -> Shared<'_>;
    fn own(&self) -> Own<'_>;
}

impl Written for Letter {
    fn shared(&self) -> Shared<'_> {
        Shared {
            kind: self.kind,
            announcement: self.announcement,
            urgent: self.urgent,
            expires_at: self.expires_at,
            quiet_zone: self.quiet_zone.as_deref(),
            body: None,
        }
    }

    fn own(&self) -> Own<'_> {
        let message = Message::of(self);
        Own {
            to: &self.to,
            person: self.person,
            unique_key: self.unique_key.as_deref(),
            message: serde_json::to_string(&message).expect("a message is plain text throughout"),
        }
    }
}

impl Written for Copied {
    fn shared(&self) -> Shared<'_> {
        Shared {
            kind: self.kind,
            announcement: None,
            urgent: false,
            expires_at: None,
            quiet_zone: None,
            body: Some(self.body),
        }
    }

    fn own(&self) -> Own<'_> {
        Own {
            to: &self.to,
            person: Some(self.person),
            unique_key: Some(&self.unique_key),
            message: serde_json::to_string(&self.slip).expect("two strings"),
        }
    }
}

/// Writes one to [`BATCH`] deliveries of a group, but none whose key a letter of the group has
/// already.
pub async fn insert_deliveries(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    (shared, each): (&Shared<'_>, &[Own<'_>]),
) -> Result<()> {
    const SQL: &str = "insert into deliveries
            (group_id, kind, announcement_id, body_id, priority, state, attempts, next_at,
             last_error, created_at, expires_at, quiet_zone,
             id, message_id, unique_key, person_id, recipient, recipient_folded, message)
        select $1, $2, $3, $4, $5, 'queued', 0, $6, '', $6, $7, $8,
               column1, column2, column3, column4, column5, column6, column7
        from (values ($9, $17, $25, $33, $41, $49, $57), ($10, $18, $26, $34, $42, $50, $58),
                     ($11, $19, $27, $35, $43, $51, $59), ($12, $20, $28, $36, $44, $52, $60),
                     ($13, $21, $29, $37, $45, $53, $61), ($14, $22, $30, $38, $46, $54, $62),
                     ($15, $23, $31, $39, $47, $55, $63), ($16, $24, $32, $40, $48, $56, $64))
             as letter
        where column1 is not null
        on conflict (group_id, unique_key) do nothing";
    let ids: Vec<_> = each.iter().map(|_| DeliveryId::new(at)).collect();
    let names: Vec<_> = ids.iter().map(DeliveryId::to_string).collect();
    let keys = each.iter().zip(&names);
    let keys: Vec<_> = keys
        .map(|(own, name)| own.unique_key.unwrap_or(name))
        .collect();
    let folded: Vec<_> = each.iter().map(|own| text::fold_email(own.to)).collect();
    let all = || (0..BATCH).map(|place| each.get(place));
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(shared.kind)
            .bind(shared.announcement)
            .bind(shared.body)
            .bind(if shared.urgent { URGENT } else { BULK })
            .bind(at.now)
            .bind(shared.expires_at)
            .bind(shared.quiet_zone)
            .bind_all((0..BATCH).map(|place| ids.get(place)))
            .bind_all((0..BATCH).map(|place| names.get(place)))
            .bind_all((0..BATCH).map(|place| keys.get(place)))
            .bind_all(all().map(|own| own.and_then(|own| own.person)))
            .bind_all(all().map(|own| own.map(|own| own.to)))
            .bind_all((0..BATCH).map(|place| folded.get(place)))
            .bind_all(all().map(|own| own.map(|own| own.message.as_str())))
    )?;
    tx.wake();
    Ok(())
}
