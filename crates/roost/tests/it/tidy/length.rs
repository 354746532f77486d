//! A file can be read in one sitting, and a folder says what it is before anything else.

use super::{
    assert_none,
    tree::{self, File},
};

/// A file of Rust; aim at half of it. Clippy counts the lines of functions.
const RUST: usize = 600;
/// A page or a part of one.
const TEMPLATE: usize = 120;
/// One component's styles; the tokens and the base are one each.
const STYLESHEET: usize = 200;

fn breach(file: &File, most: usize) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > most).then(|| {
        format!(
            "{} has {lines} lines, more than {most}: split it by noun",
            file.path
        )
    })
}

fn unintroduced(file: &File) -> Option<String> {
    let folder = file.path.ends_with("/mod.rs");
    let silent = folder && !file.text.starts_with("//!");
    silent.then(|| {
        format!(
            "{} does not open with `//!`: say what the folder is",
            file.path
        )
    })
}

#[test]
fn files_are_short_enough_to_be_read_in_one_sitting() {
    let rust = tree::rust()
        .into_iter()
        .chain(tree::rust_tests())
        .filter_map(|f| breach(f, RUST));
    let templates = tree::templates()
        .into_iter()
        .filter_map(|f| breach(f, TEMPLATE));
    let styles = tree::stylesheets()
        .iter()
        .filter_map(|f| breach(f, STYLESHEET));

    assert_none(&rust.chain(templates).chain(styles).collect::<Vec<_>>());
}

#[test]
fn folders_open_with_what_they_are() {
    assert_none(
        &tree::rust()
            .into_iter()
            .filter_map(unintroduced)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn a_file_that_is_too_long_or_silent_is_found() {
    let long = File::sample("src/events/mod.rs", &"x\n".repeat(601));

    assert_eq!(
        breach(&long, RUST).as_deref(),
        Some("src/events/mod.rs has 601 lines, more than 600: split it by noun")
    );
    assert_eq!(
        unintroduced(&long).as_deref(),
        Some("src/events/mod.rs does not open with `//!`: say what the folder is")
    );
}
