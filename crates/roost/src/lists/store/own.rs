use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::AccountId;
use crate::lists::model::{Mode, PostState};
use crate::on;

/// A place of an account on a list of any group.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnPlace {
    pub group_name: String,
    pub group_slug: String,
    pub list_name: String,
    pub title: String,
    pub mode: Mode,
    pub own_posts: bool,
    pub joined_at: Instant,
}

/// By group and list.
pub async fn list_places_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<OwnPlace>> {
    const SQL: &str = "select g.name as group_name, g.slug as group_slug, l.name as list_name,
                              l.title, s.mode, s.own_posts, s.joined_at
        from people p
        join subscriptions s on s.group_id = p.group_id and s.person_id = p.id
        join lists l on l.group_id = s.group_id and l.id = s.list_id
        join groups g on g.id = p.group_id
        where p.account_id = $1 order by g.sort_key, g.id, l.name";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Something that an account wrote to a list of any group.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnPost {
    pub group_slug: String,
    pub list_name: String,
    pub message_id: String,
    pub subject: String,
    pub received_at: Instant,
    pub state: PostState,
    /// Whether it stands in the archive, and was not taken out of it.
    pub is_archived: bool,
}

/// The oldest first.
pub async fn list_posts_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<OwnPost>> {
    const SQL: &str = "select g.slug as group_slug, l.name as list_name, o.message_id, o.subject,
                              o.received_at, o.state,
                              exists (select 1 from archived_posts a
                                      where a.group_id = o.group_id and a.post_id = o.id
                                        and a.removed_by is null) as is_archived
        from people p
        join posts o on o.group_id = p.group_id and o.person_id = p.id
        join lists l on l.group_id = o.group_id and l.id = o.list_id
        join groups g on g.id = p.group_id
        where p.account_id = $1 order by o.received_at, o.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}
