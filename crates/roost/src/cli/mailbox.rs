//! `roost import mbox` and `roost export mbox`: a list's messages from an older archive, and out of ours.

use super::{data, find, say};
use crate::archive::{self, Export, mbox};
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::db::Db;
use crate::ids::{Ids, Moment};
use crate::lists::{Imported, List};
use anyhow::Context;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::Path;

/// Messages and bytes that are written in one transaction, so that a server beside it goes on.
const MESSAGES: usize = 100;
const BYTES: usize = 4 << 20;

/// How often it is said how far it is.
const TOLD: u64 = 5_000;

/// What became of the messages of a mailbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    read: u64,
    added: u64,
    known: u64,
    unreadable: u64,
}

/// Puts every message of a mailbox into the archive of a list; nobody gets any. Ended in the middle it
/// goes on where it was when it is run again, since what is there is not written twice.
///
/// # Errors
/// If there is no such list or file, or the database refuses.
pub async fn import(
    config: &Config,
    (slug, name): (&str, &str),
    path: &Path,
) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let db = data::open_database(config).await?;
    let done = async {
        let (_, list) = find(&db, slug, name).await?;
        let counts = bring_in(&db, &list, mbox::Mailbox::new(BufReader::new(file))).await?;
        say(&told(counts));
        anyhow::Ok(())
    };
    let done = done.await;
    db.close().await;
    done
}

fn told(counts: Counts) -> String {
    let Counts {
        read,
        added,
        known,
        unreadable,
    } = counts;
    format!("{read} messages read: {added} new, {known} known, {unreadable} left out.")
}

async fn bring_in(
    db: &Db,
    list: &List,
    mut mailbox: mbox::Mailbox<impl io::BufRead>,
) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    let mut last: Option<Instant> = None;
    let mut chunk: Vec<(Vec<u8>, Option<Instant>)> = Vec::new();
    let mut is_over = false;
    while !is_over {
        match mailbox.read_next()? {
            Some(kept) => {
                counts.read += 1;
                // A message without any date stands beside the one before it.
                last = kept.at.or(last);
                match kept.raw {
                    Some(raw) => chunk.push((raw, last)),
                    None => counts.unreadable += 1,
                }
            }
            None => is_over = true,
        }
        let bytes: usize = chunk.iter().map(|(raw, _)| raw.len()).sum();
        if is_over || chunk.len() >= MESSAGES || bytes >= BYTES {
            write(db, list, &chunk, &mut counts).await?;
            chunk.clear();
        }
        if !is_over && counts.read % TOLD == 0 {
            say(&told(counts));
        }
    }
    Ok(counts)
}

async fn write(
    db: &Db,
    list: &List,
    chunk: &[(Vec<u8>, Option<Instant>)],
    counts: &mut Counts,
) -> anyhow::Result<()> {
    let at = &Moment::new(Clock::System.now(), Ids::Random);
    let written = db.write(|tx| {
        Box::pin(async move {
            let mut ends = Vec::with_capacity(chunk.len());
            for (raw, received) in chunk {
                let what = (raw.as_slice(), received.unwrap_or(at.now));
                ends.push(archive::import(tx, at, list, what).await?);
            }
            Ok(ends)
        })
    });
    for end in written.await? {
        match end {
            Imported::Added(_) => counts.added += 1,
            Imported::Known => counts.known += 1,
            Imported::Unreadable => counts.unreadable += 1,
        }
    }
    Ok(())
}

/// Writes every message that is in the archive of a list to a file, the oldest first, as it came.
///
/// # Errors
/// If there is no such list, the file is there already or cannot be written, or the database refuses.
pub async fn export(
    config: &Config,
    (slug, name): (&str, &str),
    path: &Path,
) -> anyhow::Result<()> {
    let db = data::open_database(config).await?;
    let done = async {
        let (_, list) = find(&db, slug, name).await?;
        let file = File::create_new(path);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        let count = take_out(&db, &list, BufWriter::new(file)).await?;
        say(&format!("{count} messages written to {}.", path.display()));
        anyhow::Ok(())
    };
    let done = done.await;
    db.close().await;
    done
}

async fn take_out(db: &Db, list: &List, mut out: BufWriter<File>) -> anyhow::Result<u64> {
    let mut export = Export::of(list);
    let mut count = 0;
    while let Some(message) = export.read_next(db).await? {
        out.write_all(&message)?;
        count += 1;
    }
    out.flush()?;
    out.into_inner().map_err(io::Error::from)?.sync_all()?;
    Ok(count)
}
