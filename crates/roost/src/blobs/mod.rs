//! Pictures and files, found by their content: a blob's name is the SHA-256 of its bytes, so the
//! same picture is kept once, and what an address shows never changes.
//!
//! On SQLite the bytes lie in the data folder, on PostgreSQL in the database, so that nodes need no
//! shared disk. Either way a row says how many others name the blob.
//!
//! What always holds:
//! - A row that names a blob and the blob's own row are written in one transaction.
//! - The bytes are there before the row is, and go a day after nobody names them any more.
mod picture;
mod store;
mod jobs;
#[cfg(test)]
mod tests;

pub use jobs::JOBS;
pub use picture::{Picture, Refusal, picture};
pub use store::{put, release};

use crate::config::Config;
use crate::db::Db;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where bytes are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blobs {
    Folder(PathBuf),
    Database,
}

/// Bytes that a transaction can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// 64 hexadecimal digits.
    pub name: String,
    media_type: &'static str,
    size_bytes: i64,
    /// `None`: in the data folder already.
    content: Option<Vec<u8>>,
}

/// A blob as it is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl Blobs {
    pub fn of(config: &Config) -> Self {
        match config.database_url {
            Some(_) => Blobs::Database,
            None => Blobs::Folder(config.data.join("blobs")),
        }
    }

    /// Brings the bytes to where they will be kept. Done before the transaction, since it may be
    /// repeated; what no transaction takes is collected later.
    ///
    /// # Errors
    /// If the data folder cannot be written.
    pub async fn stage(&self, media_type: &'static str, bytes: Vec<u8>) -> io::Result<Staged> {
        let name = HEXLOWER.encode(&Sha256::digest(&bytes));
        let size_bytes = i64::try_from(bytes.len()).map_err(io::Error::other)?;
        let content = match self {
            Blobs::Database => Some(bytes),
            Blobs::Folder(folder) => {
                let (folder, name) = (folder.clone(), name.clone());
                let write = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes));
                write.await.map_err(io::Error::other)??;
                None
            }
        };
        Ok(Staged {
            name,
            media_type,
            size_bytes,
            content,
        })
    }

    /// The blob of that name; `None` if there is none.
    ///
    /// # Errors
    /// If the database or the folder cannot be read.
    pub async fn get(&self, db: &Db, name: &str) -> anyhow::Result<Option<Blob>> {
        let Some(row) = store::find_blob(&mut db.read().await?, name).await? else {
            return Ok(None);
        };
        let bytes = match (row.content, self) {
            (Some(bytes), _) => bytes,
            // The name is a row's own, so it is no path that leads elsewhere.
            (None, Blobs::Folder(folder)) => tokio::fs::read(path(folder, name)).await?,
            (None, Blobs::Database) => anyhow::bail!("the blob {name} has no content"),
        };
        Ok(Some(Blob {
            media_type: row.media_type,
            bytes,
        }))
    }
}

/// A folder with very many files is slow to list, so they are spread over 256.
fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(&name[..2]).join(name)
}

/// Whole or not at all: the name promises the content.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = path(folder, name);
    let parent = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(parent)?;
    // Two requests may write the same content at once, each its own file.
    let half = parent.join(format!("{name}.{}", crate::ids::incident()));
    let mut file = std::fs::File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&half, &path)?;
    std::fs::File::open(parent)?.sync_all()
}
