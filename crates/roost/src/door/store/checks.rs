use crate::db::{Result, Tx};
use crate::on;

/// One sentence for each check-in, door or telephone that does not hold together.
pub async fn list_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'a check-in of event ' || e.slug || ' was undone before it was made'
        from check_ins k join events e on e.group_id = k.group_id and e.id = k.event_id
        where k.undone_at < k.checked_in_at
        union all
        select 'somebody was checked in to event ' || e.slug || ' who neither answered nor walked in'
        from check_ins k join events e on e.group_id = k.group_id and e.id = k.event_id
        where k.walk_in = 0
          and not exists (select 1 from rsvps r
                          where r.group_id = k.group_id and r.event_id = k.event_id
                            and r.person_id = k.person_id)
        union all
        select 'the door of event ' || e.slug || ' has other than four digits'
        from doors d join events e on e.group_id = d.group_id and e.id = d.event_id
        where length(d.digits) <> 4
        union all
        select 'a telephone at the door of event ' || e.slug || ' works though the link was revoked'
        from telephones t
        join doors d on d.group_id = t.group_id and d.event_id = t.event_id
        join events e on e.group_id = t.group_id and e.id = t.event_id
        where d.revoked_at is not null and t.cut_off_at is null
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
