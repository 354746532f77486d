//! Bytes to the lines that were meant.

/// What a byte of Windows-1252 stands for from 0x80 to 0x9f; above, it is Latin-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Properties whose text people write over several lines, so that a careless program breaks it.
const PROSE: &[&str] = &[
    "DESCRIPTION",
    "SUMMARY",
    "LOCATION",
    "COMMENT",
    "X-ALT-DESC",
];

/// The file with one property a line, ended by LF.
///
/// Lines are unfolded before they are decoded, since some programs fold within a character. Each
/// line is UTF-8, or else what Windows wrote before. A line that is no property belongs to the text
/// before it, whose line breaks somebody forgot to escape.
pub fn logical(bytes: &[u8]) -> String {
    let bytes = utf16(bytes).unwrap_or_else(|| bytes.to_vec());
    let unfolded = unfold(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
    let mut text = String::with_capacity(unfolded.len());
    let mut breaks = 0;
    let mut is_prose = false;
    let mut lines = unfolded.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let mut line = decode(line);
        if is_name(&line)
            && let Some(value) = lines.next_if(|next| next.starts_with(b":"))
        {
            line.push_str(&decode(value));
        }
        let line = line.trim_end_matches('\u{1a}');
        if line.trim().is_empty() {
            breaks += 1;
        } else if let Some(name) = property(line.trim_start()).filter(|n| begins(n, is_prose)) {
            is_prose = PROSE.iter().any(|prose| prose.eq_ignore_ascii_case(name));
            text.push('\n');
            text.push_str(line.trim_start());
            breaks = 0;
        } else if !text.is_empty() {
            text.push_str(&"\\n".repeat((breaks + 1).min(2)));
            text.push_str(line.trim_start());
            breaks = 0;
        }
    }
    text.push('\n');
    text
}

/// RFC 5545 §3.1: a line that begins with a space or a tab goes on with the one before.
fn unfold(bytes: &[u8]) -> Vec<u8> {
    let mut unfolded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match (byte, bytes.get(at + 1)) {
            (b'\r', Some(b'\n')) => 2,
            // Some programs write CR CR LF, or CR alone.
            (b'\r', Some(b'\r')) if bytes.get(at + 2) == Some(&b'\n') => 3,
            (b'\r' | b'\n', _) => 1,
            _ => 0,
        };
        if end == 0 {
            unfolded.push(byte);
            at += 1;
        } else if matches!(bytes.get(at + end), Some(b' ' | b'\t')) {
            at += end + 1;
        } else {
            unfolded.push(b'\n');
            at += end;
        }
    }
    unfolded
}

fn decode(line: &[u8]) -> String {
    match std::str::from_utf8(line) {
        Ok(text) => text.to_owned(),
        Err(_) => line.iter().copied().map(windows).collect(),
    }
}

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// UTF-16 with its mark, as UTF-8; `None`: it is not that.
fn utf16(bytes: &[u8]) -> Option<Vec<u8>> {
    let units: Vec<u16> = match bytes {
        [0xff, 0xfe, rest @ ..] => pairs(rest).map(u16::from_le_bytes).collect(),
        [0xfe, 0xff, rest @ ..] => pairs(rest).map(u16::from_be_bytes).collect(),
        _ => return None,
    };
    Some(String::from_utf16_lossy(&units).into_bytes())
}

fn pairs(bytes: &[u8]) -> impl Iterator<Item = [u8; 2]> {
    bytes.chunks_exact(2).map(|pair| [pair[0], pair[1]])
}

/// The name that a line begins with, if it is built like a property.
fn property(line: &str) -> Option<&str> {
    let end = line.find([':', ';'])?;
    let name = &line[..end];
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(fits)).then_some(name)
}

/// A property's name that was parted from its value.
fn is_name(line: &str) -> bool {
    let fits = |c: char| c.is_ascii_uppercase() || c == '-';
    !line.is_empty() && line.chars().all(fits)
}

/// Whether a property begins there: within prose, "Agenda: talks" is prose, too.
fn begins(name: &str, in_prose: bool) -> bool {
    let is_shouted = !name.chars().any(|c| c.is_ascii_lowercase());
    let is_structure = ["begin", "end"]
        .iter()
        .any(|s| s.eq_ignore_ascii_case(name));
    !in_prose || is_structure || (is_shouted && name.len() > 1)
}
