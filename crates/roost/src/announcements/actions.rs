use super::mail::Copies;
use super::model::{Announcement, CHUNK, FEEDBACK_OPEN, Held, LATE, Message, State, Target};
use super::store;
use crate::clock::Instant;
use crate::config::Config;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Actor, Group, Organizer, audit, people};
use crate::ids::{AnnouncementId, EventId, GroupId, Moment, PersonId};
use crate::jobs::{self, Payload, When};
use crate::mail;
use crate::once::{Done, Once};

/// Writes the copies of an announcement to the outbox, some at a time.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct WriteDeliveries {
    pub group: GroupId,
    pub announcement: AnnouncementId,
    /// The last recipient who has her copy; `None`: nobody has one yet.
    pub after: Option<PersonId>,
}

impl Payload for WriteDeliveries {
    const NAME: &'static str = "write_deliveries";
}

/// The hour of a message has come.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct SendScheduled {
    pub group: GroupId,
    pub announcement: AnnouncementId,
    /// The hour that it was set for; if it was set anew since, this job does nothing.
    pub send_at: Instant,
}

impl Payload for SendScheduled {
    const NAME: &'static str = "send_scheduled";
}

/// Ends the copies of a message that was called off, some at a time.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct CancelDeliveries {
    pub group: GroupId,
    pub announcement: AnnouncementId,
}

impl Payload for CancelDeliveries {
    const NAME: &'static str = "cancel_deliveries";
}

/// The two questions about an event can be answered no more.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct FeedbackClosed {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for FeedbackClosed {
    const NAME: &'static str = "feedback_closed";
}

/// How an attempt to send ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Somebody sent it or called it off meanwhile.
    Gone,
    /// The audience is empty, or its event is not this group's.
    Nobody,
    /// The group waits for the keeper's yes.
    Waiting,
    /// Its people were asked before how it was, or it is not over, or it did not take place.
    NotToAsk,
}

/// Keeps a message as a draft, once for each form.
///
/// # Errors
/// If the database refuses.
pub async fn draft(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    message: &Message,
    (group, once): (&Group, &Once),
) -> anyhow::Result<Done<AnnouncementId>> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Done::Before(before));
    }
    let id = keep(tx, at, by, message).await?;
    once.end(tx, Some(&path(group, id))).await?;
    Ok(Done::Now(id))
}

/// Keeps a message as a draft, however often it is asked for.
///
/// # Errors
/// If the database refuses.
pub async fn keep(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    message: &Message,
) -> anyhow::Result<AnnouncementId> {
    let id = AnnouncementId::new(at);
    store::insert_announcement(tx, &announcement(at, id, by, message)).await?;
    Ok(id)
}

/// Writes a message and sends it at once.
///
/// # Errors
/// If the database refuses.
pub async fn send_at_once(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    message: &Message,
) -> anyhow::Result<(AnnouncementId, Outcome)> {
    let id = keep(tx, at, by, message).await?;
    let outcome = send(tx, at, group, by, id).await?;
    Ok((id, outcome))
}

/// Freezes the audience of a draft, or of what was held or waits for its hour, and sees to it that
/// each of them gets a copy.
///
/// # Errors
/// If the database refuses.
pub async fn send(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    id: AnnouncementId,
) -> anyhow::Result<Outcome> {
    let Some(found) = store::find_announcement(tx, group.id, id).await? else {
        return Ok(Outcome::Gone);
    };
    send_as(tx, at, group, Actor::from(by), (&found, by.person)).await
}

