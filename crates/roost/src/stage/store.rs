use super::model::{Phase, Timer};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, OrderId, PauseId, RoundId, TurnId};
use crate::{execute, on};

/// A round's row: its clock, and what the screens say besides.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Stage {
    pub version: i64,
    pub phase: Phase,
    pub turn_id: Option<TurnId>,
    pub limit_ms: i64,
    pub changeover_ms: i64,
    pub ends_at: Option<Instant>,
    pub left_ms: Option<i64>,
    pub since: Instant,
    /// Key of what the speaker was told last; empty: nothing.
    pub whisper: String,
    pub whispered_at: Instant,
    /// Of the slides of who is on, from 1.
    pub page: i64,
    /// When the projector asked last.
    pub heard_at: Instant,
}

impl Stage {
    pub fn timer(&self) -> Timer {
        Timer {
            version: self.version,
            phase: self.phase,
            turn: self.turn_id,
            limit_ms: self.limit_ms,
            changeover_ms: self.changeover_ms,
            ends_at: self.ends_at,
            left_ms: self.left_ms,
            since: self.since,
        }
    }
}

/// `None`: nobody has opened screens for the round.
pub async fn find_stage(tx: &mut Tx<'_>, group: GroupId, round: RoundId) -> Result<Option<Stage>> {
    const SQL: &str = "select version, phase, turn_id, limit_ms, changeover_ms, ends_at, left_ms,
                              since, whisper, whispered_at, page, heard_at
                       from stages where group_id = $1 and round_id = $2";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(round).fetch_optional(c).await)
}

/// One that is there stays as it is.
pub async fn insert_stage(
    tx: &mut Tx<'_>,
    (group, round): (GroupId, RoundId),
    timer: &Timer,
) -> Result<()> {
    const SQL: &str = "insert into stages (group_id, round_id, version, phase, limit_ms,
                                           changeover_ms, since, whisper, whispered_at, heard_at)
                       values ($1, $2, $3, $4, $5, $6, $7, '', 0, 0)
                       on conflict (group_id, round_id) do nothing";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(round)
            .bind(timer.version)
            .bind(timer.phase)
            .bind(timer.limit_ms)
            .bind(timer.changeover_ms)
            .bind(timer.since)
    )?;
    Ok(())
}

/// Writes the clock if it is still the one before. `false`: somebody else has changed it.
pub async fn save_timer(
    tx: &mut Tx<'_>,
    (group, round): (GroupId, RoundId),
    timer: &Timer,
) -> Result<bool> {
    const SQL: &str = "update stages set version = $3, phase = $4, turn_id = $5, limit_ms = $6,
                              changeover_ms = $7, ends_at = $8, left_ms = $9, since = $10,
                              page = case when phase = 'ready' then 1 else page end
                       where group_id = $1 and round_id = $2 and version = $3 - 1";
    tx.hurry();
    let written = execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(round)
            .bind(timer.version)
            .bind(timer.phase)
            .bind(timer.turn)
            .bind(timer.limit_ms)
            .bind(timer.changeover_ms)
            .bind(timer.ends_at)
            .bind(timer.left_ms)
            .bind(timer.since)
    )?;
    Ok(written == 1)
}

/// What the speaker is told, by its key.
pub async fn save_whisper(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, round): (GroupId, RoundId),
    whisper: &str,
) -> Result<()> {
    const SQL: &str = "update stages set whisper = $3, whispered_at = $4, version = version + 1
                       where group_id = $1 and round_id = $2";
    tx.hurry();
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(round).bind(whisper).bind(now))?;
    Ok(())
}

/// Which page of her slides is shown.
pub async fn save_page(
    tx: &mut Tx<'_>,
    (group, round): (GroupId, RoundId),
    page: i64,
) -> Result<()> {
    const SQL: &str = "update stages set page = $3, version = version + 1
                       where group_id = $1 and round_id = $2";
    tx.hurry();
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(round).bind(page))?;
    Ok(())
}

