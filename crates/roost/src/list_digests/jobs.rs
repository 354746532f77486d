use super::actions::{self, BeginListDigests, WriteListDigests};
use crate::db::Tx;
use crate::groups::find_group_by_id;
use crate::ids::Moment;
use crate::jobs::{Context, Run};
use crate::preferences::ListDigestsEnded;

impl Run for BeginListDigests {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        match context.config.inbound.domain {
            Some(_) => actions::begin(tx, at).await,
            // Nobody wrote to a list while no mail comes in.
            None => Ok(()),
        }
    }
}

impl Run for WriteListDigests {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        match find_group_by_id(tx, self.group).await? {
            Some(group) => actions::write(tx, at, (context, &group), self).await,
            None => Ok(()),
        }
    }
}

impl Run for ListDigestsEnded {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        match find_group_by_id(tx, self.group).await? {
            Some(group) => actions::write_last(tx, at, (context, &group), self.person).await,
            None => Ok(()),
        }
    }
}
