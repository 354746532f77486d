use super::actions::{self, CountIn};
use super::store;
use crate::db::Tx;
use crate::groups::{MemberLeft, find_group_by_id};
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, Run, When};
use serde::{Deserialize, Serialize};

/// Finds the groups whose series need their next dates. Runs once a day.
#[derive(Debug, Serialize, Deserialize)]
pub struct ExtendSeries;

impl Payload for ExtendSeries {
    const NAME: &'static str = "extend_series";
}

impl Run for ExtendSeries {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for group in store::list_groups_with_series(tx).await? {
            let job = ExtendSeriesOf { group };
            let when = When::now(at).once(group.to_string());
            jobs::enqueue(tx, at, group, &job, when).await?;
        }
        Ok(())
    }
}

/// Makes the next dates of every series of one group.
#[derive(Debug, Serialize, Deserialize)]
pub struct ExtendSeriesOf {
    pub group: GroupId,
}

impl Payload for ExtendSeriesOf {
    const NAME: &'static str = "extend_series_of";
}

impl Run for ExtendSeriesOf {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for series in store::list_series(tx, self.group).await? {
            actions::extend(tx, at, self.group, series.id).await?;
            actions::look_after(tx, at, self.group, series.id).await?;
        }
        Ok(())
    }
}

impl Run for CountIn {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(group) = find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        actions::seat(tx, at, (context, &group), (self.series, self.event)).await
    }
}

/// A member left: as `rsvps` hears of it, too, and takes her answers back.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountedInLeft {
    group: GroupId,
    person: PersonId,
}

impl Payload for CountedInLeft {
    const NAME: &'static str = MemberLeft::NAME;
}

impl Run for CountedInLeft {
    async fn run(self, tx: &mut Tx<'_>, _: &Moment, _: &Context) -> anyhow::Result<()> {
        Ok(store::remove_all_standing_of(tx, self.group, self.person).await?)
    }
}
