use super::model::{Defaults, End, Held, Occurrence, PublicDate, Rule, Series, StandingOf};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, EventId, GroupId, PersonId, SeriesId};
use crate::{execute, for_update, on};
use jiff::civil::Date;
use std::collections::BTreeSet;

macro_rules! select_series {
    ($rest:literal) => {
        concat!(
            "select group_id, id, pattern, every, first_on, ends_on, ends_after, defaults, made_as,
                    created_by, created_at, stopped_at
             from series ",
            $rest
        )
    };
}

macro_rules! select_occurrences {
    ($rest:literal) => {
        concat!(
            "select series_id, held_on, event_id, given from occurrences ",
            $rest
        )
    };
}

macro_rules! select_dates {
    ($rest:literal) => {
        concat!(
            "select s.group_id, s.id, s.pattern, s.every, s.first_on, s.ends_on, s.ends_after,
                    s.defaults, s.made_as, s.created_by, s.created_at, s.stopped_at,
                    e.id as event_id, e.slug, e.starts_wall, e.starts_at
             from occurrences o
             join series s on s.group_id = o.group_id and s.id = o.series_id
             join events e on e.group_id = o.group_id and e.id = o.event_id ",
            $rest
        )
    };
}

/// The next public dates of the series that run, the soonest first.
pub async fn list_public_dates(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
    most: i64,
) -> Result<Vec<PublicDate>> {
    const SQL: &str = select_dates!(
        "where o.group_id = $1 and s.stopped_at is null
           and e.status = 'published' and e.starts_at > $2
         order by e.starts_at, e.id limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(most).fetch_all(c).await)
}

/// The event and the next public dates of its series, the soonest first; none if it is a date of no
/// series that runs.
pub async fn list_public_dates_beside(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
    now: Instant,
    most: i64,
) -> Result<Vec<PublicDate>> {
    const SQL: &str = select_dates!(
        "where o.group_id = $1 and s.stopped_at is null
           and o.series_id = (select series_id from occurrences
                              where group_id = $1 and event_id = $2)
           and (e.id = $2 or (e.status = 'published' and e.starts_at > $3))
         order by case when e.id = $2 then 0 else 1 end, e.starts_at, e.id limit $4"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(event)
        .bind(now)
        .bind(most)
        .fetch_all(c)
        .await)
}

pub async fn insert_series(tx: &mut Tx<'_>, series: &Series) -> Result<()> {
    const SQL: &str = "insert into series (group_id, id, pattern, every, first_on, ends_on,
                                           ends_after, defaults, made_as, created_by, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    execute!(
        tx,
        series.group_id => sqlx::query(SQL)
            .bind(series.group_id)
            .bind(series.id)
            .bind(series.pattern)
            .bind(series.every)
            .bind(series.first_on)
            .bind(series.ends_on)
            .bind(series.ends_after)
            .bind(series.defaults.to_json())
            .bind(series.made_as)
            .bind(series.created_by)
            .bind(series.created_at)
    )?;
    Ok(())
}

/// Writes what organizers say of a series.
pub async fn update_series(tx: &mut Tx<'_>, series: &Series) -> Result<()> {
    const SQL: &str = "update series set pattern = $3, every = $4, first_on = $5, ends_on = $6,
                              ends_after = $7, defaults = $8, made_as = $9
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        series.group_id => sqlx::query(SQL)
            .bind(series.group_id)
            .bind(series.id)
            .bind(series.pattern)
            .bind(series.every)
            .bind(series.first_on)
            .bind(series.ends_on)
            .bind(series.ends_after)
            .bind(series.defaults.to_json())
            .bind(series.made_as)
    )?;
    Ok(())
}

pub async fn mark_stopped(tx: &mut Tx<'_>, now: Instant, series: &Series) -> Result<()> {
    const SQL: &str = "update series set stopped_at = $3 where group_id = $1 and id = $2";
    let (group, id) = (series.group_id, series.id);
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(())
}

