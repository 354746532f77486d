//! Proposing, and what follows.

use super::mail::{self, News, Reader};
use super::model::{Day, Entry, LENGTHS, MOST_OPEN, MOST_TOPICS, Proposal, State, takes};
use super::store;
use crate::accounts;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Ground, Group, NewPerson, Newcomer, Organizer, Way, people};
use crate::ids::{EventId, GroupId, Moment, PersonId, ProposalId};
use crate::jobs::Context;
use crate::tokens::{self, Kind, Subject};

/// Who proposes.
#[derive(Debug, Clone)]
pub enum Proposer {
    /// Somebody whom the group knows.
    Known(PersonId),
    /// Somebody who is signed in, whether or not the group knows her.
    Account(Newcomer),
    /// Anybody else, by her address.
    Stranger(String),
}

/// What becomes of proposing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposed {
    /// By this token she comes back to it. Whoever only typed an address gets it by mail.
    Done(String),
    /// A stranger's address that the group doesn't listen to; it reads as if it had been done.
    Ignored,
    /// She has as many open ones as anybody needs, or got too many letters just now.
    TooMany,
}

/// Writes a proposal down and thanks for it. The same form a second time changes nothing.
///
/// # Errors
/// If the database refuses.
pub async fn propose(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (proposer, entry): (&Proposer, &Entry),
    form_key: &str,
) -> anyhow::Result<Proposed> {
    if let Some(known) = find_by_form(tx, group, form_key).await? {
        return answer(tx, at, context, &known).await;
    }
    let Some(person) = find_or_add(tx, at, group, (proposer, &entry.name)).await? else {
        return Ok(Proposed::Ignored);
    };
    let earlier = store::list_proposals_of(tx, group.id, person).await?;
    let open = earlier.iter().filter(|earlier| earlier.state.is_open());
    if open.count() >= MOST_OPEN || is_tired(tx, at, (context, group), (proposer, person)).await? {
        return Ok(Proposed::TooMany);
    }
    let id = ProposalId::new(at);
    let mut new = Proposal {
        group_id: group.id,
        id,
        person_id: person,
        state: State::Proposed,
        name: String::new(),
        title: String::new(),
        summary: String::new(),
        minutes: *LENGTHS.start(),
        first_time: false,
        wants_mentor: false,
        wants_rehearsal: false,
        available: String::new(),
        links: String::new(),
        mentor: String::new(),
        rehearsal_on: None,
        note: String::new(),
        event_id: None,
        lost_event: false,
        given_at: None,
        shares: false,
        offered_at: None,
        form_key: match form_key {
            "" => id.to_string(),
            key => key.to_owned(),
        },
        created_at: at.now,
        version: 1,
    };
    new.take(entry);
    if !store::insert_proposal(tx, &new).await? {
        // The same form came twice at once; the other one has told her.
        let known = find_by_form(tx, group, form_key).await?;
        return answer(tx, at, context, &known.unwrap_or(new)).await;
    }
    if let Some(reader) = find_reader(tx, at, context, &new).await? {
        groups::send(tx, at, group, &mail::thanks(group, &reader, &new)).await?;
    }
    notify(tx, at, (context, group), &new).await?;
    answer(tx, at, context, &new).await
}

async fn find_by_form(
    tx: &mut Tx<'_>,
    group: &Group,
    form_key: &str,
) -> anyhow::Result<Option<Proposal>> {
    match form_key {
        "" => Ok(None),
        key => Ok(store::find_by_form(tx, group.id, key).await?),
    }
}

async fn answer(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    proposal: &Proposal,
) -> anyhow::Result<Proposed> {
    let subject = proposal_subject(proposal.group_id, proposal.id);
    let token = tokens::reissue(tx, at, &context.key, subject).await?;
    Ok(Proposed::Done(token))
}

/// Whether a stranger's address got as many letters as it may for now.
async fn is_tired(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (proposer, person): (&Proposer, PersonId),
) -> anyhow::Result<bool> {
    if !matches!(proposer, Proposer::Stranger(_)) {
        return Ok(false);
    }
    let kinds = ["proposal_thanks"; 2];
    let letters = crate::mail::count_lately(tx, (group.id, person), kinds, at.now).await?;
    Ok(letters >= i64::from(context.config.limits.per_address))
}

