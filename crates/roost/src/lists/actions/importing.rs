use crate::clock::Instant;
use crate::db::Tx;
use crate::groups;
use crate::ids::{Moment, PostId};
use crate::lists::incoming::{self, Author};
use crate::lists::model::{List, Post, PostState};
use crate::lists::store;
use mail_parser::MessageParser;
use sha2::{Digest, Sha256};

/// What becomes of a message of an older archive.
pub enum Imported {
    /// It is a post of the list now, and went to nobody.
    Added(Box<Post>),
    /// It was one before.
    Known,
    /// It names no author, or is no message at all.
    Unreadable,
}

/// Takes a message that went to the list before the list was here: it is a post that was accepted long
/// ago, and nobody gets it. The same message twice is one post; where it has no id it is known by its
/// bytes. `received` is when it came, if its own date says nothing.
pub async fn import(
    tx: &mut Tx<'_>,
    at: &Moment,
    list: &List,
    (raw, received): (&[u8], Instant),
) -> anyhow::Result<Imported> {
    let Some(message) = MessageParser::default().parse(raw) else {
        return Ok(Imported::Unreadable);
    };
    let Some(Author { name, email }) = incoming::author(&message) else {
        return Ok(Imported::Unreadable);
    };
    let message_id = incoming::message_id(&message).unwrap_or_else(|| {
        let digest = Sha256::digest(raw);
        format!(
            "{}@imported.invalid",
            data_encoding::HEXLOWER.encode(&digest[..16])
        )
    });
    if store::has_message(tx, (list.group_id, list.id), &message_id).await? {
        return Ok(Imported::Known);
    }
    let person = groups::find_person_by_email(tx, list.group_id, &email).await?;
    let post = Post {
        group_id: list.group_id,
        id: PostId::new(at),
        list_id: list.id,
        message_id,
        person_id: person.map(|person| person.id),
        author_name: name,
        author_email: email,
        // Nothing shows it any more, so it makes nobody trusted.
        is_proven: false,
        subject: incoming::subject(&message),
        munges: false,
        state: PostState::Accepted,
        hold: String::new(),
        received_at: received,
        settled_at: Some(at.now),
        settled_by: None,
        reason: String::new(),
    };
    store::insert_post(tx, &post, raw).await?;
    Ok(Imported::Added(Box::new(post)))
}
