use super::model::{Import, Known, Namesake};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, ImportId, VenueId};
use crate::{execute, for_update, on};

macro_rules! select_imports {
    ($rest:literal) => {
        concat!(
            "select group_id, id, person_id, source, calendar, state, parts, parts_done, others,
                    added, changed, same, kept, refused, created_at, done_at, undone_at
             from imports ",
            $rest
        )
    };
}

macro_rules! select_known {
    ($rest:literal) => {
        concat!(
            "select i.uid, i.occurrence, i.event_id, i.digest, i.written_at, e.updated_at,
                    e.status, e.ends_at
             from imported_events i
             join events e on e.group_id = i.group_id and e.id = i.event_id ",
            $rest
        )
    };
}

pub async fn insert_import(tx: &mut Tx<'_>, import: &Import) -> Result<()> {
    const SQL: &str =
        "insert into imports (group_id, id, person_id, source, calendar, state, parts,
                                            parts_done, others, added, changed, same, kept,
                                            refused, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    execute!(
        tx,
        import.group_id => sqlx::query(SQL)
            .bind(import.group_id)
            .bind(import.id)
            .bind(import.person_id)
            .bind(&import.source)
            .bind(&import.calendar)
            .bind(import.state)
            .bind(import.parts)
            .bind(import.parts_done)
            .bind(import.others)
            .bind(import.counts.added)
            .bind(import.counts.changed)
            .bind(import.counts.same)
            .bind(import.counts.kept)
            .bind(import.counts.refused)
            .bind(import.created_at)
    )?;
    Ok(())
}

/// `None` if the group has no such import.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_import(tx: &mut Tx<'_>, group: GroupId, id: ImportId) -> Result<Option<Import>> {
    const SQL: &str = select_imports!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The import as it stands now, which nobody else moves on until the transaction ends.
pub async fn lock_import(tx: &mut Tx<'_>, group: GroupId, id: ImportId) -> Result<Option<Import>> {
    let sql = for_update!(tx, select_imports!("where group_id = $1 and id = $2"));
    on!(tx, c => sqlx::query_as(sql).bind(group).bind(id).fetch_optional(c).await)
}

/// The latest first.
pub async fn list_imports(tx: &mut Tx<'_>, group: GroupId, most: i64) -> Result<Vec<Import>> {
    const SQL: &str = select_imports!(
        "where group_id = $1 and state <> 'previewed' order by created_at desc, id desc limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(most).fetch_all(c).await)
}

/// Whether an import is bringing in or taking back at this moment.
pub async fn is_any_at_work(tx: &mut Tx<'_>, group: GroupId) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from imports
                           where group_id = $1 and state in ('running', 'undoing'))";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_one(c).await)
}

/// Writes how far an import is.
pub async fn update_import(tx: &mut Tx<'_>, import: &Import) -> Result<()> {
    const SQL: &str = "update imports set state = $3, parts_done = $4, added = $5, changed = $6,
                              same = $7, kept = $8, refused = $9, done_at = $10, undone_at = $11
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        import.group_id => sqlx::query(SQL)
            .bind(import.group_id)
            .bind(import.id)
            .bind(import.state)
            .bind(import.parts_done)
            .bind(import.counts.added)
            .bind(import.counts.changed)
            .bind(import.counts.same)
            .bind(import.counts.kept)
            .bind(import.counts.refused)
            .bind(import.done_at)
            .bind(import.undone_at)
    )?;
    Ok(())
}

pub async fn remove_import(tx: &mut Tx<'_>, group: GroupId, id: ImportId) -> Result<()> {
    const SQL: &str = "delete from imports where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}

pub async fn insert_part(
    tx: &mut Tx<'_>,
    (group, import): (GroupId, ImportId),
    position: i64,
    body: &str,
) -> Result<()> {
    const SQL: &str = "insert into import_parts (group_id, import_id, position, body)
                       values ($1, $2, $3, $4)";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(import).bind(position).bind(body))?;
    Ok(())
}

/// What became of a part's lines.
pub async fn update_part(
    tx: &mut Tx<'_>,
    (group, import): (GroupId, ImportId),
    position: i64,
    body: &str,
) -> Result<()> {
    const SQL: &str = "update import_parts set body = $4
                       where group_id = $1 and import_id = $2 and position = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(import).bind(position).bind(body))?;
    Ok(())
}

