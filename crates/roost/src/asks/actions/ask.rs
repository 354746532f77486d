//! Asking somebody, and writing down what she says.

use crate::asks::model::{Answer, Ask, AskWay, Day, Shown, answer_by};
use crate::asks::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{Group, Organizer, Person, people};
use crate::ids::{AskId, EventId, GroupId, Moment, PersonId, TurnId};
use crate::jobs::Context;
use crate::lightning::{self, Entry, Speaker, Turn};
use jiff::SignedDuration;

/// How long after an event's end people are still asked for it: evenings run late.
const LATE: SignedDuration = SignedDuration::from_hours(3);

/// What she said, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub answer: Answer,
    /// Not empty for a yes to an organizer.
    pub topic: String,
    /// For [`Answer::NextTime`]: one of both, or none.
    pub promised_event: Option<EventId>,
    pub promised_on: Option<Day>,
}

impl Said {
    pub fn nothing() -> Said {
        Said {
            answer: Answer::None,
            topic: String::new(),
            promised_event: None,
            promised_on: None,
        }
    }
}

/// A question for a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewAsk {
    pub person: PersonId,
    /// `None`: for no event in particular.
    pub event: Option<EventId>,
    pub way: AskWay,
}

/// Who writes an answer down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// An organizer, who saw this version of the ask.
    Organizer { version: i64 },
    /// She herself, by her link: her word is the last.
    Herself,
}

/// What a yes led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// Nothing but the answer is written down.
    Noted,
    /// She is in the line-up.
    Placed,
    /// All turns are taken. She stands by, at this place.
    StandsBy(usize),
    /// There is a round, and it takes nobody any more.
    Shut,
}

/// What becomes of a question or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Done(Happened),
    /// Somebody was faster: this is what is written down.
    Before(Box<Shown>),
    /// She does not want to be asked.
    Paused(Instant),
    /// The group knows her no more, or does not let her in.
    NoPerson,
    /// The event is cancelled, postponed or over.
    NoEvent,
}

/// Asks somebody, and writes down what she says. The same organizer's same tap a second time
/// changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn ask(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    by: &Organizer,
    (new, said): (&NewAsk, &Said),
) -> anyhow::Result<Outcome> {
    let begun = match begin(tx, at, group, by, new).await? {
        Ok(begun) => begun,
        Err(refused) => return Ok(refused),
    };
    let mut ask = begun.ask;
    let inserted = store::insert_ask(tx, &ask).await?;
    if !inserted {
        return again(tx, (context, group), at, by, (&ask, said)).await;
    }
    let place = (context, group, begun.event.as_ref());
    let happened = follow(tx, at, place, (&begun.person, &mut ask), said).await?;
    store::save_answer(tx, &ask).await?;
    Ok(Outcome::Done(happened))
}

/// Writes down what somebody says who was asked before.
///
/// # Errors
/// If the database refuses.
pub async fn answer(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (id, asker): (AskId, Asker),
    said: &Said,
) -> anyhow::Result<Outcome> {
    let Some(seen) = store::find_ask(tx, group.id, id).await? else {
        return Ok(Outcome::NoPerson);
    };
    // The event first, as whoever signs up does, so that nobody waits in a circle.
    let event = lock(tx, group.id, seen.event_id).await?;
    let Some(mut ask) = store::find_ask(tx, group.id, id).await? else {
        return Ok(Outcome::NoPerson);
    };
    let Some(person) = find_person(tx, group.id, ask.person_id).await? else {
        return Ok(Outcome::NoPerson);
    };
    if let Asker::Organizer { version } = asker
        && version != ask.version
    {
        return before(tx, &ask).await;
    }
    // A question from the week before is answered after the evening too, only not for it.
    let event = event.filter(|event| is_on(event, at.now));
    let place = (context, group, event.as_ref());
    let happened = follow(tx, at, place, (&person, &mut ask), said).await?;
    store::save_answer(tx, &ask).await?;
    Ok(Outcome::Done(happened))
}

/// A question that may be put.
pub(super) struct Begun {
    pub person: Person,
    pub event: Option<Event>,
    /// Not written yet.
    pub ask: Ask,
}

/// Whether she may be asked, and with what row; else why not.
pub(super) async fn begin(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    new: &NewAsk,
) -> anyhow::Result<Result<Begun, Outcome>> {
    let event = lock(tx, group.id, new.event).await?;
    if new.event.is_some() && !event.as_ref().is_some_and(|event| is_on(event, at.now)) {
        return Ok(Err(Outcome::NoEvent));
    }
    let known = find_person(tx, group.id, new.person).await?;
    let Some(person) = known.filter(|person| person.id != by.person) else {
        return Ok(Err(Outcome::NoPerson));
    };
    if let Some(until) = store::find_pause(tx, (group.id, person.id), at.now).await? {
        return Ok(Err(Outcome::Paused(until)));
    }
    let ask = Ask {
        group_id: group.id,
        id: AskId::new(at),
        person_id: person.id,
        event_id: new.event,
        asked_by: by.person,
        way: new.way,
        answer: Answer::None,
        topic: String::new(),
        promised_event_id: None,
        promised_on: None,
        step: Answer::None.step(),
        turn_id: None,
        asked_at: at.now,
        answered_at: None,
        answer_by: answer_by(event.as_ref(), at.now),
        version: 1,
    };
    Ok(Ok(Begun { person, event, ask }))
}

