use crate::db::Tx;
use crate::groups::{Actor, Group, Organizer, audit};
use crate::ids::{GroupId, ListId, Moment};
use crate::jobs::Payload;
use crate::lists::model::{List, NameRefusal, Settings, first_names, refuse_name};
use crate::lists::store;
use serde::{Deserialize, Serialize};

/// Finds groups that have no list yet. Comes again and again, so that every group has one soon after
/// the keeper lets mail in, or after it was opened.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct FoundLists;

impl Payload for FoundLists {
    const NAME: &'static str = "found_lists";
}

/// Gives one group its first list.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct FoundList {
    pub group: GroupId,
}

impl Payload for FoundList {
    const NAME: &'static str = "found_list";
}

/// Gives a group its first list, called as the group is. Does nothing if it ever had one.
pub async fn found_first(tx: &mut Tx<'_>, at: &Moment, group: &Group) -> anyhow::Result<()> {
    if !group.is_open() || !store::list_lists(tx, group.id).await?.is_empty() {
        return Ok(());
    }
    for name in first_names(&group.slug) {
        if !store::is_name_taken(tx, &name).await? {
            let settings = Settings::of(&group.name);
            insert(tx, at, &new(at, group.id, name, settings)).await?;
            audit(tx, at, Actor::roost(group), "list-founded", &group.name, "").await?;
            return Ok(());
        }
    }
    Ok(())
}

/// Adds a list to a group.
pub async fn found(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    name: &str,
    settings: Settings,
) -> anyhow::Result<Result<List, NameRefusal>> {
    if let Some(refusal) = refuse_name(name) {
        return Ok(Err(refusal));
    }
    if store::is_name_taken(tx, name).await? {
        return Ok(Err(NameRefusal::Taken));
    }
    let list = new(at, by.group, name.to_owned(), settings);
    insert(tx, at, &list).await?;
    audit(tx, at, by, "list-founded", &list.settings.title, "").await?;
    Ok(Ok(list))
}

async fn insert(tx: &mut Tx<'_>, at: &Moment, list: &List) -> anyhow::Result<()> {
    store::insert_list(tx, at.now, list).await?;
    Ok(store::insert_name(tx, list).await?)
}

fn new(at: &Moment, group_id: GroupId, name: String, settings: Settings) -> List {
    List {
        group_id,
        id: ListId::new(at),
        name,
        settings,
        closed_at: None,
    }
}

/// Changes what a list does. Its name stays.
pub async fn save(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: impl Into<Actor>,
    (list, settings): (&List, &Settings),
) -> anyhow::Result<()> {
    if list.settings == *settings {
        return Ok(());
    }
    let changed = List {
        settings: settings.clone(),
        ..list.clone()
    };
    store::update_list(tx, &changed).await?;
    Ok(audit(tx, at, by, "list-changed", &changed.settings.title, "").await?)
}

/// Ends a list: it takes no mail, and its address stays its own.
pub async fn close(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    list: &List,
) -> anyhow::Result<()> {
    if list.closed_at.is_none() {
        store::save_closed(tx, (list.group_id, list.id), Some(at.now)).await?;
        audit(tx, at, by, "list-closed", &list.settings.title, "").await?;
    }
    Ok(())
}

/// Lets a closed list take mail again, with whoever was on it.
pub async fn reopen(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    list: &List,
) -> anyhow::Result<()> {
    if list.closed_at.is_some() {
        store::save_closed(tx, (list.group_id, list.id), None).await?;
        audit(tx, at, by, "list-reopened", &list.settings.title, "").await?;
    }
    Ok(())
}
