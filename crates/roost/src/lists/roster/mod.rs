//! Who is on a list, in a file: as other list servers write it, and as Mailman reads it. Bytes in,
//! people out, one line at a time.
//!
//! Mailman prints a person on a line, as `ada@example.org` or `Ada Example <ada@example.org>`, with the
//! name in quotes, encoded (RFC 2047) or as it is; and whatever has a table of people exports it with a
//! heading. Which of them a file is shows in the file.
mod table;
#[cfg(test)]
mod tests;

use super::model::Mode;
use crate::text;
use crate::web::deliverable;
use mail_parser::MessageParser;
use std::io::{self, BufRead, Read};
use table::{Columns, is_open};

/// A longer line says nothing of a person.
const LINE: usize = 64 << 10;

/// How much of a name is kept.
const NAME: usize = 120;

/// How much of a line is shown that names nobody.
const SHOWN: usize = 60;

/// A heading stands among the first lines, below the name of a list at the most.
const HEADING: u64 = 5;

/// Somebody who was on a list elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Empty: the file does not say it.
    pub name: String,
    /// With its host as DNS knows it.
    pub email: String,
    /// `None`: the file does not say it.
    pub mode: Option<Mode>,
}

/// What stands on one line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: u64,
    /// `Err`: no address that mail can be sent to, and how the line begins.
    pub member: Result<Member, String>,
}

/// Why a file holds no people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Mailman 2's own file, `config.pck`.
    Pickle,
    /// The same as Mailman's `dumpdb` prints it.
    Dump,
    /// JSON, such as the settings of a list of Mailman 3.
    Json,
    /// UTF-16, as some spreadsheets write.
    Wide,
}

/// What a file is that begins like this, if it is known and nothing of ours.
pub fn recognise(begin: &[u8]) -> Option<Foreign> {
    let is = |start: &[u8]| begin.starts_with(start);
    let is_pickle = is(b"\x80") || is(b"}q") || is(b"(dp");
    let is_json = matches!(begin.trim_ascii_start().first(), Some(b'{' | b'['));
    if is_pickle {
        Some(Foreign::Pickle)
    } else if is(b"[-----") || is(b"<-----") {
        Some(Foreign::Dump)
    } else if is(b"\xff\xfe") || is(b"\xfe\xff") {
        Some(Foreign::Wide)
    } else {
        is_json.then_some(Foreign::Json)
    }
}

/// Reads the people of a file one after the other.
pub struct Roster<R> {
    reader: R,
    number: u64,
    /// `None`: it is no table, as far as was read.
    columns: Option<Columns>,
    /// Whether a person was read already, above whom no heading stands.
    has_begun: bool,
}

impl<R: BufRead> Roster<R> {
    pub fn new(reader: R) -> Self {
        Roster {
            reader,
            number: 0,
            columns: None,
            has_begun: false,
        }
    }

    /// What the file is, if it holds no people.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn recognise(&mut self) -> io::Result<Option<Foreign>> {
        Ok(recognise(self.reader.fill_buf()?))
    }

    /// The next line that is no comment and no heading; `None`: there is none left.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read_next(&mut self) -> io::Result<Option<Line>> {
        while let Some(line) = self.line()? {
            let number = self.number;
            let Some(mut line) = line else {
                let member = Err(String::new());
                return Ok(Some(Line { number, member }));
            };
            if self.number == 1 {
                line = line.trim_start_matches('\u{feff}').to_owned();
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if !self.has_begun && self.columns.is_none() && self.number <= HEADING {
                self.columns = Columns::of(&line);
                if self.columns.is_some() {
                    continue;
                }
            }
            let found = match self.columns.clone() {
                Some(columns) => self.read_row(&columns, line.clone())?,
                None => read_mailbox(&line),
            };
            self.has_begun |= found.is_some();
            let member = found.ok_or_else(|| text::visible_line(&line, SHOWN));
            return Ok(Some(Line { number, member }));
        }
        Ok(None)
    }

    /// The next line without its end; `None`: there is none. `Some(None)`: it was too long.
    fn line(&mut self) -> io::Result<Option<Option<String>>> {
        let mut bytes = Vec::new();
        if self.part(&mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let mut is_long = false;
        while bytes.last() != Some(&b'\n') {
            bytes = if is_long { Vec::new() } else { bytes };
            if self.part(&mut bytes)? == 0 {
                break;
            }
            is_long |= bytes.len() > LINE;
        }
        let line = decoded(bytes);
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        Ok(Some((!is_long).then_some(line)))
    }

    fn part(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        (&mut self.reader)
            .take(LINE as u64)
            .read_until(b'\n', bytes)
    }

    /// A person in a table. A cell in quotes may go on on the next line.
    fn read_row(&mut self, columns: &Columns, mut row: String) -> io::Result<Option<Member>> {
        while is_open(&row, columns.separator) {
            match self.line()? {
                Some(Some(more)) if row.len() + more.len() < LINE => {
                    row = format!("{row}\n{more}");
                }
                _ => return Ok(None),
            }
        }
        Ok(columns.read(&row))
    }
}

/// UTF-8, or else Latin-1, as older programs write it.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.as_bytes().iter().copied().map(char::from).collect())
}

/// `ada@example.org`, `Ada <ada@example.org>`, `"Ada" <…>`, or `ada@example.org (Ada)`.
fn read_mailbox(line: &str) -> Option<Member> {
    let line = line.trim().trim_end_matches([',', ';']);
    let (name, email) = if let Some(before) = line.strip_suffix('>') {
        // A name may hold anything, `<` too.
        before.rsplit_once('<')?
    } else if let Some((email, name)) = line.strip_suffix(')').and_then(|l| l.split_once(" (")) {
        (name, email)
    } else {
        ("", line)
    };
    member(name, email, None)
}

fn member(name: &str, email: &str, mode: Option<Mode>) -> Option<Member> {
    let name = unquoted(name.trim());
    let name = if name.contains("=?") {
        unencoded(&name)
    } else {
        name
    };
    Some(Member {
        name: text::visible_line(&name, NAME),
        email: deliverable(email.trim().trim_matches(['<', '>']))?,
        mode,
    })
}

/// A name without the quotes around it (RFC 5322 §3.2.4).
fn unquoted(name: &str) -> String {
    let inside = name.strip_prefix('"').and_then(|n| n.strip_suffix('"'));
    let Some(inside) = inside else {
        return name.to_owned();
    };
    let mut plain = String::new();
    let mut characters = inside.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => plain.extend(characters.next()),
            c => plain.push(c),
        }
    }
    plain
}

/// A name as it is read, not as a field of a message carries it (RFC 2047).
fn unencoded(name: &str) -> String {
    let field = format!("Subject: {name}\r\n\r\n");
    let message = MessageParser::default().parse(field.as_bytes());
    let read = message.and_then(|message| message.subject().map(str::to_owned));
    read.unwrap_or_else(|| name.to_owned())
}

/// A line that Mailman's `addmembers` reads: an address (RFC 5322 §3.4) with its name in quotes, and
/// the letters of the name as they are, since it decodes none.
pub fn line(name: &str, email: &str) -> String {
    let name = text::visible_line(name, NAME);
    if name.is_empty() {
        // A line that begins with # would be a comment.
        return format!("<{email}>");
    }
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{name}\" <{email}>")
}
