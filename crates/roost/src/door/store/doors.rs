use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::door::model::{Door, Telephone};
use crate::ids::{EventId, GroupId, TelephoneId, TryId};
use crate::{execute, for_update, on};

macro_rules! select_doors {
    () => {
        "select group_id, event_id, digits, wrong_digits, version, made_by, made_at, asks, revoked_at
         from doors where group_id = $1 and event_id = $2"
    };
}

macro_rules! select_telephones {
    ($rest:literal) => {
        concat!(
            "select group_id, id, event_id, number, agent, let_in_at, cut_off_at from telephones ",
            $rest
        )
    };
}

/// `None`: nobody has made a link for the event's door.
pub async fn find_door(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Option<Door>> {
    on!(tx, c => sqlx::query_as(select_doors!()).bind(group).bind(event).fetch_optional(c).await)
}

/// The door as it stands now, which nobody else changes until the transaction ends.
pub async fn lock_door(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Option<Door>> {
    let sql = for_update!(tx, select_doors!());
    on!(tx, c => sqlx::query_as(sql).bind(group).bind(event).fetch_optional(c).await)
}

/// Writes a door, or opens a revoked one again with new digits.
pub async fn save_door(tx: &mut Tx<'_>, door: &Door) -> Result<()> {
    const SQL: &str = "insert into doors (group_id, event_id, digits, wrong_digits, version,
                                          made_by, made_at, revoked_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8)
                       on conflict (group_id, event_id) do update
                       set digits = excluded.digits, wrong_digits = excluded.wrong_digits,
                           made_by = excluded.made_by, made_at = excluded.made_at,
                           revoked_at = excluded.revoked_at";
    execute!(
        tx,
        door.group_id => sqlx::query(SQL)
            .bind(door.group_id)
            .bind(door.event_id)
            .bind(&door.digits)
            .bind(door.wrong_digits)
            .bind(door.version)
            .bind(door.made_by)
            .bind(door.made_at)
            .bind(door.revoked_at)
    )?;
    Ok(())
}

pub async fn save_digits(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    digits: &str,
) -> Result<()> {
    const SQL: &str = "update doors set digits = $3, wrong_digits = 0
                       where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(digits))?;
    Ok(())
}

/// Whether its telephones show whom to ask for a talk. Open pages hear of it.
pub async fn save_asks(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    asks: bool,
) -> Result<()> {
    const SQL: &str = "update doors set asks = $3, version = version + 1
                       where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(asks))?;
    Ok(())
}

pub async fn save_revoked_at(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    now: Instant,
) -> Result<()> {
    const SQL: &str = "update doors set revoked_at = $3 where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(now))?;
    Ok(())
}

/// Tells open pages that who is here has changed.
pub async fn raise_version(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<()> {
    const SQL: &str = "update doors set version = version + 1
                       where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event))?;
    Ok(())
}

/// Grows with whatever changes the list: who is here, and who has answered.
pub async fn find_version(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select d.version + e.seat_version from doors d
                       join events e on e.group_id = d.group_id and e.id = d.event_id
                       where d.group_id = $1 and d.event_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// The telephone with the cookie of this hash.
pub async fn find_telephone(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    hash: &[u8; 32],
) -> Result<Option<Telephone>> {
    const SQL: &str = select_telephones!("where group_id = $1 and event_id = $2 and hash = $3");
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(&hash[..])
        .fetch_optional(c).await)
}

/// In the order in which they came.
pub async fn list_telephones(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<Telephone>> {
    const SQL: &str =
        select_telephones!("where group_id = $1 and event_id = $2 order by number, id");
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

pub async fn count_telephones(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(*) from telephones where group_id = $1 and event_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

pub async fn insert_telephone(
    tx: &mut Tx<'_>,
    telephone: &Telephone,
    hash: &[u8; 32],
) -> Result<()> {
    const SQL: &str = "insert into telephones (group_id, id, event_id, hash, number, agent,
                                               let_in_at)
                       values ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx,
        telephone.group_id => sqlx::query(SQL)
            .bind(telephone.group_id)
            .bind(telephone.id)
            .bind(telephone.event_id)
            .bind(&hash[..])
            .bind(telephone.number)
            .bind(&telephone.agent)
            .bind(telephone.let_in_at)
    )?;
    Ok(())
}

/// `false`: the door has no such telephone, or it was cut off before.
pub async fn cut_off_telephone(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    telephone: TelephoneId,
    now: Instant,
) -> Result<bool> {
    const SQL: &str = "update telephones set cut_off_at = $4
                       where group_id = $1 and event_id = $2 and id = $3 and cut_off_at is null";
    let cut = execute!(
        tx,
        group => sqlx::query(SQL).bind(group).bind(event).bind(telephone).bind(now)
    )?;
    Ok(cut > 0)
}

/// Forgets who was let in by a link that was revoked: whoever is told the new one starts anew.
pub async fn forget_telephones(tx: &mut Tx<'_>, (group, event): (GroupId, EventId)) -> Result<()> {
    const SQL: &str = "delete from telephones where group_id = $1 and event_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event))?;
    Ok(())
}

pub async fn cut_off_all_telephones(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    now: Instant,
) -> Result<()> {
    const SQL: &str = "update telephones set cut_off_at = $3
                       where group_id = $1 and event_id = $2 and cut_off_at is null";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(event).bind(now))?;
    Ok(())
}

/// Where digits are typed: a telephone, by the hash of its cookie, and its network, hashed under the
/// installation's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    pub telephone: [u8; 32],
    pub network: [u8; 32],
}

/// How many wrong digits since an instant came from a telephone, a network, and altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Wrong {
    pub by_telephone: i64,
    pub by_network: i64,
    pub by_link: i64,
}

pub async fn count_wrong_digits(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    source: &Source,
    since: Instant,
) -> Result<Wrong> {
    const SQL: &str = "select count(case when telephone = $4 then 1 end) as by_telephone,
                              count(case when network = $5 then 1 end) as by_network,
                              count(*) as by_link
                       from wrong_digits where group_id = $1 and event_id = $2 and tried_at > $3";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(since)
        .bind(&source.telephone[..]).bind(&source.network[..])
        .fetch_one(c).await)
}

pub async fn insert_wrong_digits(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    id: TryId,
    source: &Source,
    now: Instant,
) -> Result<()> {
    const NOTE: &str = "insert into wrong_digits (group_id, id, event_id, telephone, network,
                                                  tried_at)
                        values ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        sqlx::query(NOTE)
            .bind(group)
            .bind(id)
            .bind(event)
            .bind(&source.telephone[..])
            .bind(&source.network[..])
            .bind(now)
    )?;
    Ok(())
}

pub async fn raise_wrong_digits(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<()> {
    const SQL: &str = "update doors set wrong_digits = wrong_digits + 1
                       where group_id = $1 and event_id = $2";
    execute!(tx, sqlx::query(SQL).bind(group).bind(event))?;
    Ok(())
}

/// Forgets what makes nobody wait any more.
pub async fn forget_wrong_digits(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    then: Instant,
) -> Result<()> {
    const SQL: &str = "delete from wrong_digits
                       where group_id = $1 and event_id = $2 and tried_at <= $3";
    execute!(tx, sqlx::query(SQL).bind(group).bind(event).bind(then))?;
    Ok(())
}
