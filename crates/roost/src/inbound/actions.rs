use super::checks::Checks;
use super::inboxes::Inbox;
use super::model::{Arrival, Arrived, End, Origin};
use super::store;
use crate::db::{self, Tx};
use crate::ids::{Moment, ReceivedId};

/// One recipient of a message: who takes it, and what stood before the @.
#[derive(Clone)]
pub struct Addressee {
    pub inbox: &'static Inbox,
    pub local: String,
}

/// Keeps a message, and hands it on to who takes it. What is committed is acknowledged, and nothing
/// else is. `checks`: what stands for it. `None`: more came in within the hour than `hourly_bytes`, so it may come again later.
pub async fn receive(
    tx: &mut Tx<'_>,
    at: &Moment,
    (origin, checks): (&Origin, Option<&Checks>),
    recipients: &[Addressee],
    (raw, hourly_bytes): (&[u8], usize),
) -> anyhow::Result<Option<ReceivedId>> {
    let lately = usize::try_from(store::count_bytes_lately(tx, at.now).await?)?;
    if lately.saturating_add(raw.len()) > hourly_bytes {
        return Ok(None);
    }
    let received = ReceivedId::new(at);
    store::insert_received(tx, at.now, received, (origin, checks), raw).await?;
    for (position, Addressee { inbox, local }) in recipients.iter().enumerate() {
        let position = i64::try_from(position)?;
        let arrival = Arrival { received, position };
        let job = format!("{}:{}", inbox.job, arrival.key());
        store::insert_recipient(tx, arrival, inbox.name, local, &job).await?;
        inbox.hand_on(tx, at, arrival).await?;
    }
    Ok(Some(received))
}

/// A message for the job that reads it; `None`: something became of it before.
///
/// # Errors
/// If the database cannot be read.
pub async fn open(tx: &mut Tx<'_>, arrival: Arrival) -> db::Result<Option<Arrived>> {
    store::find_arrived(tx, arrival).await
}

/// Says what became of a message for one of its recipients. `why` is one word, for the keeper.
///
/// # Errors
/// If the database refuses.
pub async fn settle(
    tx: &mut Tx<'_>,
    at: &Moment,
    arrival: Arrival,
    end: End,
    why: &'static str,
) -> db::Result<()> {
    store::settle(tx, at.now, arrival, end, why).await
}
