use crate::archive::model::Entry;
use crate::archive::store;
use crate::db::Tx;
use crate::groups::Here;
use crate::lists::{self, Archive, List, Posting};
use crate::state::App;
use crate::web::{Chrome, Error};

/// An archive that whoever looks may read.
pub struct Place {
    pub list: List,
    /// What our own addresses end with.
    pub domain: String,
    /// `/turku-python/lists/turku-python/archive`
    pub path: String,
    /// Where a subscriber chooses what they get; `None`: they are not on the list.
    pub choices: Option<String>,
    /// Whether they may write.
    pub may_write: bool,
}

impl Place {
    /// # Errors
    /// [`Error::NotFound`] if there is no such list, and all the same if its archive is not theirs to
    /// read.
    pub async fn find(app: &App, tx: &mut Tx<'_>, here: &Here, name: &str) -> Result<Place, Error> {
        let (list, domain) = lists::find_here(app, tx, here, name).await?;
        let choices = match &here.person {
            Some(person) => lists::choices(app, tx, &list, person.id).await?,
            None => None,
        };
        if !lists::may_read(&list, here, choices.is_some()) {
            return Err(Error::NotFound);
        }
        let is_open = here.group.is_open() && list.closed_at.is_none();
        let may_post = match list.settings.posting {
            Posting::Members => choices.is_some() || here.organizes(),
            Posting::Organizers => here.organizes(),
        };
        Ok(Place {
            path: list.archive_path(&here.group.path()),
            may_write: is_open && may_post,
            list,
            domain,
            choices,
        })
    }

    pub async fn entry(&self, tx: &mut Tx<'_>, permalink: &str) -> Result<Entry, Error> {
        let whose = (self.list.group_id, self.list.id);
        let found = store::find_entry_by_permalink(tx, whose, permalink).await?;
        found.ok_or(Error::NotFound)
    }

    /// Whether anybody at all may read it, so that search engines and feed readers may keep it.
    pub fn is_public(&self) -> bool {
        self.list.settings.archive == Archive::Public
    }

    /// The key of the sentence that says who reads it.
    pub fn readers(&self) -> &'static str {
        match self.list.settings.archive {
            Archive::Public => "archive-public",
            Archive::Members => "archive-members",
            Archive::Private => "archive-private",
        }
    }

    /// What happens to what is typed: how many get it by mail, and who reads it later.
    pub fn hint(&self, chrome: &Chrome, people: i64) -> String {
        let phrase = chrome
            .with("people", people)
            .with("readers", chrome.t(self.readers()));
        phrase.t("archive-hint")
    }
}
