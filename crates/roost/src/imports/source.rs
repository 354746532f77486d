//! Where a calendar comes from: files that somebody has, or an address.

use super::bundle::{self, File};
use crate::clock::Instant;
use crate::config::Config;
use crate::fetch::{self, Limits, Refusal};
use crate::ics::{MOST_BYTES, Reading, Unreadable};
use crate::text;
use crate::words::Words;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;

/// Together they are less than a request may take.
const FETCHING: Duration = Duration::from_secs(14);
const READING: Duration = Duration::from_secs(14);

/// A large calendar takes memory for a moment, so one is read at a time.
static ONE: Semaphore = Semaphore::const_new(1);

/// A calendar that was read, and what it is called in the log.
#[derive(Debug)]
pub struct Source {
    pub name: String,
    pub reading: Reading,
}

/// Why there is no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Fetch(Refusal),
    Read(Unreadable),
}

/// Fetches a calendar and reads it.
///
/// # Errors
/// Why there is none.
pub async fn from_address(
    config: &Config,
    typed: &str,
    zone: &str,
    now: Instant,
) -> Result<Source, Trouble> {
    let limits = Limits {
        bytes: MOST_BYTES,
        time: FETCHING,
    };
    let address = fetch::address(typed).map_err(Trouble::Fetch)?;
    let fetched = fetch::get(&address, config.reach, limits).await;
    let bytes = fetched.map_err(Trouble::Fetch)?.bytes;
    let files = vec![(String::new(), bytes)];
    let reading = read(files, zone, now).await.map_err(Trouble::Read)?;
    // Whoever has the whole address of a private calendar can read it.
    let name = address.host_str().unwrap_or_default().to_owned();
    Ok(Source { name, reading })
}

/// Reads one file or several: calendars, saved pages, archives of both.
///
/// # Errors
/// Why there is no event in any.
pub async fn from_files(files: Vec<File>, zone: &str, now: Instant) -> Result<Source, Trouble> {
    let first = files.first().map_or("", |(name, _)| name);
    let mut name = text::visible_line(first, 120);
    if files.len() > 1 {
        name = format!("{name} (+{})", files.len() - 1);
    }
    let reading = read(files, zone, now).await.map_err(Trouble::Read)?;
    Ok(Source { name, reading })
}

async fn read(files: Vec<File>, zone: &str, now: Instant) -> Result<Reading, Unreadable> {
    let stop = Arc::new(AtomicBool::new(false));
    let (stopped, zone) = (Arc::clone(&stop), zone.to_owned());
    let read = async move {
        let _one = ONE.acquire().await.map_err(|_| Unreadable::Stopped)?;
        let read = tokio::task::spawn_blocking(move || bundle::read(&files, &zone, now, &stopped));
        // A parser that panics has been given something that is no calendar.
        read.await.unwrap_or(Err(Unreadable::NoCalendar))
    };
    let read = tokio::time::timeout(READING, read).await;
    stop.store(true, Ordering::Relaxed);
    read.unwrap_or(Err(Unreadable::Stopped))
}

/// What to do about it, in words.
pub fn trouble(words: Words, trouble: Trouble) -> String {
    match trouble {
        Trouble::Fetch(Refusal::Status(code)) => words
            .with("code", code.to_string())
            .t("imports-fetch-status"),
        Trouble::Fetch(refusal) => words.t(match refusal {
            Refusal::NoAddress => "imports-fetch-no-address",
            Refusal::NotPublic => "imports-fetch-not-public",
            Refusal::Unknown => "imports-fetch-unknown",
            Refusal::TooManyRedirects => "imports-fetch-redirects",
            Refusal::TooLarge => "imports-read-large",
            Refusal::TooSlow => "imports-fetch-slow",
            Refusal::Silent | Refusal::Status(_) => "imports-fetch-silent",
        }),
        Trouble::Read(unreadable) => words.t(match unreadable {
            Unreadable::NoCalendar => "imports-read-none",
            Unreadable::TooLarge => "imports-read-large",
            Unreadable::TooMany => "imports-read-many",
            Unreadable::Stopped => "imports-read-slow",
        }),
    }
}
