//! What happens in an archive. Each verb runs in its caller's transaction.

use super::model::{Entry, Remover, Thread};
use super::reading::{self, Read};
use super::store::{self, Place};
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::{self, Organizer, audit, people};
use crate::ids::{GroupId, Moment, PersonId, PostId, ThreadId};
use crate::lists::{
    self, Author, Imported, List, Office, Post, PostState, Taken, Typed, bare_subject, permalink,
};

/// Puts a post that went out into its list's archive. Twice is fine.
pub async fn archive(tx: &mut Tx<'_>, at: &Moment, post: &Post) -> anyhow::Result<()> {
    let group = groups::find_group_by_id(tx, post.group_id).await?;
    // Two posts at once would each begin the thread that both belong to.
    let list = lists::lock_list(tx, post.group_id, post.list_id).await?;
    let (Some(group), Some(list)) = (group, list) else {
        return Ok(());
    };
    if !lists::mark_archived(tx, at.now, post).await? {
        return Ok(());
    }
    let raw = lists::find_raw(tx, post.group_id, post.id).await?;
    let raw = raw.unwrap_or_default();
    // What came from elsewhere may have come long after that, by its own date.
    let latest = post
        .received_at
        .max(post.settled_at.unwrap_or(post.received_at));
    let read = reading::read(&raw, &post.message_id, latest);
    let written_at = read.written_at.unwrap_or(post.received_at);
    let mut thread = find_or_begin(tx, at, (&list, post), &read).await?;
    let zoned = written_at.in_zone(&group.zone());
    let entry = Place {
        thread: thread.id,
        permalink: &permalink(&post.message_id),
        written_at,
        month: &zoned.strftime("%Y-%m").to_string(),
        found_by: &reading::found_by(&post.subject, &post.author_name, &read.text),
    };
    store::insert_entry(tx, post, &read, &entry).await?;
    for (position, file) in (0..).zip(&read.files) {
        store::insert_file(tx, (post.group_id, post.id), position, file).await?;
    }
    if thread.posts == 0 || written_at < thread.started_at {
        thread.subject = bare_subject(&post.subject, &list.settings.prefix).to_owned();
        thread.started_at = written_at;
    }
    thread.last_at = thread.last_at.max(written_at);
    thread.posts += 1;
    store::update_thread(tx, &thread).await?;
    if raw.is_empty() {
        // Its author was forgotten while it waited.
        let place = (post.group_id, post.id, thread.id);
        remove(tx, at, place, Remover::Forgotten, "").await?;
    }
    Ok(())
}

/// What became of something that somebody typed for everybody on the list.
pub enum Written {
    /// It went out, and stands at this permalink.
    Stands(String),
    /// An organizer looks at it first.
    Waits,
    /// Its author has no address, or the list takes nothing from them.
    NotSent,
}

/// Posts what a person typed on a page. What goes out stands in the archive at once, since whoever wrote
/// it wants to see it.
pub async fn write(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    person: PersonId,
    typed: &Typed<'_>,
) -> anyhow::Result<Written> {
    let reader = people::find_reader(tx, office.group.id, person).await?;
    let Some((name, email)) = reader else {
        return Ok(Written::NotSent);
    };
    let author = Author { name, email };
    let Taken::Posted(post) = lists::post(tx, office, &author, typed).await? else {
        return Ok(Written::NotSent);
    };
    if post.state != PostState::Accepted {
        return Ok(Written::Waits);
    }
    archive(tx, office.at, &post).await?;
    Ok(Written::Stands(permalink(&post.message_id)))
}

/// Takes a message of an older archive of the list, with the time when it came; nobody gets it.
pub async fn import(
    tx: &mut Tx<'_>,
    at: &Moment,
    list: &List,
    what: (&[u8], Instant),
) -> anyhow::Result<Imported> {
    let imported = lists::import(tx, at, list, what).await?;
    if let Imported::Added(post) = &imported {
        archive(tx, at, post).await?;
    }
    Ok(imported)
}

