use crate::db::{Result, Tx};
use crate::on;

/// Line-ups that are no order, and turns that took longer than anybody can have let them; one
/// sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'the turns of a round are not numbered one by one'
        from (select group_id, round_id, count(*) as turns, count(distinct position) as places,
                     min(position) as lowest, max(position) as highest
              from turns group by group_id, round_id) as line_ups
        where places <> turns or lowest <> 1 or highest <> turns
        union all
        select 'a turn took longer than limit and changeover, and nobody said why' from turns t
        join rounds r on r.group_id = t.group_id and r.id = t.round_id
        where t.took_ms > (r.limit_secs + r.changeover_secs) * 1000 and t.cause = ''
        union all
        select 'a turn was given and no time is known of it' from turns
        where state = 'given' and (took_ms is null or began_at is null)
        union all
        select 'a turn is on stage in a round that has not begun, or is over' from turns t
        join rounds r on r.group_id = t.group_id and r.id = t.round_id
        where t.state = 'on_stage' and (r.begun_at is null or r.ended_at is not null)
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