pub async fn find_part(
    tx: &mut Tx<'_>,
    (group, import): (GroupId, ImportId),
    position: i64,
) -> Result<Option<String>> {
    const SQL: &str = "select body from import_parts
                       where group_id = $1 and import_id = $2 and position = $3";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group)
        .bind(import)
        .bind(position)
        .fetch_optional(c)
        .await)
}

pub async fn remove_parts(tx: &mut Tx<'_>, group: GroupId, import: ImportId) -> Result<()> {
    const SQL: &str = "delete from import_parts where group_id = $1 and import_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(import))?;
    Ok(())
}

/// Everything that imports have ever brought and that is still here.
pub async fn list_known(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Known>> {
    const SQL: &str = select_known!("where i.group_id = $1 order by i.uid, i.occurrence");
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// The group's own events: what its feed tells may come back.
pub async fn list_own(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<EventId>> {
    const SQL: &str = "select id from events where group_id = $1 order by id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_all(c).await)
}

/// What is known of one event of another calendar.
pub async fn find_known(
    tx: &mut Tx<'_>,
    group: GroupId,
    (uid, occurrence): (&str, &str),
) -> Result<Option<Known>> {
    const SQL: &str = select_known!("where i.group_id = $1 and i.uid = $2 and i.occurrence = $3");
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(uid)
        .bind(occurrence)
        .fetch_optional(c)
        .await)
}

/// Events by the other names that they had over there.
pub async fn list_aliases(
    tx: &mut Tx<'_>,
    group: GroupId,
) -> Result<Vec<(String, String, EventId)>> {
    const SQL: &str = "select uid, occurrence, event_id from imported_aliases
                       where group_id = $1 order by uid, occurrence";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// What is known of an event by one of its other names.
pub async fn find_by_alias(
    tx: &mut Tx<'_>,
    group: GroupId,
    (uid, occurrence): (&str, &str),
) -> Result<Option<Known>> {
    const SQL: &str = select_known!(
        "join imported_aliases a on a.group_id = i.group_id and a.event_id = i.event_id
         where i.group_id = $1 and a.uid = $2 and a.occurrence = $3"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(uid)
        .bind(occurrence)
        .fetch_optional(c)
        .await)
}

pub async fn insert_alias(
    tx: &mut Tx<'_>,
    group: GroupId,
    (uid, occurrence): (&str, &str),
    event: EventId,
) -> Result<()> {
    const SQL: &str = "insert into imported_aliases (group_id, uid, occurrence, event_id)
                       values ($1, $2, $3, $4)";
    execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(uid).bind(occurrence).bind(event)
    )?;
    Ok(())
}

pub async fn remove_aliases(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<()> {
    const SQL: &str = "delete from imported_aliases where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event))?;
    Ok(())
}

/// The group's event of that title and start, with the name by which an import brought it, if one did.
pub async fn find_namesake(
    tx: &mut Tx<'_>,
    group: GroupId,
    (title, starts_at): (&str, Instant),
) -> Result<Option<Namesake>> {
    const SQL: &str = "select e.id as event_id, i.uid, i.occurrence from events e
                       left join imported_events i on i.group_id = e.group_id
                                                  and i.event_id = e.id
                       where e.group_id = $1 and e.starts_at = $2 and e.title = $3
                       order by e.id limit 1";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(starts_at)
        .bind(title)
        .fetch_optional(c)
        .await)
}

/// What was told last of an event that an import brought, JSON.
pub async fn find_item(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<String> {
    const SQL: &str = "select item from imported_events where group_id = $1 and event_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// What an import brought or changed, after the row that was looked at last.
pub async fn list_of_import(
    tx: &mut Tx<'_>,
    (group, import): (GroupId, ImportId),
    after: (&str, &str),
    most: i64,
) -> Result<Vec<Known>> {
    const SQL: &str = select_known!(
        "where i.group_id = $1 and (i.made_by = $2 or i.changed_by = $2)
           and (i.uid, i.occurrence) > ($3, $4)
         order by i.uid, i.occurrence limit $5"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(import)
        .bind(after.0)
        .bind(after.1)
        .bind(most)
        .fetch_all(c)
        .await)
}

/// How an event came, as far as an import has a hand in it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Trace {
    pub made_by: ImportId,
    pub changed_by: Option<ImportId>,
    /// JSON; `None`: it was never changed.
    pub item_before: Option<String>,
}

pub async fn find_trace(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Trace> {
    const SQL: &str = "select made_by, changed_by, item_before from imported_events
                       where group_id = $1 and event_id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// What is kept of an item that has become an event.
#[derive(Debug, Clone, Copy)]
pub struct Written<'w> {
    pub group: GroupId,
    pub uid: &'w str,
    pub occurrence: &'w str,
    pub event: EventId,
    pub digest: &'w str,
    /// JSON.
    pub item: &'w str,
    pub at: Instant,
    pub import: ImportId,
}

pub async fn insert_written(tx: &mut Tx<'_>, written: Written<'_>) -> Result<()> {
    const SQL: &str = "insert into imported_events (group_id, uid, occurrence, event_id, digest,
                                                    item, written_at, made_by)
                       values ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        written.group => sqlx::query(SQL)
            .bind(written.group)
            .bind(written.uid)
            .bind(written.occurrence)
            .bind(written.event)
            .bind(written.digest)
            .bind(written.item)
            .bind(written.at)
            .bind(written.import)
    )?;
    Ok(())
}

pub async fn update_written(tx: &mut Tx<'_>, written: Written<'_>) -> Result<()> {
    const SQL: &str = "update imported_events
                       set item_before = item, digest = $4, item = $5, written_at = $6,
                           changed_by = $7
                       where group_id = $1 and uid = $2 and occurrence = $3";
    execute!(
        tx,
        written.group => sqlx::query(SQL)
            .bind(written.group)
            .bind(written.uid)
            .bind(written.occurrence)
            .bind(written.digest)
            .bind(written.item)
            .bind(written.at)
            .bind(written.import)
    )?;
    Ok(())
}

/// Takes back what the last import changed.
pub async fn restore_written(tx: &mut Tx<'_>, written: Written<'_>) -> Result<()> {
    const SQL: &str = "update imported_events
                       set item_before = null, digest = $4, item = $5, written_at = $6,
                           changed_by = null
                       where group_id = $1 and uid = $2 and occurrence = $3";
    execute!(
        tx,
        written.group => sqlx::query(SQL)
            .bind(written.group)
            .bind(written.uid)
            .bind(written.occurrence)
            .bind(written.digest)
            .bind(written.item)
            .bind(written.at)
    )?;
    Ok(())
}

pub async fn remove_written(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<()> {
    const SQL: &str = "delete from imported_events where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event))?;
    Ok(())
}

pub async fn insert_venue(
    tx: &mut Tx<'_>,
    (group, import): (GroupId, ImportId),
    venue: VenueId,
) -> Result<()> {
    const SQL: &str = "insert into imported_venues (group_id, import_id, venue_id)
                       values ($1, $2, $3)";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(import).bind(venue))?;
    Ok(())
}

/// Places that the import entered in the book and that no event names any more.
pub async fn list_unused_venues(
    tx: &mut Tx<'_>,
    (group, import): (GroupId, ImportId),
) -> Result<Vec<VenueId>> {
    const SQL: &str = "select v.venue_id from imported_venues v
                       where v.group_id = $1 and v.import_id = $2
                         and not exists (select 1 from events e
                                         where e.group_id = v.group_id
                                           and e.venue_id = v.venue_id)
                       order by v.venue_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(import).fetch_all(c).await)
}

pub async fn remove_imported_venue(tx: &mut Tx<'_>, group: GroupId, venue: VenueId) -> Result<()> {
    const SQL: &str = "delete from imported_venues where group_id = $1 and venue_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(venue))?;
    Ok(())
}

/// One sentence for each import that does not add up.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'an import of ' || source || ' has done more than it began with' from imports
        where parts_done > parts
        union all
        select 'an import of ' || source || ' is done and has parts left' from imports
        where state = 'done' and parts_done < parts
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
