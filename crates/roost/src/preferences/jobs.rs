use super::store;
use crate::db::Tx;
use crate::groups::PersonForgotten;
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{Context, Payload, Run};
use serde::{Deserialize, Serialize};

/// [`PersonForgotten`] as the choices hear it.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChooserForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for ChooserForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for ChooserForgotten {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        Ok(store::remove_choices(tx, self.group, self.person).await?)
    }
}
