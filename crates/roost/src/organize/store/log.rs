use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AuditId, GroupId, PersonId};
use crate::{for_update, on};

/// One line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    pub id: AuditId,
    /// `None`: Roost itself, or the keeper.
    pub who: Option<String>,
    pub verb: String,
    pub subject: String,
    pub detail: String,
    /// The date in the group's zone.
    pub day: String,
    pub created_at: Instant,
}

/// Entries before `before`, or from the newest; at most `most`.
pub async fn list_entries(
    tx: &mut Tx<'_>,
    group: GroupId,
    before: Option<AuditId>,
    most: i64,
) -> Result<Vec<Entry>> {
    // Ids are in the order of time, so they are the key of the page too.
    const SQL: &str = "select l.id, p.name as who, l.verb, l.subject, l.detail, l.day, l.created_at
                       from audit_entries l
                       left join people p on p.group_id = l.group_id and p.id = l.person_id
                       where l.group_id = $1 and l.id < $2
                       order by l.id desc limit $3";
    let before = before.unwrap_or(AuditId::from(uuid::Uuid::max()));
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(before).bind(most).fetch_all(c).await)
}

/// Whether the person has an entry of this verb on that day.
pub async fn has_entry(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    (verb, day): (&str, &str),
) -> Result<bool> {
    const SQL: &str = "select count(*) from audit_entries
                       where group_id = $1 and person_id = $2 and verb = $3 and day = $4";
    let count: i64 = on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(person).bind(verb).bind(day)
        .fetch_one(c).await)?;
    Ok(count > 0)
}

/// Holds the person's row, so that two of her requests note only one entry.
pub async fn lock_person(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    let sql = for_update!(tx, "select id from people where group_id = $1 and id = $2");
    let _: Option<PersonId> =
        on!(tx, c => sqlx::query_scalar(sql).bind(group).bind(person).fetch_optional(c).await)?;
    Ok(())
}
