use super::actions::{erase_answers, forget_asks};
use super::model::KEPT;
use super::store;
use crate::db::Tx;
use crate::groups::PersonForgotten;
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, Run, When};

/// Finds the groups that keep an answer for too long. Runs once a day.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetAsks;

impl Payload for ForgetAsks {
    const NAME: &'static str = "forget_asks";
}

impl Run for ForgetAsks {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let then = at.now.before(KEPT);
        for group in store::list_groups_with_old(tx, (then, at.now)).await? {
            jobs::enqueue(tx, at, group, &ForgetAsksOf { group }, When::now(at)).await?;
        }
        Ok(())
    }
}

/// Forgets the old answers of one group.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetAsksOf {
    group: GroupId,
}

impl Payload for ForgetAsksOf {
    const NAME: &'static str = "forget_asks_of";
}

impl Run for ForgetAsksOf {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        forget_asks(tx, at, (self.group, at.now.before(KEPT))).await
    }
}

/// [`PersonForgotten`] as the asks hear it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct AskedForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for AskedForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for AskedForgotten {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        erase_answers(tx, at, (self.group, self.person)).await?;
        Ok(store::delete_pause(tx, self.group, self.person).await?)
    }
}
