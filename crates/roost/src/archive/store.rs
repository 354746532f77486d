//! All SQL of archives.

use super::model::{Entry, Remover, Thread};
use super::reading::{File, Read};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId, PersonId, PostId, ThreadId};
use crate::lists::Post;
use crate::{execute, on};

macro_rules! select_entry {
    ($rest:literal) => {
        concat!(
            "select a.group_id, a.post_id, a.list_id, a.thread_id, a.permalink, o.message_id,
                    o.person_id, o.author_name, o.author_email, o.subject, a.written_at, a.ancestors,
                    a.text, a.removed_at, a.removed_by, a.reason
             from archived_posts a
             join posts o on o.group_id = a.group_id and o.id = a.post_id ",
            $rest
        )
    };
}

macro_rules! select_thread {
    ($rest:literal) => {
        concat!(
            "select t.group_id, t.id, t.list_id, t.subject, t.posts, t.started_at, t.last_at
             from threads t ",
            $rest
        )
    };
}

/// What tells a post's place in its archive.
pub struct Place<'a> {
    pub thread: ThreadId,
    pub permalink: &'a str,
    pub written_at: Instant,
    /// As `2026-11`.
    pub month: &'a str,
    pub found_by: &'a str,
}

pub async fn insert_entry(
    tx: &mut Tx<'_>,
    post: &Post,
    read: &Read,
    place: &Place<'_>,
) -> Result<()> {
    const SQL: &str =
        "insert into archived_posts (group_id, post_id, list_id, thread_id, permalink,
                           written_at, month, ancestors, text, found_by, reason)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')";
    let group = post.group_id;
    let ancestors = read.ancestors.join(" ");
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(post.id)
            .bind(post.list_id)
            .bind(place.thread)
            .bind(place.permalink)
            .bind(place.written_at)
            .bind(place.month)
            .bind(&ancestors)
            .bind(&read.text)
            .bind(place.found_by)
    )?;
    Ok(())
}

pub async fn insert_file(
    tx: &mut Tx<'_>,
    (group, post): (GroupId, PostId),
    position: i64,
    file: &File,
) -> Result<()> {
    const SQL: &str = "insert into archived_files (group_id, post_id, position, name, bytes)
                       values ($1, $2, $3, $4, $5)";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(post)
            .bind(position)
            .bind(&file.name)
            .bind(file.bytes)
    )?;
    Ok(())
}

/// The thread of a message that is there or that others answer.
pub async fn find_thread_of(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    message_id: &str,
) -> Result<Option<ThreadId>> {
    const SQL: &str = "select thread_id from thread_messages
                       where group_id = $1 and list_id = $2 and message_id = $3";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(list).bind(message_id)
        .fetch_optional(c).await)
}

/// Nothing happens if the message is of a thread before.
pub async fn insert_thread_message(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    message_id: &str,
    thread: ThreadId,
) -> Result<()> {
    const SQL: &str = "insert into thread_messages (group_id, list_id, message_id, thread_id)
                       values ($1, $2, $3, $4)
                       on conflict (group_id, list_id, message_id) do nothing";
    execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(list).bind(message_id).bind(thread)
    )?;
    Ok(())
}

pub async fn insert_thread(tx: &mut Tx<'_>, thread: &Thread) -> Result<()> {
    const SQL: &str =
        "insert into threads (group_id, id, list_id, subject, posts, started_at, last_at)
                       values ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        thread.group_id => sqlx::query(SQL)
            .bind(thread.group_id)
            .bind(thread.id)
            .bind(thread.list_id)
            .bind(&thread.subject)
            .bind(thread.posts)
            .bind(thread.started_at)
            .bind(thread.last_at)
    )?;
    Ok(())
}

pub async fn update_thread(tx: &mut Tx<'_>, thread: &Thread) -> Result<()> {
    const SQL: &str = "update threads set subject = $3, posts = $4, started_at = $5, last_at = $6
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        thread.group_id => sqlx::query(SQL)
            .bind(thread.group_id)
            .bind(thread.id)
            .bind(&thread.subject)
            .bind(thread.posts)
            .bind(thread.started_at)
            .bind(thread.last_at)
    )?;
    Ok(())
}

