//! Assignments in Python, as far as `config_list` writes any.

use super::{Found, Value};

/// The assignments of `config_list -o`.
pub fn read(source: &[u8]) -> Found {
    let mut found = Found::new();
    let mut rest = source;
    while !rest.is_empty() {
        if let Some((name, value)) = assignment(&mut rest) {
            found.insert(name, value);
        }
        skip_line(&mut rest);
    }
    found
}

fn skip_line(rest: &mut &[u8]) {
    let end = rest.iter().position(|byte| *byte == b'\n');
    *rest = end.map_or(&[], |end| &rest[end + 1..]);
}

fn skip_blanks(rest: &mut &[u8]) {
    let end = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'));
    *rest = &rest[end.unwrap_or(rest.len())..];
}

/// `name = value`, where `rest` goes on after it; `None`: the line is something else.
fn assignment(rest: &mut &[u8]) -> Option<(String, Value)> {
    let name = word(rest);
    skip_blanks(rest);
    if name.is_empty() || rest.first() != Some(&b'=') {
        return None;
    }
    *rest = &rest[1..];
    skip_blanks(rest);
    let name = name.strip_prefix("mlist.").unwrap_or(&name).to_owned();
    Some((name, literal(rest)))
}

fn word(rest: &mut &[u8]) -> String {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    let end = rest.iter().position(|byte| !is_part(byte));
    let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
    *rest = after;
    String::from_utf8_lossy(word).into_owned()
}

fn literal(rest: &mut &[u8]) -> Value {
    let is_quote = |byte: Option<&u8>| matches!(byte, Some(b'\'' | b'"'));
    if matches!(rest.first(), Some(b'u' | b'b')) && is_quote(rest.get(1)) {
        *rest = &rest[1..];
    }
    match rest.first() {
        Some(b'\'' | b'"') => Value::Text(string(rest)),
        Some(b'[' | b'(' | b'{') => {
            skip_brackets(rest);
            Value::Other
        }
        Some(b'-' | b'0'..=b'9') => {
            let sign = if rest[0] == b'-' { -1 } else { 1 };
            *rest = rest.strip_prefix(b"-").unwrap_or(rest);
            let digits = word(rest);
            let digits = digits.trim_end_matches('L');
            digits
                .parse()
                .map_or(Value::Other, |number: i64| Value::Number(sign * number))
        }
        _ => match word(rest).as_str() {
            "True" => Value::Flag(true),
            "False" => Value::Flag(false),
            _ => Value::Other,
        },
    }
}

/// A text in one or three quotes; one that does not end goes on to the end of the file.
fn string(rest: &mut &[u8]) -> String {
    let quote = rest[0];
    let is_long = rest.starts_with(&[quote; 3]);
    let end = &[quote; 3][..if is_long { 3 } else { 1 }];
    *rest = &rest[end.len()..];
    let mut bytes = Vec::new();
    while let Some(byte) = rest.first() {
        if rest.starts_with(end) {
            *rest = &rest[end.len()..];
            break;
        }
        if *byte == b'\\' {
            escape(rest, &mut bytes);
        } else {
            bytes.push(*byte);
            *rest = &rest[1..];
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.as_bytes().iter().copied().map(char::from).collect())
}

/// What stands after a backslash.
fn escape(rest: &mut &[u8], bytes: &mut Vec<u8>) {
    let kind = rest.get(1).copied().unwrap_or_default();
    let digits = match kind {
        b'x' => 2,
        b'u' => 4,
        _ => 0,
    };
    let code = rest
        .get(2..2 + digits)
        .and_then(|code| std::str::from_utf8(code).ok());
    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
    *rest = &rest[rest.len().min(2 + digits)..];
    match (kind, code) {
        (b'x', Some(code)) => bytes.extend(u8::try_from(code)),
        (b'u', Some(code)) => {
            let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        (b'n', _) => bytes.push(b'\n'),
        (b't', _) => bytes.push(b'\t'),
        (b'r', _) => bytes.push(b'\r'),
        // The line goes on below.
        (b'\n' | 0, _) => {}
        (other, _) => bytes.push(other),
    }
}

/// Goes on behind a list, with the texts that stand in it.
fn skip_brackets(rest: &mut &[u8]) {
    let mut depth = 0_usize;
    while let Some(byte) = rest.first() {
        match byte {
            b'\'' | b'"' => {
                string(rest);
                continue;
            }
            b'[' | b'(' | b'{' => depth += 1,
            b']' | b')' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *rest = &rest[1..];
        if depth == 0 {
            return;
        }
    }
}
