//! All SQL of proposals and wanted topics.

use super::model::{Offer, OwnProposal, Proposal, WantedTopic};
use crate::db::{Result, Tx};
use crate::ids::{AccountId, EventId, GroupId, Moment, PersonId, ProposalId, WantedTopicId};
use crate::{execute, on};

macro_rules! select_proposals {
    ($rest:literal) => {
        concat!(
            "select group_id, id, person_id, state, name, title, summary, minutes, first_time,
                    wants_mentor, wants_rehearsal, available, links, mentor, rehearsal_on, note,
                    event_id, lost_event, given_at, shares, offered_at, form_key, created_at,
                    version
             from proposals ",
            $rest
        )
    };
}

/// # Errors
/// If the database cannot be read.
pub async fn find_proposal(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: ProposalId,
) -> Result<Option<Proposal>> {
    const SQL: &str = select_proposals!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// Every proposal of a group, the oldest first.
pub async fn list_proposals(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Proposal>> {
    const SQL: &str = select_proposals!("where group_id = $1 order by created_at, id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Every proposal of a person, the oldest first.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_proposals_of(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Vec<Proposal>> {
    const SQL: &str = select_proposals!("where group_id = $1 and person_id = $2 order by id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_all(c).await)
}

/// What is scheduled at an event, or was given there.
pub async fn list_proposals_at(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<Proposal>> {
    const SQL: &str = select_proposals!("where group_id = $1 and event_id = $2 order by id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// The proposal that came by a form.
pub async fn find_by_form(
    tx: &mut Tx<'_>,
    group: GroupId,
    form_key: &str,
) -> Result<Option<Proposal>> {
    const SQL: &str = select_proposals!("where group_id = $1 and form_key = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(form_key).fetch_optional(c).await)
}

/// `false`: the same form came before.
pub async fn insert_proposal(tx: &mut Tx<'_>, new: &Proposal) -> Result<bool> {
    const SQL: &str = "
        insert into proposals (group_id, id, person_id, state, name, title, summary, minutes,
                               first_time, wants_mentor, wants_rehearsal, available, links, mentor,
                               rehearsal_on, note, event_id, lost_event, given_at, shares,
                               offered_at, form_key, created_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19, $20, $21, $22, $23, $24)
        on conflict do nothing";
    let inserted = execute!(
        tx,
        new.group_id => sqlx::query(SQL)
            .bind(new.group_id)
            .bind(new.id)
            .bind(new.person_id)
            .bind(new.state)
            .bind(&new.name)
            .bind(&new.title)
            .bind(&new.summary)
            .bind(new.minutes)
            .bind(new.first_time)
            .bind(new.wants_mentor)
            .bind(new.wants_rehearsal)
            .bind(&new.available)
            .bind(&new.links)
            .bind(&new.mentor)
            .bind(new.rehearsal_on)
            .bind(&new.note)
            .bind(new.event_id)
            .bind(new.lost_event)
            .bind(new.given_at)
            .bind(new.shares)
            .bind(new.offered_at)
            .bind(&new.form_key)
            .bind(new.created_at)
            .bind(new.version)
    )?;
    Ok(inserted > 0)
}

/// Writes a proposal anew, if nobody has changed it since it was read. `false`: somebody has.
pub async fn save_proposal(tx: &mut Tx<'_>, changed: &Proposal) -> Result<bool> {
    const SQL: &str = "
        update proposals
        set state = $3, name = $4, title = $5, summary = $6, minutes = $7, first_time = $8,
            wants_mentor = $9, wants_rehearsal = $10, available = $11, links = $12, mentor = $13,
            rehearsal_on = $14, note = $15, event_id = $16, lost_event = $17, given_at = $18,
            shares = $19, offered_at = $20, version = version + 1
        where group_id = $1 and id = $2 and version = $21";
    let saved = execute!(
        tx,
        changed.group_id => sqlx::query(SQL)
            .bind(changed.group_id)
            .bind(changed.id)
            .bind(changed.state)
            .bind(&changed.name)
            .bind(&changed.title)
            .bind(&changed.summary)
            .bind(changed.minutes)
            .bind(changed.first_time)
            .bind(changed.wants_mentor)
            .bind(changed.wants_rehearsal)
            .bind(&changed.available)
            .bind(&changed.links)
            .bind(&changed.mentor)
            .bind(changed.rehearsal_on)
            .bind(&changed.note)
            .bind(changed.event_id)
            .bind(changed.lost_event)
            .bind(changed.given_at)
            .bind(changed.shares)
            .bind(changed.offered_at)
            .bind(changed.version)
    )?;
    Ok(saved > 0)
}

pub async fn delete_proposals_of(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from proposals where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

pub async fn list_topics(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<WantedTopic>> {
    const SQL: &str = "select id, title from wanted_topics
                       where group_id = $1 order by created_at, id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// The same topic a second time changes nothing.
pub async fn insert_topic(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, title): (GroupId, &str),
) -> Result<()> {
    const SQL: &str = "insert into wanted_topics (group_id, id, title, created_at)
                       values ($1, $2, $3, $4) on conflict do nothing";
    let id = WantedTopicId::new(at);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(title).bind(at.now))?;
    Ok(())
}

pub async fn delete_topic(tx: &mut Tx<'_>, group: GroupId, id: WantedTopicId) -> Result<bool> {
    const SQL: &str = "delete from wanted_topics where group_id = $1 and id = $2";
    let deleted = execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(deleted > 0)
}

/// What an account proposed, to whichever group.
pub async fn list_own(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<OwnProposal>> {
    const SQL: &str = "
        select p.group_id, p.id, g.slug as group_slug, g.name as group_name, p.title, p.state
        from people b
        join proposals p on p.group_id = b.group_id and p.person_id = b.id
        join groups g on g.id = p.group_id
        where b.account_id = $1 order by g.sort_key, g.id, p.created_at, p.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Offers of the other groups that are open to the world.
pub async fn list_offers(tx: &mut Tx<'_>, not_of: GroupId) -> Result<Vec<Offer>> {
    const SQL: &str = "
        select p.group_id, p.id, g.slug as group_slug, g.name as group_name, p.name, p.title,
               p.summary, p.minutes
        from proposals p join groups g on g.id = p.group_id
        where p.group_id <> $1 and p.offered_at is not null and p.shares and p.state = 'given'
          and g.state = 'open'
        order by p.offered_at desc, p.id limit 200";
    on!(tx, c => sqlx::query_as(SQL).bind(not_of).fetch_all(c).await)
}

/// Proposals that contradict themselves, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    // An event that was moved after the talk was given has a job that looks after it.
    const SQL: &str = "
        select 'a talk that is scheduled or given has no event' from proposals
        where state in ('scheduled', 'given') and event_id is null
        union all
        select 'a talk that is neither scheduled nor given has an event' from proposals
        where state not in ('scheduled', 'given') and event_id is not null
        union all
        select 'a talk was given, and nobody knows when' from proposals
        where (state = 'given') <> (given_at is not null)
        union all
        select 'a talk was given before its event began' from proposals p
        join events e on e.group_id = p.group_id and e.id = p.event_id
        where p.given_at < e.starts_at and e.updated_at <= p.given_at
        union all
        select 'a talk is offered that was not given, or whose speaker does not agree'
        from proposals where offered_at is not null and (state <> 'given' or not shares)
        union all
        select 'somebody lets others ask for a talk that was not given' from proposals
        where shares and state <> 'given'
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
