use super::matching;
use super::model::{Counts, Import, Known, Line, PART, State, Verdict};
use super::store;
use super::writer::Writer;
use crate::db::{self, Tx};
use crate::events;
use crate::groups::{Actor, Group, audit};
use crate::ics::{Item, Reading};
use crate::ids::{EventId, GroupId, ImportId, Moment};
use crate::jobs::{self, Payload, When};
use crate::series;
use crate::venues;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// How long a preview waits for its button.
const PREVIEW: SignedDuration = SignedDuration::from_hours(24);

/// How long what was brought in can be read line by line.
const RECORD: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Brings in the next part of an import, and the one after that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BringIn {
    pub group: GroupId,
    pub import: ImportId,
}

impl Payload for BringIn {
    const NAME: &'static str = "bring_in";
}

/// Takes back the next events that an import brought, and those after that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakeBack {
    pub group: GroupId,
    pub import: ImportId,
    /// UID and occurrence of the last event that was looked at; empty: none was.
    pub after: (String, String),
}

impl Payload for TakeBack {
    const NAME: &'static str = "take_back";
}

/// Forgets a preview that nobody acted on, or the lines of an old import.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ForgetImport {
    pub group: GroupId,
    pub import: ImportId,
}

impl Payload for ForgetImport {
    const NAME: &'static str = "forget_import";
}

/// What would become of each line of a calendar, what has to be looked at first.
///
/// # Errors
/// If the database cannot be read.
pub async fn judge(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    reading: &Reading,
) -> anyhow::Result<Vec<Line>> {
    let own: HashSet<EventId> = store::list_own(tx, group).await?.into_iter().collect();
    let is_own = |item: &Item| item.uid.parse().is_ok_and(|id| own.contains(&id));
    let known = store::list_known(tx, group).await?;
    let aliases = store::list_aliases(tx, group).await?;
    let by_name = known
        .iter()
        .map(|known| ((known.uid.as_str(), known.occurrence.as_str()), known));
    let by_event: HashMap<EventId, &Known> = known.iter().map(|k| (k.event_id, k)).collect();
    let by_alias = aliases.iter().filter_map(|(uid, occurrence, event)| {
        let known = by_event.get(event)?;
        Some(((uid.as_str(), occurrence.as_str()), *known))
    });
    let known: HashMap<(&str, &str), &Known> = by_alias.chain(by_name).collect();
    let mut lines: Vec<Line> = reading.refused.iter().cloned().map(Line::Refused).collect();
    for item in &reading.items {
        let found = known.get(&(item.uid.as_str(), item.occurrence.as_str()));
        if found.is_none() && is_own(item) {
            lines.push(Line::Item {
                item: Box::new(item.clone()),
                verdict: Verdict::Same,
            });
            continue;
        }
        let known = found.map(|known| (*known).clone());
        let found = matching::judge(tx, at.now, group, item, known).await?;
        lines.push(Line::Item {
            verdict: found.verdict,
            item: Box::new(found.item.into_owned()),
        });
    }
    lines.sort_by_key(Line::rank);
    Ok(lines)
}

/// Keeps a preview, so that it can be looked at page by page and acted on.
///
/// # Errors
/// If the database refuses.
pub async fn keep(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Actor,
    source: &str,
    reading: &Reading,
    lines: &[Line],
) -> anyhow::Result<ImportId> {
    let parts: Vec<&[Line]> = lines.chunks(PART).collect();
    let import = Import {
        group_id: by.group,
        id: ImportId::new(at),
        person_id: by.person,
        source: source.to_owned(),
        calendar: reading.name.clone(),
        state: State::Previewed,
        parts: i64::try_from(parts.len())?,
        parts_done: 0,
        others: i64::try_from(reading.others)?,
        counts: Counts::of(lines),
        created_at: at.now,
        done_at: None,
        undone_at: None,
    };
    store::insert_import(tx, &import).await?;
    for (position, part) in (0_i64..).zip(parts) {
        let body = serde_json::to_string(part)?;
        store::insert_part(tx, (by.group, import.id), position, &body).await?;
    }
    forget_later(tx, at, &import, PREVIEW).await?;
    Ok(import.id)
}