/// The thread that a post belongs to, and everything that it ties together is one thread from now on.
async fn find_or_begin(
    tx: &mut Tx<'_>,
    at: &Moment,
    (list, post): (&List, &Post),
    read: &Read,
) -> anyhow::Result<Thread> {
    let whose = (list.group_id, list.id);
    let mut found: Vec<Thread> = Vec::new();
    let ids = || read.ancestors.iter().chain([&post.message_id]);
    for id in ids() {
        let Some(thread) = store::find_thread_of(tx, whose, id).await? else {
            continue;
        };
        if found.iter().all(|known| known.id != thread)
            && let Some(thread) = store::find_thread(tx, list.group_id, thread).await?
        {
            found.push(thread);
        }
    }
    // The large one stays, so that little has to be moved.
    found.sort_by_key(|thread| (std::cmp::Reverse(thread.posts), thread.id));
    let mut found = found.into_iter();
    let thread = match found.next() {
        Some(mut kept) => {
            for other in found {
                merge(tx, kept.group_id, (other.id, kept.id)).await?;
                if other.started_at < kept.started_at {
                    kept.subject = other.subject;
                    kept.started_at = other.started_at;
                }
                kept.last_at = kept.last_at.max(other.last_at);
                kept.posts += other.posts;
            }
            kept
        }
        None => {
            let begun = Thread {
                group_id: list.group_id,
                id: ThreadId::new(at),
                list_id: list.id,
                subject: String::new(),
                posts: 0,
                started_at: read.written_at.unwrap_or(post.received_at),
                last_at: read.written_at.unwrap_or(post.received_at),
            };
            store::insert_thread(tx, &begun).await?;
            begun
        }
    };
    for id in ids() {
        store::insert_thread_message(tx, whose, id, thread.id).await?;
    }
    Ok(thread)
}

/// Moves everything of one thread into another one, and takes the first one away.
async fn merge(
    tx: &mut Tx<'_>,
    group: GroupId,
    (from, to): (ThreadId, ThreadId),
) -> anyhow::Result<()> {
    store::move_entries(tx, group, (from, to)).await?;
    store::move_messages(tx, group, (from, to)).await?;
    lists::merge_mutes(tx, group, (from, to)).await?;
    Ok(store::delete_thread(tx, group, from).await?)
}

/// Takes a post out of the archive for an organizer; readers see that it was there, and why it is not.
/// `false`: somebody did before.
pub async fn remove_for(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    entry: &Entry,
    reason: &str,
) -> anyhow::Result<bool> {
    let place = (entry.group_id, entry.post_id, entry.thread_id);
    let removed = remove(tx, at, place, Remover::Organizer, reason).await?;
    if removed {
        audit(tx, at, by, "post-removed", &entry.author(), reason).await?;
    }
    Ok(removed)
}

/// The same for whoever wrote it.
pub async fn take_back(tx: &mut Tx<'_>, at: &Moment, entry: &Entry) -> anyhow::Result<bool> {
    let place = (entry.group_id, entry.post_id, entry.thread_id);
    remove(tx, at, place, Remover::Author, "").await
}

/// Leaves nothing of a post but its place.
async fn remove(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, post, thread): (GroupId, PostId, ThreadId),
    by: Remover,
    reason: &str,
) -> anyhow::Result<bool> {
    if !store::blank_entry(tx, at.now, (group, post), (by, reason)).await? {
        return Ok(false);
    }
    store::delete_files(tx, group, post).await?;
    lists::blank_post(tx, group, post).await?;
    name_anew(tx, group, thread).await?;
    Ok(true)
}

/// Nothing of an erased person stays but that something was there.
pub async fn forget(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<()> {
    for (post, thread) in store::list_posts_of(tx, group, person).await? {
        remove(tx, at, (group, post, thread), Remover::Forgotten, "").await?;
    }
    Ok(())
}

/// A thread is called as the first of its posts that is there.
async fn name_anew(tx: &mut Tx<'_>, group: GroupId, thread: ThreadId) -> anyhow::Result<()> {
    let Some(thread) = store::find_thread(tx, group, thread).await? else {
        return Ok(());
    };
    let list = lists::find_list(tx, group, thread.list_id).await?;
    let prefix = list.map(|list| list.settings.prefix).unwrap_or_default();
    let subject = store::find_first_subject(tx, group, thread.id).await?;
    let subject = subject.unwrap_or_default();
    let named = Thread {
        subject: bare_subject(&subject, &prefix).to_owned(),
        ..thread
    };
    Ok(store::update_thread(tx, &named).await?)
}
