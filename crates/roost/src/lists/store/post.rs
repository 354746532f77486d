use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId, Moment, NoticeId, PersonId, PostId};
use crate::lists::model::{Post, PostState};
use crate::{execute, on};

macro_rules! select_post {
    ($rest:literal) => {
        concat!(
            "select o.group_id, o.id, o.list_id, o.message_id, o.person_id, o.author_name,
                    o.author_email, o.is_proven, o.subject, o.munges, o.state, o.hold,
                    o.received_at, o.settled_at, o.settled_by, o.reason
             from posts o ",
            $rest
        )
    };
}

pub async fn insert_post(tx: &mut Tx<'_>, post: &Post, raw: &[u8]) -> Result<()> {
    const SQL: &str = "insert into posts (group_id, id, list_id, message_id, person_id,
                           author_name, author_email, is_proven, subject, raw, munges, state, hold,
                           received_at, settled_at, settled_by, reason)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                               $16, $17)";
    execute!(
        tx,
        post.group_id => sqlx::query(SQL)
            .bind(post.group_id)
            .bind(post.id)
            .bind(post.list_id)
            .bind(&post.message_id)
            .bind(post.person_id)
            .bind(&post.author_name)
            .bind(&post.author_email)
            .bind(post.is_proven)
            .bind(&post.subject)
            .bind(raw)
            .bind(post.munges)
            .bind(post.state)
            .bind(&post.hold)
            .bind(post.received_at)
            .bind(post.settled_at)
            .bind(post.settled_by)
            .bind(&post.reason)
    )?;
    Ok(())
}

pub async fn find_post(tx: &mut Tx<'_>, group: GroupId, id: PostId) -> Result<Option<Post>> {
    const SQL: &str = select_post!("where o.group_id = $1 and o.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// The message as it came; `None`: there is no such post.
pub async fn find_raw(tx: &mut Tx<'_>, group: GroupId, id: PostId) -> Result<Option<Vec<u8>>> {
    const SQL: &str = "select raw from posts where group_id = $1 and id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// Whether the list has had this message before.
pub async fn has_message(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    message_id: &str,
) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from posts
                           where group_id = $1 and list_id = $2 and message_id = $3)";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(list).bind(message_id)
        .fetch_one(c).await)
}

/// How many posts that are surely somebody's have gone out on a list.
pub async fn count_accepted(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    person: PersonId,
) -> Result<i64> {
    const SQL: &str = "select count(*) from posts
                       where group_id = $1 and person_id = $3 and list_id = $2
                         and state = 'accepted' and is_proven";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(list).bind(person).fetch_one(c).await)
}

/// Settles a post that is held. `false`: somebody else did.
pub async fn settle(
    tx: &mut Tx<'_>,
    now: Instant,
    post: &Post,
    (state, by): (PostState, Option<PersonId>),
    reason: &str,
) -> Result<bool> {
    const SQL: &str = "update posts set state = $3, settled_at = $4, settled_by = $5, reason = $6
                       where group_id = $1 and id = $2 and state = 'held'";
    let settled = execute!(
        tx,
        post.group_id => sqlx::query(SQL)
            .bind(post.group_id)
            .bind(post.id)
            .bind(state)
            .bind(now)
            .bind(by)
            .bind(reason)
    )?;
    Ok(settled > 0)
}

/// The posts of a list that wait, the oldest first, at most so many.
pub async fn list_held(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    most: i64,
) -> Result<Vec<Post>> {
    const SQL: &str = select_post!(
        "where o.group_id = $1 and o.list_id = $2 and o.state = 'held'
         order by o.received_at, o.id limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(list).bind(most).fetch_all(c).await)
}

/// How many posts of a group's lists wait, by list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    pub list_id: ListId,
    pub posts: i64,
    pub oldest: Instant,
}

