use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId, RsvpId};
use crate::rsvps::model::Rsvp;
use crate::{execute, on};

/// A query for whole rows; what follows `from rsvps`.
macro_rules! select_rsvps {
    ($rest:literal) => {
        concat!(
            "select group_id, event_id, person_id, id, state, attending, guests, waitlist_number,
                    lapses, offered_at, accept_by, pair_asked_at, answered_at, confirmed_at,
                    by_hand, note, asked_again_at, transitions, reminded_at, asked_still_at,
                    still_coming_at, by_standing
             from rsvps ",
            $rest
        )
    };
}
pub(super) use select_rsvps;

/// `None`: she has not answered.
pub async fn find_rsvp(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
    person: PersonId,
) -> Result<Option<Rsvp>> {
    const SQL: &str = select_rsvps!("where group_id = $1 and event_id = $2 and person_id = $3");
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(person)
        .fetch_optional(c).await)
}

/// The answer that a manage link opens.
pub async fn find_rsvp_by_id(tx: &mut Tx<'_>, group: GroupId, id: RsvpId) -> Result<Option<Rsvp>> {
    const SQL: &str = select_rsvps!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

pub async fn insert_rsvp(tx: &mut Tx<'_>, rsvp: &Rsvp) -> Result<()> {
    const SQL: &str = "insert into rsvps (group_id, event_id, person_id, id, state, attending,
                           guests, waitlist_number, lapses, offered_at, accept_by, pair_asked_at,
                           answered_at, confirmed_at, by_hand, note, asked_again_at, transitions,
                           reminded_at, asked_still_at, still_coming_at, by_standing)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                               $16, $17, $18, $19, $20, $21, $22)";
    execute!(
        tx,
        rsvp.group_id => sqlx::query(SQL)
            .bind(rsvp.group_id)
            .bind(rsvp.event_id)
            .bind(rsvp.person_id)
            .bind(rsvp.id)
            .bind(rsvp.state)
            .bind(rsvp.attending)
            .bind(rsvp.guests)
            .bind(rsvp.waitlist_number)
            .bind(rsvp.lapses)
            .bind(rsvp.offered_at)
            .bind(rsvp.accept_by)
            .bind(rsvp.pair_asked_at)
            .bind(rsvp.answered_at)
            .bind(rsvp.confirmed_at)
            .bind(rsvp.by_hand)
            .bind(&rsvp.note)
            .bind(rsvp.asked_again_at)
            .bind(rsvp.transitions)
            .bind(rsvp.reminded_at)
            .bind(rsvp.asked_still_at)
            .bind(rsvp.still_coming_at)
            .bind(rsvp.by_standing)
    )?;
    Ok(())
}

/// Writes everything of an answer but whose it is.
pub async fn update_rsvp(tx: &mut Tx<'_>, rsvp: &Rsvp) -> Result<()> {
    const SQL: &str = "update rsvps set state = $4, attending = $5, guests = $6,
                           waitlist_number = $7, lapses = $8, offered_at = $9, accept_by = $10,
                           pair_asked_at = $11, answered_at = $12, confirmed_at = $13,
                           by_hand = $14, note = $15, asked_again_at = $16, transitions = $17,
                           reminded_at = $18, asked_still_at = $19, still_coming_at = $20,
                           by_standing = $21
                       where group_id = $1 and event_id = $2 and person_id = $3";
    execute!(
        tx,
        rsvp.group_id => sqlx::query(SQL)
            .bind(rsvp.group_id)
            .bind(rsvp.event_id)
            .bind(rsvp.person_id)
            .bind(rsvp.state)
            .bind(rsvp.attending)
            .bind(rsvp.guests)
            .bind(rsvp.waitlist_number)
            .bind(rsvp.lapses)
            .bind(rsvp.offered_at)
            .bind(rsvp.accept_by)
            .bind(rsvp.pair_asked_at)
            .bind(rsvp.answered_at)
            .bind(rsvp.confirmed_at)
            .bind(rsvp.by_hand)
            .bind(&rsvp.note)
            .bind(rsvp.asked_again_at)
            .bind(rsvp.transitions)
            .bind(rsvp.reminded_at)
            .bind(rsvp.asked_still_at)
            .bind(rsvp.still_coming_at)
            .bind(rsvp.by_standing)
    )?;
    Ok(())
}

/// Notes that the person was reminded.
pub async fn save_reminded_at(tx: &mut Tx<'_>, rsvp: &Rsvp, now: Instant) -> Result<()> {
    const SQL: &str = "update rsvps set reminded_at = $3 where group_id = $1 and id = $2";
    // No page shows it, so none becomes stale.
    let group = rsvp.group_id;
    execute!(tx, sqlx::query(SQL).bind(group).bind(rsvp.id).bind(now))?;
    Ok(())
}

/// Notes that the person was asked whether she still comes.
pub async fn save_asked_still_at(tx: &mut Tx<'_>, rsvp: &Rsvp, now: Instant) -> Result<()> {
    const SQL: &str = "update rsvps set asked_still_at = $3 where group_id = $1 and id = $2";
    // No kept page shows it, so none becomes stale.
    let group = rsvp.group_id;
    execute!(tx, sqlx::query(SQL).bind(group).bind(rsvp.id).bind(now))?;
    Ok(())
}

/// How many stand before her in line.
pub async fn count_before(tx: &mut Tx<'_>, rsvp: &Rsvp) -> Result<i64> {
    const SQL: &str = "select count(*) from rsvps
                       where group_id = $1 and event_id = $2 and attending = $3
                         and state = 'waitlisted'
                         and (lapses < $4 or (lapses = $4 and waitlist_number < $5))";
    let (lapses, number) = rsvp.line_order();
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(rsvp.group_id).bind(rsvp.event_id).bind(rsvp.attending)
        .bind(lapses).bind(number)
        .fetch_one(c).await)
}
