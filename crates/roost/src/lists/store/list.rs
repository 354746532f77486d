use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, ListId};
use crate::lists::model::List;
use crate::{execute, for_update, on};

macro_rules! select_list {
    ($rest:literal) => {
        concat!(
            "select l.group_id, l.id, l.name, l.kind, l.title, l.about, l.joins, l.posting, l.reply_to,
                    l.style, l.prefix, l.first_posts, l.holds_all, l.max_bytes, l.archive,
                    l.sends_at_once, l.begins_with_digest, l.closed_at
             from lists l ",
            $rest
        )
    };
}

/// [`insert_name`] has to follow.
pub async fn insert_list(tx: &mut Tx<'_>, now: Instant, list: &List) -> Result<()> {
    const SQL: &str = "insert into lists (group_id, id, name, title, about, joins, posting,
                           reply_to, style, prefix, first_posts, holds_all, max_bytes,
                           archive, created_at, kind, sends_at_once,
                           begins_with_digest)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                               $15, $16, $17, $18)";
    let settings = &list.settings;
    execute!(
        tx,
        list.group_id => sqlx::query(SQL)
            .bind(list.group_id)
            .bind(list.id)
            .bind(&list.name)
            .bind(&settings.title)
            .bind(&settings.about)
            .bind(settings.joins)
            .bind(settings.posting)
            .bind(settings.reply_to)
            .bind(settings.style)
            .bind(&settings.prefix)
            .bind(settings.first_posts)
            .bind(settings.holds_all)
            .bind(settings.max_bytes)
            .bind(settings.archive)
            .bind(now)
            .bind(list.kind)
            .bind(settings.sends_at_once)
            .bind(settings.begins_with_digest)
    )?;
    Ok(())
}

/// Gives the list's name to it for ever.
///
/// # Errors
/// If somebody has it: see [`is_name_taken`].
pub async fn insert_name(tx: &mut Tx<'_>, list: &List) -> Result<()> {
    const SQL: &str = "insert into list_names (name, group_id, list_id) values ($1, $2, $3)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&list.name)
            .bind(list.group_id)
            .bind(list.id)
    )?;
    Ok(())
}

pub async fn is_name_taken(tx: &mut Tx<'_>, name: &str) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from list_names where name = $1)";
    on!(tx, c => sqlx::query_scalar(SQL).bind(name).fetch_one(c).await)
}

pub async fn update_list(tx: &mut Tx<'_>, list: &List) -> Result<()> {
    const SQL: &str = "update lists set title = $3, about = $4, joins = $5, posting = $6,
                                        reply_to = $7, style = $8, prefix = $9,
                                        first_posts = $10, holds_all = $11, max_bytes = $12,
                                        archive = $13, sends_at_once = $14,
                                        begins_with_digest = $15
                       where group_id = $1 and id = $2";
    let settings = &list.settings;
    execute!(
        tx,
        list.group_id => sqlx::query(SQL)
            .bind(list.group_id)
            .bind(list.id)
            .bind(&settings.title)
            .bind(&settings.about)
            .bind(settings.joins)
            .bind(settings.posting)
            .bind(settings.reply_to)
            .bind(settings.style)
            .bind(&settings.prefix)
            .bind(settings.first_posts)
            .bind(settings.holds_all)
            .bind(settings.max_bytes)
            .bind(settings.archive)
            .bind(settings.sends_at_once)
            .bind(settings.begins_with_digest)
    )?;
    Ok(())
}

/// `None`: it takes mail again.
pub async fn save_closed(
    tx: &mut Tx<'_>,
    (group, list): (GroupId, ListId),
    closed_at: Option<Instant>,
) -> Result<()> {
    const SQL: &str = "update lists set closed_at = $3 where group_id = $1 and id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(list).bind(closed_at))?;
    Ok(())
}

pub async fn find_list(tx: &mut Tx<'_>, group: GroupId, id: ListId) -> Result<Option<List>> {
    const SQL: &str = select_list!("where l.group_id = $1 and l.id = $2");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(id).fetch_optional(c).await)
}

/// Makes whoever else changes the list or posts to it wait.
pub async fn lock_list(tx: &mut Tx<'_>, group: GroupId, id: ListId) -> Result<Option<List>> {
    let sql = for_update!(tx, select_list!("where l.group_id = $1 and l.id = $2"));
    on!(tx, c => sqlx::query_as(sql).bind(group).bind(id).fetch_optional(c).await)
}

/// The list that has this name, of whatever group, also a closed one.
pub async fn find_list_by_address(tx: &mut Tx<'_>, name: &str) -> Result<Option<List>> {
    const SQL: &str = select_list!(
        "join list_names n on n.group_id = l.group_id and n.list_id = l.id where n.name = $1"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(name).fetch_optional(c).await)
}

/// Every list of a group, the oldest first, below them those that announce.
pub async fn list_lists(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<List>> {
    const SQL: &str = select_list!(
        "where l.group_id = $1
         order by case l.kind when 'discussion' then 0 else 1 end, l.created_at, l.id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Open groups that never had an address to announce by, and maybe no list at all, at most so many.
pub async fn list_groups_without(tx: &mut Tx<'_>, most: i64) -> Result<Vec<GroupId>> {
    const SQL: &str = "select g.id from groups g where g.state = 'open'
                         and not exists (select 1 from lists l
                                         where l.group_id = g.id and l.kind = 'announcements')
                       order by g.id limit $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(most).fetch_all(c).await)
}
