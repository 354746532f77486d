//! Mailboxes in one file (RFC 4155): read message after message, and written so that other programs
//! read them. Holds one message at a time.
//!
//! Ours and not a library's, since a mailbox of a million messages has to be read in bounded memory
//! whatever stands in it, and since old list servers left lines that begin with `From ` unmarked inside
//! of messages.

use crate::clock::Instant;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::io::{self, BufRead, Read, Write};

/// A larger message is left out.
pub const LARGEST: usize = 50 << 20;

/// Longer lines are cut into lines of this length: no program writes any (RFC 5322 §2.1.1 has 998).
const LINE: u64 = 1 << 20;

/// One message of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// With CR LF at the end of each line. `None`: it was larger than [`LARGEST`].
    pub raw: Option<Vec<u8>>,
    /// As its `From ` line says; `None`: nothing that can be read.
    pub at: Option<Instant>,
}

/// Reads the messages of a mailbox one after the other.
pub struct Mailbox<R> {
    reader: R,
    /// The line that was read and belongs to what comes next.
    ahead: Option<Vec<u8>>,
    /// When the message that comes next was kept; `None` before the first one.
    next: Option<Option<Instant>>,
}

impl<R: BufRead> Mailbox<R> {
    pub fn new(reader: R) -> Self {
        Mailbox {
            reader,
            ahead: None,
            next: None,
        }
    }

    /// The next message; `None`: there is none left.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read_next(&mut self) -> io::Result<Option<Kept>> {
        if self.next.is_none() && !self.find_first()? {
            return Ok(None);
        }
        let Some(at) = self.next.take() else {
            return Ok(None);
        };
        let mut raw = Vec::new();
        let mut is_large = false;
        let mut was_empty = false;
        while let Some(line) = self.line()? {
            if was_empty && line.starts_with(b"From ") {
                let below = self.line()?;
                let begins = below.as_deref().is_some_and(is_field);
                self.ahead = below;
                if begins {
                    self.next = Some(read_date(&line));
                    break;
                }
            }
            was_empty = line.is_empty();
            if raw.len() + line.len() > LARGEST {
                is_large = true;
            }
            if !is_large {
                raw.extend_from_slice(unmark(&line));
                raw.extend_from_slice(b"\r\n");
            }
        }
        if was_empty && !is_large {
            // The empty line below it is the mailbox's, not the message's.
            raw.truncate(raw.len().saturating_sub(2));
        }
        let raw = (!is_large).then_some(raw);
        Ok(Some(Kept { raw, at }))
    }

    /// Goes on to the first line that begins a message.
    fn find_first(&mut self) -> io::Result<bool> {
        while let Some(line) = self.line()? {
            if line.starts_with(b"From ") {
                self.next = Some(read_date(&line));
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next line without its end; `None`: there is none.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(line) = self.ahead.take() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let mut part = (&mut self.reader).take(LINE);
        if part.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(line))
    }
}

/// Whether a line is a field of a message, with which every message begins.
fn is_field(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|byte| *byte == b':') else {
        return false;
    };
    colon > 0 && line[..colon].iter().all(u8::is_ascii_graphic)
}

/// Takes away the mark of a line that begins with `From `, whether it was put before those alone or
/// before marked ones as well.
fn unmark(line: &[u8]) -> &[u8] {
    let rest = line.iter().position(|byte| *byte != b'>');
    match rest {
        Some(at) if at > 0 && line[at..].starts_with(b"From ") => &line[1..],
        _ => line,
    }
}

/// The date of `From somebody Mon Nov  2 10:00:00 2026`, in UTC.
fn read_date(line: &[u8]) -> Option<Instant> {
    let text = String::from_utf8_lossy(line);
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.len().checked_sub(5)?;
    let date = words[last..].join(" ");
    let date = DateTime::strptime("%a %b %d %H:%M:%S %Y", &date).ok()?;
    let zoned = date.to_zoned(TimeZone::UTC).ok()?;
    Some(Instant::from(zoned.timestamp()))
}

/// Writes one message, so that it reads the same again.
///
/// # Errors
/// If it cannot be written.
pub fn write(out: &mut impl Write, raw: &[u8], sender: &str, at: Instant) -> io::Result<()> {
    let sender = match sender {
        "" => "MAILER-DAEMON",
        sender => sender,
    };
    let date = at.timestamp().strftime("%a %b %e %H:%M:%S %Y");
    writeln!(out, "From {sender} {date}")?;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let rest = line
            .iter()
            .position(|byte| *byte != b'>')
            .unwrap_or(line.len());
        if line[rest..].starts_with(b"From ") {
            out.write_all(b">")?;
        }
        out.write_all(line)?;
        out.write_all(b"\n")?;
    }
    out.write_all(b"\n")
}
