use super::actions::{self, Desk, FreeSilent, RemindPeople, SettleSeats, WriteAhead};
use crate::db::Tx;
use crate::events::{
    CapacityChanged, EventCancelled, EventChanged, EventPostponed, EventRedated, RoundSwitched,
};
use crate::groups::{Group, MemberLeft, find_group_by_id};
use crate::ids::{GroupId, Moment};
use crate::jobs::{Context, Run};

/// The group that a job is about: groups are never taken away.
async fn group(tx: &mut Tx<'_>, id: GroupId) -> anyhow::Result<Group> {
    let group = find_group_by_id(tx, id).await?;
    group.ok_or_else(|| anyhow::anyhow!("the job's group is not there"))
}

impl Run for SettleSeats {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::settle_now(tx, &mut desk).await
    }
}

impl Run for CapacityChanged {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::settle_after_change(tx, &mut desk).await
    }
}

impl Run for EventChanged {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::tell_changed(tx, &mut desk, &self).await
    }
}

impl Run for EventCancelled {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::tell_cancelled(tx, &mut desk).await
    }
}

impl Run for EventPostponed {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::tell_postponed(tx, &mut desk, &self).await
    }
}

impl Run for EventRedated {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::tell_redated(tx, &mut desk, &self).await
    }
}

impl Run for FreeSilent {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::free_silent(tx, &mut desk).await
    }
}

impl Run for RemindPeople {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::remind(tx, &mut desk).await
    }
}

impl Run for RoundSwitched {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::switch_round(tx, &mut desk).await
    }
}

impl Run for WriteAhead {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        let mut desk = Desk::open(tx, at, context, &group, self.event).await?;
        actions::write_ahead(tx, &mut desk).await
    }
}

impl Run for MemberLeft {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let group = group(tx, self.group).await?;
        actions::leave(tx, at, (context, &group), self.person).await
    }
}
