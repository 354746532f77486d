use super::actions::{self, NudgeOwners, NudgeOwnersOf};
use super::mail::Desk;
use super::model::Line;
use super::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events;
use crate::groups::{self, Group};
use crate::ids::{EventId, Moment, PersonId};
use crate::jobs::{self, Context, Run, When};
use jiff::SignedDuration;
use std::collections::BTreeMap;

impl Run for NudgeOwners {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        for group in store::list_groups_to_nudge(tx, window(at)).await? {
            jobs::enqueue(tx, at, group, &NudgeOwnersOf { group }, When::now(at)).await?;
        }
        Ok(())
    }
}

impl Run for NudgeOwnersOf {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let Some(group) = groups::find_group_by_id(tx, self.group).await? else {
            return Ok(());
        };
        for event in store::list_events_to_nudge(tx, group.id, window(at)).await? {
            nudge_about(tx, at, context, &group, event).await?;
        }
        Ok(())
    }
}

/// Now, the end of the day at the latest anywhere, and since when an owner has rested.
fn window(at: &Moment) -> (Instant, Instant, Instant) {
    let hours = SignedDuration::from_hours;
    (at.now, at.now.after(hours(25)), at.now.before(hours(72)))
}

/// One letter to each owner who has something to do for the event.
async fn nudge_about(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    group: &Group,
    event: EventId,
) -> anyhow::Result<()> {
    let Some(event) = events::find_event_by_id(tx, group.id, event).await? else {
        return Ok(());
    };
    let (day, now) = (event.starts().date(), at.now.in_zone(&event.tz()));
    let mut by_owner: BTreeMap<PersonId, Vec<Line>> = BTreeMap::new();
    for line in store::list_lines(tx, group.id, event.id).await? {
        if let Some(owner) = line.owner.as_ref().filter(|_| line.is_to_nudge(day, &now)) {
            by_owner.entry(owner.id).or_default().push(line);
        }
    }
    let desk = Desk {
        config: &context.config,
        group,
        event: &event,
    };
    for lines in by_owner.values() {
        actions::remind(tx, at, &desk, lines, None).await?;
    }
    Ok(())
}
