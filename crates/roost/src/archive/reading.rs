//! What of a message is shown in an archive. Bytes in, text out.

use crate::clock::Instant;
use crate::inbound::{ancestors, typed_text};
use crate::text;
use mail_parser::{Message, MessageParser, MimeHeaders};

/// More text than anybody reads on a page; the rest is in the file.
pub const TEXT: usize = 100_000;

/// How much of what was typed is searched in, in bytes.
const SEARCHED: usize = 16_000;

/// More than a person attaches.
const FILES: usize = 30;

const NAME: usize = 120;

/// What a message says, to be read on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Lines that flow are joined, and addresses are cut.
    pub text: String,
    /// When it was written; `None`: it says nothing that can be.
    pub written_at: Option<Instant>,
    /// The ids of what it answers, the nearest last; never its own.
    pub ancestors: Vec<String>,
    pub files: Vec<File>,
}

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Without a path; never empty.
    pub name: String,
    pub bytes: i64,
}

/// Reads a message that came at `received`. Whatever cannot be read is left out.
pub fn read(raw: &[u8], message_id: &str, received: Instant) -> Read {
    let Some(message) = MessageParser::default().parse(raw) else {
        return Read::default();
    };
    let files = message.attachments().take(FILES).enumerate();
    Read {
        text: text_of(&message),
        written_at: written_at(&message, received),
        ancestors: ancestors(&message, message_id),
        files: files.map(|(number, part)| file(part, number)).collect(),
    }
}

/// The attachment at this place, with its name; `None`: there is none.
pub fn attachment(raw: &[u8], position: usize) -> Option<(String, Vec<u8>)> {
    let message = MessageParser::default().parse(raw)?;
    let part = message.attachments().take(FILES).nth(position)?;
    Some((file(part, position).name, bytes_of(part).to_vec()))
}

fn bytes_of<'a>(part: &'a mail_parser::MessagePart<'_>) -> &'a [u8] {
    match part.message() {
        Some(message) => message.raw_message(),
        None => part.contents(),
    }
}

fn file(part: &mail_parser::MessagePart<'_>, number: usize) -> File {
    let given = part.attachment_name().unwrap_or_default();
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = text::visible_line(last, NAME);
    let name = name.trim_matches(['.', ' ']);
    let subtype = part
        .content_type()
        .and_then(|kind| kind.subtype())
        .filter(|subtype| subtype.bytes().all(|b| b.is_ascii_alphanumeric()));
    File {
        name: match (name, part.is_message()) {
            ("", true) => format!("{}.eml", number + 1),
            ("", false) => format!("{}.{}", number + 1, subtype.unwrap_or("bin")),
            (name, _) => name.to_owned(),
        },
        bytes: i64::try_from(bytes_of(part).len()).unwrap_or(i64::MAX),
    }
}

/// What was typed, without addresses.
fn text_of(message: &Message<'_>) -> String {
    let whole = cut_addresses(&typed_text(message, TEXT));
    let lines = whole.trim_matches('\n').trim_end();
    match lines
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| *at >= TEXT)
    {
        Some(end) => lines[..end].to_owned(),
        None => lines.to_owned(),
    }
}

/// Cuts the host off every mail address, so that an archive gives nobody's away. Addresses of pages stay
/// whole.
pub fn cut_addresses(text: &str) -> String {
    let mut cut = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if !word.contains('@') || word.contains("://") {
            cut.push_str(word);
            continue;
        }
        let mut rest = word;
        while let Some(at) = rest.find('@') {
            let (before, after) = (&rest[..at], &rest[at + 1..]);
            let length = after
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '[' | ':' | ']')))
                .unwrap_or(after.len());
            let host = after[..length].trim_end_matches(['.', ':', '-']);
            let is_address = !host.is_empty()
                && before.ends_with(|c: char| {
                    c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-\"".contains(c)
                });
            cut.push_str(before);
            cut.push('@');
            rest = if is_address {
                cut.push('…');
                &after[host.len()..]
            } else {
                after
            };
        }
        cut.push_str(rest);
    }
    cut
}

/// When it was written, unless its author's clock is so wrong that it cannot be: mail is not as old as
/// that, and nobody writes tomorrow.
fn written_at(message: &Message<'_>, received: Instant) -> Option<Instant> {
    const OLDEST: i64 = 315_532_800; // 1980
    let said = message.date()?.to_timestamp();
    let latest = received.timestamp().as_second() + 24 * 60 * 60;
    let said = jiff::Timestamp::from_second(said).ok()?;
    (OLDEST..=latest)
        .contains(&said.as_second())
        .then(|| Instant::from(said))
}

/// What is searched in: the subject, the author's name and what they typed themselves.
pub fn found_by(subject: &str, author: &str, typed: &str) -> String {
    let own = typed.lines().filter(|line| !line.starts_with('>'));
    let mut words = format!("{subject} {author}");
    for line in own {
        if words.len() > SEARCHED {
            break;
        }
        words.push(' ');
        words.push_str(line);
    }
    text::search_key(&cut_addresses(&words))
}
