use super::{Kind, Subject, hash};
use crate::clock::Instant;
use crate::db::{BindAll, Result, Tx};
use crate::ids::GroupId;
use crate::{execute, on};
use uuid::Uuid;

/// What a token opens, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Found {
    pub group_id: GroupId,
    pub subject_id: Uuid,
    /// `None`: for ever.
    pub expires_at: Option<Instant>,
}

/// `None` when there is no such token of this kind, or it was revoked. Says nothing of expiry, since
/// a page may explain that better than "not found" does.
pub async fn find_token(tx: &mut Tx<'_>, kind: Kind, token: &str) -> Result<Option<Found>> {
    const SQL: &str = "select group_id, subject_id, expires_at from tokens
                       where hash = $1 and kind = $2 and revoked_at is null";
    let hash = hash(token);
    on!(tx, c => sqlx::query_as(SQL).bind(&hash[..]).bind(kind).fetch_optional(c).await)
}

/// Whether there was such a token of this kind until somebody revoked it, for a page that says so.
pub async fn was_revoked(tx: &mut Tx<'_>, kind: Kind, token: &str) -> Result<bool> {
    const SQL: &str = "select exists (select 1 from tokens
                           where hash = $1 and kind = $2 and revoked_at is not null)";
    let hash = hash(token);
    on!(tx, c => sqlx::query_scalar(SQL).bind(&hash[..]).bind(kind).fetch_one(c).await)
}

/// Revokes every token of the subject, and says how many; the next one that is shown again will
/// differ.
pub async fn revoke_tokens(tx: &mut Tx<'_>, now: Instant, subject: Subject) -> Result<u64> {
    const SQL: &str = "update tokens set revoked_at = $1
                       where kind = $2 and group_id = $3 and subject_id = $4 and revoked_at is null";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(now)
            .bind(subject.kind)
            .bind(subject.group)
            .bind(subject.id)
    )
}

/// Takes the token away for good, leaving no mark of when. `false`: there is none, or no longer.
pub async fn spend_token(tx: &mut Tx<'_>, now: Instant, kind: Kind, token: &str) -> Result<bool> {
    const SQL: &str = "delete from tokens where hash = $1 and kind = $2 and revoked_at is null
                         and (expires_at is null or expires_at > $3)";
    let hash = hash(token);
    let spent = execute!(tx, sqlx::query(SQL).bind(&hash[..]).bind(kind).bind(now))?;
    Ok(spent > 0)
}

/// Forgets tokens that expired before `then`, and says how many.
pub async fn expire_tokens(tx: &mut Tx<'_>, then: Instant) -> Result<u64> {
    const SQL: &str = "delete from tokens where expires_at < $1";
    execute!(tx, sqlx::query(SQL).bind(then))
}

/// The generation of the next token that is shown again: one more than the last revoked one's.
pub(super) async fn find_generation(tx: &mut Tx<'_>, subject: Subject) -> Result<i64> {
    const SQL: &str = "select coalesce(max(case when revoked_at is null then generation
                                                else generation + 1 end), 0)
                       from tokens where kind = $1 and group_id = $2 and subject_id = $3";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(subject.kind).bind(subject.group).bind(subject.id)
        .fetch_one(c).await)
}

/// So many subjects or tokens are asked of or written in one statement.
pub(super) const BATCH: usize = 8;

/// The same as [`find_generation`] of one to [`BATCH`] subjects of a kind and group, each with its own.
/// They are looked up one by one within: asked for all at once, `PostgreSQL` goes through every token of
/// the group as long as it has not counted them.
pub(super) async fn list_generations(
    tx: &mut Tx<'_>,
    (kind, group): (Kind, GroupId),
    ids: &[Uuid],
) -> Result<Vec<(Uuid, i64)>> {
    const SQL: &str = "select column1,
            (select coalesce(max(case when revoked_at is null then generation
                                      else generation + 1 end), 0)
             from tokens where kind = $1 and group_id = $2 and subject_id = column1)
        from (values ($3), ($4), ($5), ($6), ($7), ($8), ($9), ($10)) as subject
        where column1 is not null";
    let ids = (0..BATCH).map(|place| ids.get(place));
    on!(tx, c => sqlx::query_as(SQL)
        .bind(kind).bind(group).bind_all(ids)
        .fetch_all(c).await)
}

/// Writes one to [`BATCH`] tokens of a kind and group that are shown again, each with its subject and
/// generation. Those that are already there stay.
pub(super) async fn insert_tokens(
    tx: &mut Tx<'_>,
    now: Instant,
    (kind, group): (Kind, GroupId),
    tokens: &[(Uuid, i64, [u8; 32])],
) -> Result<()> {
    const SQL: &str =
        "insert into tokens (hash, kind, group_id, subject_id, generation, created_at)
                       select column1, $1, $2, column2, column3, $3
                       from (values ($4, $12, $20), ($5, $13, $21), ($6, $14, $22),
                                    ($7, $15, $23), ($8, $16, $24), ($9, $17, $25),
                                    ($10, $18, $26), ($11, $19, $27)) as made
                       where column1 is not null on conflict (hash) do nothing";
    let all = || (0..BATCH).map(|place| tokens.get(place));
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(kind)
            .bind(group)
            .bind(now)
            .bind_all(all().map(|token| token.map(|(_, _, hash)| &hash[..])))
            .bind_all(all().map(|token| token.map(|(id, _, _)| id)))
            .bind_all(all().map(|token| token.map(|(_, generation, _)| generation)))
    )?;
    Ok(())
}

/// The generation of the subject's token that is in use; `None`: there is none.
pub(super) async fn find_live_generation(tx: &mut Tx<'_>, subject: Subject) -> Result<Option<i64>> {
    const SQL: &str = "select max(generation) from tokens
                       where kind = $1 and group_id = $2 and subject_id = $3
                         and revoked_at is null";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(subject.kind).bind(subject.group).bind(subject.id)
        .fetch_one(c).await)
}

/// A token that is shown again is already there the second time: `false`.
pub(super) async fn insert_token(
    tx: &mut Tx<'_>,
    now: Instant,
    subject: Subject,
    generation: i64,
    hash: &[u8; 32],
    expires: Option<Instant>,
) -> Result<bool> {
    const SQL: &str = "insert into tokens
                           (hash, kind, group_id, subject_id, generation, created_at, expires_at)
                       values ($1, $2, $3, $4, $5, $6, $7) on conflict (hash) do nothing";
    let Subject { kind, group, id } = subject;
    let made = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&hash[..])
            .bind(kind)
            .bind(group)
            .bind(id)
            .bind(generation)
            .bind(now)
            .bind(expires)
    )?;
    Ok(made > 0)
}
