use super::mail::{self, Draft};
use super::model::{LEAST, MOST_PHOTOS, MOST_THANKS, Mood, Photo, ThanksKind};
use super::pool::pool;
use super::store::{self, NewRow, NewThanksRow};
use crate::announcements::FEEDBACK_OPEN;
use crate::blobs::{self, Staged};
use crate::db::Tx;
use crate::events::{self, Event, TalkLinks};
use crate::groups::{self, Group, Organizer, audit};
use crate::ids::{BatchId, EventId, FeedbackId, GroupId, Moment, PhotoId, ThanksId};
use crate::text;
use crate::tokens::{self, Kind};
use crate::turnout;

/// What organizers type about an evening, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `None`: nobody counted heads.
    pub came: Option<i64>,
    /// Whether pages of the past tell how many came, for every evening of the group.
    pub shows_came: bool,
    pub links: Vec<TalkLinks>,
    /// What to change next time; may be empty.
    pub note: String,
}

/// Writes down what is left of an evening, and closes it if `closes`. It can be saved as often as
/// one likes, also after it was closed.
///
/// # Errors
/// If the database refuses.
pub async fn save(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    (event, entry): (&Event, &Entry),
    closes: bool,
) -> anyhow::Result<()> {
    let place = (by.group, event.id);
    events::lock_event(tx, by.group, event.id).await?;
    let known = turnout::count_came(tx, by.group, event.id).await?;
    if let Some(came) = entry.came.filter(|came| known != Some(*came)) {
        turnout::count_heads(tx, at, by, (event, came)).await?;
    }
    for links in &entry.links {
        events::save_links(tx, by.group, event.id, links).await?;
    }
    store::save_shows_came(tx, by.group, entry.shows_came).await?;
    store::save_note(tx, place, &entry.note).await?;
    if closes && store::save_closed(tx, place, (at.now, by.person)).await? {
        audit(tx, at, by, "event-closed", &event.title, "").await?;
    }
    Ok(())
}

/// A photo as somebody sent it, brought to where it is kept.
pub struct NewPhoto<'n> {
    pub staged: &'n Staged,
    /// Width and height in pixels.
    pub size: (u32, u32),
    pub alt: &'n str,
    pub shown: bool,
}

/// What becomes of a photo that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Photographed {
    /// It is there, perhaps since it was sent before.
    Kept,
    /// The evening has as many as one looks through.
    Full,
}

/// Adds a photo; the caller has been told that everybody on it agreed.
///
/// # Errors
/// If the database refuses.
pub async fn add_photo(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    event: &Event,
    new: &NewPhoto<'_>,
) -> anyhow::Result<Photographed> {
    events::lock_event(tx, by.group, event.id).await?;
    let row = NewRow {
        group: by.group,
        id: PhotoId::new(at),
        event: event.id,
        picture: &new.staged.name,
        size: new.size,
        alt: new.alt,
        shown: new.shown,
        by: by.person,
    };
    if store::count_photos(tx, by.group, event.id).await? >= MOST_PHOTOS {
        return Ok(Photographed::Full);
    }
    if store::insert_photo(tx, at.now, &row).await? {
        blobs::put(tx, at.now, new.staged).await?;
        audit(tx, at, by, "photo-added", &event.title, new.alt).await?;
    }
    Ok(Photographed::Kept)
}

/// Puts a photo on the evening's page, or takes it off there.
///
/// # Errors
/// If the database refuses.
pub async fn show_photo(
    tx: &mut Tx<'_>,
    by: &Organizer,
    event: EventId,
    (photo, shown): (PhotoId, bool),
) -> anyhow::Result<()> {
    Ok(store::save_shown(tx, (by.group, event), (photo, shown)).await?)
}

/// Takes a photo away for good.
///
/// # Errors
/// If the database refuses.
pub async fn remove_photo(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    (event, photo): (&Event, &Photo),
) -> anyhow::Result<()> {
    if store::delete_photo(tx, (by.group, event.id), photo.id).await? {
        blobs::release(tx, at.now, &photo.picture).await?;
        audit(tx, at, by, "photo-removed", &event.title, &photo.alt).await?;
    }
    Ok(())
}

