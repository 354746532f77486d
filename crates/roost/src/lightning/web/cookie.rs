//! What a browser keeps for the evening, so that who signed up without an account comes back to her
//! turn.

use crate::clock::Instant;
use crate::config::Config;
use crate::db::{Result, Tx};
use crate::events::Event;
use crate::lightning::model::Turn;
use crate::lightning::store;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Cookies, set_cookie};
use axum::http::HeaderValue;
use jiff::SignedDuration;

const NAME: &str = "turns";

/// So many turns does one telephone keep: a table may share one.
const MOST: usize = 8;

/// How long after the event the browser still knows.
const AFTER: SignedDuration = SignedDuration::from_hours(12);

/// The tokens that a browser keeps; what it made up opens nothing.
pub fn kept(app: &App, cookies: &Cookies) -> Vec<String> {
    let kept = cookies.get_own(&app.config, NAME).unwrap_or_default();
    let tokens = kept.split('.').filter(|token| !token.is_empty());
    tokens.take(MOST).map(str::to_owned).collect()
}

/// The same with `token` in front of the others.
pub fn keep(
    config: &Config,
    (kept, token): (&[String], &str),
    (event, now): (&Event, Instant),
) -> HeaderValue {
    let others = kept.iter().map(String::as_str).filter(|it| *it != token);
    let all: Vec<&str> = std::iter::once(token).chain(others).take(MOST).collect();
    let left = event.ends_at.after(AFTER).since(now).as_secs().max(0);
    set_cookie(config, NAME, &all.join("."), left)
}

/// The turns of `event` that these tokens open, and where.
pub async fn find_turns(
    tx: &mut Tx<'_>,
    event: &Event,
    kept: &[String],
) -> Result<Vec<(Turn, String)>> {
    let mut turns = Vec::new();
    for token in kept {
        let Some(found) = tokens::find_token(tx, Kind::Turn, token).await? else {
            continue;
        };
        if found.group_id != event.group_id {
            continue;
        }
        let turn = store::find_turn_by_id(tx, event.group_id, found.subject_id.into()).await?;
        let Some(turn) = turn else { continue };
        let round = store::find_round(tx, event.group_id, turn.round_id).await?;
        if round.is_some_and(|round| round.event_id == event.id) {
            turns.push((turn, format!("/turn/{token}")));
        }
    }
    Ok(turns)
}
