//! What somebody who comes can send to her friends.

use super::model::Link;
use super::store;
use crate::clock::Instant;
use crate::codes::{self, Code};
use crate::config::Config;
use crate::db::{self, Tx};
use crate::events::Event;
use crate::groups::Group;
use crate::ids::PersonId;

/// "Bring somebody". Shown by `invites/_bring.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bring {
    /// Where she asks for a link.
    pub make: String,
    /// `None`: she has none yet.
    pub link: Option<Sent>,
}

/// Her link, in the forms in which she sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub url: String,
    /// Ready to be sent.
    pub message: String,
    pub code: Option<Code>,
    /// The picture that she can post beside it.
    pub card: String,
    /// "3 people come through your link"; empty: nobody does yet.
    pub count: String,
    /// Those who ticked that she may know.
    pub names: Vec<String>,
}

impl Link {
    /// Where it leads from, below the installation's address.
    pub fn path(&self) -> String {
        format!("/i/{}", self.code)
    }
}

/// What a person who comes can send; `None`: the event has begun, or does not take place. `make` is
/// where she asks for a link, if she has none.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_bring(
    tx: &mut Tx<'_>,
    config: &Config,
    (group, event): (&Group, &Event),
    person: PersonId,
    (make, now): (String, Instant),
) -> db::Result<Option<Bring>> {
    if !event.is_on() || event.has_begun(now) {
        return Ok(None);
    }
    let link = store::find_own_link(tx, (group.id, event.id), person).await?;
    let link = match link {
        Some(link) => Some(sent(tx, config, (group, event), &link).await?),
        None => None,
    };
    Ok(Some(Bring { make, link }))
}

async fn sent(
    tx: &mut Tx<'_>,
    config: &Config,
    (group, event): (&Group, &Event),
    link: &Link,
) -> db::Result<Sent> {
    let count = store::count_brought(tx, group.id, link.id).await?;
    let names = match count {
        0 => Vec::new(),
        _ => store::list_tellers(tx, group.id, link.id).await?,
    };
    let url = config.link(&link.path());
    let words = group.words();
    // It is pasted elsewhere, where isolation marks would be seen.
    let message = words
        .plain()
        .with("event", event.title.clone())
        .with("group", group.name.clone())
        .with("when", words.plain().near_moment(&event.starts()))
        .with("link", url.clone());
    Ok(Sent {
        message: message.t("invites-message"),
        code: codes::draw(&url),
        card: format!("{}/card.png", event.path(&group.slug)),
        count: match count {
            0 => String::new(),
            count => words.with("count", count).t("invites-count"),
        },
        names,
        url,
    })
}
