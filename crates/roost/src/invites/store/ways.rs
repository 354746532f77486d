use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, EventId, GroupId, LinkId, PersonId};
use crate::invites::model::{Before, Heard, Outlet};
use crate::{execute, for_update, on};

/// A way as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    pub person: PersonId,
    pub event: EventId,
    pub link: Option<LinkId>,
    pub heard: Option<Heard>,
    pub tells: bool,
}

/// How a person came, as she herself reads it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Shown {
    pub group_name: String,
    pub group_slug: String,
    /// Who invited her; `None`: nobody, or somebody who is gone.
    pub inviter: Option<String>,
    pub outlet: Option<Outlet>,
    pub heard: Option<Heard>,
    pub tells: bool,
}

macro_rules! select_shown {
    ($rest:literal) => {
        concat!(
            "select g.name as group_name, g.slug as group_slug, i.name as inviter, l.outlet,
                    w.heard, w.tells
             from came_through w
             join groups g on g.id = w.group_id
             join people p on p.group_id = w.group_id and p.id = w.person_id
             left join invitation_links l on l.group_id = w.group_id and l.id = w.link_id
             left join people i on i.group_id = l.group_id and i.id = l.person_id
                               and i.erased_at is null ",
            $rest
        )
    };
}

pub async fn find_way(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<Option<Shown>> {
    const SQL: &str = select_shown!("where w.group_id = $1 and w.person_id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_optional(c).await)
}

/// How somebody came to each group that knows her, by the groups' names.
pub async fn list_ways_of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Shown>> {
    const SQL: &str = select_shown!("where p.account_id = $1 order by g.name, g.id");
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Holds the group's ways until the transaction ends, so that of two who write one the second sees
/// what the first wrote.
pub async fn hold_ways(tx: &mut Tx<'_>, group: GroupId) -> Result<()> {
    const ADD: &str = "insert into former_ways (group_id, member, search, list, other)
                       values ($1, 0, 0, 0, 0) on conflict do nothing";
    execute!(tx, sqlx::query(ADD).bind(group))?;
    let sql = for_update!(tx, "select member from former_ways where group_id = $1");
    let _: i64 = on!(tx, c => sqlx::query_scalar(sql).bind(group).fetch_one(c).await)?;
    Ok(())
}

/// Whether a way of hers is written, and whether the answer that it came with counts by now.
pub async fn find_standing(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<Before> {
    const SQL: &str = "select exists (select 1 from rsvps r
                                      where r.group_id = w.group_id and r.event_id = w.event_id
                                        and r.person_id = w.person_id
                                        and (r.confirmed_at is not null or r.by_hand))
                       from came_through w where w.group_id = $1 and w.person_id = $2";
    let counts: Option<bool> = on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(person)
        .fetch_optional(c).await)?;
    Ok(match counts {
        None => Before::Nothing,
        Some(false) => Before::Provisional,
        Some(true) => Before::Stays,
    })
}

/// Whose link a person followed when she came.
pub async fn find_inviter_of(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Option<PersonId>> {
    const SQL: &str = "select l.person_id from came_through w
                       join invitation_links l on l.group_id = w.group_id and l.id = w.link_id
                       where w.group_id = $1 and w.person_id = $2 and l.person_id is not null";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).fetch_optional(c).await)
}

pub async fn insert_way(tx: &mut Tx<'_>, now: Instant, group: GroupId, came: &Came) -> Result<()> {
    const SQL: &str = "insert into came_through
                           (group_id, person_id, event_id, link_id, heard, tells, came_at)
                       values ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(came.person)
            .bind(came.event)
            .bind(came.link)
            .bind(came.heard)
            .bind(came.tells)
            .bind(now)
    )?;
    Ok(())
}

/// `false`: none was written.
pub async fn delete_way(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<bool> {
    const SQL: &str = "delete from came_through where group_id = $1 and person_id = $2";
    let gone = execute!(tx, sqlx::query(SQL).bind(group).bind(person))?;
    Ok(gone > 0)
}

/// Ways whose answer counts: she showed who she is, and did not take it back.
macro_rules! counts {
    () => {
        " exists (select 1 from rsvps r
                  where r.group_id = w.group_id and r.event_id = w.event_id
                    and r.person_id = w.person_id and r.state <> 'declined'
                    and (r.confirmed_at is not null or r.by_hand)) "
    };
}

/// How many came through a link and come, with those of whom it is forgotten who.
pub async fn count_brought(tx: &mut Tx<'_>, group: GroupId, link: LinkId) -> Result<i64> {
    const SQL: &str = concat!(
        "select l.former + (select count(*) from came_through w
                            where w.group_id = l.group_id and w.link_id = l.id and",
        counts!(),
        ") from invitation_links l where l.group_id = $1 and l.id = $2"
    );
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(link).fetch_one(c).await)
}

/// How many come to an event or wait for a seat there because somebody invited them to it.
pub async fn count_brought_by_people(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<i64> {
    const SQL: &str = concat!(
        "select coalesce((select cast(sum(former) as bigint) from invitation_links
                          where group_id = $1 and event_id = $2 and person_id is not null), 0)
              + (select count(*) from came_through w
                 join invitation_links l on l.group_id = w.group_id and l.id = w.link_id
                 where w.group_id = $1 and l.event_id = $2 and l.person_id is not null and",
        counts!(),
        ")"
    );
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// Whether a person comes to an event or waits for a seat, and has shown that it is she.
pub async fn comes(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    person: PersonId,
) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from rsvps
                           where group_id = $1 and event_id = $2 and person_id = $3
                             and state <> 'declined'
                             and (confirmed_at is not null or by_hand))";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).bind(person).fetch_one(c).await)
}

