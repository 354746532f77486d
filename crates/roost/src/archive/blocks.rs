//! How the text of a message is laid out: what was typed, what was quoted, code, the signature. Pure.

use crate::inbound::{is_quoted, split_signature};

/// More lines of a quote than that are not worth their place in its summary.
const SUMMARY: usize = 60;

/// One piece of a message, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Prose; lines end where they ended.
    Text(Vec<Vec<Span>>),
    /// Its spaces mean something.
    Code(String),
    /// What somebody else had written.
    Quote {
        /// Its first words.
        begin: String,
        /// The line that says whose it is; empty: there is none.
        whose: String,
        text: String,
    },
    /// What stands below `-- `.
    Signature(String),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Text(String),
    /// The address of a page.
    Link(String),
}

impl Span {
    /// As it was typed.
    pub fn text(&self) -> &str {
        match self {
            Span::Text(text) | Span::Link(text) => text,
        }
    }
}

/// Takes the text apart.
pub fn blocks(text: &str) -> Vec<Block> {
    let (body, signature) = split_signature(text);
    let mut blocks = Vec::new();
    let mut typed: Vec<&str> = Vec::new();
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        if !is_quoted(line) {
            typed.push(line);
            continue;
        }
        let mut quoted = vec![unquote(line)];
        while let Some(next) = lines.peek() {
            if !is_quoted(next) {
                break;
            }
            quoted.push(unquote(next));
            lines.next();
        }
        let whose = take_attribution(&mut typed);
        push_typed(&mut blocks, &typed);
        typed.clear();
        push_quote(&mut blocks, whose, &quoted);
    }
    push_typed(&mut blocks, &typed);
    if let Some(signature) = signature {
        blocks.push(Block::Signature(signature));
    }
    blocks
}

fn unquote(line: &str) -> &str {
    let rest = &line[1..];
    rest.strip_prefix(' ').unwrap_or(rest)
}

/// What stands above a quote and says whose it is: the last line, or two, that end with a colon and name
/// an address or a time.
fn take_attribution(typed: &mut Vec<&str>) -> String {
    let mut end = typed.len();
    while end > 0 && typed[end - 1].trim().is_empty() {
        end -= 1;
    }
    let tells = |text: &str| {
        let text = text.trim();
        text.ends_with(':')
            && text.len() < 300
            && (text.contains('@')
                || text.contains("wrote")
                || text.chars().filter(char::is_ascii_digit).count() >= 4)
    };
    for count in [2, 1] {
        let Some(start) = end.checked_sub(count) else {
            continue;
        };
        let is_empty = |at: usize| typed[at].trim().is_empty();
        // Two lines are one sentence if they are a paragraph of their own.
        if count == 2 && (is_empty(start) || start > 0 && !is_empty(start - 1)) {
            continue;
        }
        let whole = typed[start..end].join(" ");
        if tells(&whole) {
            typed.truncate(start);
            return whole.trim().to_owned();
        }
    }
    String::new()
}

fn push_quote(blocks: &mut Vec<Block>, whose: String, lines: &[&str]) {
    let text = lines.join("\n");
    let text = text.trim_matches('\n').trim_end();
    let first = lines
        .iter()
        .map(|line| line.trim_start_matches(['>', ' ']).trim())
        .find(|line| !line.is_empty());
    let Some(first) = first else {
        if !whose.is_empty() {
            blocks.push(Block::Text(vec![spans(&whose)]));
        }
        return;
    };
    let mut begin: String = first.chars().take(SUMMARY).collect();
    if begin.len() < first.len() {
        begin = match begin.rsplit_once(' ') {
            Some((words, _)) => format!("{words} …"),
            None => format!("{begin}…"),
        };
    }
    blocks.push(Block::Quote {
        begin,
        whose,
        text: text.to_owned(),
    });
}

/// Paragraphs, each prose or code.
fn push_typed(blocks: &mut Vec<Block>, lines: &[&str]) {
    let mut rest = lines;
    while let Some(start) = rest.iter().position(|line| !line.trim().is_empty()) {
        rest = &rest[start..];
        let length = rest.iter().position(|line| line.trim().is_empty());
        let mut length = length.unwrap_or(rest.len());
        if is_code(&rest[..length]) {
            // Code goes on below an empty line as long as it is indented.
            while is_indented(&rest[..length])
                && let Some(more) = next_paragraph(&rest[length..])
                && is_indented(&rest[length + more.0..length + more.1])
            {
                length += more.1;
            }
            blocks.push(Block::Code(dedent(&rest[..length])));
        } else {
            let spans = rest[..length].iter().map(|line| spans(line.trim_end()));
            blocks.push(Block::Text(spans.collect()));
        }
        rest = &rest[length..];
    }
}

/// Where the next paragraph begins and ends.
fn next_paragraph(lines: &[&str]) -> Option<(usize, usize)> {
    let start = lines.iter().position(|line| !line.trim().is_empty())?;
    let end = lines[start..]
        .iter()
        .position(|line| line.trim().is_empty());
    Some((start, end.map_or(lines.len(), |end| start + end)))
}

/// Whether spaces seem to mean something: a line is indented as code is, or is typed at a prompt.
fn is_code(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| line.starts_with("    ") || line.starts_with('\t') || line.starts_with(">>> "))
        || lines.len() > 1 && lines.iter().skip(1).any(|line| line.starts_with("  "))
}

/// Whether every line is.
fn is_indented(lines: &[&str]) -> bool {
    let mut full = lines.iter().filter(|line| !line.trim().is_empty());
    full.all(|line| line.starts_with("    ") || line.starts_with('\t'))
}

/// Without the spaces that all lines begin with.
fn dedent(lines: &[&str]) -> String {
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let common = full
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or_default();
    let lines = lines
        .iter()
        .map(|line| line.get(common..).unwrap_or_default().trim_end());
    lines.collect::<Vec<_>>().join("\n")
}

/// Finds the addresses of pages in a line.
fn spans(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(at) = find_link(rest) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let length = from
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”'))
            .unwrap_or(from.len());
        let link = trim_link(&from[..length]);
        let is_link = url::Url::parse(link).is_ok_and(|url| url.has_host());
        if is_link {
            if !plain.is_empty() {
                spans.push(Span::Text(std::mem::take(&mut plain)));
            }
            spans.push(Span::Link(link.to_owned()));
        } else {
            plain.push_str(link);
        }
        rest = &from[link.len()..];
    }
    plain.push_str(rest);
    if !plain.is_empty() || spans.is_empty() {
        spans.push(Span::Text(plain));
    }
    spans
}

fn find_link(text: &str) -> Option<usize> {
    let secure = text.find("https://");
    let plain = text.find("http://");
    match (secure, plain) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Without what belongs to the sentence around it. A closing bracket belongs to it if it has no opening
/// one within.
fn trim_link(link: &str) -> &str {
    let mut link = link;
    loop {
        let trimmed = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let trimmed = match trimmed.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner,
            _ => trimmed,
        };
        if trimmed.len() == link.len() {
            return link;
        }
        link = trimmed;
    }
}
