//! Whoever only answered an event is forgotten a year after it, and whoever was asked to organize
//! three months after the question was settled. An address goes when nothing knows it any more.

use super::invitations;
use super::store::removals;
use crate::db::Tx;
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, Run, When};
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// How long a visitor's name and address are kept to recognise a second visit.
pub const KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How long an invitation to organize is kept after its answer or its end: organizers see what became
/// of it, and the log keeps who was asked.
const INVITATIONS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How long an address stays that somebody typed and nothing came of.
const ADDRESSES_KEPT: SignedDuration = SignedDuration::from_hours(2 * 24);

/// People forgotten in one transaction, so that none is long.
const CHUNK: i64 = 500;

/// Finds the groups that have somebody to forget. Runs once a day.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetVisitors;

impl Payload for ForgetVisitors {
    const NAME: &'static str = "forget_visitors";
}

impl Run for ForgetVisitors {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        removals::forget_stray_addresses(tx, at.now.before(ADDRESSES_KEPT)).await?;
        let visitors = removals::list_groups_with_past_visitors(tx, at.now.before(KEPT)).await?;
        let ended = at.now.before(INVITATIONS_KEPT);
        let invitations = invitations::list_groups_with_ended_invitations(tx, ended).await?;
        let groups: BTreeSet<GroupId> = visitors.into_iter().chain(invitations).collect();
        for group in groups {
            let payload = ForgetVisitorsOf { group };
            jobs::enqueue(tx, at, group, &payload, When::now(at)).await?;
        }
        Ok(())
    }
}

/// Forgets the visitors and the ended invitations of one group.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct ForgetVisitorsOf {
    pub group: GroupId,
}

impl Payload for ForgetVisitorsOf {
    const NAME: &'static str = "forget_visitors_of";
}

impl Run for ForgetVisitorsOf {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, _: &Context) -> anyhow::Result<()> {
        let (group, then) = (self.group, at.now.before(KEPT));
        let ended = at.now.before(INVITATIONS_KEPT);
        invitations::delete_ended_invitations(tx, group, ended).await?;
        let visitors = removals::list_past_visitors(tx, group, then, CHUNK).await?;
        let is_full = i64::try_from(visitors.len()).is_ok_and(|count| count == CHUNK);
        for visitor in visitors {
            removals::erase_person(tx, at.now, group, visitor.id).await?;
            let person = visitor.id;
            let forgotten = PersonForgotten { group, person };
            jobs::enqueue(tx, at, group, &forgotten, When::now(at)).await?;
            if let Some(address) = visitor.address_id {
                removals::forget_address(tx, address).await?;
            }
        }
        if is_full {
            jobs::enqueue(tx, at, group, &self, When::now(at)).await?;
        }
        Ok(())
    }
}

/// Nothing is left of a person but her answers as numbers.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct PersonForgotten {
    pub group: GroupId,
    pub person: PersonId,
}

impl Payload for PersonForgotten {
    const NAME: &'static str = "person_forgotten";
}