/// She was asked before: the same tap came twice, or somebody else was faster.
async fn again(
    tx: &mut Tx<'_>,
    (context, group): (&Context, &Group),
    at: &Moment,
    by: &Organizer,
    (new, said): (&Ask, &Said),
) -> anyhow::Result<Outcome> {
    let key = (group.id, new.person_id);
    let Some(known) = store::find_ask_of(tx, key, new.event_id).await? else {
        return Ok(Outcome::NoPerson);
    };
    let is_same = known.asked_by == by.person
        && known.answer == said.answer
        && known.topic == said.topic
        && known.way == new.way;
    // For no event in particular, a question that came to its end may be put again.
    let is_closed = known.event_id.is_none() && known.step.is_none();
    if is_closed && !is_same {
        let asker = Asker::Organizer {
            version: known.version,
        };
        return Box::pin(answer(tx, at, (context, group), (known.id, asker), said)).await;
    }
    if is_same {
        return Ok(Outcome::Done(Happened::Noted));
    }
    before(tx, &known).await
}

pub(super) async fn before(tx: &mut Tx<'_>, known: &Ask) -> anyhow::Result<Outcome> {
    let shown = store::find_shown(tx, known.group_id, known.id).await?;
    Ok(shown.map_or(Outcome::NoPerson, |shown| Outcome::Before(Box::new(shown))))
}

/// What follows from an answer: the ask as it is to be written, and for a yes a turn.
async fn follow(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, Option<&Event>),
    (person, ask): (&Person, &mut Ask),
    said: &Said,
) -> anyhow::Result<Happened> {
    let is_promise = said.answer == Answer::NextTime;
    ask.answer = said.answer;
    ask.topic.clone_from(&said.topic);
    ask.promised_event_id = said.promised_event.filter(|_| is_promise);
    ask.promised_on = said
        .promised_on
        .filter(|_| is_promise && said.promised_event.is_none());
    ask.step = said.answer.step();
    ask.answered_at = (said.answer != Answer::None).then_some(at.now);
    let turn = match ask.turn_id {
        Some(turn) => lightning::find_turn_by_id(tx, group.id, turn).await?,
        None => None,
    };
    let waiting = turn.filter(Turn::waits);
    if said.answer != Answer::Yes {
        if let Some(turn) = waiting {
            // She does not talk after all, so somebody who stands by can.
            lightning::take_back(tx, at, (context, group), &turn).await?;
            ask.turn_id = None;
        }
        return Ok(Happened::Noted);
    }
    if let Some(turn) = waiting {
        retitle(tx, at, (context, group), (&turn, &said.topic)).await?;
        return Ok(Happened::Placed);
    }
    let Some(event) = event else {
        return Ok(Happened::Noted);
    };
    let place = (context, group, event);
    let (happened, turn) = sign_up(tx, at, place, (person, &said.topic)).await?;
    ask.turn_id = turn.or(ask.turn_id);
    Ok(happened)
}

/// She says another topic for the turn that she has.
async fn retitle(
    tx: &mut Tx<'_>,
    at: &Moment,
    place: (&Context, &Group),
    (turn, topic): (&Turn, &str),
) -> anyhow::Result<()> {
    let entry = Entry {
        name: turn.name.clone(),
        title: topic.to_owned(),
        say: turn.say.clone(),
        slides_link: turn.slides_link.clone(),
        needs: turn.needs.clone(),
        recording: turn.recording,
        first_time: turn.first_time,
        leaves_early: turn.leaves_early,
        planned_secs: Some(turn.planned_secs),
    };
    lightning::save_own(tx, at, place, (turn, &entry)).await?;
    Ok(())
}

/// Puts her into the first round of the event that takes her.
async fn sign_up(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group, event): (&Context, &Group, &Event),
    (person, topic): (&Person, &str),
) -> anyhow::Result<(Happened, Option<TurnId>)> {
    let earlier = lightning::list_turns_of_person(tx, group.id, person.id).await?;
    let entry = Entry {
        name: person.name.clone(),
        title: topic.to_owned(),
        first_time: !earlier
            .iter()
            .any(|turn| turn.state == lightning::State::Given),
        ..Entry::default()
    };
    let mut happened = Happened::Noted;
    for round in lightning::list_rounds(tx, group.id, event.id).await? {
        let place = (context, group, round.id);
        let speaker = (&Speaker::Known(person.id), &entry);
        happened = match lightning::sign_up(tx, at, place, speaker).await? {
            lightning::Outcome::Placed(_) | lightning::Outcome::Known => Happened::Placed,
            lightning::Outcome::StandsBy { place, .. } => Happened::StandsBy(place),
            lightning::Outcome::Shut(_) => {
                happened = Happened::Shut;
                continue;
            }
        };
        let turns = lightning::line_up(tx, group.id, round.id).await?;
        let mut own = turns.iter().filter(|turn| turn.person_id == person.id);
        let own = own.find(|turn| turn.title == topic && turn.waits());
        return Ok((happened, own.map(|turn| turn.id)));
    }
    Ok((happened, None))
}

/// Whether people are asked for it.
fn is_on(event: &Event, now: Instant) -> bool {
    event.is_on() && now < event.ends_at.after(LATE)
}

async fn lock(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: Option<EventId>,
) -> anyhow::Result<Option<Event>> {
    let known = match event {
        Some(event) => events::find_event_by_id(tx, group, event).await?,
        None => None,
    };
    match known {
        Some(event) => Ok(Some(events::lock_event(tx, group, event.id).await?)),
        None => Ok(None),
    }
}

/// Somebody who can be asked: neither gone nor kept out.
async fn find_person(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> anyhow::Result<Option<Person>> {
    let known = people::find_person(tx, group, person).await?;
    Ok(known.filter(|person| {
        person.erased_at.is_none() && person.left_at.is_none() && !person.is_banned()
    }))
}
