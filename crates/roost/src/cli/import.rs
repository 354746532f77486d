//! `roost import ics` and `meetup`: events into a group, by the same preview as the page.

use super::{data, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::groups::{self, Actor, Group};
use crate::ids::{Ids, Moment};
use crate::imports::{self, Counts, Line, Moved, Source, State};
use crate::words::Words;
use anyhow::{Context, bail};
use std::path::Path;

/// Reads files or an address, prints what would come, and brings it in unless that was not wanted.
///
/// # Errors
/// If there is no such group, or no event in any of them, or the database refuses.
pub async fn events(
    config: &Config,
    slug: &str,
    from: &[String],
    is_dry: bool,
) -> anyhow::Result<()> {
    let db = data::open_database(config).await?;
    let at = &Moment::new(Clock::System.now(), Ids::Random);
    let done = bring_in(&db, config, at, (slug, from, is_dry)).await;
    db.close().await;
    done
}

async fn bring_in(
    db: &Db,
    config: &Config,
    at: &Moment,
    (slug, from, is_dry): (&str, &[String], bool),
) -> anyhow::Result<()> {
    let words = Words::default().plain();
    let found = groups::find_group(&mut db.read().await?, slug).await?;
    let Some(group) = &found else {
        bail!(
            "{}",
            words
                .with("slug", slug.to_owned())
                .t("imports-cli-no-group")
        );
    };
    let words = group.words().plain();
    let source = read(config, group, from, at).await?;
    let mut tx = db.read().await?;
    let lines = imports::judge(&mut tx, at, group.id, &source.reading).await?;
    drop(tx);
    print(words, group, &lines, at);
    let counts = Counts::of(&lines);
    say(&summary(words, counts));
    if is_dry {
        say(&words.t("imports-cli-dry"));
    } else if counts.to_write() == 0 {
        say(&words.t("imports-nothing"));
    } else {
        write(db, at, group, &source, &lines).await?;
    }
    Ok(())
}

fn is_address(from: &str) -> bool {
    let from = from.to_ascii_lowercase();
    let mut schemes = ["http://", "https://", "webcal://", "webcals://"].iter();
    schemes.any(|scheme| from.starts_with(scheme))
}

async fn read(
    config: &Config,
    group: &Group,
    from: &[String],
    at: &Moment,
) -> anyhow::Result<Source> {
    let words = group.words().plain();
    let source = match from {
        [address] if is_address(address) => {
            imports::from_address(config, address, &group.zone, at.now).await
        }
        paths => {
            let mut files = Vec::with_capacity(paths.len());
            for path in paths {
                let bytes = std::fs::read(path).with_context(|| {
                    words.with("file", path.to_owned()).t("imports-cli-no-file")
                })?;
                let name = Path::new(path).file_name().unwrap_or_default();
                files.push((name.to_string_lossy().into_owned(), bytes));
            }
            imports::from_files(files, &group.zone, at.now).await
        }
    };
    source.map_err(|trouble| anyhow::anyhow!(imports::trouble(words, trouble)))
}

fn print(words: Words, group: &Group, lines: &[Line], at: &Moment) {
    let mut rank = None;
    for line in lines {
        if rank != Some(line.rank()) {
            rank = Some(line.rank());
            say(&format!("\n{}", words.t(imports::heading(line.rank()))));
        }
        let said = imports::line(words, line, &group.zone, at.now);
        say(&format!("  {}", said.title));
        for more in [said.when, said.place].into_iter().chain(said.remarks) {
            if !more.is_empty() {
                say(&format!("    {more}"));
            }
        }
    }
    say("");
}

fn summary(words: Words, counts: Counts) -> String {
    words
        .with("new", counts.added)
        .with("changed", counts.changed)
        .with("same", counts.same)
        .with("kept", counts.kept)
        .with("refused", counts.refused)
        .t("imports-cli-summary")
}

/// Brings in part after part, so that a server beside it is never kept waiting.
async fn write(
    db: &Db,
    at: &Moment,
    group: &Group,
    source: &Source,
    lines: &[Line],
) -> anyhow::Result<()> {
    let words = group.words().plain();
    let (by, name, reading) = (&Actor::roost(group), source.name.as_str(), &source.reading);
    let keep = db.write(|tx| Box::pin(imports::keep(tx, at, by, name, reading, lines)));
    let (id, group_id) = (keep.await?, group.id);
    let begin = db.write(|tx| Box::pin(imports::begin(tx, group_id, id)));
    if begin.await? != Moved::Done {
        bail!("{}", words.t("imports-busy"));
    }
    loop {
        let part = db.write(|tx| Box::pin(imports::take_part(tx, at, group, id)));
        let import = part.await?.context("the import is gone")?;
        if import.state == State::Done {
            let count = import.counts.to_write();
            say(&words.with("count", count).t("imports-cli-done"));
            return Ok(());
        }
        let progress = words
            .with("done", import.parts_done)
            .with("all", import.parts);
        say(&progress.t("imports-cli-progress"));
    }
}
