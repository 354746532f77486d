use super::mail::Desk;
use super::model::{CHUNK, Kind, MOST, Piece, WAITS, last_due};
use crate::archive;
use crate::db::Tx;
use crate::groups::{self, Group};
use crate::ids::{GroupId, ListId, Moment, PersonId, PostId, SubscriptionId};
use crate::jobs::{self, Context, Payload, When};
use crate::lists::{self, DigestReader, List, Mode, Office};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Finds the groups with digests of lists that are due. Runs every quarter of an hour.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct BeginListDigests;

impl Payload for BeginListDigests {
    const NAME: &'static str = "begin_list_digests";
}

/// Writes the digests of a group's lists to the outbox, some at a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct WriteListDigests {
    pub group: GroupId,
    /// In microseconds since 1970.
    pub due_at: i64,
    /// The last subscriber who was seen to; `None`: nobody was yet.
    pub after: Option<SubscriptionId>,
}

impl Payload for WriteListDigests {
    const NAME: &'static str = "write_list_digests";
}

pub(super) async fn begin(tx: &mut Tx<'_>, at: &Moment) -> anyhow::Result<()> {
    lists::forget_waiting(tx, at.now.before(WAITS)).await?;
    for waiting in lists::list_digest_groups(tx).await? {
        let zone = TimeZone::get(&waiting.zone).unwrap_or(TimeZone::UTC);
        let due = last_due(at.now, &zone);
        if waiting.since >= due {
            continue;
        }
        let group = waiting.group_id;
        let job = WriteListDigests {
            group,
            due_at: due.timestamp().as_microsecond(),
            after: None,
        };
        let when = When::now(at).once(group.to_string());
        jobs::enqueue(tx, at, group, &job, when).await?;
    }
    Ok(())
}

/// One chunk. The next one is enqueued in the same transaction, so a server that stops in between goes
/// on where this one ended.
pub(super) async fn write(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    job: WriteListDigests,
) -> anyhow::Result<()> {
    let due = jiff::Timestamp::from_microsecond(job.due_at)?.into();
    let whose = (group.id, at.now);
    let readers = lists::list_digest_readers(tx, whose, due, (job.after, CHUNK)).await?;
    let mut writer = Writer::new(at, context, group);
    for reader in &readers {
        writer.write(tx, reader, Kind::Daily(due)).await?;
    }
    let is_full = i64::try_from(readers.len()).is_ok_and(|count| count == CHUNK);
    if let (true, Some(last)) = (is_full, readers.last()) {
        let rest = WriteListDigests {
            after: Some(last.id),
            ..job
        };
        jobs::enqueue(tx, at, group.id, &rest, When::now(at)).await?;
    }
    Ok(())
}

/// Sends what waited to somebody who gets each post of a list now, at once. Nothing is sent of a list
/// for which nothing waited, or of which they still have the digest.
pub(super) async fn write_last(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    person: PersonId,
) -> anyhow::Result<()> {
    let places = lists::list_digest_places(tx, (group.id, at.now), person).await?;
    let mut writer = Writer::new(at, context, group);
    for place in places.iter().filter(|place| place.mode == Mode::Each) {
        writer.write(tx, place, Kind::Last).await?;
    }
    Ok(())
}

/// Writes several digests of one group. What many of them hold is read once.
struct Writer<'w> {
    at: &'w Moment,
    context: &'w Context,
    group: &'w Group,
    lists: HashMap<ListId, Option<List>>,
    posts: HashMap<PostId, Standing>,
}

/// Where a post is that waits.
enum Standing {
    /// Not in the archive yet.
    Coming,
    Removed,
    There(Box<Piece>),
}

impl<'w> Writer<'w> {
    fn new(at: &'w Moment, context: &'w Context, group: &'w Group) -> Self {
        Writer {
            at,
            context,
            group,
            lists: HashMap::new(),
            posts: HashMap::new(),
        }
    }

    async fn write(
        &mut self,
        tx: &mut Tx<'_>,
        reader: &DigestReader,
        kind: Kind,
    ) -> anyhow::Result<()> {
        let (group, now) = (self.group.id, self.at.now);
        let place = (group, reader.id);
        let Some(last) = lists::lock_digest(tx, group, reader.id).await? else {
            return Ok(());
        };
        if let (Kind::Daily(due), Some(last)) = (kind, last)
            && last >= due
        {
            return Ok(());
        }
        if !reader.is_reachable {
            // As with posts one by one: what falls into a pause is not sent later.
            return Ok(lists::remove_all_waiting(tx, place).await?);
        }
        let waiting = lists::list_waiting(tx, place, MOST).await?;
        for post in &waiting {
            self.read(tx, *post).await?;
        }
        let mut pieces: Vec<&Piece> = Vec::new();
        for post in &waiting {
            match &self.posts[post] {
                Standing::Coming => continue,
                Standing::Removed => {}
                Standing::There(piece) => {
                    // They may have had enough of it since it was posted.
                    if !lists::is_muted(tx, place, piece.entry.thread_id).await? {
                        pieces.push(piece);
                    }
                }
            }
            lists::remove_waiting(tx, place, *post).await?;
        }
        let list = self.lists.get(&reader.list_id).cloned().flatten();
        let (Some(list), Some(domain), false) = (
            list,
            self.context.config.inbound.domain.as_deref(),
            pieces.is_empty(),
        ) else {
            return Ok(());
        };
        let office = Office {
            at: self.at,
            context: self.context,
            group: self.group,
            list: &list,
            domain,
        };
        let choices = lists::own_link(tx, &office, reader.id).await?;
        let desk = Desk { office: &office };
        let letter = desk.digest(reader, (kind, &pieces), &choices);
        groups::send(tx, self.at, self.group, &letter).await?;
        Ok(lists::save_digested(tx, now, group, reader.id).await?)
    }

    /// Reads a post and its list, unless they have been.
    async fn read(&mut self, tx: &mut Tx<'_>, post: PostId) -> anyhow::Result<()> {
        if self.posts.contains_key(&post) {
            return Ok(());
        }
        let group = self.group.id;
        let standing = match archive::find_entry(tx, group, post).await? {
            None => Standing::Coming,
            Some(entry) if entry.removed_by.is_some() => Standing::Removed,
            Some(entry) => {
                if let Entry::Vacant(place) = self.lists.entry(entry.list_id) {
                    place.insert(lists::find_list(tx, group, entry.list_id).await?);
                }
                let thread = archive::find_thread(tx, group, entry.thread_id).await?;
                let files = archive::list_files(tx, group, post).await?;
                Standing::There(Box::new(Piece {
                    subject: thread.map(|thread| thread.subject).unwrap_or_default(),
                    entry,
                    files,
                }))
            }
        };
        self.posts.insert(post, standing);
        Ok(())
    }
}
