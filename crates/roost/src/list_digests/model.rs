//! When a digest is due, and how much of a post stands in it. Pure.

use crate::archive::{Block, Entry, File, Span};
use crate::clock::Instant;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

/// Letters written in one transaction. Each may be long.
pub const CHUNK: i64 = 100;

/// The hour by the group's clock: the day's posts are there, and there is an evening to answer them.
const HOUR: Time = Time::constant(18, 0, 0, 0);

/// Posts that one letter speaks of. What is above that is in the next day's.
pub const MOST: i64 = 200;

/// How much of one post stands in a letter, and of all of them together, in bytes: what is longer than
/// a hundred kilobytes is cut by big mail programs. The rest is behind a link.
const LONGEST: usize = 2_000;
const WHOLE: usize = 40_000;

/// Less of a post is not worth its place.
const LEAST: usize = 200;

/// After so long a letter that could not leave is of no use.
pub const USEFUL: SignedDuration = SignedDuration::from_hours(3 * 24);

/// What has waited for so long waits for nothing.
pub const WAITS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The last time before or at `now` at which digests were due.
pub fn last_due(now: Instant, zone: &TimeZone) -> Instant {
    let today = now.in_zone(zone).date();
    let due = at(today, now, zone);
    match due <= now {
        true => due,
        false => at(today.saturating_sub(1.day()), now, zone),
    }
}

fn at(day: Date, now: Instant, zone: &TimeZone) -> Instant {
    let zoned = day.to_datetime(HOUR).to_zoned(zone.clone());
    // Only the last days that jiff knows have no such hour.
    zoned.map_or(now, |zoned| zoned.timestamp().into())
}

/// Why a digest is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was due then.
    Daily(Instant),
    /// Each post comes by itself from now on.
    Last,
}

/// A post as digests show it.
#[derive(Debug, Clone)]
pub struct Piece {
    pub entry: Entry,
    pub files: Vec<File>,
    /// Of its thread; may be empty.
    pub subject: String,
}

/// Those of one thread below each other, the thread that was written to first above the others.
pub fn in_threads<'p>(pieces: &[&'p Piece]) -> Vec<Vec<&'p Piece>> {
    let mut sorted: Vec<&Piece> = pieces.to_vec();
    sorted.sort_by_key(|piece| (piece.entry.written_at, piece.entry.post_id));
    let mut threads: Vec<Vec<&Piece>> = Vec::new();
    for piece in sorted {
        let id = piece.entry.thread_id;
        match threads.iter_mut().find(|one| one[0].entry.thread_id == id) {
            Some(thread) => thread.push(piece),
            None => threads.push(vec![piece]),
        }
    }
    threads
}

/// What is left to say in a letter.
#[derive(Debug)]
pub struct Room(usize);

impl Default for Room {
    fn default() -> Self {
        Room(WHOLE)
    }
}

impl Room {
    /// What a post says, as far as there is room for it, and whether that is less than all of it.
    pub fn take(&mut self, blocks: &[Block]) -> (String, bool) {
        let text = typed(blocks);
        let most = LONGEST.min(self.0);
        if text.len() > most && most < LEAST {
            return (String::new(), true);
        }
        let (text, is_cut) = cut(&text, most);
        self.0 -= text.len().min(self.0);
        (text, is_cut)
    }
}

/// What somebody typed themselves. Of a quote the first words are left, so that one sees what it is
/// about; of the signature nothing.
fn typed(blocks: &[Block]) -> String {
    let parts = blocks.iter().filter_map(|block| match block {
        Block::Text(lines) => {
            let lines = lines
                .iter()
                .map(|line| line.iter().map(Span::text).collect());
            Some(lines.collect::<Vec<String>>().join("\n"))
        }
        Block::Code(text) => Some(indented(text)),
        Block::Quote { begin, .. } => Some(format!("> {begin}")),
        Block::Signature(_) => None,
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// At most so many bytes, and no half of a word.
fn cut(text: &str, most: usize) -> (String, bool) {
    if text.len() <= most {
        return (text.to_owned(), false);
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let begin = &text[..end];
    let begin = match begin.rfind(char::is_whitespace) {
        Some(space) => begin[..space].trim_end(),
        None => begin,
    };
    match begin {
        "" => (String::new(), true),
        begin => (format!("{begin} …"), true),
    }
}
