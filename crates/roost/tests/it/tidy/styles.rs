//! Every class that a template uses is styled, and every class that is styled is used.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    assert_none, rust,
    template::{self, Piece},
    tree::{self, File},
};

/// The classes that a stylesheet's selectors name, each with the line of the first.
fn defined(css: &File) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (line, selector) in selectors(&css.text) {
        for part in selector.split('.').skip(1) {
            let name: String = part.chars().take_while(|c| is_in_name(*c)).collect();
            if name.starts_with(|c: char| !c.is_ascii_digit()) {
                found.entry(name).or_insert(line);
            }
        }
    }
    found
}

fn is_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// What stands before each `{`, with its line. Comments are blanked first.
fn selectors(css: &str) -> Vec<(usize, String)> {
    let (mut found, mut current, mut line) = (Vec::new(), String::new(), 1);
    for c in without_comments(css).chars() {
        match c {
            '{' => found.push((line, std::mem::take(&mut current))),
            '}' | ';' => current.clear(),
            _ => current.push(c),
        }
        line += usize::from(c == '\n');
    }
    found
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (comment, code) = part.split_once("*/").unwrap_or((part, ""));
        left.extend(comment.chars().filter(|c| *c == '\n'));
        left.push_str(code);
    }
    left
}

/// The classes in a template's `class` attributes, with their lines. One that is put together
/// from letters and an expression is a breach, since nobody could search for it.
fn used(file: &File) -> (Vec<(usize, String)>, Vec<String>) {
    let (mut found, mut glued) = (Vec::new(), Vec::new());
    for (line, piece) in template::pieces(file) {
        let Piece::Tag(tag) = piece else { continue };
        let Some(value) = tag.attribute("class") else {
            continue;
        };
        for class in whole_words(value) {
            if class.contains('\0') {
                let shown = class.replace('\0', "{{ … }}");
                glued.push(format!(
                    "{} has class `{shown}`: write it whole",
                    file.at(line)
                ));
            } else {
                found.push((line, class));
            }
        }
    }
    (found, glued)
}

/// The words of a class attribute. A statement parts words like a space; an expression that
/// touches letters leaves its mark in them, and one that stands alone is left out.
fn whole_words(value: &str) -> Vec<String> {
    let mut left = String::new();
    let mut rest = value;
    while let Some(start) = rest.find("{%") {
        let end = rest[start..]
            .find("%}")
            .map_or(rest.len(), |end| start + end + 2);
        left.push_str(&rest[..start]);
        left.push(' ');
        rest = &rest[end..];
    }
    left.push_str(rest);
    let words = template::without_expressions(&left);
    words
        .split_whitespace()
        .filter(|word| *word != "\0")
        .map(str::to_owned)
        .collect()
}

/// Every word that could become a class: in the texts of code, expressions and scripts.
fn words_in_texts() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut add = |text: &str| words.extend(text.split_whitespace().map(str::to_owned));
    for file in tree::rust_without_tests() {
        rust::texts(&file.text)
            .into_iter()
            .for_each(|(_, text)| add(text));
    }
    for file in tree::templates() {
        for (_, expression) in template::expressions(&file.text) {
            rust::texts(expression)
                .into_iter()
                .for_each(|(_, text)| add(text));
        }
    }
    for file in tree::scripts() {
        file.text
            .split(['"', '\'', '`'])
            .for_each(|text| add(&text.replace('.', " ")));
    }
    words
}

#[test]
fn classes_used_in_templates_are_those_defined_in_the_stylesheets() {
    let sheets = tree::stylesheets();
    let defined: BTreeMap<String, String> = sheets
        .iter()
        .flat_map(|file| {
            defined(file)
                .into_iter()
                .map(|(name, line)| (name, file.at(line)))
        })
        .collect();
    let mut breaches = Vec::new();
    let mut seen = words_in_texts();
    // A mail carries its own styles.
    for file in tree::templates()
        .into_iter()
        .filter(|file| !file.is_in_folder("mail"))
    {
        let (classes, glued) = used(file);
        breaches.extend(glued);
        for (line, class) in classes {
            if !defined.contains_key(&class) {
                breaches.push(format!(
                    "{} uses .{class}, which has no style",
                    file.at(line)
                ));
            }
            seen.insert(class);
        }
    }
    let unused = defined.iter().filter(|(name, _)| !seen.contains(*name));
    breaches.extend(unused.map(|(name, place)| format!("{place} styles .{name}, unused")));

    assert_none(&breaches);
}

#[test]
fn classes_are_read_from_selectors_only() {
    let css = "/* .no { */\n@media (width > 30.5rem) {\n  .card > .card__title:hover { margin: .5rem }\n}\n\
               .btn.go, a:not(.btn) { color: red }";

    let found = defined(&File::sample("assets/css/card.css", css));

    let expected = [("btn", 5), ("card", 3), ("card__title", 3), ("go", 5)];
    assert_eq!(
        found,
        expected.map(|(name, line)| (name.to_owned(), line)).into()
    );
}

#[test]
fn a_class_glued_from_parts_is_found_and_one_chosen_whole_is_read() {
    let text = "<p class=\"btn {% if a %}go{% endif %} {{ tone }}\">\n<p class=\"tone-{{ b }}\">";

    let (classes, glued) = used(&File::sample("src/web/a.html", text));

    assert_eq!(classes, [(1, "btn".to_owned()), (1, "go".to_owned())]);
    assert_eq!(
        glued,
        ["src/web/a.html:2 has class `tone-{{ … }}`: write it whole"]
    );
}
