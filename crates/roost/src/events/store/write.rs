use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::model::{Details, Event, Schedule};
use crate::ids::{EventId, GroupId, Moment, PersonId};
use crate::{execute, on};

/// Adds a draft.
pub async fn insert_event(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, by): (GroupId, PersonId),
    slug: &str,
    details: &Details,
) -> Result<EventId> {
    const SQL: &str = "insert into events
            (group_id, id, slug, created_by, created_at, updated_at, title, sentence, description,
             zone, starts_at, ends_at, starts_wall, ends_wall, doors_at, doors_wall,
             attendance_mode, venue_id, online_link, online_link_from_minutes, capacity,
             online_capacity, guests_allowed, rsvp_opens_at, rsvp_closes_at, cover, picture,
             picture_alt, overbooked, asks_still_coming, questions, status, sequence,
             waitlist_numbers, seat_version, status_note)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                 $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, 'draft', 0, 0, 0,
                 '')";
    let id = EventId::new(at);
    let when = &details.schedule;
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(slug)
            .bind(by)
            .bind(at.now)
            .bind(&details.title)
            .bind(&details.sentence)
            .bind(&details.description)
            .bind(&when.zone)
            .bind(when.starts.at)
            .bind(when.ends.at)
            .bind(when.starts.wall)
            .bind(when.ends.wall)
            .bind(when.doors.map(|doors| doors.at))
            .bind(when.doors.map(|doors| doors.wall))
            .bind(details.attendance_mode)
            .bind(details.venue_id)
            .bind(&details.online_link)
            .bind(details.online_link_from_minutes)
            .bind(details.capacity)
            .bind(details.online_capacity)
            .bind(details.guests_allowed)
            .bind(details.rsvp_opens_at)
            .bind(details.rsvp_closes_at)
            .bind(details.cover)
            .bind(&details.picture)
            .bind(&details.picture_alt)
            .bind(details.overbooked)
            .bind(details.asks_still_coming)
            .bind(details.questions.to_json())
    )?;
    Ok(id)
}

/// Writes what organizers say about the event; its status stays.
pub async fn update_event(
    tx: &mut Tx<'_>,
    now: Instant,
    event: &Event,
    slug: &str,
    details: &Details,
) -> Result<()> {
    const SQL: &str = "update events set
            slug = $3, updated_at = $4, title = $5, sentence = $6, description = $7, zone = $8,
            starts_at = $9, ends_at = $10, starts_wall = $11, ends_wall = $12, doors_at = $13,
            doors_wall = $14, attendance_mode = $15, venue_id = $16, online_link = $17,
            online_link_from_minutes = $18, capacity = $19, online_capacity = $20,
            guests_allowed = $21, rsvp_opens_at = $22, rsvp_closes_at = $23, cover = $24,
            picture = $25, picture_alt = $26, overbooked = $27, asks_still_coming = $28,
            questions = $29,
            former_starts_at = case when status = 'published' and starts_at <> $9 then starts_at
                                    else former_starts_at end
         where group_id = $1 and id = $2";
    let when = &details.schedule;
    execute!(
        tx,
        event.group_id => sqlx::query(SQL)
            .bind(event.group_id)
            .bind(event.id)
            .bind(slug)
            .bind(now)
            .bind(&details.title)
            .bind(&details.sentence)
            .bind(&details.description)
            .bind(&when.zone)
            .bind(when.starts.at)
            .bind(when.ends.at)
            .bind(when.starts.wall)
            .bind(when.ends.wall)
            .bind(when.doors.map(|doors| doors.at))
            .bind(when.doors.map(|doors| doors.wall))
            .bind(details.attendance_mode)
            .bind(details.venue_id)
            .bind(&details.online_link)
            .bind(details.online_link_from_minutes)
            .bind(details.capacity)
            .bind(details.online_capacity)
            .bind(details.guests_allowed)
            .bind(details.rsvp_opens_at)
            .bind(details.rsvp_closes_at)
            .bind(details.cover)
            .bind(&details.picture)
            .bind(&details.picture_alt)
            .bind(details.overbooked)
            .bind(details.asks_still_coming)
            .bind(details.questions.to_json())
    )?;
    Ok(())
}

pub async fn mark_published(tx: &mut Tx<'_>, now: Instant, event: &Event) -> Result<()> {
    const SQL: &str = "update events set status = 'published', published_at = $3, updated_at = $3
                       where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(())
}

pub async fn mark_cancelled(
    tx: &mut Tx<'_>,
    now: Instant,
    event: &Event,
    note: &str,
) -> Result<()> {
    const SQL: &str = "update events set status = 'cancelled', cancelled_at = $3, updated_at = $3,
                              status_note = $4, sequence = sequence + 1
                       where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now).bind(note))?;
    Ok(())
}

pub async fn mark_postponed(
    tx: &mut Tx<'_>,
    now: Instant,
    event: &Event,
    note: &str,
) -> Result<()> {
    const SQL: &str = "update events set status = 'postponed', postponed_at = $3, updated_at = $3,
                              status_note = $4, sequence = sequence + 1
                       where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now).bind(note))?;
    Ok(())
}

/// Gives a postponed event its new date, which publishes it again.
pub async fn mark_redated(
    tx: &mut Tx<'_>,
    now: Instant,
    event: &Event,
    when: &Schedule,
) -> Result<()> {
    const SQL: &str = "update events set status = 'published', redated_at = $3, updated_at = $3,
                              status_note = '', sequence = sequence + 1, zone = $4,
                              starts_at = $5, ends_at = $6, starts_wall = $7, ends_wall = $8,
                              doors_at = $9, doors_wall = $10, rsvp_opens_at = null,
                              rsvp_closes_at = null, former_starts_at = starts_at
                       where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(now)
            .bind(&when.zone)
            .bind(when.starts.at)
            .bind(when.ends.at)
            .bind(when.starts.wall)
            .bind(when.ends.wall)
            .bind(when.doors.map(|doors| doors.at))
            .bind(when.doors.map(|doors| doors.wall))
    )?;
    Ok(())
}

/// Tells calendars that what they hold is out of date.
pub async fn raise_sequence(tx: &mut Tx<'_>, event: &Event) -> Result<()> {
    const SQL: &str = "update events set sequence = sequence + 1 where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}

/// Tells calendars and feeds that the event's venue is another place now.
pub async fn mark_moved(tx: &mut Tx<'_>, now: Instant, event: &Event) -> Result<()> {
    const SQL: &str = "update events set sequence = sequence + 1, updated_at = $3
                       where group_id = $1 and id = $2";
    let (group, id) = (event.group_id, event.id);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(())
}

/// The next number in the event's waitlist. Call it under the event's lock.
pub async fn take_waitlist_number(tx: &mut Tx<'_>, group: GroupId, id: EventId) -> Result<i64> {
    const SQL: &str = "update events set waitlist_numbers = waitlist_numbers + 1
                       where group_id = $1 and id = $2 returning waitlist_numbers";
    tx.touch(group);
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(id).fetch_one(c).await)
}

/// Says that answers have changed, to pages that show seats.
pub async fn raise_seat_version(tx: &mut Tx<'_>, group: GroupId, id: EventId) -> Result<()> {
    const SQL: &str =
        "update events set seat_version = seat_version + 1 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}
