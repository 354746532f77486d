use crate::db::{Result, Tx};
use crate::ids::{GroupId, LinkId};
use crate::{execute, on};
use jiff::civil::Date;

/// Adds visits of one day to those that are written. What leads nowhere any more is left out.
pub async fn add_visits(
    tx: &mut Tx<'_>,
    group: GroupId,
    (link, day): (LinkId, Date),
    visits: i64,
) -> Result<()> {
    const SQL: &str = "insert into link_visits (group_id, link_id, day, visits)
                       select group_id, id, $3, $4 from invitation_links
                       where group_id = $1 and id = $2
                       on conflict (group_id, link_id, day)
                       do update set visits = link_visits.visits + excluded.visits";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(link)
            .bind(day.to_string())
            .bind(visits)
    )?;
    Ok(())
}

/// Visits of a link on all days.
pub async fn count_visits(tx: &mut Tx<'_>, group: GroupId, link: LinkId) -> Result<i64> {
    const SQL: &str = "select coalesce(cast(sum(visits) as bigint), 0) from link_visits
                       where group_id = $1 and link_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(link).fetch_one(c).await)
}
