use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::model::Event;
use crate::ids::{EventId, GroupId};
use crate::{for_update, on};

/// A query for whole rows; what follows `from events`.
macro_rules! select_events {
    ($rest:literal) => {
        concat!(
            "select group_id, id, slug, title, sentence, description, status, zone, starts_at,
                    ends_at, starts_wall, ends_wall, doors_at, doors_wall, attendance_mode,
                    venue_id, online_link, online_link_from_minutes, capacity, online_capacity,
                    overbooked, asks_still_coming, guests_allowed, rsvp_opens_at, rsvp_closes_at, cover, picture, picture_alt,
                    sequence, waitlist_numbers, seat_version, created_by, created_at, updated_at,
                    published_at, cancelled_at, postponed_at, status_note, redated_at,
                    former_starts_at, questions
             from events ",
            $rest
        )
    };
}

pub(crate) use select_events;

/// The event under its present address.
pub async fn find_event(tx: &mut Tx<'_>, group: GroupId, slug: &str) -> Result<Option<Event>> {
    const SQL: &str = select_events!("where group_id = $1 and slug = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(slug).fetch_optional(c).await)
}

pub async fn find_event_by_id(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: EventId,
) -> Result<Option<Event>> {
    const SQL: &str = select_events!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The event as it stands now, which nobody else can change or answer until the transaction ends.
pub async fn lock_event(tx: &mut Tx<'_>, group: GroupId, id: EventId) -> Result<Event> {
    let sql = for_update!(tx, select_events!("where group_id = $1 and id = $2"));
    on!(tx, c => sqlx::query_as(sql).bind(group).bind(id).fetch_one(c).await)
}

/// Public events that are not over, soonest first; the postponed ones, which have no date, left out.
pub async fn list_coming(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    most: i64,
) -> Result<Vec<Event>> {
    const SQL: &str = select_events!(
        "where group_id = $1 and status in ('published', 'cancelled') and ends_at > $2
         order by starts_at, id limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(most).fetch_all(c).await)
}

/// The next event that takes place.
pub async fn find_next(tx: &mut Tx<'_>, group: GroupId, now: Instant) -> Result<Option<Event>> {
    const SQL: &str = select_events!(
        "where group_id = $1 and status = 'published' and ends_at > $2
         order by starts_at, id limit 1"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).fetch_optional(c).await)
}

/// Published events that are over, latest first, from before `before`.
pub async fn list_past(
    tx: &mut Tx<'_>,
    group: GroupId,
    before: Instant,
    most: i64,
) -> Result<Vec<Event>> {
    const SQL: &str = select_events!(
        "where group_id = $1 and status = 'published' and ends_at <= $2
         order by starts_at desc, id desc limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(before).bind(most).fetch_all(c).await)
}

/// Every event that the public may know of, latest first: for feeds and the sitemap.
pub async fn list_public(tx: &mut Tx<'_>, group: GroupId, most: i64) -> Result<Vec<Event>> {
    const SQL: &str = select_events!(
        "where group_id = $1 and status in ('published', 'cancelled', 'postponed')
         order by starts_at desc, id desc limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(most).fetch_all(c).await)
}

/// Every event that is not over, in whatever state, soonest first.
pub async fn list_ahead(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    most: i64,
) -> Result<Vec<Event>> {
    const SQL: &str =
        select_events!("where group_id = $1 and ends_at > $2 order by starts_at, id limit $3");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(most).fetch_all(c).await)
}

/// What organizers have not published, and what they postponed: both wait for them.
pub async fn list_drafts(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Event>> {
    const SQL: &str = select_events!(
        "where group_id = $1 and status in ('draft', 'postponed') order by starts_at, id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// The next published events of all open groups, soonest first.
pub async fn list_all_coming(tx: &mut Tx<'_>, now: Instant, most: i64) -> Result<Vec<Event>> {
    const SQL: &str = select_events!(
        "where status = 'published' and ends_at > $1
           and group_id in (select id from groups where state = 'open')
         order by starts_at, id limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(now).bind(most).fetch_all(c).await)
}

/// How many published events the group has had or announced.
pub async fn count_events(tx: &mut Tx<'_>, group: GroupId) -> Result<i64> {
    const SQL: &str = "select count(*) from events where group_id = $1 and status = 'published'";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_one(c).await)
}

/// The address of each open group and when it or one of its public events last changed.
pub async fn list_mapped_groups(tx: &mut Tx<'_>) -> Result<Vec<(String, Instant)>> {
    const SQL: &str = "select g.slug, coalesce(max(e.updated_at), g.created_at) from groups g
                       left join events e on e.group_id = g.id and e.status <> 'draft'
                       where g.state = 'open'
                       group by g.id, g.slug, g.created_at order by g.slug";
    on!(tx, c => sqlx::query_as(SQL).fetch_all(c).await)
}
