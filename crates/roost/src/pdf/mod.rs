//! The pages of a PDF as pictures for a projector.
//!
//! A PDF is a program that somebody else wrote, so it is read in a process of its own: this program,
//! started anew with nothing but the file. It has ten seconds, a bound on memory, no files and no
//! environment, and a crash of it is an answer like any other.
//!
//! On its way out each page is preceded by its kind and its length: one byte, `P` for PNG or `J` for
//! JPEG, and four of the length, the highest first.
mod child;
#[cfg(test)]
mod tests;

pub use child::draw_pages;

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The argument that makes this program draw pages.
pub const COMMAND: &str = "draw-pages";

/// More than anybody shows in five minutes, and enough for twenty slides with builds.
pub const MOST_PAGES: usize = 100;

/// What a page is drawn into, in pixels: what a projector shows.
pub const FRAME: (u16, u16) = (1920, 1080);

/// Within this time every page is drawn.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long one waits for those who came before.
const QUEUE: Duration = Duration::from_secs(12);

/// Bytes of all pages together.
const MOST_BYTES: u64 = 96 << 20;

/// A page that takes all of a processor leaves the other one to everybody else.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// A page as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// Why a file cannot be shown page by page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No PDF, a broken one, or one with a password.
    Unreadable,
    /// More than [`MOST_PAGES`].
    TooManyPages,
    /// It was not drawn within ten seconds, or the pages are too heavy.
    TooHeavy,
}

/// Draws every page with the program at `program`, each within [`FRAME`].
///
/// # Errors
/// Why it cannot be shown page by page.
pub async fn draw(program: &Path, file: &[u8]) -> Result<Vec<Page>, Trouble> {
    let turn = timeout(QUEUE, DRAWING.acquire()).await;
    let _place = turn.map_err(|_| Trouble::TooHeavy)?;
    let drawn = timeout(PATIENCE, run(program, file)).await;
    drawn.map_err(|_| Trouble::TooHeavy)?
}

async fn run(program: &Path, file: &[u8]) -> Result<Vec<Page>, Trouble> {
    let child = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut child = child.map_err(|fault| {
        tracing::error!("{} cannot be started: {fault}", program.display());
        Trouble::Unreadable
    })?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
        return Err(Trouble::Unreadable);
    };
    // One that dies early says so by its end; nobody reads the rest then.
    let _ = stdin.write_all(file).await;
    drop(stdin);
    let mut bytes = Vec::new();
    let read = stdout.take(MOST_BYTES + 1).read_to_end(&mut bytes).await;
    read.map_err(|_| Trouble::Unreadable)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(Trouble::TooHeavy);
    }
    let status = child.wait().await.map_err(|_| Trouble::Unreadable)?;
    judge(status)?;
    pages(&bytes).ok_or(Trouble::Unreadable)
}

/// What the child's end says.
fn judge(status: ExitStatus) -> Result<(), Trouble> {
    match status.code() {
        Some(0) => Ok(()),
        Some(code) if code == i32::from(child::TOO_MANY_PAGES) => Err(Trouble::TooManyPages),
        Some(_) => Err(Trouble::Unreadable),
        // A signal: it needed more time or memory than it may have.
        None => Err(Trouble::TooHeavy),
    }
}

/// The pages one after the other; `None`: the last one was cut off, or there is none.
fn pages(mut bytes: &[u8]) -> Option<Vec<Page>> {
    let mut pages = Vec::new();
    while let Some((head, rest)) = bytes.split_first_chunk::<5>() {
        let [kind, length @ ..] = *head;
        let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
        let (page, rest) = rest.split_at_checked(length)?;
        pages.push(Page {
            media_type: if kind == b'J' {
                "image/jpeg"
            } else {
                "image/png"
            },
            bytes: page.to_vec(),
        });
        bytes = rest;
    }
    (bytes.is_empty() && !pages.is_empty()).then_some(pages)
}
