use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId, PersonId, SubscriptionId};
use crate::lists::model::{Mode, Standing, Subscription};
use crate::{execute, on};

macro_rules! select_subscription {
    ($rest:literal) => {
        concat!(
            "select s.group_id, s.id, s.list_id, s.person_id, s.mode, s.own_posts, s.standing,
                    s.joined_at
             from subscriptions s ",
            $rest
        )
    };
}

/// Who a copy can go to: here, not suppressed, without a pause, and not through with lists altogether.
macro_rules! reachable {
    ($now:literal) => {
        concat!(
            "p.left_at is null and p.banned_at is null and p.erased_at is null
             and (p.mail_paused_until is null or p.mail_paused_until <= ",
            $now,
            ") and not exists (select 1 from suppressions x where x.folded = a.folded)
             and not exists (select 1 from mail_choices c
                             where c.group_id = p.group_id and c.person_id = p.id
                               and c.kind = 'lists' and c.mode = 'none')"
        )
    };
}

/// `false`: they are on the list already.
pub async fn insert_subscription(tx: &mut Tx<'_>, new: &Subscription) -> Result<bool> {
    const SQL: &str = "insert into subscriptions (group_id, id, list_id, person_id, mode,
                                                  own_posts, standing, joined_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8)
                       on conflict (group_id, list_id, person_id) do nothing";
    let inserted = execute!(
        tx,
        new.group_id => sqlx::query(SQL)
            .bind(new.group_id)
            .bind(new.id)
            .bind(new.list_id)
            .bind(new.person_id)
            .bind(new.mode)
            .bind(new.own_posts)
            .bind(new.standing)
            .bind(new.joined_at)
    )?;
    Ok(inserted > 0)
}

/// Changes what they get and how their posts are looked at.
pub async fn update_subscription(tx: &mut Tx<'_>, changed: &Subscription) -> Result<()> {
    const SQL: &str = "update subscriptions set mode = $3, own_posts = $4, standing = $5
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        changed.group_id => sqlx::query(SQL)
            .bind(changed.group_id)
            .bind(changed.id)
            .bind(changed.mode)
            .bind(changed.own_posts)
            .bind(changed.standing)
    )?;
    Ok(())
}

pub async fn remove_subscription(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: SubscriptionId,
) -> Result<()> {
    const SQL: &str = "delete from subscriptions where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}

/// Takes somebody off every list of a group.
pub async fn remove_subscriptions(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "delete from subscriptions where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person))?;
    Ok(())
}

pub async fn find_subscription(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    person: PersonId,
) -> Result<Option<Subscription>> {
    const SQL: &str =
        select_subscription!("where s.group_id = $1 and s.list_id = $2 and s.person_id = $3");
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(person)
        .fetch_optional(c).await)
}

pub async fn find_subscription_by_id(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: SubscriptionId,
) -> Result<Option<Subscription>> {
    const SQL: &str = select_subscription!("where s.group_id = $1 and s.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// How many are on a list, and how many of them a post reaches now.
pub async fn count_subscribers(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, list): (GroupId, ListId),
) -> Result<(i64, i64)> {
    const SQL: &str = concat!(
        "select count(*),
                coalesce(sum(case when s.mode = 'each' and ",
        reachable!("$3"),
        " then 1 else 0 end), 0)
         from subscriptions s
         join people p on p.group_id = s.group_id and p.id = s.person_id
         join addresses a on a.id = p.address_id
         where s.group_id = $1 and s.list_id = $2
           and p.left_at is null and p.banned_at is null and p.erased_at is null"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(list).bind(now).fetch_one(c).await)
}

/// Whom a copy of a post goes to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reader {
    pub id: SubscriptionId,
    pub person_id: PersonId,
    pub email: String,
}

/// Those who get a post, after `after` and at most so many. `author` is left out unless they want
/// copies of their own.
pub async fn list_readers(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, list): (GroupId, ListId),
    author: Option<PersonId>,
    (after, most): (Option<SubscriptionId>, i64),
) -> Result<Vec<Reader>> {
    const SQL: &str = concat!(
        "select s.id, s.person_id, a.email
         from subscriptions s
         join people p on p.group_id = s.group_id and p.id = s.person_id
         join addresses a on a.id = p.address_id
         where s.group_id = $1 and s.list_id = $2 and s.mode = 'each'
           and ($5 is null or s.id > $5)
           and ($4 is null or s.person_id <> $4 or s.own_posts)
           and ",
        reachable!("$3"),
        " order by s.id limit $6"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(now).bind(author).bind(after).bind(most)
        .fetch_all(c).await)
}

/// One line of the list's people, as its organizers see it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Subscriber {
    pub id: SubscriptionId,
    pub person_id: PersonId,
    pub name: String,
    pub email: String,
    pub mode: Mode,
    pub standing: Standing,
    pub joined_at: Instant,
}

/// By name, after the one whose name and id are given, at most so many.
pub async fn list_subscribers(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    (after, most): (Option<(&str, SubscriptionId)>, i64),
) -> Result<Vec<Subscriber>> {
    const SQL: &str = "select s.id, s.person_id, p.name, a.email, s.mode, s.standing, s.joined_at
        from subscriptions s
        join people p on p.group_id = s.group_id and p.id = s.person_id
        join addresses a on a.id = p.address_id
        where s.group_id = $1 and s.list_id = $2
          and p.left_at is null and p.banned_at is null and p.erased_at is null
          and ($3 is null or p.sort_key > $3 or p.sort_key = $3 and s.id > $4)
        order by p.sort_key, s.id limit $5";
    let (key, id) = after.unzip();
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(key).bind(id).bind(most)
        .fetch_all(c).await)
}
