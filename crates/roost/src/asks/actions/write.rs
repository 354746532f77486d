//! Asking by mail: one person, one question.

use super::ask::{NewAsk, Outcome, before, begin};
use crate::asks::mail::{self, Draft};
use crate::asks::store;
use crate::db::Tx;
use crate::groups::{self, Group, Organizer, people};
use crate::ids::{AskId, GroupId, Moment};
use crate::jobs::Context;
use crate::tokens::{self, Kind, Subject};

/// What becomes of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    Sent,
    /// The group knows no address of hers.
    NoAddress,
    /// The keeper has not said yes to the group.
    Waiting,
    /// It is as when she is asked in person.
    Refused(Outcome),
}

/// Asks one person by mail, in the organizer's own words: subject and Markdown.
///
/// # Errors
/// If the database refuses.
pub async fn write(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    by: &Organizer,
    (new, subject, body): (&NewAsk, &str, &str),
) -> anyhow::Result<Written> {
    if !group.writes_to_others() {
        return Ok(Written::Waiting);
    }
    let begun = match begin(tx, at, group, by, new).await? {
        Ok(begun) => begun,
        Err(refused) => return Ok(Written::Refused(refused)),
    };
    let reader = people::find_reader(tx, group.id, begun.person.id).await?;
    let Some((_, email)) = reader else {
        return Ok(Written::NoAddress);
    };
    if !store::insert_ask(tx, &begun.ask).await? {
        let key = (group.id, begun.person.id);
        let known = store::find_ask_of(tx, key, new.event).await?;
        let refused = match known {
            Some(known) => before(tx, &known).await?,
            None => Outcome::NoPerson,
        };
        return Ok(Written::Refused(refused));
    }
    let link = ask_subject(group.id, begun.ask.id);
    let token = tokens::reissue(tx, at, &context.key, link).await?;
    let draft = Draft {
        person: begun.person.id,
        name: &begun.person.name,
        email: &email,
        subject,
        body,
        link: &context.config.link(&format!("/ask/{token}")),
        has_event: begun.event.is_some(),
        unique_key: format!("ask:{}", begun.ask.id),
    };
    groups::send(tx, at, group, &mail::letter(group, by, &draft)).await?;
    Ok(Written::Sent)
}

/// What the link in a question opens.
pub fn ask_subject(group: GroupId, ask: AskId) -> Subject {
    Subject {
        kind: Kind::Ask,
        group,
        id: ask.uuid(),
    }
}
