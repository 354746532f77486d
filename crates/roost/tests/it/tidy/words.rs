//! Every word that people read stands in the catalogues, so templates hold keys and no letters.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    assert_none,
    template::{self, Piece, Tag},
    tree::{self, File},
};

/// Attributes that are read aloud or shown.
const READ: &[&str] = &[
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "label",
    "placeholder",
    "title",
];

/// `&nbsp;`, `&#8230;`: a mark, whatever letters spell it.
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("&#?[A-Za-z0-9]+;").expect("the pattern is right"));

fn has_letters(text: &str) -> bool {
    let text = template::without_expressions(text);
    ENTITY
        .replace_all(&text, "")
        .chars()
        .any(char::is_alphabetic)
}

fn breaches(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for (line, piece) in template::pieces(file) {
        let literal = match piece {
            Piece::Text(text) => has_letters(text).then_some(text),
            Piece::Tag(tag) => in_tag(&tag),
            Piece::Script(_) => None,
        };
        if let Some(text) = literal {
            found.push(format!(
                "{} says `{text}`: give it a key in locales/en",
                file.at(line)
            ));
        }
    }
    found
}

/// The first attribute of the tag that people read and that is not wholly an expression.
fn in_tag<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let described = tag.name == "meta"
        && ["name", "property"].iter().any(|name| {
            let value = tag.attribute(name).unwrap_or_default();
            matches!(
                value,
                "description" | "og:title" | "og:description" | "og:site_name"
            )
        });
    let button = tag.name == "input" && tag.attribute("type") == Some("submit");
    let read = tag.attributes.iter().filter(|own| {
        READ.contains(&own.name)
            || (described && own.name == "content")
            || (button && own.name == "value")
    });
    read.map(|own| own.value).find(|value| has_letters(value))
}

#[test]
fn templates_hold_keys_and_no_words() {
    assert_none(
        &tree::templates()
            .into_iter()
            .flat_map(breaches)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_word_in_a_page_an_attribute_or_a_mail_is_found() {
    let page = "<h1>Hello, {{ name }}</h1>\n<p>{{ a }} · 12 &nbsp;(&#8230;)</p>\n\
                <img alt=\"A bird\" src=\"x\">\n<meta name=\"description\" content=\"Words\">\n\
                <meta name=\"viewport\" content=\"width=device-width\">";
    let says = |path: &str, text: &str| breaches(&File::sample(path, text));

    assert_eq!(
        says("src/web/a.html", page),
        [
            "src/web/a.html:1 says `Hello,`: give it a key in locales/en",
            "src/web/a.html:3 says `A bird`: give it a key in locales/en",
            "src/web/a.html:4 says `Words`: give it a key in locales/en",
        ]
    );
    assert_eq!(
        says("src/mail/a.txt", "{{ a }}\n--\nBye <3"),
        ["src/mail/a.txt:2 says `--\nBye <3`: give it a key in locales/en"]
    );
}
