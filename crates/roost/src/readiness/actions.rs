use super::mail::{Desk, Reader};
use super::model::{Duty, Line, MOST_LINES, READY_LIST, Turn};
use super::store::{self, At, NewLine, Post};
use crate::clock::Instant;
use crate::config::Config;
use crate::db::Tx;
use crate::events::Event;
use crate::groups::{self, Group, Organizer, people};
use crate::ids::{ChecklistLineId, EventId, GroupId, Moment, PersonId};
use crate::jobs::Payload;
use crate::once::{Done, Once};
use jiff::SignedDuration;

/// A colleague can remind an owner of one line once in so long.
const ONCE_IN: SignedDuration = SignedDuration::from_hours(20);

/// Finds the groups that have somebody to remind. Runs every hour.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct NudgeOwners;

impl Payload for NudgeOwners {
    const NAME: &'static str = "nudge_owners";
}

/// Reminds the owners of one group.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct NudgeOwnersOf {
    pub group: GroupId,
}

impl Payload for NudgeOwnersOf {
    const NAME: &'static str = "nudge_owners_of";
}

/// What an organizer writes on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub title: String,
    pub due_days: i64,
    pub owner: Option<PersonId>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The list is so long already that nobody would read it.
    Full,
    /// There is no such line any more, or nobody to remind.
    Gone,
    /// Its owner was reminded a short while ago.
    TooSoon,
}

/// Gives a group that never had a checklist the one that most begin with, in its own words.
pub async fn adopt_ready_list(tx: &mut Tx<'_>, at: &Moment, group: &Group) -> anyhow::Result<()> {
    if store::has_checklist(tx, group.id).await? {
        return Ok(());
    }
    for (key, due_days) in READY_LIST {
        let line = NewLine {
            id: ChecklistLineId::new(at),
            group: group.id,
            event: None,
            title: &group.words().plain().t(key),
            due_days,
            owner: None,
        };
        store::insert_line(tx, at.now, &line).await?;
    }
    Ok(())
}

/// Adds a line to the group's list, or to one event's, once for each form.
pub async fn add_line(
    tx: &mut Tx<'_>,
    at: &Moment,
    once: &Once,
    (by, event, back): (&Organizer, Option<EventId>, &str),
    entry: &Entry,
) -> anyhow::Result<Done<Outcome>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    if store::count_lines(tx, by.group, event).await? >= MOST_LINES {
        once.end(tx, None).await?;
        return Ok(Done::Now(Outcome::Full));
    }
    let line = NewLine {
        id: ChecklistLineId::new(at),
        group: by.group,
        event,
        title: &entry.title,
        due_days: entry.due_days,
        owner: entry.owner,
    };
    store::insert_line(tx, at.now, &line).await?;
    once.end(tx, Some(back)).await?;
    Ok(Done::Now(Outcome::Done))
}

/// Changes a line of the group's list for every event whose line nobody has touched.
pub async fn change_line(
    tx: &mut Tx<'_>,
    by: &Organizer,
    id: ChecklistLineId,
    entry: &Entry,
) -> anyhow::Result<()> {
    let line = NewLine {
        id,
        group: by.group,
        event: None,
        title: &entry.title,
        due_days: entry.due_days,
        owner: entry.owner,
    };
    Ok(store::update_line(tx, &line).await?)
}

/// Takes a line off its list. Where it was done it stays.
pub async fn remove_line(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: ChecklistLineId,
) -> anyhow::Result<()> {
    Ok(store::remove_line(tx, at.now, (by.group, id)).await?)
}

/// Says that a line is done, or that it is to do after all.
pub async fn mark_done(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    (event, line): (EventId, ChecklistLineId),
    is_done: bool,
) -> anyhow::Result<()> {
    let place: At = (by.group, event, line);
    store::begin_preparation(tx, place).await?;
    let done = is_done.then_some((at.now, by.person));
    Ok(store::save_done(tx, place, done).await?)
}

/// Gives a line of one event to somebody who organizes, or to nobody.
pub async fn give(
    tx: &mut Tx<'_>,
    by: &Organizer,
    (event, line): (EventId, ChecklistLineId),
    owner: Option<PersonId>,
) -> anyhow::Result<()> {
    let place: At = (by.group, event, line);
    store::begin_preparation(tx, place).await?;
    Ok(store::save_owner(tx, place, owner).await?)
}

/// Reminds the owner of one line, in the name of the colleague who asks.
pub async fn nudge(
    tx: &mut Tx<'_>,
    at: &Moment,
    (config, group): (&Config, &Group),
    by: &Organizer,
    (event, line): (&Event, ChecklistLineId),
) -> anyhow::Result<Outcome> {
    let lines = store::list_lines(tx, group.id, event.id).await?;
    let line = lines.into_iter().find(|known| known.id == line);
    let Some(line) = line.filter(|line| line.done.is_none()) else {
        return Ok(Outcome::Gone);
    };
    let recently = |nudged: Instant| nudged > at.now.before(ONCE_IN);
    if line.nudged_at.is_some_and(recently) {
        return Ok(Outcome::TooSoon);
    }
    let desk = Desk {
        config,
        group,
        event,
    };
    remind(tx, at, &desk, &[line], Some(&by.name)).await
}

