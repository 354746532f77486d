use crate::db::{Result, Tx};
use crate::on;

/// Every broken invariant of these tables, one sentence each.
pub async fn list_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const NAMELESS: &str = "select count(*) from accounts where name = ''";
    const UNREACHABLE: &str = "select count(*) from accounts a where not exists
                               (select 1 from addresses d where d.account_id = a.id)";
    const UNCONFIRMED: &str = "select count(*) from addresses
                               where account_id is not null and confirmed_at is null";
    let rules = [
        (NAMELESS, "accounts have no name"),
        (UNREACHABLE, "accounts have no address"),
        (UNCONFIRMED, "addresses sign in and are not confirmed"),
    ];
    let mut broken = Vec::new();
    for (sql, what) in rules {
        let count: i64 = on!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?;
        if count > 0 {
            broken.push(format!("{count} {what}"));
        }
    }
    Ok(broken)
}
