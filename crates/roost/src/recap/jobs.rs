use super::actions;
use crate::announcements::FeedbackClosed;
use crate::db::Tx;
use crate::ids::Moment;
use crate::jobs::{Context, Run};

impl Run for FeedbackClosed {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        actions::pool_left(tx, at, self.group).await
    }
}