/// The person who proposes; `None`: the group does not let her in, which nobody tells a stranger.
async fn find_or_add(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    (proposer, name): (&Proposer, &str),
) -> anyhow::Result<Option<PersonId>> {
    let email = match proposer {
        Proposer::Known(person) => return Ok(Some(*person)),
        Proposer::Account(newcomer) => {
            let person = groups::find_or_add(tx, at, group.id, newcomer, Way::Rsvp).await?;
            if person.is_banned() {
                return Ok(None);
            }
            people::save_answered(tx, group.id, person.id, at.now, at.now).await?;
            return Ok(Some(person.id));
        }
        Proposer::Stranger(email) => email,
    };
    let address = accounts::find_or_add_address(tx, at, email).await?;
    if let Some(known) = people::find_person_by_address(tx, group.id, address).await? {
        if known.is_banned() {
            return Ok(None);
        }
        people::save_answered(tx, group.id, known.id, at.now, at.now).await?;
        return Ok(Some(known.id));
    }
    let new = NewPerson {
        group: group.id,
        name: name.to_owned(),
        account: None,
        address: Some(address),
        ground: Ground::EventOnly,
        way: Way::Rsvp,
        added: None,
        show_name: false,
        mail: false,
        last_event_ends_at: Some(at.now),
    };
    Ok(Some(people::add_person(tx, at, &new).await?))
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Done,
    /// Somebody else changed it meanwhile.
    Changed,
    /// It is not in a state that allows it.
    NotNow,
}

impl Kept {
    fn of(is_saved: bool) -> Kept {
        if is_saved { Kept::Done } else { Kept::Changed }
    }
}

/// She says something else about her talk, while nothing is settled.
///
/// # Errors
/// If the database refuses.
pub async fn edit_own(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, ProposalId),
    (version, entry): (i64, &Entry),
) -> anyhow::Result<Kept> {
    let Some(mut proposal) = store::find_proposal(tx, group, id).await? else {
        return Ok(Kept::NotNow);
    };
    if !proposal.state.is_hers_to_edit() {
        return Ok(Kept::NotNow);
    }
    if proposal.version != version {
        return Ok(Kept::Changed);
    }
    proposal.take(entry);
    Ok(Kept::of(store::save_proposal(tx, &proposal).await?))
}

/// She takes it back. Organizers are told.
///
/// # Errors
/// If the database refuses.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    id: ProposalId,
) -> anyhow::Result<Kept> {
    let Some((mut proposal, event)) = lock(tx, group.id, id).await? else {
        return Ok(Kept::NotNow);
    };
    let has_begun = event.as_ref().is_some_and(|event| event.has_begun(at.now));
    if has_begun || !proposal.state.may_become(State::Withdrawn) {
        return Ok(Kept::NotNow);
    }
    leave_event(tx, (&mut proposal, event.as_ref())).await?;
    proposal.state = State::Withdrawn;
    keep(tx, &proposal).await?;
    notify(tx, at, (context, group), &proposal).await?;
    Ok(Kept::Done)
}

/// Other groups may ask her to give it again, or may not any more: then its offer ends too.
///
/// # Errors
/// If the database refuses.
pub async fn share(
    tx: &mut Tx<'_>,
    (group, id): (GroupId, ProposalId),
    shares: bool,
) -> anyhow::Result<Kept> {
    let Some(mut proposal) = store::find_proposal(tx, group, id).await? else {
        return Ok(Kept::NotNow);
    };
    if proposal.state != State::Given {
        return Ok(Kept::NotNow);
    }
    proposal.shares = shares;
    proposal.offered_at = proposal.offered_at.filter(|_| shares);
    Ok(Kept::of(store::save_proposal(tx, &proposal).await?))
}

/// Offers a talk to the other groups, or not any more.
///
/// # Errors
/// If the database refuses.
pub async fn offer(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: ProposalId,
    is_offered: bool,
) -> anyhow::Result<Kept> {
    let Some(mut proposal) = store::find_proposal(tx, by.group, id).await? else {
        return Ok(Kept::NotNow);
    };
    if is_offered && !(proposal.shares && proposal.state == State::Given) {
        return Ok(Kept::NotNow);
    }
    proposal.offered_at = is_offered.then_some(proposal.offered_at.unwrap_or(at.now));
    Ok(Kept::of(store::save_proposal(tx, &proposal).await?))
}

/// What organizers keep of a proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub mentor: String,
    pub rehearsal_on: Option<Day>,
    pub note: String,
}

/// Who helps her, when it is rehearsed, and what organizers note.
///
/// # Errors
/// If the database refuses.
pub async fn look_after(
    tx: &mut Tx<'_>,
    by: &Organizer,
    (id, version): (ProposalId, i64),
    draft: &Draft,
) -> anyhow::Result<Kept> {
    let Some(mut proposal) = store::find_proposal(tx, by.group, id).await? else {
        return Ok(Kept::NotNow);
    };
    if proposal.version != version {
        return Ok(Kept::Changed);
    }
    proposal.mentor.clone_from(&draft.mentor);
    proposal.rehearsal_on = draft.rehearsal_on;
    proposal.note.clone_from(&draft.note);
    Ok(Kept::of(store::save_proposal(tx, &proposal).await?))
}

