use crate::db::Tx;
use crate::groups::{self, Group, people};
use crate::ids::{ListId, Moment, PersonId};
use crate::jobs::Context;
use crate::lists::mail::Desk;
use crate::lists::model::List;
use crate::lists::store;

/// What every verb of one list needs.
pub struct Office<'a> {
    pub at: &'a Moment,
    pub context: &'a Context,
    pub group: &'a Group,
    pub list: &'a List,
    /// What our own addresses end with.
    pub domain: &'a str,
}

/// A list with its group, where both take mail; `None`: one of them doesn't, or none of ours does.
pub async fn open_office(
    tx: &mut Tx<'_>,
    context: &Context,
    list: List,
) -> anyhow::Result<Option<(Group, List, String)>> {
    let Some(domain) = context.config.inbound.domain.clone() else {
        return Ok(None);
    };
    let group = groups::find_group_by_id(tx, list.group_id).await?;
    let group = group.filter(|group| group.is_open() && list.closed_at.is_none());
    Ok(group.map(|group| (group, list, domain)))
}

impl<'a> Office<'a> {
    pub fn desk(&self) -> Desk<'a> {
        Desk {
            config: &self.context.config,
            group: self.group,
            list: self.list,
            domain: self.domain,
        }
    }

    pub(super) fn whose(&self) -> (crate::ids::GroupId, ListId) {
        (self.group.id, self.list.id)
    }

    /// Everybody who organizes the group and can be written to: person, name and address.
    pub(in crate::lists) async fn organizers(
        &self,
        tx: &mut Tx<'_>,
    ) -> anyhow::Result<Vec<(PersonId, String, String)>> {
        let mut reachable = Vec::new();
        for organizer in groups::list_organizers(tx, self.group.id).await? {
            if let Some(email) = people::find_email(tx, self.group.id, organizer.id).await? {
                reachable.push((organizer.id, organizer.name, email));
            }
        }
        Ok(reachable)
    }

    /// Makes whoever else posts to the list wait, and reads it anew; `None`: it is gone or closed.
    pub(super) async fn lock(&self, tx: &mut Tx<'_>) -> anyhow::Result<Option<List>> {
        let list = store::lock_list(tx, self.group.id, self.list.id).await?;
        Ok(list.filter(|list| list.closed_at.is_none()))
    }
}
