//! How somebody came to a group, as she herself reads it, and where she takes it back.

use super::store::{self, Shown};
use crate::db::{self, Tx};
use crate::ids::{AccountId, GroupId, PersonId};
use crate::words::Words;

/// One way in words. Listed at `/me`, and on the page of a manage link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub group: String,
    pub group_path: String,
    /// "You came through Ada's invitation. She sees your name."
    pub sentence: String,
    /// Where the button that takes it back is sent.
    pub remove: String,
}

impl Way {
    fn new(words: Words, shown: Shown, remove: Option<String>) -> Self {
        let group_path = format!("/{}", shown.group_slug);
        let sentence = match (&shown.inviter, shown.outlet, shown.heard) {
            (Some(name), ..) => {
                let phrase = words.with("name", name.clone());
                match shown.tells {
                    true => phrase.t("invites-way-person-told"),
                    false => phrase.t("invites-way-person"),
                }
            }
            (None, Some(outlet), _) => words.t(outlet.way_key()),
            (None, None, Some(heard)) => words
                .with("heard", words.t(heard.key()))
                .t("invites-way-heard"),
            (None, None, None) => words.t("invites-way-gone"),
        };
        Way {
            group: shown.group_name,
            sentence,
            remove: remove.unwrap_or_else(|| format!("{group_path}/came-through/removal")),
            group_path,
        }
    }
}

/// How somebody with an account came to each group that knows it.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_ways(tx: &mut Tx<'_>, words: Words, account: AccountId) -> db::Result<Vec<Way>> {
    let ways = store::list_ways_of_account(tx, account).await?;
    let way = |shown| Way::new(words, shown, None);
    Ok(ways.into_iter().map(way).collect())
}

/// How a person came to the group, for a page that takes it back at `remove`.
///
/// # Errors
/// If the database cannot be read.
pub async fn find_way(
    tx: &mut Tx<'_>,
    words: Words,
    (group, person): (GroupId, PersonId),
    remove: String,
) -> db::Result<Option<Way>> {
    let shown = store::find_way(tx, group, person).await?;
    Ok(shown.map(|shown| Way::new(words, shown, Some(remove))))
}
