//! One word per thing: the words that `docs/glossary.md` refuses are said nowhere in their scope.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    assert_none,
    rust::{self, Token},
    tree::{self, File},
};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Scope {
    Pages,
    Addresses,
    Tables,
    Columns,
    Types,
}

/// A word that is not used, and the one that is.
#[derive(Debug, PartialEq)]
struct Refused {
    word: String,
    scopes: Vec<Scope>,
    instead: String,
}

#[derive(Default)]
struct Glossary {
    refused: Vec<Refused>,
    /// What may be said although it contains a refused word.
    said: Vec<String>,
}

/// Reads the tables: word, meaning, where it is said, refused words.
fn glossary(text: &str) -> Result<Glossary, String> {
    // The text before the tables names what is free for everybody.
    let mut found = Glossary {
        refused: Vec::new(),
        said: vec!["Meetup".into(), "user group".into()],
    };
    for row in text.lines().filter_map(|line| line.strip_prefix("| ")) {
        let cells: Vec<&str> = row
            .trim_end_matches('|')
            .split(" | ")
            .map(str::trim)
            .collect();
        let [word, _, _, refused] = cells[..] else {
            return Err(format!("a row has {} cells, not 4: {row}", cells.len()));
        };
        if word != "Word" {
            for group in refused
                .split(';')
                .map(str::trim)
                .filter(|group| !group.is_empty())
            {
                found.refused.extend(group_of(word, group)?);
            }
        }
    }
    Ok(found)
}

/// `admin, staff (everywhere)`.
fn group_of(instead: &str, group: &str) -> Result<Vec<Refused>, String> {
    let (words, scopes) = group
        .strip_suffix(')')
        .and_then(|group| group.split_once(" ("))
        .ok_or_else(|| format!("`{group}` has no scope in brackets"))?;
    let mut all = Vec::new();
    for scope in scopes.split(", ") {
        match scope {
            "pages" => all.push(Scope::Pages),
            "addresses" => all.push(Scope::Addresses),
            "tables" => all.push(Scope::Tables),
            "columns" => all.push(Scope::Columns),
            "types" => all.push(Scope::Types),
            "everywhere" => {
                all.extend([Scope::Pages, Scope::Addresses, Scope::Tables, Scope::Types]);
            }
            "by eye" => {}
            other => return Err(format!("`{other}` is no scope")),
        }
    }
    let refused = words.split(", ").map(|word| Refused {
        word: word.replace(['_', '-'], " "),
        scopes: all.clone(),
        instead: instead.to_owned(),
    });
    Ok(refused.collect())
}

impl Glossary {
    /// The refused word of the scope that `phrase` says, as it stands or in the plural.
    fn refused_in(&self, scope: Scope, phrase: &str) -> Option<&Refused> {
        let mut phrase = phrase.to_owned();
        for said in &self.said {
            phrase = phrase.replace(said, "");
        }
        let phrase = format!(" {} ", words_of(&phrase));
        let says = |word: &str| {
            [format!(" {word} "), format!(" {word}s ")]
                .iter()
                .any(|word| phrase.contains(word))
        };
        let mut in_scope = self
            .refused
            .iter()
            .filter(|refused| refused.scopes.contains(&scope));
        in_scope.find(|refused| match scope {
            Scope::Columns => phrase.trim() == refused.word,
            _ => says(&refused.word),
        })
    }

    fn breach(&self, scope: Scope, phrase: &str, place: &str) -> Option<String> {
        let refused = self.refused_in(scope, phrase)?;
        let Refused { word, instead, .. } = refused;
        Some(format!(
            "{place} says `{word}` in `{phrase}`: the glossary has {instead}"
        ))
    }
}

/// The words of a sentence, an address or a name, in lower case with one space between them:
/// `co-organizer`, `co_organizer` and `CoOrganizer` all are `co organizer`.
fn words_of(phrase: &str) -> String {
    static HUMP: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("([a-z0-9])([A-Z])").expect("the pattern is right"));
    let parted = HUMP.replace_all(phrase, "$1 $2").to_lowercase();
    let words = parted
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The lines of a catalogue without keys, comments and placeables.
fn sentences(file: &File) -> Vec<(usize, String)> {
    static PLACEABLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{[^{}]*\}").expect("the pattern is right"));
    static KEY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("^[ .a-z0-9-]+ *= *").expect("the pattern is right"));
    let lines = file
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#'));
    let texts = lines.map(|(i, line)| {
        let text = KEY.replace(line, "").into_owned();
        (i + 1, PLACEABLE.replace_all(&text, " ").trim().to_owned())
    });
    texts.collect()
}