/// Moves every post of a thread into another one.
pub async fn move_entries(
    tx: &mut Tx<'_>,
    group: GroupId,
    (from, to): (ThreadId, ThreadId),
) -> Result<()> {
    const SQL: &str = "update archived_posts set thread_id = $3
                       where group_id = $1 and thread_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(from).bind(to))?;
    Ok(())
}

/// The same for the messages that it is known by.
pub async fn move_messages(
    tx: &mut Tx<'_>,
    group: GroupId,
    (from, to): (ThreadId, ThreadId),
) -> Result<()> {
    const SQL: &str = "update thread_messages set thread_id = $3
                       where group_id = $1 and thread_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(from).bind(to))?;
    Ok(())
}

/// Takes away a thread from which everything was moved.
pub async fn delete_thread(tx: &mut Tx<'_>, group: GroupId, id: ThreadId) -> Result<()> {
    const SQL: &str = "delete from threads where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(id))?;
    Ok(())
}

pub async fn find_thread(tx: &mut Tx<'_>, group: GroupId, id: ThreadId) -> Result<Option<Thread>> {
    const SQL: &str = select_thread!("where t.group_id = $1 and t.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

pub async fn find_entry(tx: &mut Tx<'_>, group: GroupId, post: PostId) -> Result<Option<Entry>> {
    const SQL: &str = select_entry!("where a.group_id = $1 and a.post_id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(post).fetch_optional(c).await)
}

pub async fn find_entry_by_permalink(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    permalink: &str,
) -> Result<Option<Entry>> {
    const SQL: &str =
        select_entry!("where a.group_id = $1 and a.list_id = $2 and a.permalink = $3");
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(permalink)
        .fetch_optional(c).await)
}

/// A post of a thread without its text.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Outline {
    pub post_id: PostId,
    pub permalink: String,
    pub message_id: String,
    pub ancestors: String,
    pub written_at: Instant,
    pub person_id: Option<PersonId>,
    pub author_name: String,
    pub author_email: String,
}

/// Every post of a thread, in no order that matters.
pub async fn list_outlines(
    tx: &mut Tx<'_>,
    group: GroupId,
    thread: ThreadId,
) -> Result<Vec<Outline>> {
    const SQL: &str = "select a.post_id, a.permalink, o.message_id, a.ancestors, a.written_at,
                              o.person_id, o.author_name, o.author_email
                       from archived_posts a
                       join posts o on o.group_id = a.group_id and o.id = a.post_id
                       where a.group_id = $1 and a.thread_id = $2
                       order by a.written_at, a.post_id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(thread).fetch_all(c).await)
}

/// The address of the first post of each thread is the thread's.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ThreadRow {
    #[sqlx(flatten)]
    pub thread: Thread,
    pub permalink: String,
    pub author_name: String,
    pub author_email: String,
    pub person_id: Option<PersonId>,
}

macro_rules! select_row {
    ($rest:literal) => {
        concat!(
            "select t.group_id, t.id, t.list_id, t.subject, t.posts, t.started_at, t.last_at,
                    a.permalink, o.author_name, o.author_email, o.person_id
             from threads t
             join archived_posts a on a.group_id = t.group_id and a.post_id =
                  (select f.post_id from archived_posts f
                   where f.group_id = t.group_id and f.thread_id = t.id
                   order by f.written_at, f.post_id limit 1)
             join posts o on o.group_id = a.group_id and o.id = a.post_id ",
            $rest
        )
    };
}

/// Threads of a list, the one with the newest post first, before `(last_at, id)`; at most so many.
pub async fn list_threads(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    before: (Instant, ThreadId),
    most: i64,
) -> Result<Vec<ThreadRow>> {
    const SQL: &str = select_row!(
        "where t.group_id = $1 and t.list_id = $2
           and (t.last_at < $3 or t.last_at = $3 and t.id < $4)
         order by t.last_at desc, t.id desc limit $5"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(before.0).bind(before.1).bind(most)
        .fetch_all(c).await)
}

