//! The data folder: who may use it, and the key that lies in it.

use crate::config::Config;
use crate::db::Db;
use crate::ids::Moment;
use crate::tokens::Key;
use anyhow::Context;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// The data folder, held by this process alone for as long as the value lives.
pub struct Folder {
    _lock: File,
}

impl Folder {
    /// Makes the folder if it is missing, readable by its owner only, and locks it.
    ///
    /// # Errors
    /// If another Roost uses it, or it cannot be written.
    pub fn lock(config: &Config) -> anyhow::Result<Folder> {
        let path = &config.data;
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .with_context(|| format!("the data folder {} cannot be made", path.display()))?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"))
            .with_context(|| format!("the data folder {} cannot be written", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Folder { _lock: lock }),
            Err(TryLockError::WouldBlock) => anyhow::bail!(
                "another Roost uses the data folder {}. Stop it first, or give this one a folder \
                 of its own with --data",
                path.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).context("the data folder cannot be locked")
            }
        }
    }
}

/// # Errors
/// If the database cannot be opened, or was written by a newer Roost.
pub async fn open_database(config: &Config) -> anyhow::Result<Db> {
    match &config.database_url {
        Some(url) => Db::open(url).await,
        None => Db::open_file(&config.data.join("roost.db")).await,
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Secrets {
    /// 64 hexadecimal digits.
    key: String,
}

/// The installation's key: from the settings, or from `secrets.toml`, made at first run.
///
/// # Errors
/// If the key is not one, or the file cannot be read or written.
pub fn key(config: &Config, at: &Moment) -> anyhow::Result<Key> {
    if let Some(text) = &config.secret {
        return Key::from_hex(text);
    }
    let path = config.data.join("secrets.toml");
    if path.exists() {
        let text = fs::read_to_string(&path).context("secrets.toml cannot be read")?;
        let secrets: Secrets = toml::from_str(&text).context("secrets.toml has a mistake")?;
        return Key::from_hex(&secrets.key);
    }
    let key = Key::new(at.secret());
    write_key(&path, &key).context("secrets.toml cannot be written")?;
    Ok(key)
}

/// Whole or not at all: half a key would make every link of every mail worthless.
fn write_key(path: &Path, key: &Key) -> anyhow::Result<()> {
    let text = toml::to_string(&Secrets { key: key.to_hex() })?;
    let half = path.with_extension("toml.new");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&half)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&half, path)?;
    File::open(path.parent().context("the file lies in a folder")?)?.sync_all()?;
    Ok(())
}
