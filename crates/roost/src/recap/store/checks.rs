use crate::db::{Result, Tx};
use crate::on;

/// Batches with too few answers and photos without a picture, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'a batch of feedback has fewer than five answers' from feedback
        where batch_id is not null
        group by group_id, batch_id having count(*) < 5
        union all
        select 'a photo has no picture: ' || p.picture from photos p
        left join blobs b on b.name = p.picture and b.uses > 0
        where b.name is null
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
