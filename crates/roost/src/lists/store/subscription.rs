use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId, PersonId, SubscriptionId};
use crate::lists::model::{Mode, Standing, Subscription};
use crate::{execute, for_update, on};

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
                coalesce(sum(case when s.mode <> 'none' and ",
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

/// How a post comes to a subscriber of `s`: as they chose for the list, unless they chose digests of
/// all lists.
macro_rules! mode {
    () => {
        "case when s.mode = 'each'
                and exists (select 1 from mail_choices d
                            where d.group_id = s.group_id and d.person_id = s.person_id
                              and d.kind = 'lists' and d.mode = 'digest')
              then 'digest' else s.mode end"
    };
}

/// Whom a post goes to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reader {
    pub id: SubscriptionId,
    pub person_id: PersonId,
    pub email: String,
    /// As a copy of its own, or in the next digest.
    pub mode: Mode,
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
        "select s.id, s.person_id, a.email, ",
        mode!(),
        " as mode
         from subscriptions s
         join people p on p.group_id = s.group_id and p.id = s.person_id
         join addresses a on a.id = p.address_id
         where s.group_id = $1 and s.list_id = $2 and s.mode <> 'none'
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

/// Somebody with posts that wait for their digest.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DigestReader {
    pub id: SubscriptionId,
    pub list_id: ListId,
    pub person_id: PersonId,
    pub name: String,
    pub email: String,
    /// How posts come to them now.
    pub mode: Mode,
    /// Whether a letter can go to them at all.
    pub is_reachable: bool,
    pub is_member: bool,
}

macro_rules! select_digest_reader {
    ($rest:literal) => {
        concat!(
            "select s.id, s.list_id, s.person_id, p.name, a.email, ",
            mode!(),
            " as mode, s.mode <> 'none' and ",
            reachable!("$2"),
            " as is_reachable,
              exists (select 1 from memberships m
                      where m.group_id = s.group_id and m.person_id = s.person_id) as is_member
             from subscriptions s
             join people p on p.group_id = s.group_id and p.id = s.person_id
             join addresses a on a.id = p.address_id
             where s.group_id = $1 ",
            $rest
        )
    };
}

/// Whose digest is due: something waits for them since before `due`, and none was written since. After
/// `after`, at most so many.
pub async fn list_digest_readers(
    tx: &mut Tx<'_>,
    (group, now): (GroupId, Instant),
    due: Instant,
    (after, most): (Option<SubscriptionId>, i64),
) -> Result<Vec<DigestReader>> {
    const SQL: &str = select_digest_reader!(
        "and (s.digested_at is null or s.digested_at < $3)
           and exists (select 1 from waiting_posts w
                       where w.group_id = s.group_id and w.subscription_id = s.id
                         and w.added_at < $3)
           and ($4 is null or s.id > $4)
         order by s.id limit $5"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(now).bind(due).bind(after).bind(most)
        .fetch_all(c).await)
}

/// The places of one person on the lists for which something waits.
pub async fn list_digest_places(
    tx: &mut Tx<'_>,
    (group, now): (GroupId, Instant),
    person: PersonId,
) -> Result<Vec<DigestReader>> {
    const SQL: &str = select_digest_reader!(
        "and s.person_id = $3
           and exists (select 1 from waiting_posts w
                       where w.group_id = s.group_id and w.subscription_id = s.id)
         order by s.id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).bind(person).fetch_all(c).await)
}

/// Makes whoever else writes a digest for this place wait; says when the last one was written.
/// Outer `None`: they have left.
pub async fn lock_digest(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: SubscriptionId,
) -> Result<Option<Option<Instant>>> {
    let sql = for_update!(
        tx,
        "select digested_at from subscriptions where group_id = $1 and id = $2"
    );
    on!(tx, c => sqlx::query_scalar(sql).bind(group).bind(id).fetch_optional(c).await)
}

/// Notes that a digest was written.
pub async fn save_digested(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    id: SubscriptionId,
) -> Result<()> {
    const SQL: &str = "update subscriptions set digested_at = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(now))?;
    Ok(())
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
