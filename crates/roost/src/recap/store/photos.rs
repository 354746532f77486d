use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId, PhotoId};
use crate::recap::model::Photo;
use crate::{execute, on};

/// A photo as it is written.
pub struct NewRow<'n> {
    pub group: GroupId,
    pub id: PhotoId,
    pub event: EventId,
    pub picture: &'n str,
    pub size: (u32, u32),
    pub alt: &'n str,
    pub shown: bool,
    pub by: PersonId,
}

/// `false`: the event has this very photo already.
pub async fn insert_photo(tx: &mut Tx<'_>, now: Instant, new: &NewRow<'_>) -> Result<bool> {
    const SQL: &str = "insert into photos (group_id, id, event_id, picture, width, height, alt,
                                           shown, added_by, added_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                       on conflict (group_id, event_id, picture) do nothing";
    let inserted = execute!(
        tx,
        new.group => sqlx::query(SQL)
            .bind(new.group)
            .bind(new.id)
            .bind(new.event)
            .bind(new.picture)
            .bind(i64::from(new.size.0))
            .bind(i64::from(new.size.1))
            .bind(new.alt)
            .bind(new.shown)
            .bind(new.by)
            .bind(now)
    )?;
    Ok(inserted > 0)
}

pub async fn count_photos(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(*) from photos where group_id = $1 and event_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// The names of those who came, or said that they come, and shall be in no picture.
pub async fn list_not_to_show(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<String>> {
    const SQL: &str = "select p.name from people p
                       where p.group_id = $1 and p.photos = 'never' and p.erased_at is null
                         and (exists (select 1 from rsvps r
                                      where r.group_id = $1 and r.event_id = $2
                                        and r.person_id = p.id and r.state = 'going')
                              or exists (select 1 from check_ins k
                                         where k.group_id = $1 and k.event_id = $2
                                           and k.person_id = p.id and k.undone_at is null))
                       order by p.sort_key, p.id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// For organizers; in the order in which they were added.
pub async fn list_photos(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Photo>> {
    const SQL: &str = "select id, picture, width, height, alt, shown from photos
                       where group_id = $1 and event_id = $2 order by added_at, id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// For everybody.
pub async fn list_shown_photos(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<Photo>> {
    const SQL: &str = "select id, picture, width, height, alt, shown from photos
                       where group_id = $1 and event_id = $2 and shown = $3
                       order by added_at, id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).bind(true).fetch_all(c).await)
}

pub async fn find_photo(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    id: PhotoId,
) -> Result<Option<Photo>> {
    const SQL: &str = "select id, picture, width, height, alt, shown from photos
                       where group_id = $1 and event_id = $2 and id = $3";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).bind(id).fetch_optional(c).await)
}

pub async fn save_shown(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    (id, shown): (PhotoId, bool),
) -> Result<()> {
    const SQL: &str = "update photos set shown = $4
                       where group_id = $1 and event_id = $2 and id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(id).bind(shown))?;
    Ok(())
}

/// `false`: somebody else has taken it away.
pub async fn delete_photo(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    id: PhotoId,
) -> Result<bool> {
    const SQL: &str = "delete from photos where group_id = $1 and event_id = $2 and id = $3";
    let deleted = execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(id))?;
    Ok(deleted > 0)
}
