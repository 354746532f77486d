//! Letters of every kind as they leave, kept for a reader that is not ours (`e2e/letters.py`).

use super::World;
use roost::config::Config;
use roost::ids::DeliveryId;
use roost::mail::{self, Outbox};
use roost::{on, router};
use std::path::Path;
use std::sync::Arc;

/// Every kind that there is.
const LISTED: &str = include_str!("../../../../../docs/letters.txt");

/// Those that only tests write, and what others wrote.
const UNLISTED: [&str; 3] = ["list_post", "rich", "sample"];

impl World {
    /// Keeps one letter of each kind that no other story has kept before, in `letters` of the folder
    /// that cargo has for such things. A kind that is not listed is a mistake.
    pub(super) async fn keep_letters(&self) {
        const SQL: &str = "select kind, id from deliveries
                           where state = 'sent' and message <> '' order by id";
        const KINDS: &str = "select distinct kind from deliveries order by kind";
        let mut tx = self.app.db.read().await.expect("the database answers");
        let kinds: Vec<String> =
            on!(&mut tx, c => sqlx::query_scalar(KINDS).fetch_all(c).await).expect("it lists");
        for kind in kinds
            .iter()
            .filter(|kind| !UNLISTED.contains(&kind.as_str()))
        {
            let is_listed = LISTED.lines().any(|line| line == kind);
            assert!(is_listed, "docs/letters.txt does not know `{kind}`: add it");
        }
        // Only stories in a crate of their own have such a folder.
        let Some(folder) = option_env!("CARGO_TARGET_TMPDIR") else {
            return;
        };
        let folder = Path::new(folder).join("letters");
        let sent: Vec<(String, DeliveryId)> =
            on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists");
        drop(tx);
        for (kind, id) in sent {
            let file = folder.join(format!("{kind}.eml"));
            if file.exists() || UNLISTED.contains(&kind.as_str()) {
                continue;
            }
            let source = self.signing(&folder, id).source(id).await;
            let source = source.expect("it can be written").expect("it is kept");
            put(&folder, &file, &source, id);
        }
    }

    /// The outbox with the keys that all stories share, since making them takes long.
    fn signing(&self, folder: &Path, id: DeliveryId) -> Outbox {
        let keys = |folder| mail::list_keys(folder, "localhost").expect("the folder can be read");
        while !keys(folder).iter().any(|pair| pair.is_active) {
            // Others may make them at the same time, and one of them succeeds.
            let _ = mail::make_keys(folder, "it").or_else(|_| mail::choose_keys(folder, "it"));
        }
        let records = keys(folder).remove(0).records;
        let records = records.into_iter().map(|record| (record.name, record.text));
        let records = serde_json::to_vec(&records.collect::<Vec<_>>()).expect("it is text");
        put(folder, &folder.join("records.json"), &records, id);
        let config = Config {
            data: folder.to_owned(),
            ..(*self.app.config).clone()
        };
        Outbox {
            config: Arc::new(config),
            ..router::outbox(&self.app)
        }
    }
}

/// Writes a file whole, since other stories may write or read the same one at the same time.
fn put(folder: &Path, file: &Path, content: &[u8], id: DeliveryId) {
    let half = folder.join(format!("{id}.half"));
    std::fs::write(&half, content).expect("the folder takes files");
    std::fs::rename(&half, file).expect("the folder takes files");
}
