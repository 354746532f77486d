use super::actions::{self, ForgetWays, ForgetWaysOf};
use super::model::KEPT;
use super::store;
use crate::db::Tx;
use crate::groups::PersonForgotten;
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, Run, When};

/// Ways that one transaction forgets, so that none is long.
const CHUNK: i64 = 500;

impl Run for ForgetWays {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for group in store::list_groups_with_past_ways(tx, at.now.before(KEPT)).await? {
            jobs::enqueue(tx, at, group, &ForgetWaysOf { group }, When::now(at)).await?;
        }
        Ok(())
    }
}

impl Run for ForgetWaysOf {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let past = (self.group, at.now.before(KEPT));
        let people = store::list_past_ways(tx, past, CHUNK).await?;
        let is_full = i64::try_from(people.len()).is_ok_and(|count| count == CHUNK);
        for person in people {
            actions::forget_way(tx, self.group, person).await?;
        }
        if is_full {
            jobs::enqueue(tx, at, self.group, &self, When::now(at)).await?;
        }
        Ok(())
    }
}

/// A person was forgotten: as `answers` hears of it, too. Her own links stay, since somebody may
/// follow them; they name nobody from now on.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct WayForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for WayForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for WayForgotten {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        Ok(actions::forget_way(tx, self.group, self.person).await?)
    }
}
