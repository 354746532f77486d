//! The messages of an archive in order, each as a mailbox holds it. Holds one message at a time.

use super::mbox;
use super::model::Entry;
use super::store;
use crate::clock::Instant;
use crate::db::Db;
use crate::ids::{GroupId, ListId, PostId};
use crate::lists::{self, List};
use std::collections::VecDeque;

/// Entries that are read at once.
const LEAF: i64 = 100;

/// What is left to be taken out of a list's archive.
pub struct Export {
    whose: (GroupId, ListId),
    after: (Instant, PostId),
    ahead: VecDeque<Entry>,
}

impl Export {
    pub fn of(list: &List) -> Self {
        Export {
            whose: (list.group_id, list.id),
            after: (Instant::MIN, PostId::from(uuid::Uuid::nil())),
            ahead: VecDeque::new(),
        }
    }

    /// The next message as it came, the oldest first; `None`: there is none left.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn read_next(&mut self, db: &Db) -> anyhow::Result<Option<Vec<u8>>> {
        let mut tx = db.read().await?;
        if self.ahead.is_empty() {
            let leaf = store::list_in_order(&mut tx, self.whose, self.after, LEAF).await?;
            self.ahead = leaf.into();
        }
        let Some(entry) = self.ahead.pop_front() else {
            return Ok(None);
        };
        self.after = (entry.written_at, entry.post_id);
        let raw = lists::find_raw(&mut tx, self.whose.0, entry.post_id).await?;
        let mut message = Vec::new();
        let raw = raw.unwrap_or_default();
        mbox::write(&mut message, &raw, &entry.author_email, entry.written_at)?;
        Ok(Some(message))
    }
}
