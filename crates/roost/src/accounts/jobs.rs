use super::store;
use crate::db::Tx;
use crate::ids::Moment;
use crate::jobs::{Context, Payload, Run};
use jiff::SignedDuration;

/// How long a sign-in is kept after it ended: its wrong codes count for a day.
const KEEP_SIGN_INS: SignedDuration = SignedDuration::from_hours(24);

/// Forgets sessions and sign-ins that have ended, and tokens that have expired.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct ForgetEnded;

impl Payload for ForgetEnded {
    const NAME: &'static str = "forget_ended";
}

impl Run for ForgetEnded {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let then = at.now.before(KEEP_SIGN_INS);
        store::delete_ended_sessions(tx, at.now).await?;
        store::delete_ended_sign_ins(tx, then).await?;
        crate::tokens::expire_tokens(tx, then).await?;
        Ok(())
    }
}
