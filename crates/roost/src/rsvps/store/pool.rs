use super::rows::select_rsvps;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::Event;
use crate::ids::{EventId, GroupId};
use crate::rsvps::model::{Attending, Evening, GRACE, Pool, Rsvp, unconfirmed_share};
use crate::{execute, on};

/// A pool, with what decides when time alone moves one of its seats.
#[derive(Debug)]
pub struct Loaded {
    pub pool: Pool,
    /// Whether time has moved something already: offers have run out, or unconfirmed answers have
    /// outstayed their grace while others wait.
    pub is_due: bool,
    pub anybody_waits: bool,
    /// When the oldest unconfirmed answer that is still within its grace was given.
    pub unconfirmed_since: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct Tally {
    held: i64,
    unconfirmed: i64,
    first_accept_by: Option<Instant>,
    overdue: i64,
    unconfirmed_since: Option<Instant>,
    anybody_waits: bool,
}

/// Counts the seats of one pool under the event's lock.
///
/// Of the rows it loads those that can move now, so that a full room with a long line costs an
/// answer no more than a short one: who waits is loaded only while a seat is free for somebody.
pub async fn load_pool(
    tx: &mut Tx<'_>,
    event: &Event,
    evening: &Evening,
    attending: Attending,
    now: Instant,
) -> Result<Loaded> {
    let key = (event.group_id, event.id, attending);
    let grace_ends = now.before(GRACE);
    let tally = tally(tx, key, grace_ends).await?;
    let anybody_waits = tally.anybody_waits;
    let mut pool = Pool {
        capacity: match attending {
            Attending::InPerson => event.seats_in_room(),
            Attending::Online => event.online_capacity,
        },
        held: tally.held,
        unconfirmed: tally.unconfirmed,
        ..Pool::default()
    };
    let is_due = tally.first_accept_by.is_some_and(|until| until <= now)
        || tally.overdue > 0 && anybody_waits;
    if tally.first_accept_by.is_some() {
        pool.offered = list_offered(tx, key).await?;
    }
    if tally.overdue > 0 {
        pool.overdue = list_overdue(tx, key, grace_ends).await?;
    }
    let first_tap = evening.is_first_tap(now);
    if anybody_waits && (pool.free() > 0 || is_due || first_tap) {
        let share = pool.capacity.map_or(i64::MAX, unconfirmed_share);
        let unconfirmed_too = is_due || first_tap || pool.unconfirmed < share;
        pool.waiting = list_waiting(tx, key, unconfirmed_too).await?;
    }
    Ok(Loaded {
        pool,
        is_due,
        anybody_waits,
        unconfirmed_since: tally.unconfirmed_since,
    })
}

type Key = (GroupId, EventId, Attending);

async fn tally(tx: &mut Tx<'_>, key: Key, grace_ends: Instant) -> Result<Tally> {
    const SQL: &str = "select
            cast(coalesce(sum(1 + guests), 0) as bigint) as held,
            cast(coalesce(sum(case when confirmed_at is null and not by_hand
                                   then 1 + guests else 0 end), 0) as bigint) as unconfirmed,
            min(case when state = 'offered' then accept_by end) as first_accept_by,
            count(case when state = 'going' and confirmed_at is null and not by_hand
                            and answered_at <= $4 then 1 end) as overdue,
            min(case when state = 'going' and confirmed_at is null and not by_hand
                          and answered_at > $4 then answered_at end) as unconfirmed_since,
            exists (select 1 from rsvps w where w.group_id = $1 and w.event_id = $2
                        and w.attending = $3 and w.state = 'waitlisted') as anybody_waits
         from rsvps
         where group_id = $1 and event_id = $2 and attending = $3
           and state in ('going', 'offered')";
    let (group, event, attending) = key;
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(attending).bind(grace_ends)
        .fetch_one(c).await)
}

async fn list_offered(tx: &mut Tx<'_>, (group, event, attending): Key) -> Result<Vec<Rsvp>> {
    const SQL: &str = select_rsvps!(
        "where group_id = $1 and event_id = $2 and attending = $3 and state = 'offered'
         order by lapses, waitlist_number, id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(attending)
        .fetch_all(c).await)
}

async fn list_overdue(
    tx: &mut Tx<'_>,
    (group, event, attending): Key,
    grace_ends: Instant,
) -> Result<Vec<Rsvp>> {
    const SQL: &str = select_rsvps!(
        "where group_id = $1 and event_id = $2 and attending = $3 and state = 'going'
           and confirmed_at is null and not by_hand and answered_at <= $4
         order by answered_at, id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(attending).bind(grace_ends)
        .fetch_all(c).await)
}

/// Who waits. Those who must confirm first may be thousands, so the others are found without them.
async fn list_waiting(
    tx: &mut Tx<'_>,
    (group, event, attending): Key,
    unconfirmed_too: bool,
) -> Result<Vec<Rsvp>> {
    const FIRM: &str = select_rsvps!(
        "where group_id = $1 and event_id = $2 and attending = $3 and state = 'waitlisted'
           and (confirmed_at is not null or by_hand)
         order by lapses, waitlist_number, id"
    );
    const ALL: &str = select_rsvps!(
        "where group_id = $1 and event_id = $2 and attending = $3 and state = 'waitlisted'
         order by lapses, waitlist_number, id"
    );
    let sql = if unconfirmed_too { ALL } else { FIRM };
    on!(tx, c => sqlx::query_as(sql)
        .bind(group).bind(event).bind(attending)
        .fetch_all(c).await)
}

/// Notes how many seats were held when the capacity was lowered below them, so that the check of
/// all seats can tell that from a fault.
pub async fn save_lowered_from(
    tx: &mut Tx<'_>,
    event: &Event,
    attending: Attending,
    held: Option<i64>,
) -> Result<()> {
    const ROOM: &str = "update events set lowered_from = $3 where group_id = $1 and id = $2";
    const ONLINE: &str =
        "update events set online_lowered_from = $3 where group_id = $1 and id = $2";
    let sql = match attending {
        Attending::InPerson => ROOM,
        Attending::Online => ONLINE,
    };
    let (group, id) = (event.group_id, event.id);
    execute!(tx, group => sqlx::query(sql).bind(group).bind(id).bind(held))?;
    Ok(())
}