/// The thread whose newest post comes next after this one's.
pub async fn find_newer(tx: &mut Tx<'_>, thread: &Thread) -> Result<Option<ThreadRow>> {
    const SQL: &str = select_row!(
        "where t.group_id = $1 and t.list_id = $2
           and (t.last_at > $3 or t.last_at = $3 and t.id > $4)
         order by t.last_at, t.id limit 1"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(thread.group_id).bind(thread.list_id).bind(thread.last_at).bind(thread.id)
        .fetch_optional(c).await)
}

/// Threads with a post of this month, at most so many, in the order of these posts.
pub async fn list_threads_of_month(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    month: &str,
    (from, most): (i64, i64),
) -> Result<Vec<ThreadRow>> {
    const SQL: &str = select_row!(
        "join (select m.thread_id, min(m.written_at) as first_at from archived_posts m
               where m.group_id = $1 and m.list_id = $2 and m.month = $3
               group by m.thread_id order by min(m.written_at), m.thread_id limit $5 offset $4) w
           on w.thread_id = t.id
         where t.group_id = $1 order by w.first_at, t.id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(month).bind(from).bind(most)
        .fetch_all(c).await)
}

/// Each month with posts, and how many, the last first.
pub async fn list_months(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
) -> Result<Vec<(String, i64)>> {
    const SQL: &str = "select month, count(*) from archived_posts
                       where group_id = $1 and list_id = $2
                       group by month order by month desc";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(list).fetch_all(c).await)
}

/// The newest posts that are there, at most so many.
pub async fn list_newest(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    most: i64,
) -> Result<Vec<Entry>> {
    const SQL: &str = select_entry!(
        "where a.group_id = $1 and a.list_id = $2 and a.removed_by is null
         order by a.written_at desc, a.post_id desc limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(list).bind(most).fetch_all(c).await)
}

/// Posts that are there, the oldest first, after `(written_at, post_id)`; at most so many.
pub async fn list_in_order(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    after: (Instant, PostId),
    most: i64,
) -> Result<Vec<Entry>> {
    const SQL: &str = select_entry!(
        "where a.group_id = $1 and a.list_id = $2 and a.removed_by is null
           and (a.written_at > $3 or a.written_at = $3 and a.post_id > $4)
         order by a.written_at, a.post_id limit $5"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(after.0).bind(after.1).bind(most)
        .fetch_all(c).await)
}

/// What is looked for: as many patterns as a search has words.
pub const PATTERNS: usize = 5;

/// Posts in which every pattern is found, the newest first, among the `looked` newest ones before `before`.
pub async fn search(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    patterns: &[String; PATTERNS],
    (before, looked): (Instant, i64),
    most: i64,
) -> Result<Vec<Entry>> {
    const SQL: &str = select_entry!(
        "where a.group_id = $1 and a.list_id = $2 and a.post_id in
               (select b.post_id from archived_posts b
                where b.group_id = $1 and b.list_id = $2 and b.written_at < $8
                order by b.written_at desc, b.post_id desc limit $9)
           and a.removed_by is null
           and a.found_by like $3 escape '\\' and a.found_by like $4 escape '\\'
           and a.found_by like $5 escape '\\' and a.found_by like $6 escape '\\'
           and a.found_by like $7 escape '\\'
         order by a.written_at desc, a.post_id desc limit $10"
    );
    let [one, two, three, four, five] = patterns;
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(list).bind(one).bind(two).bind(three).bind(four).bind(five)
        .bind(before).bind(looked).bind(most)
        .fetch_all(c).await)
}

/// When the post was written that stands so many below `before`; `None`: there are not so many.
pub async fn find_nth(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    before: Instant,
    nth: i64,
) -> Result<Option<Instant>> {
    const SQL: &str = "select written_at from archived_posts
                       where group_id = $1 and list_id = $2 and written_at < $3
                       order by written_at desc, post_id desc limit 1 offset $4";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(list).bind(before).bind(nth)
        .fetch_optional(c).await)
}

