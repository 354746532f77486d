use super::actions;
use super::model::MailKind;
use super::store;
use crate::db::Tx;
use crate::groups::{MemberLeft, PersonForgotten};
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

/// [`MemberLeft`] as the choices hear it: what is in the outbox for her does not leave.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChooserLeft {
    group: GroupId,
    person: PersonId,
}

impl Payload for ChooserLeft {
    const NAME: &'static str = MemberLeft::NAME;
}

impl Run for ChooserLeft {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for kind in [MailKind::Announcements, MailKind::Reminders] {
            actions::leave_queued(tx, at.now, (self.group, self.person), kind).await?;
        }
        Ok(())
    }
}