/// The names that a migration gives to tables (`None`) and columns (the table's name).
fn tables_and_columns(file: &File) -> Vec<(usize, &str, bool)> {
    static TABLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s*create (?:virtual )?table (?:if not exists )?(\w+)").expect("right")
    });
    static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\s+(?:add column )?(\w+) +(?:text|integer|bigint|blob|bytea|uuid|boolean|real|double)")
            .expect("the pattern is right")
    });
    let mut found = Vec::new();
    for (i, line) in file.text.lines().enumerate() {
        for (pattern, column) in [(&TABLE, false), (&COLUMN, true)] {
            if let Some(name) = pattern.captures(line).and_then(|captures| captures.get(1)) {
                found.push((i + 1, name.as_str(), column));
            }
        }
    }
    found
}

/// The names of the public types in `code`.
fn types(code: &str) -> Vec<(usize, &str)> {
    let tokens = rust::tokens(code);
    let named = tokens
        .windows(2)
        .filter_map(|window| match [window[0].token, window[1].token] {
            [
                Token::Word("struct" | "enum" | "trait" | "type"),
                Token::Word(name),
            ] => Some((window[1].line, name)),
            _ => None,
        });
    named.collect()
}

/// The texts of `code` that look like the pattern of a route.
fn addresses(code: &str) -> Vec<(usize, &str)> {
    let texts = rust::texts(code).into_iter();
    texts
        .filter(|(_, text)| text.starts_with('/') && !text.contains(' '))
        .collect()
}

fn breaches(
    glossary: &Glossary,
    catalogues: &[File],
    migrations: &[File],
    code: &[&File],
) -> Vec<String> {
    let mut found = Vec::new();
    for file in catalogues {
        for (line, sentence) in sentences(file) {
            found.extend(glossary.breach(Scope::Pages, &sentence, &file.at(line)));
        }
    }
    for file in migrations {
        for (line, name, column) in tables_and_columns(file) {
            found.extend(glossary.breach(Scope::Tables, name, &file.at(line)));
            if column {
                found.extend(glossary.breach(Scope::Columns, name, &file.at(line)));
            }
        }
    }
    for file in code {
        for (line, name) in types(&file.text) {
            found.extend(glossary.breach(Scope::Types, name, &file.at(line)));
        }
        for (line, address) in addresses(&file.text) {
            found.extend(glossary.breach(Scope::Addresses, address, &file.at(line)));
        }
    }
    found
}

#[test]
fn refused_words_are_said_nowhere() {
    let glossary = glossary(&tree::document("docs/glossary.md")).expect("the glossary can be read");

    let code = tree::rust_without_tests();
    assert_none(&breaches(
        &glossary,
        tree::catalogues(),
        tree::migrations(),
        &code,
    ));
}

#[test]
fn a_refused_word_is_found_in_its_scope_and_free_outside_it() {
    let glossary = glossary(
        "| Word | What | Said in | Refused |\n|---|---|---|---|\n\
         | organizer | a | b | admin (everywhere); host (pages) |\n\
         | mode | a | b | type (columns) |\n\
         | person | a | b | user (everywhere); meetup (pages) |\n\
         | turn | a | b | |",
    )
    .expect("the sample is right");
    let catalogue = File::sample(
        "locales/en/a.ftl",
        "# An admin\na-admin = Ask { $admin } or a Host\na-b = For user groups, from Meetup\n    and meetups",
    );
    let migration = File::sample(
        "migrations/sqlite/0001_a.sql",
        "create table admin_hosts (\n    type text not null,\n    host_type text not null\n);",
    );
    let code = File::sample(
        "src/a.rs",
        "pub struct HostName; enum AdminKind {}\nget(\"/{group}/users\")",
    );

    assert_eq!(
        breaches(&glossary, &[catalogue], &[migration], &[&code]),
        [
            "locales/en/a.ftl:2 says `host` in `Ask   or a Host`: the glossary has organizer",
            "locales/en/a.ftl:4 says `meetup` in `and meetups`: the glossary has person",
            "migrations/sqlite/0001_a.sql:1 says `admin` in `admin_hosts`: the glossary has organizer",
            "migrations/sqlite/0001_a.sql:2 says `type` in `type`: the glossary has mode",
            "src/a.rs:1 says `admin` in `AdminKind`: the glossary has organizer",
            "src/a.rs:2 says `user` in `/{group}/users`: the glossary has person",
        ]
    );
}

#[test]
fn a_glossary_with_an_unknown_scope_or_a_missing_cell_is_refused() {
    let problem = |row: &str| glossary(row).err();

    assert_eq!(
        problem("| a | b | c | d (somewhere) |"),
        Some("`somewhere` is no scope".into())
    );
    assert_eq!(
        problem("| a | b | c | d |"),
        Some("`d` has no scope in brackets".into())
    );
    assert_eq!(
        problem("| a | b | c |"),
        Some("a row has 3 cells, not 4: a | b | c |".into())
    );
}
