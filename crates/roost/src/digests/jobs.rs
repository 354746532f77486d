use super::actions::{self, BeginDigest, BeginDigests, WriteDigest};
use super::store;
use crate::db::Tx;
use crate::groups::{PersonForgotten, find_group_by_id};
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, Run, When};
use crate::preferences::DigestEnded;
use serde::{Deserialize, Serialize};

impl Run for BeginDigests {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for group in actions::find_due(tx, at.now).await? {
            let when = When::now(at).once(group.to_string());
            jobs::enqueue(tx, at, group, &BeginDigest { group }, when).await?;
        }
        Ok(())
    }
}

impl Run for BeginDigest {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        match find_group_by_id(tx, self.group).await? {
            Some(group) => actions::begin(tx, at, &group).await,
            None => Ok(()),
        }
    }
}

impl Run for WriteDigest {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        match find_group_by_id(tx, self.group).await? {
            Some(group) => actions::write(tx, at, (context, &group), self).await,
            None => Ok(()),
        }
    }
}

impl Run for DigestEnded {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        match find_group_by_id(tx, self.group).await? {
            Some(group) => actions::write_last(tx, at, (context, &group), self.person).await,
            None => Ok(()),
        }
    }
}

/// [`PersonForgotten`] as the digests hear it.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReaderForgotten {
    group: GroupId,
    person: PersonId,
}

impl Payload for ReaderForgotten {
    const NAME: &'static str = PersonForgotten::NAME;
}

impl Run for ReaderForgotten {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        Ok(store::forget_items_of(tx, self.group, self.person).await?)
    }
}
