use crate::db::{Result, Tx};
use crate::on;

/// Asks that contradict themselves, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'somebody answered an ask, and nobody knows when' from asks
        where answer <> 'none' and answered_at is null
        union all
        select 'somebody promised a talk for an event and a day' from asks
        where promised_event_id is not null and promised_on is not null
        union all
        select 'a promise is kept of somebody who made none' from asks
        where answer <> 'next_time' and (promised_event_id is not null or promised_on is not null)
        union all
        select 'an ask led to the turn of somebody else' from asks a
        join turns t on t.group_id = a.group_id and t.id = a.turn_id
        where t.person_id <> a.person_id
        union all
        select 'somebody asked herself for a talk' from asks where person_id = asked_by
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
