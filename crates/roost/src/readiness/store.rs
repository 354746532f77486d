use super::model::{Duty, Line, Owner, Turn};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{ChecklistLineId, EventId, GroupId, PersonId};
use crate::{execute, on};

#[derive(sqlx::FromRow)]
struct Row {
    id: ChecklistLineId,
    event_id: Option<EventId>,
    title: String,
    due_days: i64,
    owner_id: Option<PersonId>,
    owner: Option<String>,
    done_at: Option<Instant>,
    done_by: Option<String>,
    nudged_at: Option<Instant>,
}

impl From<Row> for Line {
    fn from(row: Row) -> Self {
        Line {
            id: row.id,
            event_id: row.event_id,
            title: row.title,
            due_days: row.due_days,
            owner: owner(row.owner_id, row.owner),
            done: row.done_at.zip(row.done_by),
            nudged_at: row.nudged_at,
        }
    }
}

fn owner(id: Option<PersonId>, name: Option<String>) -> Option<Owner> {
    id.zip(name).map(|(id, name)| Owner { id, name })
}

/// Every line of one event, on its own list and on the group's.
pub async fn list_lines(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Line>> {
    const SQL: &str = "select l.id, l.event_id, l.title, l.due_days, o.id as owner_id,
                              o.name as owner, p.done_at, d.name as done_by, p.nudged_at
        from checklist_lines l
        left join preparations p
          on p.group_id = l.group_id and p.line_id = l.id and p.event_id = $2
        left join memberships m
          on m.group_id = l.group_id and m.role <> 'member'
             and m.person_id = case when p.line_id is null then l.owner_id else p.owner_id end
        left join people o on o.group_id = m.group_id and o.id = m.person_id
        left join people d on d.group_id = p.group_id and d.id = p.done_by
        where l.group_id = $1 and (l.event_id is null or l.event_id = $2)
          and (l.removed_at is null or p.done_at is not null)
        order by l.due_days desc, l.created_at, l.id";
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The group's own list, what is due first at its head.
pub async fn list_checklist(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Line>> {
    const SQL: &str = "select l.id, l.event_id, l.title, l.due_days, o.id as owner_id,
                              o.name as owner, cast(null as bigint) as done_at, null as done_by,
                              cast(null as bigint) as nudged_at
        from checklist_lines l
        left join memberships m
          on m.group_id = l.group_id and m.role <> 'member' and m.person_id = l.owner_id
        left join people o on o.group_id = m.group_id and o.id = m.person_id
        where l.group_id = $1 and l.event_id is null and l.removed_at is null
        order by l.due_days desc, l.created_at, l.id";
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// Whether the group ever had a list, even if it has taken everything off it.
pub async fn has_checklist(tx: &mut Tx<'_>, group: GroupId) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from checklist_lines
                                      where group_id = $1 and event_id is null)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).fetch_one(c).await)
}

/// Lines that an event of the group has, its own and the group's; `None`: on the group's list alone.
pub async fn count_lines(tx: &mut Tx<'_>, group: GroupId, event: Option<EventId>) -> Result<i64> {
    const SQL: &str = "select count(*) from checklist_lines
                       where group_id = $1 and removed_at is null
                         and (event_id is null or event_id = $2)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// A line as it is written.
pub struct NewLine<'n> {
    pub id: ChecklistLineId,
    pub group: GroupId,
    pub event: Option<EventId>,
    pub title: &'n str,
    pub due_days: i64,
    pub owner: Option<PersonId>,
}

pub async fn insert_line(tx: &mut Tx<'_>, now: Instant, line: &NewLine<'_>) -> Result<()> {
    const SQL: &str = "insert into checklist_lines (group_id, id, event_id, title, due_days,
                                                    owner_id, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        line.group => sqlx::query(SQL)
            .bind(line.group)
            .bind(line.id)
            .bind(line.event)
            .bind(line.title)
            .bind(line.due_days)
            .bind(line.owner)
            .bind(now)
    )?;
    Ok(())
}

