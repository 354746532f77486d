//! How far a talk is, who is left alone, and what is forgotten.

use super::write::ask_subject;
use crate::asks::model::{PAUSED, Step};
use crate::asks::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::{Organizer, people};
use crate::ids::{AskId, GroupId, Moment, PersonId};
use crate::tokens;

/// Moves a talk to another step, or off its way, and says until when an answer is waited for.
/// `false`: the ask is not there any more.
///
/// # Errors
/// If the database refuses.
pub async fn move_step(
    tx: &mut Tx<'_>,
    by: &Organizer,
    id: AskId,
    (step, answer_by): (Option<Step>, Option<Instant>),
) -> anyhow::Result<bool> {
    let Some(mut ask) = store::find_ask(tx, by.group, id).await? else {
        return Ok(false);
    };
    ask.step = step;
    ask.answer_by = answer_by.unwrap_or(ask.answer_by);
    store::save_step(tx, &ask).await?;
    Ok(true)
}

/// Leaves somebody alone for a year: as she says herself, or as an organizer heard it from her.
/// `false`: the group knows her no more.
///
/// # Errors
/// If the database refuses.
pub async fn pause(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, person): (GroupId, PersonId),
    her_own: bool,
) -> anyhow::Result<bool> {
    let known = people::find_person(tx, group, person).await?;
    if known.is_none_or(|person| person.erased_at.is_some()) {
        return Ok(false);
    }
    let until = at.now.after(PAUSED);
    store::save_pause(tx, (group, person), (until, her_own)).await?;
    Ok(true)
}

/// She may be asked again. Only she says so.
///
/// # Errors
/// If the database refuses.
pub async fn ask_again(
    tx: &mut Tx<'_>,
    (group, person): (GroupId, PersonId),
) -> anyhow::Result<()> {
    Ok(store::delete_pause(tx, group, person).await?)
}

/// Forgets everything that somebody said when she was asked, and that she was. Her turns stay.
///
/// # Errors
/// If the database refuses.
pub async fn erase_answers(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, person): (GroupId, PersonId),
) -> anyhow::Result<()> {
    for ask in store::list_asks_of(tx, group, person).await? {
        tokens::revoke_tokens(tx, at.now, ask_subject(group, ask.id)).await?;
    }
    Ok(store::delete_asks_of(tx, group, person).await?)
}

/// Forgets what one group was told before `then`, and pauses that are over.
pub(in crate::asks) async fn forget_asks(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, then): (GroupId, Instant),
) -> anyhow::Result<()> {
    for ask in store::list_old_asks(tx, group, then).await? {
        tokens::revoke_tokens(tx, at.now, ask_subject(group, ask)).await?;
    }
    store::delete_old_asks(tx, group, then).await?;
    Ok(store::delete_old_pauses(tx, group, at.now).await?)
}