/// A letter of thanks as an organizer typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewThanks {
    pub kind: ThanksKind,
    pub name: String,
    pub email: String,
    pub subject: String,
    /// Markdown.
    pub body: String,
}

/// What becomes of a letter of thanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thanked {
    Sent,
    /// The same was thanked for this evening already, perhaps by a colleague.
    Before,
    /// The group waits for the keeper's yes.
    Waiting,
    /// So many were thanked that it is no thanks any more.
    Full,
}

/// Sends a letter of thanks, once to each. Where the mail server refused the first one for good, it
/// can be tried again.
///
/// # Errors
/// If the database refuses.
pub async fn thank(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: &Group,
    by: &Organizer,
    (event, new): (&Event, &NewThanks),
) -> anyhow::Result<Thanked> {
    if !group.writes_to_others() {
        return Ok(Thanked::Waiting);
    }
    events::lock_event(tx, by.group, event.id).await?;
    let folded = text::sort_key(&new.name);
    let thanked = store::list_thanks(tx, by.group, event.id).await?;
    let known = thanked
        .iter()
        .find(|thanks| thanks.kind == new.kind && thanks.folded == folded);
    match known {
        Some(thanks) if !thanks.has_failed => return Ok(Thanked::Before),
        None if thanked.len() >= MOST_THANKS => return Ok(Thanked::Full),
        _ => {}
    }
    let id = ThanksId::new(at);
    let letter = format!("thanks:{id}");
    let row = NewThanksRow {
        group: by.group,
        id,
        event: event.id,
        kind: new.kind,
        name: &new.name,
        folded: &folded,
        letter: &letter,
        by: by.person,
    };
    store::upsert_thanks(tx, at.now, &row).await?;
    let draft = Draft {
        kind: new.kind,
        name: &new.name,
        email: &new.email,
        subject: &new.subject,
        body: &new.body,
    };
    groups::send(
        tx,
        at,
        group,
        &mail::letter(group, event, by, &draft, letter),
    )
    .await?;
    audit(tx, at, by, "thanks-sent", &event.title, "").await?;
    Ok(Thanked::Sent)
}

/// Writes down an answer to the two questions and uses up the link that brought it. `false`: the
/// link was used, or its time is over.
///
/// Nothing but the answer is written, and what is taken away leaves no time.
///
/// # Errors
/// If the database refuses.
pub async fn answer_feedback(
    tx: &mut Tx<'_>,
    at: &Moment,
    token: &str,
    (mood, wish): (Mood, &str),
) -> anyhow::Result<bool> {
    let Some(found) = tokens::find_token(tx, Kind::Feedback, token).await? else {
        return Ok(false);
    };
    let (group, event) = (found.group_id, EventId::from(found.subject_id));
    // Two who are the fifth at once must not both think so.
    events::lock_event(tx, group, event).await?;
    if !tokens::spend_token(tx, at.now, Kind::Feedback, token).await? {
        return Ok(false);
    }
    let id = FeedbackId::from(at.chance());
    store::insert_feedback(tx, (group, event), id, (mood, wish)).await?;
    if store::count_waiting(tx, group, event).await? >= LEAST {
        store::save_batch(tx, (group, event), BatchId::from(at.chance())).await?;
    }
    Ok(true)
}

/// Pools what is left of evenings whose questions are closed. Doing it again changes nothing.
///
/// # Errors
/// If the database refuses.
pub(super) async fn pool_left(tx: &mut Tx<'_>, at: &Moment, group: GroupId) -> anyhow::Result<()> {
    store::lock_left(tx, group).await?;
    let left = store::list_left(tx, group, at.now.before(FEEDBACK_OPEN)).await?;
    for events in pool(&left) {
        let batch = BatchId::from(at.chance());
        for event in events {
            store::save_batch(tx, (group, event), batch).await?;
        }
    }
    Ok(())
}
