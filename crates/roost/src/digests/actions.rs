use super::mail::Desk;
use super::model::{
    CHUNK, Digest, FIRST_LOOKS_BACK, Item, KEPT, MOST_EVENTS, OVERLAP, begins, last_due, next_due,
};
use super::store::{self, Reader};
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event, Status};
use crate::groups::{self, Group};
use crate::ids::{GroupId, Moment, PersonId};
use crate::jobs::{self, Context, Payload, When};
use crate::preferences::{self, Every};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Finds the groups whose digest is due. Runs every quarter of an hour.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct BeginDigests;

impl Payload for BeginDigests {
    const NAME: &'static str = "begin_digests";
}

/// Freezes whom the digest of one group goes to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct BeginDigest {
    pub group: GroupId,
}

impl Payload for BeginDigest {
    const NAME: &'static str = "begin_digest";
}

/// Writes the letters of a digest to the outbox, some at a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct WriteDigest {
    pub group: GroupId,
    /// In microseconds since 1970, as the row has it.
    pub due_at: i64,
    /// The last reader who has her letter; `None`: nobody has one yet.
    pub after: Option<PersonId>,
}

impl Payload for WriteDigest {
    const NAME: &'static str = "write_digest";
}

pub(super) async fn find_due(tx: &mut Tx<'_>, now: Instant) -> anyhow::Result<Vec<GroupId>> {
    let reading = store::list_reading_groups(tx).await?;
    let due = reading.into_iter().filter(|one| {
        let zone = jiff::tz::TimeZone::get(&one.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        begins(last_due(one.every, now, &zone), one.last, now)
    });
    Ok(due.map(|one| one.group_id).collect())
}

/// Begins the digest that is due, once.
pub(super) async fn begin(tx: &mut Tx<'_>, at: &Moment, group: &Group) -> anyhow::Result<()> {
    let every = preferences::find_every(tx, group.id).await?;
    let due_at = last_due(every, at.now, &group.zone());
    let last = store::find_last_digest(tx, group.id).await?;
    if !group.is_open() || !begins(due_at, last.map(|last| last.due_at), at.now) {
        return Ok(());
    }
    let digest = Digest {
        group_id: group.id,
        due_at,
        since: since(last, at.now),
        created_at: at.now,
        readers: 0,
        written: 0,
    };
    if !store::insert_digest(tx, &digest).await? {
        return Ok(());
    }
    let then = at.now.before(KEPT);
    store::forget_items(tx, group.id, then).await?;
    store::forget_readers(tx, group.id, then).await?;
    let items = store::list_items(tx, group.id, window(&digest)).await?;
    let events = coming(tx, (group, every), &digest).await?;
    if items.is_empty() && events.is_empty() {
        return Ok(());
    }
    let readers = store::freeze_readers(tx, &digest).await?;
    store::save_readers(tx, &digest, readers).await?;
    let job = WriteDigest {
        group: group.id,
        due_at: due_at.timestamp().as_microsecond(),
        after: None,
    };
    Ok(jobs::enqueue(tx, at, group.id, &job, When::now(at)).await?)
}

/// One chunk. The next one is enqueued in the same transaction, so a server that stops in between
/// goes on where this one ended.
pub(super) async fn write(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    job: WriteDigest,
) -> anyhow::Result<()> {
    let due_at = jiff::Timestamp::from_microsecond(job.due_at)?.into();
    let Some(digest) = store::find_digest(tx, group.id, due_at).await? else {
        return Ok(());
    };
    let every = preferences::find_every(tx, group.id).await?;
    let frozen = store::list_frozen(tx, &digest, job.after, CHUNK).await?;
    let (Some(first), Some(last)) = (frozen.first().copied(), frozen.last().copied()) else {
        return Ok(());
    };
    let items = store::list_items(tx, group.id, window(&digest)).await?;
    let events = coming(tx, (group, every), &digest).await?;
    let missing = missing(tx, group.id, (&digest, &items), (first, last)).await?;
    let desk = Desk {
        config: &context.config,
        group,
        every,
    };
    for reader in store::list_readers(tx, group.id, at.now, (first, last)).await? {
        // Whoever chose it since it was frozen gets the next one.
        if frozen.binary_search(&reader.id).is_err() {
            continue;
        }
        let items = missing.get(&reader.id).map_or(&[][..], Vec::as_slice);
        if items.is_empty() && events.is_empty() {
            continue;
        }
        let links = preferences::links(tx, at, context, (group.id, reader.id)).await?;
        let mut letter = desk.digest(&reader, (items, &events), &links);
        letter.unique_key = Some(format!("digest:{}:{}", job.due_at, reader.id));
        groups::send(tx, at, group, &letter).await?;
        note(tx, group.id, items, reader.id).await?;
    }
    let count = i64::try_from(frozen.len()).unwrap_or(i64::MAX);
    store::add_written(tx, &digest, count).await?;
    if frozen.len() == CHUNK {
        let rest = WriteDigest {
            after: Some(last),
            ..job
        };
        jobs::enqueue(tx, at, group.id, &rest, When::now(at)).await?;
    }
    Ok(())
}

/// Sends what waited for the digest to somebody who gets each announcement now, at once. Nothing is
/// sent if nothing waited, or if she has changed her mind again.
pub(super) async fn write_last(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    person: PersonId,
) -> anyhow::Result<()> {
    let found: Option<Reader> = store::find_reader(tx, group.id, at.now, person).await?;
    let Some(reader) = found else {
        return Ok(());
    };
    let every = preferences::find_every(tx, group.id).await?;
    let last = store::find_last_digest(tx, group.id).await?;
    let digest = Digest {
        group_id: group.id,
        due_at: at.now,
        since: since(last, at.now),
        created_at: at.now,
        readers: 0,
        written: 0,
    };
    let items = store::list_items(tx, group.id, window(&digest)).await?;
    let missing = missing(tx, group.id, (&digest, &items), (person, person)).await?;
    let Some(items) = missing.get(&person) else {
        return Ok(());
    };
    let desk = Desk {
        config: &context.config,
        group,
        every,
    };
    let links = preferences::links(tx, at, context, (group.id, person)).await?;
    groups::send(tx, at, group, &desk.last(&reader, items, &links)).await?;
    note(tx, group.id, items, person).await
}

/// Notes what somebody has had.
async fn note(
    tx: &mut Tx<'_>,
    group: GroupId,
    items: &[&Item],
    person: PersonId,
) -> anyhow::Result<()> {
    for item in items {
        store::insert_item(tx, group, item.id, person).await?;
    }
    Ok(())
}

async fn missing<'i>(
    tx: &mut Tx<'_>,
    group: GroupId,
    (digest, items): (&Digest, &'i [Item]),
    people: (PersonId, PersonId),
) -> anyhow::Result<HashMap<PersonId, Vec<&'i Item>>> {
    let mut missing: HashMap<PersonId, Vec<&Item>> = HashMap::new();
    for (person, id) in store::list_missing(tx, group, window(digest), people).await? {
        if let Some(item) = items.iter().find(|item| item.id == id) {
            missing.entry(person).or_default().push(item);
        }
    }
    Ok(missing)
}

/// What was sent before that is in the last digest, or was had otherwise.
fn since(last: Option<Digest>, now: Instant) -> Instant {
    last.map_or(now.before(FIRST_LOOKS_BACK), |last| {
        last.created_at.before(OVERLAP)
    })
}

fn window(digest: &Digest) -> (Instant, Instant) {
    (digest.since, digest.created_at)
}

/// The events that take place until the next digest.
async fn coming(
    tx: &mut Tx<'_>,
    (group, every): (&Group, Every),
    digest: &Digest,
) -> anyhow::Result<Vec<Event>> {
    let now = digest.created_at;
    let next = next_due(every, now, &group.zone());
    let events = events::list_coming(tx, group.id, now, MOST_EVENTS).await?;
    let events = events.into_iter().filter(|event| {
        event.status == Status::Published && event.starts_at > now && event.starts_at <= next
    });
    Ok(events.collect())
}
