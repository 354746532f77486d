use super::fields::{self, Told};
use super::{MOST_BYTES, schema, scripts, state};
use crate::ics::{Reading, Unreadable};
use crate::text;
use mail_parser::MessageParser;
use std::borrow::Cow;

/// So far the head of a file is looked at to tell what it is.
const HEAD: usize = 2048;

/// Whether a file is a page that a browser has saved, alone (`.html`) or with its pictures in one
/// file (`.mhtml`).
pub fn is_page(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let is_html = head.contains("<!doctype html") || head.contains("<html");
    head.starts_with('<') && is_html || is_archive(bytes)
}

/// What a file begins with.
fn head(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    head.trim_start_matches('\u{feff}').trim_start().to_owned()
}

/// Chrome and Edge write one page as a message of many parts (RFC 2557).
fn is_archive(bytes: &[u8]) -> bool {
    let head = head(bytes);
    head.starts_with("from:")
        && head.contains("mime-version:")
        && head.contains("multipart/related")
}

/// Reads a page for a group whose clock is `zone`.
///
/// # Errors
/// Why nothing of it can be read: it is too large, or tells of no event.
pub fn read(bytes: &[u8], zone: &str) -> Result<Reading, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let found = scripts::find(&html(bytes));
    let (mut told, group) = state::read(&found.state);
    told.retain(|one| fields::key_of(&one.address).is_some());
    for one in found.schemas.iter().flat_map(|schema| schema::read(schema)) {
        let Some(key) = fields::key_of(&one.address) else {
            continue;
        };
        let mut known = told.iter_mut();
        match known.find(|known| fields::key_of(&known.address).as_deref() == Some(&key)) {
            Some(known) => known.fill(one),
            None => told.push(one),
        }
    }
    let all = told.len();
    told.retain(|one| belongs(one, &found.address));
    if told.is_empty() {
        return Err(Unreadable::NoCalendar);
    }

    let mut reading = Reading {
        name: text::visible_line(&group, 120),
        others: all - told.len(),
        ..Reading::default()
    };
    for one in told {
        match one.item(zone) {
            Ok(item) => reading.items.push(item),
            Err(refused) => reading.refused.push(refused),
        }
    }
    reading
        .items
        .sort_by(|a, b| (a.starts, &a.uid).cmp(&(b.starts, &b.uid)));
    Ok(reading)
}

/// Whether an event is of the group whose page it stands on.
fn belongs(told: &Told, page: &str) -> bool {
    let Some(group) = fields::group_of(page) else {
        return true;
    };
    let own =
        fields::key_of(page).filter(|_| fields::key_of(&told.address) == fields::key_of(page));
    own.is_some() || fields::group_of(&told.address) == Some(group)
}

fn html(bytes: &[u8]) -> Cow<'_, str> {
    if is_archive(bytes)
        && let Some(message) = MessageParser::default().parse(bytes)
        && let Some(html) = message.body_html(0)
    {
        return Cow::Owned(html.into_owned());
    }
    String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}
