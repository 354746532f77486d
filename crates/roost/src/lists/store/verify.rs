use crate::db::{Result, Tx};
use crate::ids::{ListId, PostId, SubscriptionId};
use crate::on;

/// Lists, subscriptions and posts that contradict themselves, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const NAMELESS: &str = "select l.id from lists l
        where not exists (select 1 from list_names n where n.name = l.name
                          and n.group_id = l.group_id and n.list_id = l.id)
        order by l.id";
    const GONE: &str = "select s.id from subscriptions s
        join people p on p.group_id = s.group_id and p.id = s.person_id
        where p.erased_at is not null order by s.id";
    const BOTH: &str = "select s.id from subscriptions s
        join departures d on d.group_id = s.group_id and d.list_id = s.list_id
                         and d.person_id = s.person_id
        order by s.id";
    const HALF: &str = "select o.id from posts o
        where (o.state = 'held') = (o.settled_at is not null)
           or o.state <> 'accepted' and o.hold = ''
        order by o.id";
    const ASTRAY: &str = "select w.post_id from waiting_posts w
        join posts o on o.group_id = w.group_id and o.id = w.post_id
        join subscriptions s on s.group_id = w.group_id and s.id = w.subscription_id
        where o.state <> 'accepted' or o.list_id <> s.list_id or s.mode = 'none'
        order by w.post_id";
    let nameless: Vec<ListId> = on!(tx, c => sqlx::query_scalar(NAMELESS).fetch_all(c).await)?;
    let gone: Vec<SubscriptionId> = on!(tx, c => sqlx::query_scalar(GONE).fetch_all(c).await)?;
    let both: Vec<SubscriptionId> = on!(tx, c => sqlx::query_scalar(BOTH).fetch_all(c).await)?;
    let half: Vec<PostId> = on!(tx, c => sqlx::query_scalar(HALF).fetch_all(c).await)?;
    let astray: Vec<PostId> = on!(tx, c => sqlx::query_scalar(ASTRAY).fetch_all(c).await)?;
    let nameless = nameless
        .iter()
        .map(|id| format!("the list {id} has no name of its own"));
    let gone = gone
        .iter()
        .map(|id| format!("the subscription {id} outlived its person"));
    let both = both
        .iter()
        .map(|id| format!("the subscription {id} is of somebody who has left the list"));
    let half = half
        .iter()
        .map(|id| format!("the post {id} is settled and not, or neither"));
    let astray = astray
        .iter()
        .map(|id| format!("the post {id} waits for a digest that it does not belong in"));
    let posts = half.chain(astray);
    Ok(nameless.chain(gone).chain(both).chain(posts).collect())
}
