use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, PersonId};
use crate::on;

/// Where a message to the organizers goes.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Recipient {
    pub id: PersonId,
    pub name: String,
    pub email: String,
}

/// Every organizer and co-organizer with an address.
pub async fn list_recipients(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Recipient>> {
    const SQL: &str = "select p.id, p.name, a.email from memberships m
                       join people p on p.group_id = m.group_id and p.id = m.person_id
                       join addresses a on a.id = p.address_id
                       where m.group_id = $1 and m.role <> 'member'
                       order by p.id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Letters to organizers since `then` whose key begins with `start`.
pub async fn count_letters(
    tx: &mut Tx<'_>,
    group: GroupId,
    start: &str,
    then: Instant,
) -> Result<i64> {
    // '~' comes after every digit and letter that a key has.
    const SQL: &str = "select count(*) from deliveries
                       where group_id = $1 and unique_key >= $2 and unique_key < $3
                         and created_at > $4";
    let end = format!("{start}~");
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(start).bind(&end).bind(then)
        .fetch_one(c).await)
}

/// The title of a public event, for a message that was begun on its page.
pub async fn find_event_title(
    tx: &mut Tx<'_>,
    group: GroupId,
    slug: &str,
) -> Result<Option<String>> {
    const SQL: &str = "select title from events
                       where group_id = $1 and slug = $2 and status <> 'draft'";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(slug).fetch_optional(c).await)
}
