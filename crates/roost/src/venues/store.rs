use super::model::{NewVenue, Venue};
use crate::db::{Result, Tx};
use crate::ids::{GroupId, Moment, VenueId};
use crate::{execute, on};

/// The group's venue book, the latest entry first.
pub async fn list_venues(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Venue>> {
    const SQL: &str = "select group_id, id, name, address, room, way_in, step_free, latitude,
                              longitude, created_at
                       from venues where group_id = $1 order by created_at desc, id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

pub async fn find_venue(tx: &mut Tx<'_>, group: GroupId, id: VenueId) -> Result<Option<Venue>> {
    const SQL: &str = "select group_id, id, name, address, room, way_in, step_free, latitude,
                              longitude, created_at
                       from venues where group_id = $1 and id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

pub async fn insert_venue(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    place: &NewVenue,
) -> Result<VenueId> {
    const SQL: &str = "insert into venues (group_id, id, name, address, room, way_in, step_free,
                                           latitude, longitude, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let id = VenueId::new(at);
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(&place.name)
            .bind(&place.address)
            .bind(&place.room)
            .bind(&place.way_in)
            .bind(place.step_free)
            .bind(place.latitude)
            .bind(place.longitude)
            .bind(at.now)
    )?;
    Ok(id)
}

pub async fn update_venue(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: VenueId,
    place: &NewVenue,
) -> Result<()> {
    const SQL: &str = "update venues set name = $3, address = $4, room = $5, way_in = $6,
                                         step_free = $7, latitude = $8, longitude = $9
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(&place.name)
            .bind(&place.address)
            .bind(&place.room)
            .bind(&place.way_in)
            .bind(place.step_free)
            .bind(place.latitude)
            .bind(place.longitude)
    )?;
    Ok(())
}

/// Takes a place out of the book that no event names.
pub async fn remove_venue(tx: &mut Tx<'_>, group: GroupId, id: VenueId) -> Result<()> {
    const SQL: &str = "delete from venues where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}
