//! The catalogues hold the keys that code and templates ask for, and no others.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    assert_none, rust, template,
    tree::{self, File},
};

/// A message that begins in the first column.
static MESSAGE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?m)^(-?[a-z][a-z0-9-]*) *=").expect("the pattern is right"));

/// A message or term that another one holds: `{ chrome-name }`, `{ -product }`.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{ *(-?[a-z][a-z0-9-]*) *(?:\(.*?\))? *\}").expect("the pattern is right")
});

/// The keys of a catalogue with their lines.
fn defined(file: &File) -> Vec<(usize, &str)> {
    let found = MESSAGE.captures_iter(&file.text).map(|captures| {
        let key = captures.get(1).expect("the group is not optional");
        (
            file.text[..key.start()].matches('\n').count() + 1,
            key.as_str(),
        )
    });
    found.collect()
}

/// What a call of `t`, such as `chrome.t("key")` or `words.t("key", …)`, asks for in `code`.
fn asked(code: &str) -> Vec<(usize, &str)> {
    let tokens = rust::tokens(code);
    let calls = tokens.windows(3).filter_map(|window| {
        let rust::Token::Word("t") = window[0].token else {
            return None;
        };
        let rust::Token::Mark('(') = window[1].token else {
            return None;
        };
        let rust::Token::Text(key) = window[2].token else {
            return None;
        };
        Some((window[2].line, key))
    });
    calls.collect()
}

fn misnamed(file: &File) -> Vec<String> {
    let stem = file
        .path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".ftl");
    let keys = defined(file).into_iter().filter(|(_, key)| {
        !key.starts_with('-') && *key != stem && !key.starts_with(&format!("{stem}-"))
    });
    keys.map(|(line, key)| format!("{} names `{key}`: begin it with `{stem}-`", file.at(line)))
        .collect()
}

/// Every text in code and expressions, and every key that a catalogue itself refers to.
fn mentioned(sources: &[&File], catalogues: &[File]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in sources {
        if file.has_extension("rs") {
            found.extend(
                rust::texts(&file.text)
                    .into_iter()
                    .map(|(_, text)| text.to_owned()),
            );
        } else {
            for (_, expression) in template::expressions(&file.text) {
                found.extend(
                    rust::texts(expression)
                        .into_iter()
                        .map(|(_, text)| text.to_owned()),
                );
            }
        }
    }
    for file in catalogues {
        let references = REFERENCE
            .captures_iter(&file.text)
            .map(|found| found[1].to_owned());
        found.extend(references);
    }
    found
}

fn breaches(sources: &[&File], catalogues: &[File]) -> Vec<String> {
    let (mut found, mut keys) = (Vec::new(), BTreeMap::new());
    for file in catalogues {
        found.extend(misnamed(file));
        for (line, key) in defined(file) {
            if let Some(first) = keys.insert(key, file.at(line)) {
                found.push(format!(
                    "{} defines `{key}` again, after {first}",
                    file.at(line)
                ));
            }
        }
    }
    for file in sources {
        let asked = if file.has_extension("rs") {
            asked(&file.text)
        } else {
            let expressions = template::expressions(&file.text).into_iter();
            let asked = expressions.flat_map(|(line, e)| {
                asked(e)
                    .into_iter()
                    .map(move |(below, key)| (line + below - 1, key))
            });
            asked.collect()
        };
        let missing = asked.into_iter().filter(|(_, key)| !keys.contains_key(key));
        found
            .extend(missing.map(|(line, key)| {
                format!("{} asks for `{key}`, which is nowhere", file.at(line))
            }));
    }
    let mentioned = mentioned(sources, catalogues);
    let unused = keys.iter().filter(|(key, _)| !mentioned.contains(**key));
    found.extend(
        unused.map(|(key, place)| format!("{place} defines `{key}`, which nobody asks for")),
    );
    found
}

#[test]
fn keys_exist_once_and_are_used() {
    let sources = [tree::rust_without_tests(), tree::templates()].concat();

    assert_none(&breaches(&sources, tree::catalogues()));
}

#[test]
fn a_key_that_is_missing_unused_misnamed_or_there_twice_is_found() {
    let sources = [
        File::sample(
            "src/web/a.html",
            "<p>{{ chrome.t(\"web-a\") }}\n{{ chrome.t(\"web-b\") }}</p>",
        ),
        File::sample(
            "src/web/a.rs",
            "fn f() { if x { \"web-c\" } else { words.t(\"web-d\") } }",
        ),
    ];
    let catalogues = [File::sample(
        "locales/en/web.ftl",
        "web-a = One\n    .title = Two\nweb-c = { web-e }\nweb-e = Five\nother = Six\nweb-a = Seven\n",
    )];

    assert_eq!(
        breaches(&sources.iter().collect::<Vec<_>>(), &catalogues),
        [
            "locales/en/web.ftl:5 names `other`: begin it with `web-`",
            "locales/en/web.ftl:6 defines `web-a` again, after locales/en/web.ftl:1",
            "src/web/a.html:2 asks for `web-b`, which is nowhere",
            "src/web/a.rs:1 asks for `web-d`, which is nowhere",
            "locales/en/web.ftl:5 defines `other`, which nobody asks for",
        ]
    );
}
