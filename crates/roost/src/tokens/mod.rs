//! Tokens: what a link carries to prove that its reader may do something.
//!
//! - *Shown once*: random, 256 bits, in one mail or printed once. Only its hash is kept.
//! - *Shown again*: 128 bits of HMAC-SHA-256 under the installation's key over kind, subject and
//!   generation, so that the same link can be written into every mail without being kept.
//!   Revoking it raises the generation.
//!
//! - *No secret*: eight letters and digits, printed on posters and sent to friends. They are kept as
//!   they are by whoever made them.
//!
//! Each is found by its hash in the global table `tokens`, which says what it opens.
mod key;
mod store;

pub use key::Key;
pub use store::{Found, expire_tokens, find_token, revoke_tokens, spend_token, was_revoked};

use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// What a token is for. One kind never opens what another does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Kind {
    /// Shown once: the link of a sign-in. Its subject is the sign-in.
    SignIn,
    /// Shown once: makes the keeper's account on an empty database.
    FirstRun,
    /// Shown once: an invitation to organize. Its subject is the invitation.
    Invitation,
    /// Shown again: a person's answer to an event. Its subject is the RSVP.
    Manage,
    /// Shown again: ends a person's mail about other evenings. Its subject is the person.
    Unsubscribe,
    /// Shown again: a person's secret calendar. Its subject is the account.
    Calendar,
    /// Shown again: the door of an event, for its helpers. Its subject is the event.
    Door,
    /// Shown again: a person at the door of an event. Its subject is the RSVP.
    CheckIn,
    /// Shown again: the names for the building's door. Its subject is the event.
    NameList,
    /// Shown once: two questions about an event, without a name. Its subject is the event; whose mail
    /// it stood in is nowhere.
    Feedback,
    /// Shown again: a turn in a lightning round, for who signed up to it. Its subject is the turn.
    Turn,
    /// Shown again: the projector's page of a lightning round, which controls it. Its subject is the round.
    Stage,
    /// Shown again: what the front sees of a round and cannot change. Its subject is the round.
    Front,
    /// Shown again: a round in the moderator's hand. Its subject is the round.
    Remote,
    /// No secret: an invitation link. Its subject is the link.
    InvitationLink,
    /// Shown again: the question for a talk, for whom it was sent to. Its subject is the ask.
    Ask,
    /// Shown again: a proposal, for who made it. Its subject is the proposal.
    Proposal,
    /// Shown once: a yes to the question whether somebody wants to join a list. Its subject is the request.
    ListJoin,
    /// Shown again: somebody's place on a list. Its subject is the subscription.
    Subscription,
    /// Shown again: where an organizer's answer about a held post goes. Its subject is the notice.
    Moderation,
}

/// What a token opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub kind: Kind,
    /// [`GroupId::NONE`] where it belongs to no group.
    pub group: GroupId,
    pub id: Uuid,
}

/// A token as a mail address can hold it, in letters and digits of lower case, since mail servers
/// change the case of what stands before the @: 26 for one that is shown again, 52 for one that is
/// shown once. `None`: it is no token.
pub fn for_mail(token: &str) -> Option<String> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
    matches!(bytes.len(), 16 | 32).then(|| BASE32_NOPAD.encode(&bytes).to_ascii_lowercase())
}

/// The token that [`for_mail`] was made from, in whatever case it comes back.
pub fn from_mail(text: &str) -> Option<String> {
    let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes());
    let bytes = bytes.ok().filter(|bytes| matches!(bytes.len(), 16 | 32))?;
    Some(BASE64URL_NOPAD.encode(&bytes))
}

/// SHA-256 of a token as it stands in a link: what the database keeps of it.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Makes a token that is shown once.
///
/// # Errors
/// If the database refuses.
pub async fn issue(
    tx: &mut Tx<'_>,
    at: &Moment,
    subject: Subject,
    expires: Option<Instant>,
) -> db::Result<String> {
    let token = BASE64URL_NOPAD.encode(&at.secret());
    store::insert_token(tx, at.now, subject, 0, &hash(&token), expires).await?;
    Ok(token)
}

/// The first token that is shown again of a subject that this transaction has made, so that none of
/// it can have been revoked.
///
/// # Errors
/// If the database refuses.
pub async fn issue_first(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    subject: Subject,
) -> db::Result<String> {
    let token = key.token(subject, 0);
    store::insert_token(tx, at.now, subject, 0, &hash(&token), None).await?;
    Ok(token)
}

/// Makes a token that is no secret, and that no other one is like.
///
/// # Errors
/// If the database refuses.
pub async fn issue_code(tx: &mut Tx<'_>, at: &Moment, subject: Subject) -> db::Result<String> {
    loop {
        let code = at.code();
        // Of 2^40 one is taken now and then.
        if store::insert_token(tx, at.now, subject, 0, &hash(&code), None).await? {
            return Ok(code);
        }
    }
}

/// The token that [`reissue`] made, to be shown again without writing anything.
///
/// # Errors
/// If the database cannot be read.
pub async fn show(tx: &mut Tx<'_>, key: &Key, subject: Subject) -> db::Result<String> {
    Ok(key.token(subject, store::find_generation(tx, subject).await?))
}

/// The token that is shown again, the same each time until it is revoked.
///
/// # Errors
/// If the database refuses.
pub async fn reissue(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    subject: Subject,
) -> db::Result<String> {
    let generation = store::find_generation(tx, subject).await?;
    let token = key.token(subject, generation);
    store::insert_token(tx, at.now, subject, generation, &hash(&token), None).await?;
    Ok(token)
}

/// The same as [`reissue`] of many subjects of one kind and group, in their order.
///
/// # Errors
/// If the database refuses.
pub async fn reissue_all(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    (kind, group): (Kind, GroupId),
    ids: &[Uuid],
) -> db::Result<Vec<String>> {
    let mut tokens = Vec::with_capacity(ids.len());
    for some in ids.chunks(store::BATCH) {
        let generations = store::list_generations(tx, (kind, group), some).await?;
        let generations = HashMap::<_, _>::from_iter(generations);
        let mut kept = Vec::with_capacity(some.len());
        for &id in some {
            let generation = generations.get(&id).copied().unwrap_or_default();
            let token = key.token(Subject { kind, group, id }, generation);
            kept.push((id, generation, hash(&token)));
            tokens.push(token);
        }
        store::insert_tokens(tx, at.now, (kind, group), &kept).await?;
    }
    Ok(tokens)
}

/// The token that is shown again, if one is in use: what a page can show without writing anything.
///
/// # Errors
/// If the database refuses.
pub async fn find_shown(
    tx: &mut Tx<'_>,
    key: &Key,
    subject: Subject,
) -> db::Result<Option<String>> {
    let generation = store::find_live_generation(tx, subject).await?;
    Ok(generation.map(|generation| key.token(subject, generation)))
}

#[cfg(test)]
mod tests {
    use super::{for_mail, from_mail};

    #[test]
    fn a_token_comes_back_from_an_address_in_any_case() {
        let token = "AAECAwQFBgcICQoLDA0ODw";
        let local = for_mail(token).expect("it is a token");
        assert_eq!(local, "aaaqeayeaudaocajbifqydiob4");
        assert_eq!(from_mail(&local).as_deref(), Some(token));
        assert_eq!(from_mail(&local.to_uppercase()).as_deref(), Some(token));
        for odd in [
            "",
            "a",
            "aaaqeayeaudaocajbifqydiob",
            "öööööööööööööööööööööööööö",
        ] {
            assert_eq!(from_mail(odd), None);
        }
        assert_eq!(for_mail("short"), None);
    }
}