async fn send_as(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: Actor,
    (announcement, author): (&Announcement, PersonId),
) -> anyhow::Result<Outcome> {
    let (target, id) = (announcement.target(), announcement.id);
    if !group.writes_to_others() {
        return Ok(Outcome::Waiting);
    }
    if store::count_audience(tx, at.now, group.id, target).await? == 0 {
        return Ok(Outcome::Nobody);
    }
    if let Target::Came(event) = target
        && !is_to_ask(tx, at, (group.id, event)).await?
    {
        return Ok(Outcome::NotToAsk);
    }
    if !store::claim(tx, at.now, (group.id, id), author).await? {
        return Ok(Outcome::Gone);
    }

    let recipients = store::freeze_audience(tx, at.now, (group.id, id), target).await?;
    store::save_recipients(tx, group.id, id, recipients).await?;
    let payload = WriteDeliveries {
        group: group.id,
        announcement: id,
        after: None,
    };
    jobs::enqueue(tx, at, group.id, &payload, When::now(at)).await?;
    if let Target::Came(event) = target {
        store::set_asking(tx, (group.id, id)).await?;
        let group = group.id;
        let closes = When::at(at.now.after(FEEDBACK_OPEN));
        jobs::enqueue(tx, at, group, &FeedbackClosed { group, event }, closes).await?;
    }
    let (subject, count) = (announcement.subject.as_str(), recipients.to_string());
    audit(tx, at, by, "announcement-sent", subject, &count).await?;
    Ok(Outcome::Sent)
}

/// Whether people can be asked now how the event was. Of two who ask at once, the second sees that
/// the first did.
async fn is_to_ask(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, event): (GroupId, EventId),
) -> anyhow::Result<bool> {
    // The audience was found with the group's id, so the event is the group's.
    let event = events::lock_event(tx, group, event).await?;
    let asked = store::find_asking(tx, group, event.id).await?;
    Ok(asked.is_none() && event.is_on() && event.is_over(at.now))
}

/// Sets the hour of a draft. `false`: it is none any more.
///
/// # Errors
/// If the database refuses.
pub async fn schedule(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: AnnouncementId,
    send_at: Instant,
) -> anyhow::Result<bool> {
    let group = by.group;
    let scheduled = store::schedule(tx, (group, id), by.person, send_at).await?;
    if scheduled {
        let payload = SendScheduled {
            group,
            announcement: id,
            send_at,
        };
        jobs::enqueue(tx, at, group, &payload, When::at(send_at)).await?;
    }
    Ok(scheduled)
}

/// What became of a message whose hour has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Sent,
    /// It was sent, set anew or called off before.
    Gone,
    /// It stays, and its author is told.
    Held(Held),
}

/// Sends a message whose hour has come, unless it would say what is not true any more.
///
/// # Errors
/// If the database refuses.
pub async fn send_due(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    announcement: &Announcement,
    send_at: Instant,
) -> anyhow::Result<Due> {
    let waits = announcement.state == State::Scheduled && announcement.send_at == Some(send_at);
    if !waits {
        return Ok(Due::Gone);
    }
    let why = match find_obstacle(tx, at, group, (announcement, send_at)).await? {
        Some(why) => why,
        None => {
            let author = announcement.author_id;
            let by = Actor::person(group, author);
            match send_as(tx, at, group, by, (announcement, author)).await? {
                Outcome::Sent => return Ok(Due::Sent),
                Outcome::Gone => return Ok(Due::Gone),
                Outcome::Nobody => Held::Nobody,
                Outcome::Waiting => Held::Group,
                Outcome::NotToAsk => Held::Asked,
            }
        }
    };
    let held = store::hold(tx, (group.id, announcement.id), send_at, why).await?;
    Ok(if held { Due::Held(why) } else { Due::Gone })
}

/// What speaks against sending it, beyond what holds for every message.
async fn find_obstacle(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    (announcement, send_at): (&Announcement, Instant),
) -> anyhow::Result<Option<Held>> {
    if at.now.since(send_at) > LATE {
        return Ok(Some(Held::Late));
    }
    let role = groups::find_membership(tx, group.id, announcement.author_id).await?;
    if !role.is_some_and(|membership| membership.role.organizes()) {
        return Ok(Some(Held::Group));
    }
    let event = find_event(tx, group.id, announcement.event_id).await?;
    let stands = event.is_none_or(|event| {
        event.is_on() && !(announcement.target().is_about_coming() && event.has_begun(at.now))
    });
    Ok((!stands).then_some(Held::Event))
}

