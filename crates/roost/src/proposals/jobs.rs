use super::actions::{erase, follow};
use super::mail::News;
use crate::db::Tx;
use crate::events::{EventCancelled, EventChanged, EventPostponed, EventRedated, hear_events};
use crate::groups::PersonForgotten;
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{Context, Payload, Run};

hear_events! {
    follow:
    HeardChanged = EventChanged, News::Changed;
    HeardRedated = EventRedated, News::Changed;
    HeardPostponed = EventPostponed, News::Postponed;
    HeardCancelled = EventCancelled, News::Cancelled;
}

/// [`PersonForgotten`] as the proposals hear it.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ProposerForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for ProposerForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for ProposerForgotten {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        erase(tx, at, (self.group, self.person)).await
    }
}
