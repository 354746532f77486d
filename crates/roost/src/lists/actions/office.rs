use crate::db::Tx;
use crate::groups::{self, Group, Organizer, Person, people};
use crate::ids::{GroupId, ListId, Moment, PersonId};
use crate::jobs::Context;
use crate::lists::mail::Desk;
use crate::lists::model::{List, Post};
use crate::lists::store;
use crate::tokens::{self, Kind, Subject};

/// What every verb of one list needs.
pub struct Office<'a> {
    pub at: &'a Moment,
    pub context: &'a Context,
    pub group: &'a Group,
    pub list: &'a List,
    /// What our own addresses end with.
    pub domain: &'a str,
}

/// A list with its group, where both take mail.
pub struct OpenList {
    pub group: Group,
    pub list: List,
    /// As [`Office::domain`].
    pub domain: String,
}

impl OpenList {
    pub fn office<'a>(&'a self, at: &'a Moment, context: &'a Context) -> Office<'a> {
        Office {
            at,
            context,
            group: &self.group,
            list: &self.list,
            domain: &self.domain,
        }
    }
}

/// `None`: the list or its group takes no mail, or nobody here does.
pub async fn open_list(
    tx: &mut Tx<'_>,
    context: &Context,
    list: List,
) -> anyhow::Result<Option<OpenList>> {
    let Some(domain) = context.config.inbound.domain.clone() else {
        return Ok(None);
    };
    let group = groups::find_group_by_id(tx, list.group_id).await?;
    let group = group.filter(|group| group.is_open() && list.closed_at.is_none());
    Ok(group.map(|group| OpenList {
        group,
        list,
        domain,
    }))
}

/// The same for a list that is known by its id; `None` also if there is none.
pub async fn open_list_by_id(
    tx: &mut Tx<'_>,
    context: &Context,
    (group, list): (GroupId, ListId),
) -> anyhow::Result<Option<OpenList>> {
    match store::find_list(tx, group, list).await? {
        Some(list) => open_list(tx, context, list).await,
        None => Ok(None),
    }
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

    pub(super) fn whose(&self) -> (GroupId, ListId) {
        (self.group.id, self.list.id)
    }

    /// An address of ours that holds a token, such as `l+…@lists.example.org`.
    pub(super) fn token_address(&self, tag: &str, token: &str) -> String {
        let local = tokens::for_mail(token).unwrap_or_default();
        format!("{tag}+{local}@{}", self.domain)
    }

    /// The group's person with this address; `None`: it is nobody's.
    pub(super) async fn find_person(
        &self,
        tx: &mut Tx<'_>,
        email: &str,
    ) -> anyhow::Result<Option<Person>> {
        Ok(groups::find_person_by_email(tx, self.group.id, email).await?)
    }

    /// Whether somebody organizes the group.
    pub(super) async fn organizes(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> anyhow::Result<bool> {
        let membership = groups::find_membership(tx, self.group.id, person).await?;
        Ok(membership.is_some_and(|membership| membership.role.organizes()))
    }

    /// What lets somebody decide for the group; `None`: they do not organize it.
    pub(super) async fn find_organizer(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
    ) -> anyhow::Result<Option<Organizer>> {
        let found = people::find_person(tx, self.group.id, person).await?;
        let membership = groups::find_membership(tx, self.group.id, person).await?;
        let both = found.zip(membership);
        Ok(both
            .and_then(|(person, membership)| Organizer::of(self.group, &person, membership.role)))
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

    /// Lets somebody decide about a held post by mail; the address that their answer goes to.
    pub(super) async fn notify(
        &self,
        tx: &mut Tx<'_>,
        post: &Post,
        person: PersonId,
    ) -> anyhow::Result<String> {
        let notice = store::insert_notice(tx, self.at, post, person).await?;
        let subject = Subject {
            kind: Kind::Moderation,
            group: self.group.id,
            id: notice.uuid(),
        };
        let token = tokens::reissue(tx, self.at, &self.context.key, subject).await?;
        Ok(self.token_address("m", &token))
    }

    /// Makes whoever else posts to the list wait, and reads it anew; `None`: it is gone or closed.
    pub(super) async fn lock(&self, tx: &mut Tx<'_>) -> anyhow::Result<Option<List>> {
        let list = store::lock_list(tx, self.group.id, self.list.id).await?;
        Ok(list.filter(|list| list.closed_at.is_none()))
    }
}
