use crate::clock::Instant;
use jiff::Zoned;

/// RFC 5545 §3.1: a line has at most 75 octets without its end; the next one begins with a space.
const OCTETS: usize = 75;

/// Content lines, folded as they are added.
#[derive(Default)]
pub struct Lines(String);

impl Lines {
    /// A line whose value needs no escapes.
    pub fn add(&mut self, name: &str, value: &str) {
        self.0.push_str(&fold(&format!("{name}:{value}")));
    }

    /// A line whose value is free text.
    pub fn add_text(&mut self, name: &str, text: &str) {
        self.add(name, &escape(text));
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// RFC 5545 §3.3.11. Other control characters have no place in a calendar.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' | '\r' => escaped.push_str("\\n"),
            '\t' => escaped.push('\t'),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A quoted parameter, with the marks that cannot stand in one written as RFC 6868 says.
pub fn parameter(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '^' => quoted.push_str("^^"),
            '"' => quoted.push_str("^'"),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A value that may hold no line break, whatever it came from.
pub fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

/// The line with its end, in pieces of at most 75 octets.
pub fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / OCTETS * 3 + 2);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(c);
        octets += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

/// RFC 5545 §3.3.5, form 2: with UTC time.
pub fn utc(at: Instant) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// RFC 5545 §3.3.5, form 1: what the clock on the wall shows.
pub fn local(at: &Zoned) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}
