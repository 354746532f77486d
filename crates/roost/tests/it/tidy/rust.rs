//! Rust as a row of words, texts and marks: enough to know which paths a file names.

/// What stands at one place of a file. Comments are nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token<'a> {
    /// A name, a keyword, a lifetime's name or a number.
    Word(&'a str),
    /// What stands between a string literal's quotes, as written.
    Text(&'a str),
    Mark(char),
}

/// A token and its line, counted from 1.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    pub token: Token<'a>,
    pub line: usize,
}

/// Everything in `code` but comments, spaces and single characters in quotes.
pub fn tokens(code: &str) -> Vec<Placed<'_>> {
    let mut reader = Reader {
        code,
        at: 0,
        line: 1,
        found: Vec::new(),
    };
    while reader.at < code.len() {
        reader.step();
    }
    reader.found
}

/// The string literals of `code` with their lines.
pub fn texts(code: &str) -> Vec<(usize, &str)> {
    let texts = tokens(code)
        .into_iter()
        .filter_map(|placed| match placed.token {
            Token::Text(text) => Some((placed.line, text)),
            _ => None,
        });
    texts.collect()
}

struct Reader<'a> {
    code: &'a str,
    at: usize,
    line: usize,
    found: Vec<Placed<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.code[self.at..]
    }

    fn skip(&mut self, length: usize) {
        let passed = &self.rest()[..length];
        self.line += passed.matches('\n').count();
        self.at += length;
    }

    fn take(&mut self, token: Token<'a>, length: usize) {
        self.found.push(Placed {
            token,
            line: self.line,
        });
        self.skip(length);
    }

    fn step(&mut self) {
        let rest = self.rest();
        let first = rest.chars().next().expect("the reader is not at the end");
        if rest.starts_with("//") {
            self.skip(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.skip(block_comment(rest));
        } else if let Some((start, length, whole)) = string(rest) {
            self.take(Token::Text(&rest[start..start + length]), whole);
        } else if let Some(length) = character(rest) {
            self.skip(length);
        } else if is_in_word(first) {
            let length = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
            self.take(Token::Word(&rest[..length]), length);
        } else if first.is_whitespace() {
            self.skip(first.len_utf8());
        } else {
            self.take(Token::Mark(first), first.len_utf8());
        }
    }
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment that `rest` begins with; such comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Where the content of the string literal at the start of `rest` begins, how long it is, and how
/// long the literal is as a whole.
fn string(rest: &str) -> Option<(usize, usize, usize)> {
    let prefix = rest
        .find(|c| !matches!(c, 'b' | 'c' | 'r'))
        .filter(|length| *length <= 2)?;
    let raw = rest[..prefix].contains('r');
    let hashes = rest[prefix..].find(|c| c != '#').unwrap_or(0);
    let start = prefix + hashes + 1;
    if !rest[prefix + hashes..].starts_with('"') || (hashes > 0 && !raw) {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let mut at = start;
    while at < rest.len() && !rest[at..].starts_with(&end) {
        let escaped = !raw && rest[at..].starts_with('\\');
        at += rest[at..]
            .chars()
            .take(if escaped { 2 } else { 1 })
            .map(char::len_utf8)
            .sum::<usize>();
    }
    Some((start, at - start, (at + end.len()).min(rest.len())))
}

/// The length of the character literal at the start of `rest`; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if let Some(escaped) = inner.strip_prefix('\\') {
        let skipped = escaped.chars().next()?.len_utf8();
        return Some(3 + skipped + escaped[skipped..].find('\'')?);
    }
    let one = inner.chars().next()?.len_utf8();
    inner[one..].starts_with('\'').then_some(one + 2)
}

/// A path that a file names, from the crate's root: `["db", "Tx"]` for `crate::db::Tx`.
#[derive(Debug, PartialEq)]
pub struct Path {
    pub segments: Vec<String>,
    pub line: usize,
}

