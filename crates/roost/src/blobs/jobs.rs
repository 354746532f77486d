use super::{Blobs, store};
use crate::clock::Instant;
use crate::db::Tx;
use crate::ids::Moment;
use crate::jobs::{Context, Listener, Payload, Run};
use jiff::{SignedDuration, Timestamp};
use std::fs::DirEntry;
use std::path::Path;

pub const JOBS: &[Listener] = &[Listener::of::<CollectBlobs>()];

/// Between its bytes and its row lies a form that somebody fills in.
const GRACE: SignedDuration = SignedDuration::from_hours(24);

/// Removes what nobody names any more, and files that no transaction took.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct CollectBlobs;

impl Payload for CollectBlobs {
    const NAME: &'static str = "collect_blobs";
}

impl Run for CollectBlobs {
    async fn run(self, tx: &mut Tx<'_>, at: &Moment, context: &Context) -> anyhow::Result<()> {
        let before = at.now.before(GRACE);
        store::delete_unused(tx, before).await?;
        if let Blobs::Folder(folder) = Blobs::of(&context.config) {
            for file in old_files(&folder, before)? {
                let name = file.file_name().to_string_lossy().into_owned();
                // Only one transaction writes at a time here, so nobody takes the file meanwhile.
                if store::find_blob(tx, &name).await?.is_none() {
                    std::fs::remove_file(file.path())?;
                }
            }
        }
        Ok(())
    }
}

fn old_files(folder: &Path, before: Instant) -> std::io::Result<Vec<DirEntry>> {
    let mut old = Vec::new();
    if !folder.exists() {
        return Ok(old);
    }
    for shelf in std::fs::read_dir(folder)? {
        for file in std::fs::read_dir(shelf?.path())? {
            let file = file?;
            let written = Timestamp::try_from(file.metadata()?.modified()?);
            if written.is_ok_and(|written| Instant::from(written) < before) {
                old.push(file);
            }
        }
    }
    Ok(old)
}
