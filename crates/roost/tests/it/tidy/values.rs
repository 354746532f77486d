//! A sentence gets every value that it holds: `words.with("seats", 14).t("events-seats-left")` for
//! `{ $seats }`. Fluent would write the name of a missing one into the page.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    assert_none,
    rust::{self, Placed, Token},
    template,
    tree::{self, File},
};

static MESSAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("^([a-z][a-z0-9-]*) *=").expect("the pattern is right"));
static VALUE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\$([a-zA-Z][\w-]*)").expect("the pattern is right"));

/// The values that each message of the catalogues holds.
fn held(catalogues: &[File]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in catalogues {
        let mut key = "";
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(message) = MESSAGE.captures(line) {
                key = message.get(1).expect("the group is not optional").as_str();
            }
            let values = VALUE.captures_iter(line).filter_map(|value| value.get(1));
            found
                .entry(key)
                .or_default()
                .extend(values.map(|value| value.as_str()));
        }
    }
    found
}

/// A call of `t` whose whole chain can be read: its line, its key, and the values it is given.
type Call<'a> = (usize, &'a str, BTreeSet<&'a str>);

fn calls(code: &str) -> Vec<Call<'_>> {
    let tokens = rust::tokens(code);
    let called = (2..tokens.len()).filter_map(|at| {
        let Token::Text(key) = tokens[at].token else {
            return None;
        };
        let call = [Token::Mark('.'), Token::Word("t"), Token::Mark('(')];
        let is_call = at >= 3 && (0..3).all(|i| tokens[at - 3 + i].token == call[i]);
        Some((
            tokens[at].line,
            key,
            given(&tokens, at.checked_sub(4).filter(|_| is_call)?)?,
        ))
    });
    called.collect()
}

/// The names in the chain of `with("name", …)` that ends at `end`, if it begins with the words
/// themselves: what was begun elsewhere may hold values already.
fn given<'a>(tokens: &[Placed<'a>], mut end: usize) -> Option<BTreeSet<&'a str>> {
    let mut names = BTreeSet::new();
    loop {
        match tokens[end].token {
            Token::Word("words" | "chrome" | "w") => return Some(names),
            Token::Mark(')') => {
                let open = opening(tokens, end)?;
                match (
                    tokens.get(open.checked_sub(1)?)?.token,
                    tokens[open + 1].token,
                ) {
                    (Token::Word("with"), Token::Text(name)) => names.insert(name),
                    (Token::Word("words" | "chrome" | "w"), _) => return Some(names),
                    _ => return None,
                };
                // Past `with` and the dot before it.
                end = open.checked_sub(3)?;
            }
            _ => return None,
        }
    }
}

/// Where the bracket that closes at `end` was opened.
fn opening(tokens: &[Placed<'_>], end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (0..=end).rev() {
        match tokens[at].token {
            Token::Mark(')') => depth += 1,
            Token::Mark('(') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn breaches(sources: &[&File], catalogues: &[File]) -> Vec<String> {
    let held = held(catalogues);
    let mut found = Vec::new();
    for file in sources {
        let parts = if file.has_extension("rs") {
            vec![(1, file.text.as_str())]
        } else {
            template::expressions(&file.text)
        };
        let calls = parts.into_iter().flat_map(|(first, code)| {
            calls(code)
                .into_iter()
                .map(move |(line, key, names)| (first + line - 1, key, names))
        });
        for (line, key, names) in calls {
            let missing = held
                .get(key)
                .into_iter()
                .flat_map(|held| held.difference(&names));
            found.extend(
                missing.map(|name| format!("{} does not give `{key}` its `{name}`", file.at(line))),
            );
        }
    }
    found
}

#[test]
fn sentences_get_every_value_that_they_hold() {
    let sources = [tree::rust_without_tests(), tree::templates()].concat();

    assert_none(&breaches(&sources, tree::catalogues()));
}

#[test]
fn a_missing_value_is_found_in_code_and_templates() {
    let catalogue = File::sample(
        "locales/en/a.ftl",
        "# $no\na-left = { $seats ->\n    [one] one\n   *[other] { $seats } of { $all }\n }\na-none = None",
    );
    let code = File::sample(
        "a.rs",
        "fn f() { words.with(\"seats\", g(1)).with(\"all\", 2).t(\"a-left\"); words.t(\"a-none\");\n\
         app.words().with(\"seats\", (1, 2)).t(\"a-left\"); phrase.t(\"a-left\"); t(\"a-left\") }",
    );
    let page = File::sample("a.html", "<p>\n{{ chrome.t(\"a-left\") }}</p>");

    assert_eq!(
        breaches(&[&code, &page], &[catalogue]),
        [
            "a.rs:2 does not give `a-left` its `all`",
            "a.html:2 does not give `a-left` its `all`",
            "a.html:2 does not give `a-left` its `seats`",
        ]
    );
}