/// Whether an import could be moved on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Done,
    /// It is no longer, or not yet, where this can be done.
    NotNow,
    /// Another import of the group is at work.
    Busy,
}

/// Begins to write what the preview says. Whoever calls it sees to it that [`take_part`] is called
/// until it is done.
///
/// # Errors
/// If the database refuses.
pub async fn begin(tx: &mut Tx<'_>, group: GroupId, id: ImportId) -> anyhow::Result<Moved> {
    let Some(import) = store::lock_import(tx, group, id).await? else {
        return Ok(Moved::NotNow);
    };
    if import.state != State::Previewed {
        return Ok(Moved::NotNow);
    }
    if store::is_any_at_work(tx, group).await? {
        return Ok(Moved::Busy);
    }

    let begun = Import {
        state: State::Running,
        ..import
    };
    store::update_import(tx, &begun).await?;
    Ok(Moved::Done)
}

/// Begins as [`begin`] does, and leaves the work to jobs.
///
/// # Errors
/// If the database refuses.
pub async fn confirm(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    import: ImportId,
) -> anyhow::Result<Moved> {
    let moved = begin(tx, group, import).await?;
    if moved == Moved::Done {
        let job = BringIn { group, import };
        jobs::enqueue(tx, at, group, &job, When::now(at)).await?;
    }
    Ok(moved)
}

/// Brings in the next hundred lines. `None`: the import is not running.
///
/// # Errors
/// If the database refuses.
pub async fn take_part(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    id: ImportId,
) -> anyhow::Result<Option<Import>> {
    let import = store::lock_import(tx, group.id, id).await?;
    let Some(import) = import.filter(|import| import.state == State::Running) else {
        return Ok(None);
    };
    let place = (group.id, id);
    let mut counts = Counts::default();
    if let Some(body) = store::find_part(tx, place, import.parts_done).await? {
        let mut lines: Vec<Line> = serde_json::from_str(&body)?;
        let mut writer = Writer::open(tx, group, &import).await?;
        for line in &mut lines {
            if let Line::Item { item, verdict } = line {
                *verdict = writer.write(tx, at, item).await?;
            }
        }
        counts = Counts::of(&lines);
        let body = serde_json::to_string(&lines)?;
        store::update_part(tx, place, import.parts_done, &body).await?;
    }
    let before = import.counts;
    let mut import = Import {
        parts_done: (import.parts_done + 1).min(import.parts),
        // What was previewed has been shown; from here on it is counted as it comes.
        counts: match import.parts_done {
            0 => counts,
            _ => before.plus(counts),
        },
        ..import
    };
    if import.parts_done == import.parts {
        finish(tx, at, group, &mut import).await?;
    }
    store::update_import(tx, &import).await?;
    Ok(Some(import))
}

async fn finish(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    import: &mut Import,
) -> db::Result<()> {
    import.state = State::Done;
    import.done_at = Some(at.now);
    let count = import.counts.to_write().to_string();
    audit(
        tx,
        at,
        actor(group, import),
        "events-imported",
        &count,
        &import.source,
    )
    .await?;
    forget_later(tx, at, import, RECORD).await
}

/// Who asked for the import.
fn actor(group: &Group, import: &Import) -> Actor {
    match import.person_id {
        Some(person) => Actor::person(group, person),
        None => Actor::roost(group),
    }
}

async fn forget_later(
    tx: &mut Tx<'_>,
    at: &Moment,
    import: &Import,
    after: SignedDuration,
) -> db::Result<()> {
    let (group, import) = (import.group_id, import.id);
    let when = When::at(at.now.after(after)).once(import.to_string());
    jobs::enqueue(tx, at, group, &ForgetImport { group, import }, when).await
}

