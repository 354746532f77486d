//! What somebody typed, out of a message. Pure.

use crate::text;
use mail_parser::{Message, MimeHeaders};

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
