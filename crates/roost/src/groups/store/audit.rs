use crate::db::{Result, Tx};
use crate::execute;
use crate::groups::model::Actor;
use crate::ids::{AuditId, Moment};

/// Notes in the group's audit log who did what. `verb` names the sentence that the log shows.
pub async fn audit(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: impl Into<Actor>,
    verb: &'static str,
    subject: &str,
    detail: &str,
) -> Result<()> {
    const SQL: &str = "insert into audit_entries (group_id, id, person_id, verb, subject, detail,
                                                  day, created_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let by = by.into();
    let day = at.now.in_zone(&by.zone).date().to_string();
    execute!(
        tx,
        by.group => sqlx::query(SQL)
            .bind(by.group)
            .bind(AuditId::new(at))
            .bind(by.person)
            .bind(verb)
            .bind(subject)
            .bind(detail)
            .bind(&day)
            .bind(at.now)
    )?;
    Ok(())
}