/// Takes back the hour of a message, or that it is held, so that it can be changed. `false`: it
/// went out meanwhile, or was called off.
///
/// # Errors
/// If the database refuses.
pub async fn reopen(tx: &mut Tx<'_>, by: &Organizer, id: AnnouncementId) -> anyhow::Result<bool> {
    Ok(store::reopen(tx, (by.group, id)).await?)
}

/// Calls a message off: before its hour, or as far as its copies have not gone. `false`: there was
/// nothing to call off.
///
/// # Errors
/// If the database refuses.
pub async fn cancel(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    id: AnnouncementId,
) -> anyhow::Result<bool> {
    let group = by.group;
    let Some(found) = store::find_announcement(tx, group, id).await? else {
        return Ok(false);
    };
    if !store::cancel(tx, (group, id)).await? {
        return Ok(false);
    }
    let payload = CancelDeliveries {
        group,
        announcement: id,
    };
    jobs::enqueue(tx, at, group, &payload, When::now(at)).await?;
    audit(tx, at, by, "announcement-cancelled", &found.subject, "").await?;
    Ok(true)
}

/// Ends some of the copies that wait. `true`: there may be more.
///
/// # Errors
/// If the database refuses.
pub async fn cancel_some(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, id): (GroupId, AnnouncementId),
) -> anyhow::Result<bool> {
    let most = i64::try_from(CHUNK)?;
    let ended = mail::cancel_deliveries(tx, at.now, (group, id), most).await?;
    Ok(ended == most.unsigned_abs())
}

/// Throws away what nobody was sent. `false`: somebody was.
///
/// # Errors
/// If the database refuses.
pub async fn throw_away(
    tx: &mut Tx<'_>,
    by: &Organizer,
    id: AnnouncementId,
) -> anyhow::Result<bool> {
    Ok(store::delete(tx, (by.group, id)).await?)
}

/// Changes what a draft says. `false`: it is none any more.
///
/// # Errors
/// If the database refuses.
pub async fn save(
    tx: &mut Tx<'_>,
    by: &Organizer,
    id: AnnouncementId,
    message: &Message,
) -> anyhow::Result<bool> {
    Ok(store::save_message(tx, (by.group, id), by.person, message).await?)
}

/// Sends the message to whoever asks alone. `false`: the group does not know her address.
///
/// # Errors
/// If the database refuses.
pub async fn send_test(
    tx: &mut Tx<'_>,
    at: &Moment,
    config: &Config,
    group: &Group,
    by: &Organizer,
    message: &Message,
) -> anyhow::Result<bool> {
    let Some(email) = people::find_email(tx, group.id, by.person).await? else {
        return Ok(false);
    };
    let event = find_event(tx, group.id, message.event()).await?;
    let announcement = announcement(at, AnnouncementId::new(at), by, message);
    let copies = Copies::new(config, group, &announcement, event.as_ref());
    groups::send(tx, at, group, &copies.test(&by.name, &email)).await?;
    Ok(true)
}

/// Where organizers see what became of an announcement.
pub fn path(group: &Group, id: AnnouncementId) -> String {
    format!("{}/organize/write/{id}", group.path())
}

fn announcement(
    at: &Moment,
    id: AnnouncementId,
    by: &Organizer,
    message: &Message,
) -> Announcement {
    Announcement {
        group_id: by.group,
        id,
        event_id: message.event(),
        author_id: by.person,
        author: by.name.clone(),
        audience: message.target.audience(),
        target: message.target.to_string(),
        asks_feedback: false,
        subject: message.subject.clone(),
        body: message.body.clone(),
        state: State::Draft,
        held_for: None,
        send_at: None,
        created_at: at.now,
        sent_at: None,
        recipients: 0,
        written: 0,
    }
}

/// The event that a message is about; `None`: about none, or none of this group.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_event(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: Option<EventId>,
) -> anyhow::Result<Option<Event>> {
    match event {
        Some(id) => Ok(events::find_event_by_id(tx, group, id).await?),
        None => Ok(None),
    }
}