/// Lists without any are not in it.
pub async fn count_held(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Waiting>> {
    const SQL: &str = "select list_id, count(*) as posts, min(received_at) as oldest from posts
                       where group_id = $1 and state = 'held'
                       group by list_id order by list_id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Posts of one group that wait for its organizers.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Held {
    pub group: String,
    pub posts: i64,
    pub oldest: Instant,
}

/// Groups where posts wait, those with the oldest first, at most so many.
pub async fn list_groups_with_held(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Held>> {
    const SQL: &str = r#"select g.name as "group", h.posts, h.oldest from groups g
                         join (select group_id, count(*) as posts, min(received_at) as oldest from posts
                               where state = 'held' group by group_id) h on h.group_id = g.id
                         order by h.oldest, g.id limit $1"#;
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

/// How many posts came to a list since then that were held, and how many of them from this address.
pub async fn count_held_lately(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    since: Instant,
    email: &str,
) -> Result<(i64, i64)> {
    const SQL: &str = "select count(*),
                              coalesce(sum(case when lower(author_email) = $4 then 1 else 0 end), 0)
                       from posts where group_id = $1 and list_id = $2 and received_at > $3
                         and hold <> ''";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(since).bind(email)
        .fetch_one(c).await)
}

/// Posts that have been held since before `then`, at most so many.
pub async fn expire_posts(tx: &mut Tx<'_>, then: Instant, most: i64) -> Result<Vec<Post>> {
    const SQL: &str = select_post!(
        "where o.state = 'held' and o.received_at < $1 order by o.received_at, o.id limit $2"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(then).bind(most).fetch_all(c).await)
}

/// Posts that went out and stand in no archive, the oldest first, at most so many. What was announced
/// stands in none.
pub async fn list_unarchived(tx: &mut Tx<'_>, most: i64) -> Result<Vec<(GroupId, PostId)>> {
    const SQL: &str = "select group_id, id from posts
                       where state = 'accepted' and archived_at is null
                         and exists (select 1 from lists l
                                     where l.group_id = posts.group_id and l.id = posts.list_id
                                       and l.kind = 'discussion')
                       order by received_at, id limit $1";
    on!(tx, c => sqlx::query_as(SQL).bind(most).fetch_all(c).await)
}

/// Notes that a post stands in the archive. `false`: it did before, or it did not go out.
pub async fn mark_archived(tx: &mut Tx<'_>, now: Instant, post: &Post) -> Result<bool> {
    const SQL: &str = "update posts set archived_at = $3
                       where group_id = $1 and id = $2 and state = 'accepted' and archived_at is null";
    let marked = execute!(
        tx,
        post.group_id => sqlx::query(SQL).bind(post.group_id).bind(post.id).bind(now)
    )?;
    Ok(marked > 0)
}

/// Takes what was written out of a post. Who wrote it stays.
pub async fn blank_post(tx: &mut Tx<'_>, group: GroupId, id: PostId) -> Result<()> {
    const SQL: &str = "update posts set subject = '', raw = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id).bind(&[][..] as &[u8]))?;
    Ok(())
}

/// Takes what somebody wrote, and who it was, out of their posts: of an erased person nothing stays.
pub async fn blank_posts(tx: &mut Tx<'_>, group: GroupId, person: PersonId) -> Result<()> {
    const SQL: &str = "update posts set author_name = '', author_email = '', subject = '', raw = $3
                       where group_id = $1 and person_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(person).bind(&[][..] as &[u8]))?;
    Ok(())
}

/// Notes that an organizer is told of a held post. Their answer leads by the new id.
pub async fn insert_notice(
    tx: &mut Tx<'_>,
    at: &Moment,
    post: &Post,
    person: PersonId,
) -> Result<NoticeId> {
    const SQL: &str =
        "insert into moderation_notices (group_id, id, post_id, person_id, created_at)
                       values ($1, $2, $3, $4, $5)";
    let id = NoticeId::new(at);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(post.group_id)
            .bind(id)
            .bind(post.id)
            .bind(person)
            .bind(at.now)
    )?;
    Ok(id)
}

/// Which post a notice is about, and who got it.
pub async fn find_notice(
    tx: &mut Tx<'_>,
    group: GroupId,
    id: NoticeId,
) -> Result<Option<(PostId, PersonId)>> {
    const SQL: &str = "select post_id, person_id from moderation_notices
                       where group_id = $1 and id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}
