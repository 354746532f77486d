use super::actions::{erase, follow};
use super::mail::News;
use crate::db::Tx;
use crate::events::{EventCancelled, EventChanged, EventPostponed, EventRedated};
use crate::groups::{self, PersonForgotten};
use crate::ids::{EventId, GroupId, Moment, PersonId};
use crate::jobs::{Context, Payload, Run};

/// Declares what happens to an event as the proposals hear it.
macro_rules! heard {
    ($($name:ident = $payload:ident, $news:expr;)+) => {$(
        #[doc = concat!("[`", stringify!($payload), "`] as the proposals hear it.")]
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            group: GroupId,
            event: EventId,
        }

        impl Payload for $name {
            const NAME: &'static str = $payload::NAME;
        }

        impl Run for $name {
            async fn run(
                self,
                tx: &mut Tx<'_>,
                at: &Moment,
                context: &Context,
            ) -> anyhow::Result<()> {
                let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
                    return Ok(());
                };
                follow(tx, at, (context, &group), (self.event, $news)).await
            }
        }
    )+};
}

heard! {
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