/// Changes a line of the group's list. Events whose line has an owner of its own keep that.
pub async fn update_line(tx: &mut Tx<'_>, line: &NewLine<'_>) -> Result<()> {
    const SQL: &str = "update checklist_lines set title = $3, due_days = $4, owner_id = $5
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        line.group => sqlx::query(SQL)
            .bind(line.group)
            .bind(line.id)
            .bind(line.title)
            .bind(line.due_days)
            .bind(line.owner)
    )?;
    Ok(())
}

pub async fn remove_line(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, line): (GroupId, ChecklistLineId),
) -> Result<()> {
    const SQL: &str = "update checklist_lines set removed_at = $3
                       where group_id = $1 and id = $2 and removed_at is null";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(line).bind(now))?;
    Ok(())
}

/// A line at an event of its group.
pub type At = (GroupId, EventId, ChecklistLineId);

/// Gives the line a row at the event, with the owner that the list names, unless it has one.
pub async fn begin_preparation(tx: &mut Tx<'_>, (group, event, line): At) -> Result<()> {
    const SQL: &str = "insert into preparations (group_id, event_id, line_id, owner_id)
                       select l.group_id, $2, l.id, l.owner_id from checklist_lines l
                       where l.group_id = $1 and l.id = $3
                       on conflict (group_id, event_id, line_id) do nothing";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(line))?;
    Ok(())
}

/// What is done already stays with who did it first. `None`: it is to do again.
pub async fn save_done(
    tx: &mut Tx<'_>,
    (group, event, line): At,
    done: Option<(Instant, PersonId)>,
) -> Result<()> {
    const SQL: &str = "update preparations set done_at = $4, done_by = $5
                       where group_id = $1 and event_id = $2 and line_id = $3
                         and (done_at is null or $4 is null)";
    let (at, by) = done.unzip();
    execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(event).bind(line).bind(at).bind(by)
    )?;
    Ok(())
}

pub async fn save_owner(
    tx: &mut Tx<'_>,
    (group, event, line): At,
    owner: Option<PersonId>,
) -> Result<()> {
    const SQL: &str = "update preparations set owner_id = $4, nudged_at = null
                       where group_id = $1 and event_id = $2 and line_id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(line).bind(owner))?;
    Ok(())
}

pub async fn save_nudged(tx: &mut Tx<'_>, now: Instant, (group, event, line): At) -> Result<()> {
    const SQL: &str = "update preparations set nudged_at = $4
                       where group_id = $1 and event_id = $2 and line_id = $3";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(line).bind(now))?;
    Ok(())
}

/// `$1`: now; `$2`: a day later, since a line is due on a day and not at an instant; `$3`: when an
/// owner was reminded long enough ago. A day has at most 25 hours, so none is missed.
macro_rules! due {
    () => {
        "from events e
         join checklist_lines l
           on l.group_id = e.group_id and (l.event_id is null or l.event_id = e.id)
              and l.removed_at is null
         left join preparations p
           on p.group_id = e.group_id and p.event_id = e.id and p.line_id = l.id
         where e.status in ('draft', 'published') and e.starts_at > $1
           and e.starts_at - l.due_days * 86400000000 <= $2
           and case when p.line_id is null then l.owner_id else p.owner_id end is not null
           and p.done_at is null and (p.nudged_at is null or p.nudged_at <= $3)"
    };
}

/// Groups with an event that might have somebody to remind.
pub async fn list_groups_to_nudge(
    tx: &mut Tx<'_>,
    (now, tomorrow, rested): (Instant, Instant, Instant),
) -> Result<Vec<GroupId>> {
    const SQL: &str = concat!(
        "select distinct e.group_id ",
        due!(),
        " order by e.group_id"
    );
    on!(tx, c => sqlx::query_scalar(SQL).bind(now).bind(tomorrow).bind(rested).fetch_all(c).await)
}