pub async fn find_series(tx: &mut Tx<'_>, group: GroupId, id: SeriesId) -> Result<Option<Series>> {
    const SQL: &str = select_series!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The series as it stands now, which nobody else changes or makes dates of until the transaction
/// ends.
pub async fn lock_series(tx: &mut Tx<'_>, group: GroupId, id: SeriesId) -> Result<Series> {
    let sql = for_update!(tx, select_series!("where group_id = $1 and id = $2"));
    on!(tx, c => sqlx::query_as(sql).bind(group).bind(id).fetch_one(c).await)
}

/// Those that run first, then by age.
pub async fn list_series(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Series>> {
    const SQL: &str = select_series!(
        "where group_id = $1 order by case when stopped_at is null then 0 else 1 end, id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// The series that the event is a date of.
pub async fn find_series_of(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Option<Series>> {
    const SQL: &str = select_series!(
        "where group_id = $1 and id = (select series_id from occurrences
                                       where group_id = $1 and event_id = $2)"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_optional(c).await)
}

/// The open groups that have a series which runs.
pub async fn list_groups_with_series(tx: &mut Tx<'_>) -> Result<Vec<GroupId>> {
    const SQL: &str = "select id from groups where state = 'open'
                         and id in (select group_id from series where stopped_at is null)
                       order by id";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}

/// The dates that fall out.
pub async fn list_skipped(tx: &mut Tx<'_>, group: GroupId, id: SeriesId) -> Result<BTreeSet<Date>> {
    const SQL: &str = "select held_on from skipped_dates
                       where group_id = $1 and series_id = $2 order by held_on";
    let days: Vec<Held> =
        on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(id).fetch_all(c).await)?;
    Ok(days.into_iter().map(|day| day.0).collect())
}

/// The same for every series of the group.
pub async fn list_all_skipped(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<(SeriesId, Held)>> {
    const SQL: &str = "select series_id, held_on from skipped_dates
                       where group_id = $1 order by series_id, held_on";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

pub async fn replace_skipped(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: SeriesId,
    days: &BTreeSet<Date>,
) -> Result<()> {
    const CLEAR: &str = "delete from skipped_dates where group_id = $1 and series_id = $2";
    const INSERT: &str =
        "insert into skipped_dates (group_id, series_id, held_on) values ($1, $2, $3)";
    execute!(tx, group => sqlx::query(CLEAR).bind(group).bind(id))?;
    for day in days {
        execute!(tx, group => sqlx::query(INSERT).bind(group).bind(id).bind(Held(*day)))?;
    }
    Ok(())
}

/// Every date that was made, in the order of the rule.
pub async fn list_occurrences(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: SeriesId,
) -> Result<Vec<Occurrence>> {
    const SQL: &str =
        select_occurrences!("where group_id = $1 and series_id = $2 order by held_on");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_all(c).await)
}

pub async fn insert_occurrence(
    tx: &mut Tx<'_>,
    (group, series): (GroupId, SeriesId),
    held_on: Date,
    event: EventId,
    given: &Defaults,
) -> Result<()> {
    const SQL: &str = "insert into occurrences (group_id, series_id, held_on, event_id, given)
                       values ($1, $2, $3, $4, $5)";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(series)
            .bind(Held(held_on))
            .bind(event)
            .bind(given.to_json())
    )?;
    Ok(())
}

/// Writes what the series says now of an evening.
pub async fn update_given(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
    given: &Defaults,
) -> Result<()> {
    const SQL: &str = "update occurrences set given = $3 where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(given.to_json()))?;
    Ok(())
}

/// The event is no date of any series any more.
pub async fn remove_occurrence(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<()> {
    const SQL: &str = "delete from occurrences where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event))?;
    Ok(())
}

/// Whether another calendar tells the event.
pub async fn is_told_elsewhere(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from imported_events
                                      where group_id = $1 and event_id = $2)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// Notes a standing yes. Whoever has said so before keeps her place.
pub async fn insert_standing(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, series): (GroupId, SeriesId),
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "insert into standing_answers (group_id, series_id, person_id, given_at)
                       values ($1, $2, $3, $4) on conflict do nothing";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(series).bind(person).bind(now))?;
    Ok(())
}

pub async fn remove_standing(
    tx: &mut Tx<'_>,
    (group, series): (GroupId, SeriesId),
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "delete from standing_answers
                       where group_id = $1 and series_id = $2 and person_id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(series).bind(person))?;
    Ok(())
}

/// Forgets what somebody has said to every series of the group.
pub async fn remove_all_standing_of(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<()> {
    const SQL: &str = "delete from standing_answers where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// Forgets what everybody has said to the series.
pub async fn remove_all_standing_to(
    tx: &mut Tx<'_>,
    group: GroupId,
    series: SeriesId,
) -> Result<()> {
    const SQL: &str = "delete from standing_answers where group_id = $1 and series_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(series))?;
    Ok(())
}

/// Whether anybody has said yes to every date.
pub async fn has_standing(tx: &mut Tx<'_>, group: GroupId, series: SeriesId) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from standing_answers
                                      where group_id = $1 and series_id = $2)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(series).fetch_one(c).await)
}

/// The series of the group to which she has said so.
pub async fn list_standing(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Vec<SeriesId>> {
    const SQL: &str = "select series_id from standing_answers
                       where group_id = $1 and person_id = $2 order by series_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).fetch_all(c).await)
}

/// The same for an account in all its groups, those series that run.
pub async fn list_standing_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<StandingOf>> {
    const SQL: &str = "
        select g.slug as group_slug, g.name as group_name, s.group_id, s.id, s.pattern, s.every,
               s.first_on, s.ends_on, s.ends_after, s.defaults, s.made_as, s.created_by,
               s.created_at, s.stopped_at
        from people p
        join memberships m on m.group_id = p.group_id and m.person_id = p.id
        join standing_answers y on y.group_id = p.group_id and y.person_id = p.id
        join series s on s.group_id = y.group_id and s.id = y.series_id
        join groups g on g.id = p.group_id
        where p.account_id = $1 and s.stopped_at is null
        order by g.sort_key, g.id, s.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Members who have said yes to every date and have no answer to this one, the first who said so
/// first. Somebody whom the group knows twice, by an address that her account has confirmed since,
/// has answered if either has. What a standing yes took back itself is no answer.
pub async fn list_to_count_in(
    tx: &mut Tx<'_>,
    (group, series): (GroupId, SeriesId),
    event: EventId,
    most: i64,
) -> Result<Vec<PersonId>> {
    const SQL: &str = "
        select y.person_id from standing_answers y
        join people p on p.group_id = y.group_id and p.id = y.person_id
        join memberships m on m.group_id = p.group_id and m.person_id = p.id
        where y.group_id = $1 and y.series_id = $2
          and p.banned_at is null and p.erased_at is null
          and not exists (
              select 1 from rsvps r
              join people q on q.group_id = r.group_id and q.id = r.person_id
              where r.group_id = y.group_id and r.event_id = $3
                and (q.id = p.id or q.address_id = p.address_id
                     or q.address_id in (select a.id from addresses a
                                         where a.account_id = p.account_id))
                and not (r.state = 'declined' and r.by_standing))
        order by y.given_at, y.person_id limit $4";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(series).bind(event).bind(most)
        .fetch_all(c).await)
}

/// Public dates that have not begun, in the order of their ids, in which they are locked; those that
/// were put off, too.
pub async fn list_dates_to_lock(
    tx: &mut Tx<'_>,
    group: GroupId,
    series: SeriesId,
    now: Instant,
) -> Result<Vec<EventId>> {
    const SQL: &str = "select e.id from occurrences o
                       join events e on e.group_id = o.group_id and e.id = o.event_id
                       where o.group_id = $1 and o.series_id = $2
                         and (e.status = 'published' and e.starts_at > $3
                              or e.status = 'postponed')
                       order by e.id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(series).bind(now).fetch_all(c).await)
}

/// One sentence for each series that does not hold together.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "select 'series ' || first_on || ' ends in two ways' from series
                       where ends_on is not null and ends_after is not null
                       union all
                       select 'somebody is counted in to series ' || s.first_on || ', which is stopped'
                       from standing_answers y
                       join series s on s.group_id = y.group_id and s.id = y.series_id
                       where s.stopped_at is not null
                       union all
                       select 'somebody is counted in to series ' || s.first_on || ' and no member'
                       from standing_answers y
                       join series s on s.group_id = y.group_id and s.id = y.series_id
                       where not exists (select 1 from memberships m
                                         where m.group_id = y.group_id
                                           and m.person_id = y.person_id)
                         and not exists (select 1 from jobs j
                                         where j.group_id = y.group_id
                                           and j.name = 'member_left')
                       order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}

/// The columns in which a row tells its end.
pub fn ends(rule: &Rule) -> (Option<Held>, Option<i64>) {
    match rule.end {
        End::Never => (None, None),
        End::On(day) => (Some(Held(day)), None),
        End::After(times) => (None, Some(times.into())),
    }
}
