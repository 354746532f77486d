use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::groups::model::{Group, Link, Topic};
use crate::ids::{AccountId, GroupId};
use crate::{execute, on};

macro_rules! select_group {
    ($where:literal) => {
        concat!(
            "select g.id, g.slug, g.name, g.sentence, g.description, g.conduct, g.conduct_link,
                    g.frequency, g.city, g.country, g.latitude, g.longitude, g.zone, g.language,
                    g.hours, g.date_order, g.distance, g.contact_email, g.state, g.since_year,
                    g.created_at, g.closed_at
             from groups g ",
            $where
        )
    };
}

/// The group whose address this is at present.
pub async fn find_group(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Group>> {
    const SQL: &str = select_group!("where g.slug = $1");
    on!(tx, c => sqlx::query_as(SQL).bind(slug).fetch_optional(c).await)
}

pub async fn find_group_by_id(tx: &mut Tx<'_>, id: GroupId) -> Result<Option<Group>> {
    const SQL: &str = select_group!("where g.id = $1");
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

/// Every group that knows the account.
pub async fn list_groups_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Group>> {
    const SQL: &str = select_group!(
        "where g.id in (select group_id from people where account_id = $1) order by g.id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Groups that wait for the keeper's yes, the longest first.
pub async fn list_waiting(tx: &mut Tx<'_>) -> Result<Vec<Group>> {
    const SQL: &str = select_group!("where g.state = 'waiting' order by g.created_at, g.id");
    on!(tx, c => sqlx::query_as(SQL).fetch_all(c).await)
}

/// The present address of the group that has or had this one.
pub async fn find_slug_now(tx: &mut Tx<'_>, slug: &str) -> Result<Option<String>> {
    const SQL: &str = "select g.slug from slugs s join groups g on g.id = s.group_id
                       where s.slug = $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(slug).fetch_optional(c).await)
}

/// Whether another group has or had this address, or a name that looks like one of these.
pub async fn is_slug_taken(
    tx: &mut Tx<'_>,
    group: GroupId,
    slug: &str,
    (skeleton, other): (&str, &str),
) -> Result<bool> {
    const SQL: &str = "select count(*) from slugs
                       where group_id <> $1 and (slug = $2 or skeleton in ($3, $4))";
    let holders: i64 = on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(slug).bind(skeleton)
        .bind(other).fetch_one(c).await)?;
    Ok(holders > 0)
}

pub async fn save_slug(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    slug: &str,
    skeleton: &str,
) -> Result<()> {
    const SQL: &str = "insert into slugs (slug, skeleton, group_id, created_at)
                       values ($1, $2, $3, $4)
                       on conflict (slug) do update set skeleton = excluded.skeleton";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(slug)
            .bind(skeleton)
            .bind(group)
            .bind(now)
    )?;
    Ok(())
}

pub async fn insert_group(tx: &mut Tx<'_>, group: &Group, sort_key: &str) -> Result<()> {
    const SQL: &str =
        "insert into groups (id, slug, name, sort_key, sentence, description, conduct,
                           conduct_link, frequency, city, country, latitude, longitude, zone,
                           language, hours, date_order, distance, contact_email, state, since_year,
                           created_at, closed_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                               $16, $17, $18, $19, $20, $21, $22, $23)";
    execute!(
        tx,
        group.id => sqlx::query(SQL)
            .bind(group.id)
            .bind(&group.slug)
            .bind(&group.name)
            .bind(sort_key)
            .bind(&group.sentence)
            .bind(&group.description)
            .bind(&group.conduct)
            .bind(&group.conduct_link)
            .bind(&group.frequency)
            .bind(&group.city)
            .bind(&group.country)
            .bind(group.latitude)
            .bind(group.longitude)
            .bind(&group.zone)
            .bind(&group.language)
            .bind(group.hours)
            .bind(group.date_order)
            .bind(group.distance)
            .bind(&group.contact_email)
            .bind(group.state)
            .bind(group.since_year)
            .bind(group.created_at)
            .bind(group.closed_at)
    )?;
    Ok(())
}

/// Everything but its id and when it was founded.
pub async fn update_group(tx: &mut Tx<'_>, group: &Group, sort_key: &str) -> Result<()> {
    const SQL: &str = "update groups set slug = $2, name = $3, sort_key = $4, sentence = $5,
                           description = $6, conduct = $7, conduct_link = $8, frequency = $9,
                           city = $10, country = $11, latitude = $12, longitude = $13, zone = $14,
                           language = $15, hours = $16, date_order = $17, distance = $18,
                           contact_email = $19, state = $20, since_year = $21, closed_at = $22
                       where id = $1";
    execute!(
        tx,
        group.id => sqlx::query(SQL)
            .bind(group.id)
            .bind(&group.slug)
            .bind(&group.name)
            .bind(sort_key)
            .bind(&group.sentence)
            .bind(&group.description)
            .bind(&group.conduct)
            .bind(&group.conduct_link)
            .bind(&group.frequency)
            .bind(&group.city)
            .bind(&group.country)
            .bind(group.latitude)
            .bind(group.longitude)
            .bind(&group.zone)
            .bind(&group.language)
            .bind(group.hours)
            .bind(group.date_order)
            .bind(group.distance)
            .bind(&group.contact_email)
            .bind(group.state)
            .bind(group.since_year)
            .bind(group.closed_at)
    )?;
    Ok(())
}

pub async fn list_topics(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Topic>> {
    const SQL: &str = "select topic, folded from group_topics where group_id = $1
                       order by position, folded";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Puts these topics in the place of the group's.
pub async fn save_topics(tx: &mut Tx<'_>, group: GroupId, topics: &[Topic]) -> Result<()> {
    const CLEAR: &str = "delete from group_topics where group_id = $1";
    const SQL: &str = "insert into group_topics (group_id, folded, topic, position)
                       values ($1, $2, $3, $4) on conflict (group_id, folded) do nothing";
    execute!(tx, group => sqlx::query(CLEAR).bind(group))?;
    for (position, topic) in (0_i64..).zip(topics) {
        execute!(
            tx,
            group => sqlx::query(SQL)
                .bind(group)
                .bind(&topic.folded)
                .bind(&topic.topic)
                .bind(position)
        )?;
    }
    Ok(())
}

pub async fn list_links(tx: &mut Tx<'_>, group: GroupId) -> Result<Vec<Link>> {
    const SQL: &str = "select label, url from group_links where group_id = $1 order by position";
    on!(tx, c => sqlx::query_as(SQL).bind(group).fetch_all(c).await)
}

/// Puts these links in the place of the group's.
pub async fn save_links(tx: &mut Tx<'_>, group: GroupId, links: &[Link]) -> Result<()> {
    const CLEAR: &str = "delete from group_links where group_id = $1";
    const SQL: &str = "insert into group_links (group_id, position, label, url)
                       values ($1, $2, $3, $4)";
    execute!(tx, group => sqlx::query(CLEAR).bind(group))?;
    for (position, link) in (0_i64..).zip(links) {
        execute!(
            tx,
            group => sqlx::query(SQL)
                .bind(group)
                .bind(position)
                .bind(&link.label)
                .bind(&link.url)
        )?;
    }
    Ok(())
}
