use super::actions::{self, ForgetAnswers};
use super::store;
use crate::db::Tx;
use crate::events::{self, QuestionsChanged};
use crate::groups::PersonForgotten;
use crate::ids::Moment;
use crate::jobs::{Context, Run};

impl Run for ForgetAnswers {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let event = events::lock_event(tx, self.group, self.event).await?;
        Ok(actions::forget_sensitive(tx, at, &event).await?)
    }
}

impl Run for QuestionsChanged {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let event = events::lock_event(tx, self.group, self.event).await?;
        Ok(actions::forget_unasked(tx, at, &event).await?)
    }
}

impl Run for PersonForgotten {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        for event in store::list_events_answered(tx, self.group, self.person).await? {
            let event = events::lock_event(tx, self.group, event).await?;
            actions::forget_person(tx, &event, self.person).await?;
        }
        Ok(())
    }
}
