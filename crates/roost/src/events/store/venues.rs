use super::find::select_events;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::model::Event;
use crate::ids::{GroupId, VenueId};
use crate::{for_update, on};

/// Events that the public knows of, in this venue's room, which are not over or have no date. Nobody
/// else can change or answer them until the transaction ends.
pub async fn lock_events_to_come_at(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    venue: VenueId,
) -> Result<Vec<Event>> {
    let sql = for_update!(
        tx,
        select_events!(
            "where group_id = $1 and venue_id = $2 and attendance_mode <> 'online'
               and (status in ('published', 'cancelled') and ends_at > $3 or status = 'postponed')
             order by id"
        )
    );
    on!(tx, c => sqlx::query_as(sql).bind(group).bind(venue).bind(now).fetch_all(c).await)
}

/// How many events name the venue, whatever their state.
pub async fn count_events_at(tx: &mut Tx<'_>, group: GroupId, venue: VenueId) -> Result<i64> {
    const SQL: &str = "select count(*) from events where group_id = $1 and venue_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(venue).fetch_one(c).await)
}

/// The same for each venue of the group that some event names.
pub async fn count_events_by_venue(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<(VenueId, i64)>> {
    const SQL: &str = "select venue_id, count(*) from events
                       where group_id = $1 and venue_id is not null
                       group by venue_id order by venue_id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}
