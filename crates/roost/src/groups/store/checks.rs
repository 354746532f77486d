use crate::db::{Result, Tx};
use crate::on;

/// One sentence for each broken invariant.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'group ' || g.slug || ' has an address that leads nowhere' from groups g
        where not exists (select 1 from slugs s where s.slug = g.slug and s.group_id = g.id)
        union all
        select 'group ' || g.slug || ' has no organizer' from groups g
        where not exists (select 1 from memberships m
                          where m.group_id = g.id and m.role = 'organizer')
        union all
        select 'group ' || g.slug || ' has a member who has left' from groups g
        where exists (select 1 from memberships m
                      join people p on p.group_id = m.group_id and p.id = m.person_id
                      where m.group_id = g.id and p.left_at is not null)
        union all
        select 'addresses that look alike lead to two groups: ' || a.slug || ', ' || b.slug
        from slugs a join slugs b on b.skeleton = a.skeleton and b.group_id <> a.group_id
        where a.slug < b.slug
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
