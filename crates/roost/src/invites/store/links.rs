use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, LinkId, PersonId};
use crate::invites::model::{Code, Link};
use crate::{execute, on};

macro_rules! select_links {
    ($rest:literal) => {
        concat!(
            "select id, event_id, code, person_id, outlet, label, cut_at from invitation_links ",
            $rest
        )
    };
}

pub async fn find_link(tx: &mut Tx<'_>, group: GroupId, id: LinkId) -> Result<Option<Link>> {
    const SQL: &str = select_links!("where group_id = $1 and id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// `None` where the code is another group's, too.
pub async fn find_link_by_code(
    tx: &mut Tx<'_>,
    group: GroupId,
    code: &Code,
) -> Result<Option<Link>> {
    const SQL: &str = select_links!("where group_id = $1 and code = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(code.as_str()).fetch_optional(c).await)
}

/// A person's own link to an event, unless it was cut off.
pub async fn find_own_link(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    person: PersonId,
) -> Result<Option<Link>> {
    const SQL: &str = select_links!(
        "where group_id = $1 and event_id = $2 and person_id = $3 and cut_at is null"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(person)
        .fetch_optional(c).await)
}

/// The links at outlets that lead to an event and count, by outlet and label.
pub async fn list_tagged(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Link>> {
    const SQL: &str = select_links!(
        "where group_id = $1 and event_id = $2 and outlet is not null and cut_at is null
         order by made_at, id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// The name of who invites by a link; `None`: she is gone, or is not to come any more.
pub async fn find_inviter(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Option<String>> {
    const SQL: &str = "select name from people
                       where group_id = $1 and id = $2 and erased_at is null
                         and banned_at is null";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(person).fetch_optional(c).await)
}

/// `false`: the person has a link to the event already.
pub async fn insert_link(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    link: &Link,
) -> Result<bool> {
    const SQL: &str = "insert into invitation_links
                           (group_id, id, event_id, code, person_id, outlet, label, made_at, cut_at,
                            former)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, null, 0) on conflict do nothing";
    let made = execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(link.id)
            .bind(link.event_id)
            .bind(&link.code)
            .bind(link.person_id)
            .bind(link.outlet)
            .bind(&link.label)
            .bind(now)
    )?;
    Ok(made > 0)
}

/// From now on the link leads on and counts nothing. `false`: it was so already, or is another group's.
pub async fn cut_off(tx: &mut Tx<'_>, now: Instant, group: GroupId, id: LinkId) -> Result<bool> {
    const SQL: &str = "update invitation_links set cut_at = $3
                       where group_id = $1 and id = $2 and cut_at is null";
    let cut = execute!(tx, sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(cut > 0)
}
