use crate::db::Tx;
use crate::groups::{Actor, Group, Organizer, audit};
use crate::ids::{GroupId, ListId, Moment};
use crate::jobs::Payload;
use crate::lists::model::{
    List, ListKind, NameRefusal, Settings, announcing_names, first_names, refuse_name,
};
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

/// Gives a group its first list, called as the group is, and an address by whose mail it announces.
/// Does nothing of what it ever had.
pub async fn found_first(tx: &mut Tx<'_>, at: &Moment, group: &Group) -> anyhow::Result<()> {
    if !group.is_open() {
        return Ok(());
    }
    let lists = store::list_lists(tx, group.id).await?;
    if lists.is_empty() {
        let what = (ListKind::Discussion, Settings::of(&group.name));
        found_as(tx, at, group, first_names(&group.slug), what).await?;
    }
    if !lists.iter().any(List::announces) {
        let words = group.words().plain();
        let title = words.with("group", group.name.clone());
        let settings = Settings::announcing(&title.t("lists-announce-title"));
        let what = (ListKind::Announcements, settings);
        found_as(tx, at, group, announcing_names(&group.slug), what).await?;
    }
    Ok(())
}

/// Begins a list under the first of these names that nobody has.
async fn found_as(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    names: impl Iterator<Item = String> + Send,
    (kind, settings): (ListKind, Settings),
) -> anyhow::Result<()> {
    for name in names {
        if !store::is_name_taken(tx, &name).await? {
            let list = new(at, group.id, (name, kind), settings);
            insert(tx, at, &list).await?;
            let title = &list.settings.title;
            audit(tx, at, Actor::roost(group), "list-founded", title, "").await?;
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
    let list = new(
        at,
        by.group,
        (name.to_owned(), ListKind::Discussion),
        settings,
    );
    insert(tx, at, &list).await?;
    audit(tx, at, by, "list-founded", &list.settings.title, "").await?;
    Ok(Ok(list))
}

async fn insert(tx: &mut Tx<'_>, at: &Moment, list: &List) -> anyhow::Result<()> {
    store::insert_list(tx, at.now, list).await?;
    Ok(store::insert_name(tx, list).await?)
}

fn new(
    at: &Moment,
    group_id: GroupId,
    (name, kind): (String, ListKind),
    settings: Settings,
) -> List {
    List {
        group_id,
        id: ListId::new(at),
        name,
        kind,
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
