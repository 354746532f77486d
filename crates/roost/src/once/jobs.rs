use super::store;
use crate::db::Tx;
use crate::ids::Moment;
use crate::jobs::{Context, Listener, Payload, Run};
use jiff::SignedDuration;

/// How long a form counts as the same one. A browser that was left open over a weekend may send
/// its form again when it wakes.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

pub const JOBS: &[Listener] = &[Listener::of::<ForgetKeys>()];

/// Forgets the keys of forms that were sent long ago.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ForgetKeys;

impl Payload for ForgetKeys {
    const NAME: &'static str = "forget_keys";
}

impl Run for ForgetKeys {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        store::delete_keys_before(tx, at.now.before(KEPT)).await?;
        Ok(())
    }
}