/// Begins to take back what an import brought and changed.
///
/// # Errors
/// If the database refuses.
pub async fn undo(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    import: ImportId,
) -> anyhow::Result<Moved> {
    let Some(found) = store::lock_import(tx, group, import).await? else {
        return Ok(Moved::NotNow);
    };
    if found.state != State::Done {
        return Ok(Moved::NotNow);
    }
    if store::is_any_at_work(tx, group).await? {
        return Ok(Moved::Busy);
    }

    let begun = Import {
        state: State::Undoing,
        ..found
    };
    store::update_import(tx, &begun).await?;
    let job = TakeBack {
        group,
        import,
        after: Default::default(),
    };
    jobs::enqueue(tx, at, group, &job, When::now(at)).await?;
    Ok(Moved::Done)
}

/// Takes back the next hundred events. Returns where to go on; `None`: it is undone.
///
/// # Errors
/// If the database refuses.
pub async fn take_back_part(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    id: ImportId,
    after: (&str, &str),
) -> anyhow::Result<Option<(String, String)>> {
    let import = store::lock_import(tx, group.id, id).await?;
    let Some(import) = import.filter(|import| import.state == State::Undoing) else {
        return Ok(None);
    };
    let most = i64::try_from(PART)?;
    let chunk = store::list_of_import(tx, (group.id, id), after, most).await?;
    let mut writer = Writer::open(tx, group, &import).await?;
    for known in &chunk {
        take_back_one(tx, at, &mut writer, known).await?;
    }
    if let Some(last) = chunk.last().filter(|_| chunk.len() == PART) {
        return Ok(Some((last.uid.clone(), last.occurrence.clone())));
    }
    for venue in store::list_unused_venues(tx, (group.id, id)).await? {
        store::remove_imported_venue(tx, group.id, venue).await?;
        venues::delete_venue(tx, group.id, venue).await?;
    }
    let undone = Import {
        state: State::Undone,
        undone_at: Some(at.now),
        ..import
    };
    store::update_import(tx, &undone).await?;
    let by = actor(group, &undone);
    audit(tx, at, by, "import-undone", &undone.source, "").await?;
    Ok(None)
}

/// Whether somebody has to do with the event, or a series has it as one of its dates.
pub async fn has_company(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> anyhow::Result<bool> {
    let has_company = events::has_company(tx, group, event).await?
        || series::find_series_of(tx, group, event).await?.is_some();
    Ok(has_company)
}

/// What has answers, what people were told and what was changed by hand stays.
async fn take_back_one(
    tx: &mut Tx<'_>,
    at: &Moment,
    writer: &mut Writer<'_>,
    known: &Known,
) -> anyhow::Result<()> {
    let group = writer.group.id;
    let event = events::lock_event(tx, group, known.event_id).await?;
    if known.is_edited() || has_company(tx, group, known.event_id).await? {
        return Ok(());
    }
    let trace = store::find_trace(tx, group, known.event_id).await?;
    if trace.made_by == writer.import {
        store::remove_aliases(tx, group, known.event_id).await?;
        store::remove_written(tx, group, known.event_id).await?;
        events::take_back(tx, &event).await?;
        return Ok(());
    }
    let Some(before) = trace.item_before else {
        return Ok(());
    };
    let item: Item = serde_json::from_str(&before)?;
    writer.restore(tx, at, &item, &event).await
}

/// Forgets a preview whole, and of an old import its lines.
///
/// # Errors
/// If the database refuses.
pub async fn forget(tx: &mut Tx<'_>, group: GroupId, id: ImportId) -> anyhow::Result<()> {
    let Some(import) = store::lock_import(tx, group, id).await? else {
        return Ok(());
    };
    if matches!(import.state, State::Running | State::Undoing) {
        return Ok(());
    }
    store::remove_parts(tx, group, id).await?;
    if import.state == State::Previewed {
        store::remove_import(tx, group, id).await?;
    }
    Ok(())
}