/// The projector has asked. Only one that was silent makes other pages look.
pub async fn save_heard(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, round): (GroupId, RoundId),
    was_silent: bool,
) -> Result<()> {
    const SQL: &str = "update stages set heard_at = $3 where group_id = $1 and round_id = $2";
    if was_silent {
        tx.touch(group);
    }
    execute!(tx, sqlx::query(SQL).bind(group).bind(round).bind(now))?;
    Ok(())
}

/// A clock that stands from now on, and why.
pub async fn insert_pause(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, id): (GroupId, PauseId),
    (round, turn): (RoundId, TurnId),
    reason: &str,
) -> Result<()> {
    const SQL: &str = "insert into stage_pauses (group_id, id, round_id, turn_id, reason,
                                                 paused_at)
                       values ($1, $2, $3, $4, $5, $6)";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(round)
            .bind(turn)
            .bind(reason)
            .bind(now)
    )?;
    Ok(())
}

/// It goes on, or the turn is over.
pub async fn end_pause(tx: &mut Tx<'_>, now: Instant, group: GroupId, turn: TurnId) -> Result<()> {
    const SQL: &str = "update stage_pauses set resumed_at = $3
                       where group_id = $1 and turn_id = $2 and resumed_at is null";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(turn).bind(now))?;
    Ok(())
}

/// Why the clock stands now.
pub async fn find_reason(tx: &mut Tx<'_>, group: GroupId, turn: TurnId) -> Result<Option<String>> {
    const SQL: &str = "select reason from stage_pauses
                       where group_id = $1 and turn_id = $2 and resumed_at is null
                       order by paused_at desc, id limit 1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(turn).fetch_optional(c).await)
}

/// How long the turn's clock stood altogether, in milliseconds.
pub async fn count_paused_ms(tx: &mut Tx<'_>, group: GroupId, turn: TurnId) -> Result<i64> {
    const SQL: &str = "select cast(coalesce(sum(resumed_at - paused_at), 0) as bigint) / 1000
                       from stage_pauses where group_id = $1 and turn_id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(turn).fetch_one(c).await)
}

/// What an order that was asked before came to.
pub async fn find_outcome(tx: &mut Tx<'_>, group: GroupId, id: OrderId) -> Result<Option<String>> {
    const SQL: &str = "select outcome from stage_orders where group_id = $1 and id = $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(id).fetch_optional(c).await)
}

pub async fn insert_outcome(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, round): (GroupId, RoundId),
    (id, outcome): (OrderId, &str),
) -> Result<()> {
    const SQL: &str = "insert into stage_orders (group_id, id, round_id, outcome, taken_at)
                       values ($1, $2, $3, $4, $5) on conflict (group_id, id) do nothing";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(group)
            .bind(id)
            .bind(round)
            .bind(outcome)
            .bind(now)
    )?;
    Ok(())
}

/// Clocks that say something else than their line-ups, one sentence each.
pub async fn find_breaches(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    const SQL: &str = "
        select 'a clock runs for a turn that is not on stage' as breach from stages s
        where s.phase in ('running', 'paused')
          and not exists (select 1 from turns t where t.group_id = s.group_id
                            and t.round_id = s.round_id and t.id = s.turn_id
                            and t.state = 'on_stage')
        union all
        select 'a turn is on stage and no clock runs' from turns t
        join stages s on s.group_id = t.group_id and s.round_id = t.round_id
        where t.state = 'on_stage' and (s.turn_id is null or s.turn_id <> t.id
                                        or s.phase not in ('running', 'paused'))
        union all
        select 'a clock between turns is somebody''s' from stages
        where (phase = 'ready') <> (turn_id is null)
        union all
        select 'a clock runs and has no end' from stages
        where (phase = 'running') <> (ends_at is not null)
        union all
        select 'a clock stands and nothing says how much is left' from stages
        where (phase in ('paused', 'over')) <> (left_ms is not null)
        union all
        select 'a clock has more left than a turn gets' from stages
        where left_ms < 0 or left_ms > limit_ms
        union all
        select 'a page is shown that is not there' from stages where page < 1
        union all
        select 'a clock stands for no reason' from stage_pauses where reason = ''
        order by 1";
    on!(tx, c => sqlx::query_scalar(SQL).fetch_all(c).await)
}