pub async fn list_files(tx: &mut Tx<'_>, group: GroupId, post: PostId) -> Result<Vec<File>> {
    const SQL: &str = "select name, bytes from archived_files
                       where group_id = $1 and post_id = $2 order by position";
    let rows: Vec<(String, i64)> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(post).fetch_all(c).await)?;
    let files = rows.into_iter().map(|(name, bytes)| File { name, bytes });
    Ok(files.collect())
}

/// Takes the text out of the archive; its place stays. `false`: somebody did before.
pub async fn blank_entry(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, post): (GroupId, PostId),
    (by, reason): (Remover, &str),
) -> Result<bool> {
    const SQL: &str = "update archived_posts
                       set text = '', found_by = '', removed_at = $3, removed_by = $4, reason = $5
                       where group_id = $1 and post_id = $2 and removed_by is null";
    let removed = execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(post).bind(now).bind(by).bind(reason)
    )?;
    Ok(removed > 0)
}

pub async fn delete_files(tx: &mut Tx<'_>, group: GroupId, post: PostId) -> Result<()> {
    const SQL: &str = "delete from archived_files where group_id = $1 and post_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(post))?;
    Ok(())
}

/// Everything that somebody wrote to the lists of a group.
pub async fn list_posts_of(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
) -> Result<Vec<(PostId, ThreadId)>> {
    const SQL: &str = "select a.post_id, a.thread_id from archived_posts a
                       join posts o on o.group_id = a.group_id and o.id = a.post_id
                       where a.group_id = $1 and o.person_id = $2
                       order by a.post_id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).fetch_all(c).await)
}

/// The subject of the first post of a thread that is there; `None`: none is.
pub async fn find_first_subject(
    tx: &mut Tx<'_>,
    group: GroupId,
    thread: ThreadId,
) -> Result<Option<String>> {
    const SQL: &str = "select o.subject from archived_posts a
                       join posts o on o.group_id = a.group_id and o.id = a.post_id
                       where a.group_id = $1 and a.thread_id = $2 and a.removed_by is null
                       order by a.written_at, a.post_id limit 1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(thread).fetch_optional(c).await)
}

/// Threads and posts that contradict each other, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const MISCOUNTED: &str = "select t.id from threads t
        where t.posts <> (select count(*) from archived_posts a
                          where a.group_id = t.group_id and a.thread_id = t.id)
        order by t.id";
    const ASTRAY: &str = "select a.post_id from archived_posts a
        join posts o on o.group_id = a.group_id and o.id = a.post_id
        where o.state <> 'accepted' or o.archived_at is null or o.list_id <> a.list_id
           or not exists (select 1 from thread_messages m
                          where m.group_id = a.group_id and m.list_id = a.list_id
                            and m.message_id = o.message_id and m.thread_id = a.thread_id)
        order by a.post_id";
    const LEFT: &str = "select a.post_id from archived_posts a
        where a.removed_by is not null
          and (a.text <> '' or a.found_by <> ''
               or exists (select 1 from archived_files f
                          where f.group_id = a.group_id and f.post_id = a.post_id))
        order by a.post_id";
    let miscounted: Vec<ThreadId> =
        on!(tx, c => sqlx::query_scalar(MISCOUNTED).fetch_all(c).await)?;
    let astray: Vec<PostId> = on!(tx, c => sqlx::query_scalar(ASTRAY).fetch_all(c).await)?;
    let left: Vec<PostId> = on!(tx, c => sqlx::query_scalar(LEFT).fetch_all(c).await)?;
    let miscounted = miscounted
        .iter()
        .map(|id| format!("the thread {id} has another number of posts than it says"));
    let astray = astray
        .iter()
        .map(|id| format!("the archived post {id} did not go out, or is of no thread"));
    let left = left
        .iter()
        .map(|id| format!("the removed post {id} left something behind"));
    Ok(miscounted.chain(astray).chain(left).collect())
}
