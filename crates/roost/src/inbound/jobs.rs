use super::store;
use crate::db::Tx;
use crate::ids::{GroupId, Moment};
use crate::jobs::{self, Context, Payload, Run, When};
use jiff::SignedDuration;

/// How long a message is kept: as long as whom letters went to.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Messages forgotten in one transaction. Each may be large.
const CHUNK: i64 = 200;

/// Forgets messages that came in long ago.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ForgetReceived;

impl Payload for ForgetReceived {
    const NAME: &'static str = "forget_received";
}

impl Run for ForgetReceived {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        store::drop_given_up(tx, at.now).await?;
        let deleted = store::delete_old(tx, at.now.before(KEPT), CHUNK).await?;
        if deleted == CHUNK.unsigned_abs() {
            jobs::enqueue(tx, at, GroupId::NONE, &self, When::now(at)).await?;
        }
        Ok(())
    }
}