/// Writes one letter to the owner of these lines, who is the same for all.
pub(super) async fn remind(
    tx: &mut Tx<'_>,
    at: &Moment,
    desk: &Desk<'_>,
    lines: &[Line],
    by: Option<&str>,
) -> anyhow::Result<Outcome> {
    let owner = lines.first().and_then(|line| line.owner.as_ref());
    let Some(owner) = owner else {
        return Ok(Outcome::Gone);
    };
    let Some(reader) = reader(tx, desk.group.id, owner.id).await? else {
        return Ok(Outcome::Gone);
    };
    for line in lines {
        let place = (desk.group.id, desk.event.id, line.id);
        store::begin_preparation(tx, place).await?;
        store::save_nudged(tx, at.now, place).await?;
    }
    let today = at.now.in_zone(&desk.event.tz()).date();
    let letter = desk.nudge(&reader, lines, today, by);
    groups::send(tx, at, desk.group, &letter).await?;
    Ok(Outcome::Done)
}

async fn reader(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<Option<Reader>> {
    let found = people::find_reader(tx, group, person).await?;
    Ok(found.map(|(name, email)| Reader {
        person,
        name,
        email,
    }))
}

/// What became of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handover {
    /// Whoever asked for it has it.
    Taken,
    /// Somebody else has it.
    Held,
    /// Nobody has it any more.
    Free,
    /// A colleague was asked, and it stays where it is until she answers.
    Asked,
    /// She was asked before, or has it.
    AskedBefore,
    /// Who was asked says no.
    Declined,
    /// Nobody waits for an answer of hers.
    NotAsked,
    /// Nobody else who organizes and has an address was named.
    Unreachable,
}

/// Takes a duty that nobody else has.
///
/// Two who take it at once: the second finds it taken, and nothing changes.
pub async fn take(
    tx: &mut Tx<'_>,
    by: &Organizer,
    (event, duty): (EventId, Duty),
) -> anyhow::Result<Handover> {
    let turn = lock(tx, (by.group, event, duty)).await?;
    if turn.holder.is_some_and(|holder| holder.id != by.person) {
        return Ok(Handover::Held);
    }
    store::save_holder(tx, (by.group, event, duty), Some(by.person)).await?;
    Ok(Handover::Taken)
}

/// Gives a duty back. A colleague may do it too, for somebody who fell ill.
pub async fn give_back(
    tx: &mut Tx<'_>,
    by: &Organizer,
    (event, duty): (EventId, Duty),
) -> anyhow::Result<Handover> {
    store::save_holder(tx, (by.group, event, duty), None).await?;
    Ok(Handover::Free)
}

/// Asks a colleague to take a duty. Until she answers, it stays with who has it.
pub async fn ask(
    tx: &mut Tx<'_>,
    at: &Moment,
    desk: &Desk<'_>,
    by: &Organizer,
    (duty, whom): (Duty, PersonId),
) -> anyhow::Result<Handover> {
    let post: Post = (by.group, desk.event.id, duty);
    let turn = lock(tx, post).await?;
    let is_asked = turn.asked.is_some_and(|(asked, _)| asked.id == whom);
    if is_asked || turn.holder.is_some_and(|holder| holder.id == whom) {
        return Ok(Handover::AskedBefore);
    }
    let Some(reader) = reader(tx, by.group, whom).await? else {
        return Ok(Handover::Unreachable);
    };
    store::save_asked(tx, post, Some((whom, by.person, at.now))).await?;
    let letter = desk.asks(&reader, duty, &by.name);
    groups::send(tx, at, desk.group, &letter).await?;
    Ok(Handover::Asked)
}

/// The answer of whoever was asked; nothing if nobody waits for hers.
pub async fn answer(
    tx: &mut Tx<'_>,
    at: &Moment,
    desk: &Desk<'_>,
    by: &Organizer,
    (duty, yes): (Duty, bool),
) -> anyhow::Result<Handover> {
    let post: Post = (by.group, desk.event.id, duty);
    let turn = lock(tx, post).await?;
    let asked = turn.asked.filter(|(asked, _)| asked.id == by.person);
    let Some((me, asker)) = asked else {
        return Ok(Handover::NotAsked);
    };
    if let Some(reader) = reader(tx, by.group, asker).await? {
        let letter = desk.answers(&reader, duty, &me, yes);
        groups::send(tx, at, desk.group, &letter).await?;
    }
    if yes {
        store::save_holder(tx, post, Some(me.id)).await?;
        return Ok(Handover::Taken);
    }
    store::save_asked(tx, post, None).await?;
    Ok(Handover::Declined)
}

/// Who has the duty, which nobody else can change until the transaction ends.
async fn lock(tx: &mut Tx<'_>, (group, event, duty): Post) -> anyhow::Result<Turn> {
    crate::events::lock_event(tx, group, event).await?;
    let rota = store::list_rota(tx, group, event).await?;
    let found = rota.into_iter().find(|(known, _)| *known == duty);
    Ok(found.map(|(_, turn)| turn).unwrap_or_default())
}
