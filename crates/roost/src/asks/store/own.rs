use crate::asks::model::{OwnAsk, OwnPause};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::AccountId;
use crate::on;

/// What groups keep of what an account said when it was asked for a talk, latest first.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_own_asks(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<OwnAsk>> {
    const SQL: &str = "
        select g.slug as group_slug, g.name as group_name, g.zone, b.name as asker,
               e.title as event, a.answer, a.topic, a.asked_at
        from people p
        join asks a on a.group_id = p.group_id and a.person_id = p.id
        join groups g on g.id = a.group_id
        join people b on b.group_id = a.group_id and b.id = a.asked_by
        left join events e on e.group_id = a.group_id and e.id = a.event_id
        where p.account_id = $1 order by g.sort_key, g.id, a.asked_at desc, a.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// The groups that know an account, and until when each may not ask it.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_own_pauses(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Instant,
) -> Result<Vec<OwnPause>> {
    const SQL: &str = "
        select g.slug as group_slug, g.name as group_name, g.zone, s.until
        from people p
        join groups g on g.id = p.group_id
        left join ask_pauses s on s.group_id = p.group_id and s.person_id = p.id and s.until > $2
        where p.account_id = $1 and p.banned_at is null
          and (p.left_at is null or s.until is not null
               or exists (select 1 from asks a
                          where a.group_id = p.group_id and a.person_id = p.id))
        order by g.sort_key, g.id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).bind(now).fetch_all(c).await)
}
