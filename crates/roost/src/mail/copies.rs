//! Copies: one message to many, as a list sends it. What they have in common is kept once; each copy
//! adds the fields that are its reader's own.

use super::letter::Slip;
use super::mime::{self, Envelope};
use super::store::{self, Due};
use crate::config::Config;
use crate::db::Db;
use crate::ids::BodyId;
use crate::text;
use crate::tokens::Key;
use anyhow::Context;
use std::sync::Arc;
use tokio::sync::Mutex;

/// So many bodies are held in memory at once. Lists take turns, and few send at one time.
const HELD: usize = 4;

impl Slip {
    /// The fields that stand above the body. Two lines: each would be long.
    fn fields(&self) -> anyhow::Result<String> {
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_graphic() && b != b'>');
        anyhow::ensure!(
            plain(&self.unsubscribe) && plain(&self.leave),
            "the ways out are no addresses"
        );
        Ok(format!(
            "List-Unsubscribe: <{}>,\r\n <mailto:{}?subject=unsubscribe>\r\n\
             List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
            self.unsubscribe, self.leave
        ))
    }
}

/// # Errors
/// If the copy is not one of ours, or its address is none; so it is never going to succeed.
pub fn compose(due: &Due, body: &[u8], config: &Config, key: &Key) -> anyhow::Result<Envelope> {
    let slip: Slip = serde_json::from_str(&due.message).context("the copy is not ours")?;
    let mut bytes = slip.fields()?.into_bytes();
    bytes.extend_from_slice(body);
    Ok(Envelope {
        from: mime::returns_to(due, config, key)?.context("a list needs inbound.domain")?,
        to: mime::address(&due.recipient)?,
        bytes,
    })
}

/// The bodies that were needed last.
#[derive(Clone)]
pub struct Bodies {
    db: Db,
    held: Arc<Mutex<Vec<Held>>>,
}

type Held = (BodyId, Arc<[u8]>);

impl Bodies {
    pub fn new(db: Db) -> Self {
        let held = Arc::default();
        Bodies { db, held }
    }

    /// What the delivery is a copy of; `None`: it is a letter of its own.
    ///
    /// # Errors
    /// If the database cannot be read, in one sentence without addresses.
    pub async fn of(&self, due: &Due) -> Result<Option<Arc<[u8]>>, String> {
        let Some(id) = due.body_id else {
            return Ok(None);
        };
        // Whoever waits here waits for the same body, nearly always.
        let mut held = self.held.lock().await;
        if let Some((_, bytes)) = held.iter().find(|(known, _)| *known == id) {
            return Ok(Some(Arc::clone(bytes)));
        }
        let fault = |error: &dyn std::fmt::Display| text::without_addresses(&error.to_string());
        let mut tx = self.db.read().await.map_err(|error| fault(&error))?;
        let bytes = store::find_body(&mut tx, due.group_id, id).await;
        let bytes: Arc<[u8]> = bytes.map_err(|error| fault(&error))?.into();
        if held.len() == HELD {
            held.remove(0);
        }
        held.push((id, Arc::clone(&bytes)));
        Ok(Some(bytes))
    }
}
