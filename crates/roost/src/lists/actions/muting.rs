//! Conversations of which a subscriber wants no more.

use super::office::Office;
use crate::db::{self, Tx};
use crate::ids::{GroupId, SubscriptionId, ThreadId};
use crate::inbound::ancestors;
use crate::lists::model::{Post, Subscription};
use crate::lists::store;
use mail_parser::MessageParser;
use std::collections::HashSet;

/// Ends a thread for a subscriber, or lets it come again. Twice is fine.
pub async fn mute(
    tx: &mut Tx<'_>,
    known: &Subscription,
    (thread, is_muted): (ThreadId, bool),
) -> db::Result<()> {
    let place = (known.group_id, known.id);
    match is_muted {
        true => store::insert_mute(tx, place, thread).await,
        false => store::remove_mute(tx, place, thread).await,
    }
}

/// A thread has become a part of another one, and is gone.
pub async fn merge_mutes(
    tx: &mut Tx<'_>,
    group: GroupId,
    (from, to): (ThreadId, ThreadId),
) -> db::Result<()> {
    store::copy_mutes(tx, group, (from, to)).await?;
    store::remove_mutes(tx, group, from).await
}

/// Who wants nothing of the thread that a post belongs to. The archive may not know the post yet, so it
/// is asked for what the post answers as well.
pub(super) async fn find_muting(
    tx: &mut Tx<'_>,
    office: &Office<'_>,
    post: &Post,
) -> db::Result<HashSet<SubscriptionId>> {
    let whose = office.whose();
    let mut muting = HashSet::new();
    if !store::has_mutes(tx, whose).await? {
        return Ok(muting);
    }
    let raw = store::find_raw(tx, post.group_id, post.id).await?;
    let message = MessageParser::default().parse(raw.as_deref().unwrap_or_default());
    let above = message.map(|message| ancestors(&message, &post.message_id));
    let ids = above.unwrap_or_default().into_iter();
    for id in ids.chain([post.message_id.clone()]) {
        muting.extend(store::list_muting(tx, whose, &id).await?);
    }
    Ok(muting)
}
