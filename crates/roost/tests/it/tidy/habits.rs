//! Habits that keep the tree pleasant: nothing is written unescaped by accident, tests are
//! sentences that all run, sample people are invented, colours have names.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    assert_none,
    rust::{self, Token},
    template,
    tree::{self, File},
};

/// What a value that is written unescaped is called, alone or as the end of its name.
const MARKUP: &[&str] = &["html", "json", "svg"];

/// Parts of markup that only templates hand to each other.
const PARTS: &[&str] = &["more", "sans", "serif"];

/// `|safe` switches off what keeps a person's text from becoming markup.
fn unescaped(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for (line, expression) in template::expressions(&file.text) {
        let Some((value, filter)) = expression.rsplit_once('|') else {
            continue;
        };
        let name = value
            .rsplit(['.', ':', ' '])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        let name = name.trim_end_matches("()");
        let end = name.rsplit('_').next().unwrap_or_default();
        if filter.trim() == "safe" && !MARKUP.contains(&end) && !PARTS.contains(&name) {
            found.push(format!(
                "{} writes `{name}` unescaped: escape it, or name it `{name}_html` if it is markup",
                file.at(line)
            ));
        }
    }
    found
}

/// Tests that are skipped, and tests whose names are no sentences.
fn odd_tests(file: &File) -> Vec<String> {
    let tokens = rust::tokens(&file.text);
    let (mut found, mut attributes) = (Vec::new(), Vec::new());
    for window in tokens.windows(3) {
        match [0, 1, 2].map(|i| window[i].token) {
            [Token::Mark('#'), Token::Mark('['), Token::Word("ignore")] => {
                found.push(format!(
                    "{} is skipped: mend it or delete it",
                    file.at(window[0].line)
                ));
            }
            [Token::Word(word), Token::Mark(']' | '('), _] => attributes.push(word),
            [Token::Word("fn"), Token::Word(name), _] => {
                let test = attributes
                    .iter()
                    .any(|word| *word == "test" || *word == "db_test");
                if test && name.matches('_').count() < 2 {
                    found.push(format!(
                        "{} has the test `{name}`: let its name be a sentence",
                        file.at(window[1].line)
                    ));
                }
                attributes.clear();
            }
            [Token::Mark('}' | ';'), ..] => attributes.clear(),
            _ => {}
        }
    }
    found
}

/// A sample address that could be somebody's.
fn real_addresses(file: &File) -> Vec<String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[a-z]{2,}\b").expect("the pattern is right")
    });
    let lines = file.text.lines().enumerate();
    let addresses = lines.flat_map(|(i, line)| ADDRESS.find_iter(line).map(move |a| (i + 1, a)));
    let real = addresses.filter(|(_, address)| {
        let host = address.as_str().rsplit('@').next().unwrap_or_default();
        !["example", "invalid", "localhost", "test"]
            .contains(&host.rsplit('.').next().unwrap_or_default())
            && !["example.com", "example.net", "example.org"]
                .iter()
                .any(|free| host == *free || host.ends_with(&format!(".{free}")))
    });
    real.map(|(line, address)| {
        format!(
            "{} holds {}: write …@example.org",
            file.at(line),
            address.as_str()
        )
    })
    .collect()
}

fn raw_colours(file: &File) -> Vec<String> {
    static COLOUR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")
            .expect("the pattern is right")
    });
    let declarations = file
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(':'));
    let raw = declarations.filter(|(_, line)| {
        line.split_once(':')
            .is_some_and(|(_, value)| COLOUR.is_match(value))
    });
    raw.map(|(i, line)| {
        format!(
            "{} has `{}`: name the colour in tokens.css",
            file.at(i + 1),
            line.trim()
        )
    })
    .collect()
}

fn all_code() -> impl Iterator<Item = &'static File> {
    tree::source().iter().chain(tree::rust_tests())
}

#[test]
fn only_markup_is_written_unescaped() {
    assert_none(
        &tree::templates()
            .into_iter()
            .flat_map(unescaped)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn tests_are_sentences_and_all_run() {
    let files = all_code().filter(|file| file.has_extension("rs"));

    assert_none(&files.flat_map(odd_tests).collect::<Vec<_>>());
}

#[test]
fn sample_people_are_invented() {
    // This file holds one to be found.
    let files = all_code()
        .chain(tree::catalogues())
        .filter(|file| !file.path.ends_with("habits.rs"));

    assert_none(&files.flat_map(real_addresses).collect::<Vec<_>>());
}

#[test]
fn colours_have_names() {
    let sheets = tree::stylesheets()
        .iter()
        .filter(|file| !file.path.ends_with("/tokens.css"));

    assert_none(&sheets.flat_map(raw_colours).collect::<Vec<_>>());
}

#[test]
fn each_bad_habit_is_found() {
    let page = File::sample(
        "a.html",
        "{{ bio|safe }}{{ event.bio_html()|safe }}{{ name }}\n{{ a.b | safe }}",
    );
    let code = File::sample(
        "a.rs",
        "#[test]\nfn waitlist() {}\n#[tokio::test]\n#[ignore]\nasync fn it_holds_always() {}\nfn plain() {}",
    );
    let people = File::sample(
        "a.ftl",
        "a = ada@example.org, ada@mail.example.org, b@gmail.com, c@x.example",
    );
    let sheet = File::sample(
        "a.css",
        "#fab:hover { color: var(--ink) }\n.b { color: #fff }",
    );

    assert_eq!(
        [
            unescaped(&page),
            odd_tests(&code),
            real_addresses(&people),
            raw_colours(&sheet)
        ]
        .concat(),
        [
            "a.html:1 writes `bio` unescaped: escape it, or name it `bio_html` if it is markup",
            "a.html:2 writes `b` unescaped: escape it, or name it `b_html` if it is markup",
            "a.rs:2 has the test `waitlist`: let its name be a sentence",
            "a.rs:4 is skipped: mend it or delete it",
            "a.ftl:1 holds b@gmail.com: write …@example.org",
            "a.css:2 has `.b { color: #fff }`: name the colour in tokens.css",
        ]
    );
}
