use super::actions::{self, BringIn, ForgetImport, TakeBack};
use super::model::State;
use crate::db::Tx;
use crate::groups;
use crate::ids::Moment;
use crate::jobs::{self, Context, Run, When};

/// After everything that somebody waits for.
const PRIORITY: i64 = 20;

fn next(at: &Moment) -> When {
    When {
        priority: PRIORITY,
        ..When::now(at)
    }
}

impl Run for BringIn {
    /// One part. The next one is enqueued in the same transaction, so a server that stops in
    /// between goes on where this one ended.
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        let import = actions::take_part(tx, at, &group, self.import).await?;
        if import.is_some_and(|import| import.state == State::Running) {
            jobs::enqueue(tx, at, self.group, &self, next(at)).await?;
        }
        Ok(())
    }
}

impl Run for TakeBack {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        let after = (self.after.0.as_str(), self.after.1.as_str());
        let rest = actions::take_back_part(tx, at, &group, self.import, after).await?;
        if let Some(after) = rest {
            let job = TakeBack { after, ..self };
            jobs::enqueue(tx, at, self.group, &job, next(at)).await?;
        }
        Ok(())
    }
}

impl Run for ForgetImport {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        actions::forget(tx, self.group, self.import).await
    }
}
