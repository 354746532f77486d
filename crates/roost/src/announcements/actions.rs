use super::mail::Copies;
use super::model::{Announcement, FEEDBACK_OPEN, Message, Target};
use super::store;
use crate::config::Config;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Group, Organizer, audit, people};
use crate::ids::{AnnouncementId, EventId, GroupId, Moment, PersonId};
use crate::jobs::{self, Payload, When};
use crate::once::Once;

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
    Sent(AnnouncementId),
    /// The same form was sent before, and led there.
    Before(String),
    /// The audience is empty, or its event is not this group's.
    Nobody,
    /// The group waits for the keeper's yes.
    Waiting,
    /// Its people were asked before how it was, or it is not over, or it did not take place.
    NotToAsk,
}

/// Freezes the audience and sees to it that each of them gets a copy, once for each form.
///
/// # Errors
/// If the database refuses.
pub async fn send(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    message: &Message,
    once: &Once,
) -> anyhow::Result<Outcome> {
    if let Some(before) = once.begin(tx, at).await? {
        return Ok(Outcome::Before(before));
    }
    let outcome = send_now(tx, at, group, by, message).await?;
    let location = match &outcome {
        Outcome::Sent(id) => Some(path(group, *id)),
        _ => None,
    };
    once.end(tx, location.as_deref()).await?;
    Ok(outcome)
}

async fn send_now(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    message: &Message,
) -> anyhow::Result<Outcome> {
    if !group.writes_to_others() {
        return Ok(Outcome::Waiting);
    }
    if store::count_audience(tx, group.id, message.target).await? == 0 {
        return Ok(Outcome::Nobody);
    }
    if let Target::Came(event) = message.target
        && !is_to_ask(tx, at, (group.id, event)).await?
    {
        return Ok(Outcome::NotToAsk);
    }

    let id = AnnouncementId::new(at);
    let announcement = announcement(at, id, by, message);
    store::insert_announcement(tx, &announcement).await?;
    let recipients = store::freeze_audience(tx, group.id, id, message.target).await?;
    store::save_recipients(tx, group.id, id, recipients).await?;
    let payload = WriteDeliveries {
        group: group.id,
        announcement: id,
        after: None,
    };
    jobs::enqueue(tx, at, group.id, &payload, When::now(at)).await?;
    if let Target::Came(event) = message.target {
        let group = group.id;
        let closes = When::at(at.now.after(FEEDBACK_OPEN));
        jobs::enqueue(tx, at, group, &FeedbackClosed { group, event }, closes).await?;
    }
    let (subject, count) = (message.subject.as_str(), recipients.to_string());
    audit(tx, at, by, "announcement-sent", subject, &count).await?;
    Ok(Outcome::Sent(id))
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

/// Sends the message to its author alone. `false`: the group does not know her address.
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
    let event = find_event(tx, group.id, message.target).await?;
    let announcement = announcement(at, AnnouncementId::new(at), by, message);
    let copies = Copies::new(config, group, &announcement, event.as_ref());
    groups::send(tx, at, group, &copies.test(&by.name, &email)).await?;
    Ok(true)
}

/// The event that a message is about, and what the message says as text.
///
/// # Errors
/// If the database cannot be read.
pub async fn preview(
    tx: &mut Tx<'_>,
    at: &Moment,
    config: &Config,
    group: &Group,
    by: &Organizer,
    message: &Message,
) -> anyhow::Result<(Option<Event>, String)> {
    let event = find_event(tx, group.id, message.target).await?;
    let announcement = announcement(at, AnnouncementId::new(at), by, message);
    let text = Copies::new(config, group, &announcement, event.as_ref()).text();
    Ok((event, text))
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
        event_id: message.target.event(),
        author_id: by.person,
        author: by.name.clone(),
        audience: message.target.audience(),
        asks_feedback: message.target.asks_feedback(),
        subject: message.subject.clone(),
        body: message.body.clone(),
        created_at: at.now,
        recipients: 0,
        written: 0,
    }
}

async fn find_event(
    tx: &mut Tx<'_>,
    group: GroupId,
    target: Target,
) -> anyhow::Result<Option<Event>> {
    match target.event() {
        Some(id) => Ok(events::find_event_by_id(tx, group, id).await?),
        None => Ok(None),
    }
}
