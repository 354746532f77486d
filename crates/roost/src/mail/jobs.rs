use super::store;
use crate::db::Tx;
use crate::ids::{GroupId, Moment};
use crate::jobs::{self, Context, Listener, Payload, Run, When};
use jiff::SignedDuration;

/// How long the outbox knows whom a letter went to. Bounces and complaints come within days, and
/// whoever asks why a letter did not arrive asks within a month.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Deliveries forgotten in one transaction, so that none is long.
const CHUNK: i64 = 2_000;

/// Bodies likewise: each may be large.
const BODIES: i64 = 100;

pub const JOBS: &[Listener] = &[Listener::of::<ForgetRecipients>()];

/// Forgets letters that were settled long ago. Of an announcement's the rows stay, without the
/// address: its numbers are counted from them.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ForgetRecipients;

impl Payload for ForgetRecipients {
    const NAME: &'static str = "forget_recipients";
}

impl Run for ForgetRecipients {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let then = at.now.before(KEPT);
        let deleted = store::delete_settled(tx, then, CHUNK).await?;
        let cleared = store::clear_recipients(tx, then, CHUNK).await?;
        store::delete_bodies(tx, then, BODIES).await?;
        if deleted.max(cleared) == CHUNK.unsigned_abs() {
            jobs::enqueue(tx, at, GroupId::NONE, &self, When::now(at)).await?;
        }
        Ok(())
    }
}
