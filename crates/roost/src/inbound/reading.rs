//! What somebody typed, out of a message. Pure.

use crate::text;
use mail_parser::{HeaderName, HeaderValue, Message, MimeHeaders};

/// As many ancestors as tell where a message belongs (RFC 5322 §3.6.4 wants all of them; a long thread's
/// fields are cut by many programs, too).
const ANCESTORS: usize = 20;

/// Longer ids are no ids.
const ID: usize = 500;

/// All parts that are to be read, one below the other, until that is more than so many bytes. Lines
/// that flow are joined, and HTML is read as text.
pub fn typed_text(message: &Message<'_>, most: usize) -> String {
    let mut whole = String::new();
    for (position, id) in message.text_body.iter().enumerate() {
        let Some(text) = message.body_text(position) else {
            continue;
        };
        let part = message.parts.get(*id as usize);
        let kind = part.and_then(MimeHeaders::content_type);
        let says = |name: &str, value: &str| {
            kind.and_then(|kind| kind.attribute(name))
                .is_some_and(|said| said.eq_ignore_ascii_case(value))
        };
        let text = shown(&text);
        let text = match says("format", "flowed") {
            true => unflow(&text, says("delsp", "yes")),
            false => text,
        };
        if !whole.is_empty() {
            whole.push_str("\n\n");
        }
        whole.push_str(text.trim_end());
        if whole.len() > most {
            break;
        }
    }
    whole
}

/// As [`text::visible_lines`], with what stands before the first word, which may be indented.
fn shown(text: &str) -> String {
    let marked = format!(".{text}");
    text::visible_lines(&marked)
        .strip_prefix('.')
        .unwrap_or_default()
        .to_owned()
}

/// Joins the lines of a paragraph that were broken only to be sent (RFC 3676 §4).
pub fn unflow(text: &str, deletes_space: bool) -> String {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut flows = false;
    for line in text.split('\n') {
        let depth = line.len() - line.trim_start_matches('>').len();
        let rest = &line[depth..];
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let is_signature = rest == "-- ";
        match lines.last_mut() {
            Some((above, whole)) if flows && *above == depth && !is_signature => {
                whole.push_str(rest);
            }
            _ => lines.push((depth, rest.to_owned())),
        }
        flows = rest.ends_with(' ') && !is_signature;
        if flows
            && deletes_space
            && let Some((_, whole)) = lines.last_mut()
        {
            whole.pop();
        }
    }
    let lines = lines.iter().map(|(depth, text)| match depth {
        0 => text.clone(),
        _ => format!("{} {text}", ">".repeat(*depth)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A sign of another program at the beginning of a line, such as `>>>` of a Python session, is no quote
/// if a space and code follow only three of them.
pub fn is_quoted(line: &str) -> bool {
    line.starts_with('>') && !line.starts_with(">>> ")
}

/// What stands below the last `-- ` that is near enough to the end to be a signature.
pub fn split_signature(text: &str) -> (&str, Option<String>) {
    let mut at = 0;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        if line.trim_end_matches('\n') == "-- " || line.trim_end() == "--" {
            found = Some((at, at + line.len()));
        }
        at += line.len();
    }
    let Some((start, end)) = found else {
        return (text, None);
    };
    let below = text[end..].trim();
    // A quote below it is somebody's answer that was written above.
    if below.is_empty() || below.lines().count() > 12 || below.lines().any(is_quoted) {
        return (text, None);
    }
    (&text[..start], Some(below.to_owned()))
}

/// The ids of what a message answers, the nearest last; never its own: References, and In-Reply-To where that is missing or says more (RFC 5322 §3.6.4).
pub fn ancestors(message: &Message<'_>, own: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for value in message.header_values(HeaderName::References) {
        each_id(value, &mut |id| ids.push(id.to_owned()));
    }
    let mut answered = Vec::new();
    for value in message.header_values(HeaderName::InReplyTo) {
        each_id(value, &mut |id| answered.push(id.to_owned()));
    }
    // Some programs name several there, and some put a sentence; the first id is the one.
    if let Some(first) = answered.into_iter().next()
        && !ids.contains(&first)
    {
        ids.push(first);
    }
    let mut kept: Vec<String> = Vec::new();
    for id in ids.into_iter().rev() {
        if id != own && !kept.contains(&id) && kept.len() < ANCESTORS {
            kept.push(id);
        }
    }
    kept.reverse();
    kept
}

fn each_id(value: &HeaderValue<'_>, take: &mut impl FnMut(&str)) {
    let mut fine = |id: &str| {
        let id = id.trim().trim_start_matches('<').trim_end_matches('>');
        let is_one = !id.is_empty()
            && id.len() <= ID
            && id
                .bytes()
                .all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'));
        if is_one {
            take(id);
        }
    };
    match value {
        HeaderValue::Text(id) => fine(id),
        HeaderValue::TextList(ids) => ids.iter().for_each(|id| fine(id)),
        _ => {}
    }
}