/// Where an organizer takes a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub to: State,
    /// As it was when she looked.
    pub version: i64,
    /// For [`State::Scheduled`].
    pub event: Option<EventId>,
    /// Subject and Markdown; `None` where she is not told.
    pub letter: Option<(String, String)>,
}

/// What becomes of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Done,
    /// Somebody else moved it meanwhile.
    Changed,
    NotNow,
    /// The event has begun, doesn't take place, or its program is full.
    NoEvent,
}

/// Moves a proposal, and sends her the letter, if there is one.
///
/// # Errors
/// If the database refuses.
pub async fn move_on(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    by: &Organizer,
    (id, step): (ProposalId, &Move),
) -> anyhow::Result<Moved> {
    // Events before proposals, and in one order, so that nobody waits in a circle.
    let known = store::find_proposal(tx, by.group, id).await?;
    let mut both = [known.and_then(|known| known.event_id), step.event];
    both.sort_unstable();
    let mut locked = Vec::new();
    for event in both.into_iter().flatten() {
        let known = events::find_event_by_id(tx, by.group, event).await?;
        if known.is_some() {
            locked.push(events::lock_event(tx, by.group, event).await?);
        }
    }
    let find = |id: Option<EventId>| locked.iter().find(|event| Some(event.id) == id);
    let Some(mut proposal) = store::find_proposal(tx, by.group, id).await? else {
        return Ok(Moved::NotNow);
    };
    if proposal.version != step.version {
        return Ok(Moved::Changed);
    }
    let before = find(proposal.event_id);
    if before.is_none() && proposal.event_id.is_some() {
        return Ok(Moved::Changed);
    }
    if !proposal.may_move(step.to, before, at.now) {
        return Ok(Moved::NotNow);
    }
    match step.to {
        State::Given => proposal.given_at = Some(at.now),
        State::Scheduled => {
            let Some(event) = find(step.event).filter(|event| takes(event, at.now)) else {
                return Ok(Moved::NoEvent);
            };
            if proposal.event_id != Some(event.id) {
                let line = (proposal.title.as_str(), proposal.name.as_str());
                if !events::put_talk(tx, event, line).await? {
                    return Ok(Moved::NoEvent);
                }
                leave_event(tx, (&mut proposal, before)).await?;
                proposal.event_id = Some(event.id);
            }
            let (person, ends_at) = (proposal.person_id, event.ends_at);
            people::save_answered(tx, by.group, person, at.now, ends_at).await?;
        }
        _ => leave_event(tx, (&mut proposal, before)).await?,
    }
    proposal.state = step.to;
    proposal.lost_event = false;
    keep(tx, &proposal).await?;
    let reader = find_reader(tx, at, context, &proposal).await?;
    if let Some(((subject, body), reader)) = step.letter.as_ref().zip(reader) {
        let letter = mail::letter(group, by, (&reader, subject, body));
        groups::send(tx, at, group, &letter).await?;
    }
    Ok(Moved::Done)
}

/// Takes the talk off its event's program; a past one stays as it was.
async fn leave_event(
    tx: &mut Tx<'_>,
    (proposal, event): (&mut Proposal, Option<&Event>),
) -> anyhow::Result<()> {
    if let Some(event) = event {
        let line = (proposal.title.as_str(), proposal.name.as_str());
        events::take_talk_off(tx, event, line).await?;
    }
    proposal.event_id = None;
    Ok(())
}

/// A proposal with the event that it stands at, which is locked.
async fn lock(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: ProposalId,
) -> anyhow::Result<Option<(Proposal, Option<Event>)>> {
    let known = store::find_proposal(tx, group, id).await?;
    let event = match known.and_then(|known| known.event_id) {
        Some(event) => Some(events::lock_event(tx, group, event).await?),
        None => None,
    };
    let proposal = store::find_proposal(tx, group, id).await?;
    let event_id = event.as_ref().map(|event| event.id);
    let proposal = proposal.filter(|proposal| proposal.event_id == event_id);
    Ok(proposal.map(|proposal| (proposal, event)))
}

/// Keeps a topic on the list of those that the group wants. `false`: the list is full.
///
/// # Errors
/// If the database refuses.
pub async fn add_topic(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    title: &str,
) -> anyhow::Result<bool> {
    if store::list_topics(tx, by.group).await?.len() >= MOST_TOPICS {
        return Ok(false);
    }
    store::insert_topic(tx, at, (by.group, title)).await?;
    Ok(true)
}

/// What another group asks her.
pub struct Wanted<'w> {
    pub asker: &'w Group,
    pub by: &'w Organizer,
    pub body: &'w str,
}

