use super::actions::{self, EndTurn, Moderator};
use crate::db::Tx;
use crate::groups;
use crate::ids::Moment;
use crate::jobs::{Context, Run};

impl Run for EndTurn {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        let by = Moderator {
            group,
            event: self.event,
            round: self.round,
        };
        actions::end_turn(tx, at, context, &by).await
    }
}
