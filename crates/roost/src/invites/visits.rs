//! Visits are counted in memory and written together, so that opening a link waits for nothing.

use super::actions;
use crate::ids::{GroupId, LinkId};
use crate::state::App;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long visits stay in memory. So many seconds of them are lost if the program is killed.
const PAUSE: Duration = Duration::from_secs(10);

/// A link on a day, and how often it was followed.
pub(super) type Visits = ((LinkId, Date), i64);

/// Notes one visit.
pub(super) fn count(app: &App, group: GroupId, link: LinkId) {
    let day = app.clock.now().in_zone(&TimeZone::UTC).date();
    app.visits.add((group, link.uuid(), day), 1);
}

/// Writes down what was counted since the last time, one transaction for each group. What cannot be
/// written is counted again.
///
/// # Errors
/// If the database refuses; the rest is written all the same.
pub async fn write_visits(app: &App) -> anyhow::Result<()> {
    let mut by_group: BTreeMap<GroupId, Vec<Visits>> = BTreeMap::new();
    for ((group, link, day), times) in app.visits.take() {
        let visits = by_group.entry(group).or_default();
        visits.push(((LinkId::from(link), day), times));
    }
    let mut settled = Ok(());
    for (group, visits) in &by_group {
        let (group, visits) = (*group, visits.as_slice());
        let write = app.db.write(|tx| {
            Box::pin(async move { Ok(actions::write_visits(tx, group, visits).await?) })
        });
        if let Err(fault) = write.await {
            for ((link, day), times) in visits {
                app.visits.add((group, link.uuid(), *day), *times);
            }
            settled = Err(fault);
        }
    }
    settled
}

/// Writes visits down again and again, for as long as the server runs.
pub async fn keep_visits(app: App) {
    loop {
        tokio::time::sleep(PAUSE).await;
        if let Err(error) = write_visits(&app).await {
            tracing::warn!("visits could not be written: {error:#}");
        }
    }
}