/// The events of one group that might have somebody to remind.
pub async fn list_events_to_nudge(
    tx: &mut Tx<'_>,
    group: GroupId,
    (now, tomorrow, rested): (Instant, Instant, Instant),
) -> Result<Vec<EventId>> {
    const SQL: &str = concat!(
        "select distinct e.id ",
        due!(),
        " and e.group_id = $4 order by e.id"
    );
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(now).bind(tomorrow).bind(rested).bind(group)
        .fetch_all(c).await)
}

#[derive(sqlx::FromRow)]
struct TurnRow {
    duty: Duty,
    holder_id: Option<PersonId>,
    holder: Option<String>,
    asked_id: Option<PersonId>,
    asked: Option<String>,
    asked_by: Option<PersonId>,
}

/// Who has which duty. A duty that nobody ever had is not in it.
pub async fn list_rota(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<(Duty, Turn)>> {
    const SQL: &str = "select r.duty, h.id as holder_id, h.name as holder, a.id as asked_id,
                              a.name as asked, r.asked_by
        from rota r
        left join memberships mh
          on mh.group_id = r.group_id and mh.person_id = r.person_id and mh.role <> 'member'
        left join people h on h.group_id = mh.group_id and h.id = mh.person_id
        left join memberships ma
          on ma.group_id = r.group_id and ma.person_id = r.asked_id and ma.role <> 'member'
        left join people a on a.group_id = ma.group_id and a.id = ma.person_id
        where r.group_id = $1 and r.event_id = $2";
    let rows: Vec<TurnRow> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)?;
    let turns = rows.into_iter().map(|row| {
        let turn = Turn {
            holder: owner(row.holder_id, row.holder),
            asked: owner(row.asked_id, row.asked).zip(row.asked_by),
        };
        (row.duty, turn)
    });
    Ok(turns.collect())
}

/// A duty on one evening of a group.
pub type Post = (GroupId, EventId, Duty);

/// Who has the duty from now on; an open question about it is settled.
pub async fn save_holder(
    tx: &mut Tx<'_>,
    (group, event, duty): Post,
    holder: Option<PersonId>,
) -> Result<()> {
    const SQL: &str = "insert into rota (group_id, event_id, duty, person_id)
                       values ($1, $2, $3, $4)
                       on conflict (group_id, event_id, duty) do update
                       set person_id = excluded.person_id, asked_id = null, asked_by = null,
                           asked_at = null";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(duty).bind(holder))?;
    Ok(())
}

/// Who was asked to take the duty, by whom and when; `None`: nobody any more.
pub async fn save_asked(
    tx: &mut Tx<'_>,
    (group, event, duty): Post,
    asked: Option<(PersonId, PersonId, Instant)>,
) -> Result<()> {
    const SQL: &str = "insert into rota (group_id, event_id, duty, asked_id, asked_by, asked_at)
                       values ($1, $2, $3, $4, $5, $6)
                       on conflict (group_id, event_id, duty) do update
                       set asked_id = excluded.asked_id, asked_by = excluded.asked_by,
                           asked_at = excluded.asked_at";
    let (whom, by, when) = match asked {
        Some((whom, by, when)) => (Some(whom), Some(by), Some(when)),
        None => (None, None, None),
    };
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(event)
            .bind(duty)
            .bind(whom)
            .bind(by)
            .bind(when)
    )?;
    Ok(())
}

/// One sentence for each line that is prepared for another event than its own, and each question
/// that nobody asked.
pub async fn list_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'line ' || l.title || ' is prepared for an event that it does not belong to'
        from preparations p
        join checklist_lines l on l.group_id = p.group_id and l.id = p.line_id
        where l.event_id is not null and l.event_id <> p.event_id
        union all
        select 'line ' || l.title || ' was done by nobody' from preparations p
        join checklist_lines l on l.group_id = p.group_id and l.id = p.line_id
        where (p.done_at is null) <> (p.done_by is null)
        union all
        select 'somebody was asked for ' || duty || ' by nobody' from rota
        where (asked_id is null) <> (asked_by is null) or (asked_id is null) <> (asked_at is null)
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