/// Sends the question of another group to the speaker of an offer. `group` is hers, and what is
/// written is her group's alone, so that her address stays there. `false`: there is no such offer.
///
/// # Errors
/// If the database refuses.
pub async fn ask_for(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (id, wanted): (ProposalId, &Wanted<'_>),
) -> anyhow::Result<bool> {
    let proposal = store::find_proposal(tx, group.id, id).await?;
    let Some(proposal) = proposal.filter(|p| p.shares && p.offered_at.is_some()) else {
        return Ok(false);
    };
    let Some(reader) = find_reader(tx, at, context, &proposal).await? else {
        return Ok(false);
    };
    let from = (wanted.asker, wanted.by.name.as_str(), wanted.body);
    let mut letter = mail::wanted(group, (&reader, &proposal), from);
    // One question per group and day is enough, however often the button is pressed.
    let day = at.now.in_zone(&group.zone()).date();
    letter.unique_key = Some(format!("wanted:{}:{}:{day}", proposal.id, wanted.asker.id));
    groups::send(tx, at, group, &letter).await?;
    Ok(true)
}

/// Forgets everything that somebody proposed. What is still to come leaves its program.
///
/// # Errors
/// If the database refuses.
pub async fn erase(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, person): (GroupId, PersonId),
) -> anyhow::Result<()> {
    for known in store::list_proposals_of(tx, group, person).await? {
        tokens::revoke_tokens(tx, at.now, proposal_subject(group, known.id)).await?;
        if let Some((mut proposal, Some(event))) = lock(tx, group, known.id).await?
            && !event.has_begun(at.now)
        {
            leave_event(tx, (&mut proposal, Some(&event))).await?;
        }
    }
    Ok(store::delete_proposals_of(tx, group, person).await?)
}

/// What happened to an event: its speakers are told, and what was scheduled at a cancelled one is
/// accepted again.
pub(super) async fn follow(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    (group, event, news): (GroupId, EventId, News),
) -> anyhow::Result<()> {
    let group = groups::find_group_by_id(tx, group).await?;
    let Some(group) = &group else {
        return Ok(());
    };
    if events::find_event_by_id(tx, group.id, event)
        .await?
        .is_none()
    {
        return Ok(());
    }
    let event = events::lock_event(tx, group.id, event).await?;
    for mut proposal in store::list_proposals_at(tx, group.id, event.id).await? {
        let has_begun = event.has_begun(at.now);
        if proposal.state == State::Given {
            if !has_begun {
                // It was moved to a time to come: nobody has heard the talk yet.
                proposal.state = State::Scheduled;
                (proposal.given_at, proposal.offered_at) = (None, None);
                proposal.shares = false;
                keep(tx, &proposal).await?;
            }
            continue;
        }
        if news == News::Cancelled {
            proposal.state = State::Accepted;
            proposal.event_id = None;
            proposal.lost_event = true;
            keep(tx, &proposal).await?;
        } else if has_begun && news != News::Postponed {
            continue;
        }
        if let Some(reader) = find_reader(tx, at, context, &proposal).await? {
            let letter = mail::news(group, (&reader, &proposal), (&event, news));
            groups::send(tx, at, group, &letter).await?;
        }
    }
    Ok(())
}

/// Writes what was decided while the event was locked. Its speaker may have changed her words since it
/// was read, and then all of it is done anew.
async fn keep(tx: &mut Tx<'_>, proposal: &Proposal) -> anyhow::Result<()> {
    let is_saved = store::save_proposal(tx, proposal).await?;
    anyhow::ensure!(is_saved, "a proposal changed while its event was locked");
    Ok(())
}

/// Tells the organizers of a proposal that is new, or taken back.
async fn notify(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    proposal: &Proposal,
) -> anyhow::Result<()> {
    let page = format!("{}/organize/talks/proposals/{}", group.path(), proposal.id);
    let letter = mail::notice(group, proposal, &context.config.link(&page));
    groups::send(tx, at, group, &letter).await
}

/// Her address and her link; `None`: the group knows no address of hers any more.
async fn find_reader(
    tx: &mut Tx<'_>,
    at: &Moment,
    context: &Context,
    proposal: &Proposal,
) -> anyhow::Result<Option<Reader>> {
    let known = people::find_reader(tx, proposal.group_id, proposal.person_id).await?;
    let Some((_, email)) = known else {
        return Ok(None);
    };
    let subject = proposal_subject(proposal.group_id, proposal.id);
    let token = tokens::reissue(tx, at, &context.key, subject).await?;
    Ok(Some(Reader {
        person: proposal.person_id,
        name: proposal.name.clone(),
        email,
        link: context.config.link(&format!("/proposal/{token}")),
    }))
}

/// What her link opens.
pub fn proposal_subject(group: GroupId, id: ProposalId) -> Subject {
    Subject {
        kind: Kind::Proposal,
        group,
        id: id.uuid(),
    }
}
