//! A form that is sent twice does its work once.
//!
//! The page puts a key into the form. Whoever sends it again, because the network was slow or the
//! back button near, is led to where the first one led, and nothing is written again.
//!
//! What always holds:
//! - A key and what its form did are written in one transaction. Of two that come at the same time
//!   the second waits for the first, and then is the second.
//! - A form that was refused leaves no key, so it can be mended and sent.
mod store;
mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::JOBS;

use crate::db::{Result, Tx};
use crate::ids::{AccountId, GroupId, Moment};
use data_encoding::BASE64URL_NOPAD;

/// Ours have 22 characters; what is longer was made up.
const LONGEST: usize = 64;

/// A new form's key.
pub fn key(at: &Moment) -> String {
    BASE64URL_NOPAD.encode(&at.secret()[..16])
}

/// What came of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done<T> {
    Now(T),
    /// The same form was sent before, and led there.
    Before(String),
}

/// A form that somebody sent, told from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// [`GroupId::NONE`] for forms of the installation.
    group: GroupId,
    account: AccountId,
    /// `None`: the form has no key, and counts as often as it comes.
    key: Option<String>,
}

impl Once {
    pub fn new(group: GroupId, account: AccountId, key: &str) -> Self {
        let is_ours = (1..=LONGEST).contains(&key.len());
        Once {
            group,
            account,
            key: is_ours.then(|| key.to_owned()),
        }
    }

    /// Where the same form led before; `None`: this is the first time, and [`Once::end`] has to
    /// follow in the same transaction.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn begin(&self, tx: &mut Tx<'_>, at: &Moment) -> Result<Option<String>> {
        match &self.key {
            Some(key) => store::claim(tx, at.now, self.group, (self.account, key)).await,
            None => Ok(None),
        }
    }

    /// Writes down where the form led; `None`: it was refused, and may come again.
    ///
    /// # Errors
    /// If the database refuses.
    pub async fn end(&self, tx: &mut Tx<'_>, location: Option<&str>) -> Result<()> {
        match (&self.key, location) {
            (Some(key), Some(location)) => {
                store::save_location(tx, self.group, (self.account, key), location).await
            }
            (Some(key), None) => store::delete_key(tx, self.group, (self.account, key)).await,
            (None, _) => Ok(()),
        }
    }
}
