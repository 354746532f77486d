use super::Staged;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::{execute, on};

/// Names the blob once more. Returns its name, for the row that names it.
///
/// # Errors
/// If the database refuses.
pub async fn put(tx: &mut Tx<'_>, now: Instant, staged: &Staged) -> Result<String> {
    const SQL: &str = "insert into blobs (name, media_type, size_bytes, uses, content, created_at)
                       values ($1, $2, $3, 1, $4, $5)
                       on conflict (name) do update
                       set uses = blobs.uses + 1, created_at = excluded.created_at";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&staged.name)
            .bind(staged.media_type)
            .bind(staged.size_bytes)
            .bind(staged.content.as_deref())
            .bind(now)
    )?;
    Ok(staged.name.clone())
}

/// Names the blob once less. Its bytes go a day after nobody does.
///
/// # Errors
/// If the database refuses.
pub async fn release(tx: &mut Tx<'_>, now: Instant, name: &str) -> Result<()> {
    const SQL: &str = "update blobs set uses = uses - 1, created_at = $2
                       where name = $1 and uses > 0";
    execute!(tx, sqlx::query(SQL).bind(name).bind(now))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
pub struct Row {
    pub media_type: String,
    pub content: Option<Vec<u8>>,
}

/// `None` too if nobody names it any more: what somebody took down is gone at once, though its bytes
/// go later.
pub async fn find_blob(tx: &mut Tx<'_>, name: &str) -> Result<Option<Row>> {
    const SQL: &str = "select media_type, content from blobs where name = $1 and uses > 0";
    on!(tx, c => sqlx::query_as(SQL).bind(name).fetch_optional(c).await)
}

/// Removes the rows that nobody names since `before`.
pub async fn delete_unused(tx: &mut Tx<'_>, before: Instant) -> Result<()> {
    const SQL: &str = "delete from blobs where uses = 0 and created_at < $1";
    execute!(tx, sqlx::query(SQL).bind(before))?;
    Ok(())
}