/// The paths in `code` that begin with `crate`, `self` or `super`, each member of a group being
/// one, resolved from `module`, where `code` stands. What stands in `mod tests` is left out.
pub fn paths(module: &[String], code: &str) -> Vec<Path> {
    let tokens = tokens(code);
    let (mut here, mut opened, mut found) = (module.to_vec(), Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].token {
            Token::Word("mod") if marks(&tokens[at..], 2, "{") => {
                here.extend(word(&tokens, at + 1));
                opened.push(true);
                at += 3;
                continue;
            }
            Token::Mark('{') => opened.push(false),
            Token::Mark('}') if opened.pop() == Some(true) => drop(here.pop()),
            Token::Word("crate" | "self" | "super") if marks(&tokens[at..], 1, "::") => {
                let tested = here[module.len()..].iter().any(|name| name == "tests");
                let before = found.len();
                at = tree(&tokens, at, &here, &[], &mut found);
                if tested {
                    found.truncate(before);
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether the marks at `offset` spell `wanted`.
fn marks(tokens: &[Placed<'_>], offset: usize, wanted: &str) -> bool {
    let mut wanted = wanted.chars().enumerate();
    wanted.all(|(i, c)| {
        tokens
            .get(offset + i)
            .is_some_and(|t| t.token == Token::Mark(c))
    })
}

fn word(tokens: &[Placed<'_>], at: usize) -> Option<String> {
    match tokens.get(at)?.token {
        Token::Word(word) => Some(word.to_owned()),
        _ => None,
    }
}

/// Reads a path, or a tree of them, whose first part is `prefix`; returns where it ends.
fn tree(
    tokens: &[Placed<'_>],
    start: usize,
    here: &[String],
    prefix: &[String],
    found: &mut Vec<Path>,
) -> usize {
    let (mut at, mut segments) = (start, prefix.to_vec());
    let line = tokens[start].line;
    while let Some(word) = word(tokens, at) {
        match word.as_str() {
            "crate" => segments.clear(),
            "self" if segments.is_empty() => segments = here.to_vec(),
            "self" => {}
            "super" if at == start && prefix.is_empty() => segments = above(here),
            "super" => segments = above(&segments),
            _ => segments.push(word),
        }
        at += 1;
        if !marks(tokens, at, "::") {
            break;
        }
        at += 2;
    }
    if !marks(tokens, at, "{") || !marks(tokens, at.saturating_sub(1), ":") {
        found.push(Path { segments, line });
        return at;
    }
    at += 1;
    while at < tokens.len() && !marks(tokens, at, "}") {
        at = match tokens[at].token {
            Token::Word("as") => at + 2,
            Token::Word(_) => tree(tokens, at, here, &segments, found),
            _ => at + 1,
        };
    }
    at + 1
}

fn above(module: &[String]) -> Vec<String> {
    module[..module.len().saturating_sub(1)].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(module: &[&str], code: &str) -> Vec<String> {
        let module: Vec<String> = module.iter().map(|&name| name.to_owned()).collect();
        paths(&module, code)
            .into_iter()
            .map(|path| path.segments.join("::"))
            .collect()
    }

    #[test]
    fn paths_in_comments_texts_and_visibilities_are_not_named() {
        let code = r##"
            // crate::one
            /* crate::two /* nested */ crate::three */
            const A: &str = "crate::four \" crate::five";
            const B: &str = r#"crate::six " crate::seven"#;
            pub(crate) struct S<'a>(&'a str, char);
            fn f() { let c = ('"', '\'', '\u{41}'); crate::eight::g(c) }
        "##;

        assert_eq!(named(&[], code), ["eight::g"]);
    }

    #[test]
    fn groups_name_each_of_their_members() {
        let code = "use crate::{clock, db::{self, Tx as T, error::*}, ids::EventId};";

        assert_eq!(
            named(&["events"], code),
            ["clock", "db", "db::Tx", "db::error", "ids::EventId"]
        );
    }

    #[test]
    fn self_and_super_are_resolved_from_where_they_stand() {
        let code = "use super::model::Event; fn f() { self::g(); super::super::ids::h() }";

        assert_eq!(
            named(&["events", "web"], code),
            ["events::model::Event", "events::web::g", "ids::h"]
        );
        assert_eq!(
            named(&["db"], "mod inner { use super::x; } use super::y;"),
            ["db::x", "y"]
        );
    }

    #[test]
    fn a_path_before_a_block_ends_there() {
        assert_eq!(named(&[], "if x == crate::a::B { c }"), ["a::B"]);
        assert_eq!(
            named(&[], "crate::a::B { c: crate::d::E }"),
            ["a::B", "d::E"]
        );
    }

    #[test]
    fn what_tests_name_is_left_out() {
        let code = "use crate::a; #[cfg(test)] mod tests { use crate::b; } use crate::c;";

        assert_eq!(named(&[], code), ["a", "c"]);
    }
}