/// The names of those who came through a link and ticked that their names may be told.
pub async fn list_tellers(tx: &mut Tx<'_>, group: GroupId, link: LinkId) -> Result<Vec<String>> {
    const SQL: &str = concat!(
        "select p.name from came_through w
         join people p on p.group_id = w.group_id and p.id = w.person_id
         where w.group_id = $1 and w.link_id = $2 and w.tells and p.erased_at is null and",
        counts!(),
        "order by p.sort_key, p.id"
    );
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(link).fetch_all(c).await)
}

/// The groups that have ways of before `then`.
pub async fn list_groups_with_past_ways(tx: &mut Tx<'_>, then: Instant) -> Result<Vec<GroupId>> {
    const SQL: &str =
        "select distinct group_id from came_through where came_at < $1 order by group_id";
    on!(tx, c => sqlx::query_scalar(SQL).bind(then).fetch_all(c).await)
}

/// Up to `most` people whose way is of before `then`, the oldest first.
pub async fn list_past_ways(
    tx: &mut Tx<'_>,
    (group, then): (GroupId, Instant),
    most: i64,
) -> Result<Vec<PersonId>> {
    const SQL: &str = "select person_id from came_through where group_id = $1 and came_at < $2
                       order by came_at, person_id limit $3";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(then).bind(most).fetch_all(c).await)
}

/// Notes in its link that a person came through it, if her answer counts.
pub async fn note_former_link(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = concat!(
        "update invitation_links set former = former + 1
         where group_id = $1 and id in (select w.link_id from came_through w
                                        where w.group_id = $1 and w.person_id = $2 and",
        counts!(),
        ")"
    );
    execute!(tx, sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

/// Notes among the group's numbers what a person had said, if her answer counts. [`hold_ways`] was
/// called before.
pub async fn note_former_way(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = concat!(
        "with said as (select w.heard from came_through w
                       where w.group_id = $1 and w.person_id = $2 and",
        counts!(),
        ")
         update former_ways
         set member = member + (select count(*) from said where heard = 'member'),
             search = search + (select count(*) from said where heard = 'search'),
             list = list + (select count(*) from said where heard = 'list'),
             other = other + (select count(*) from said where heard = 'other')
         where group_id = $1"
    );
    execute!(tx, sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}
