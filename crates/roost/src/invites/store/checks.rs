use crate::db::{Result, Tx};
use crate::on;

/// One sentence for each way or link that cannot be.
pub async fn list_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    // Whoever comes back to herself on the way from who came to who invited is in a circle, and one
    // step of it is a person who invited herself. `union` drops what was seen, so it ends.
    const SQL: &str = "
        with recursive brought as (
            select w.group_id, w.person_id, l.person_id as inviter
            from came_through w
            join invitation_links l on l.group_id = w.group_id and l.id = w.link_id
            where l.person_id is not null),
        behind as (
            select group_id, person_id, inviter from brought
            union
            select b.group_id, b.person_id, n.inviter from behind b
            join brought n on n.group_id = b.group_id and n.person_id = b.inviter)
        select distinct 'somebody came to the group ' || g.slug || ' through herself'
        from behind b join groups g on g.id = b.group_id where b.person_id = b.inviter
        union
        select 'the link ' || l.code || ' is found by nobody' from invitation_links l
        where not exists (select 1 from tokens t
                          where t.kind = 'invitation_link' and t.group_id = l.group_id
                            and t.subject_id = l.id and t.revoked_at is null)
        union
        select 'the link ' || l.code || ' has numbers below nothing' from invitation_links l
        where l.former < 0 or exists (select 1 from link_visits v
                                      where v.group_id = l.group_id and v.link_id = l.id
                                        and v.visits < 1)
        union
        select 'somebody came to event ' || e.slug || ' by a way, and has no answer to it'
        from came_through w
        join events e on e.group_id = w.group_id and e.id = w.event_id
        where not exists (select 1 from rsvps r
                          where r.group_id = w.group_id and r.event_id = w.event_id
                            and r.person_id = w.person_id)
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
