//! Dependencies are few, and each says what it is for.

use super::{assert_none, tree};

/// Direct ones, those of the tests included. A newcomer can read about sixty in an hour.
const MOST: usize = 60;

/// The lines of the manifest that name a dependency.
fn dependencies(manifest: &str) -> Vec<&str> {
    let (mut found, mut inside) = (Vec::new(), false);
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && line.starts_with(char::is_alphabetic) {
            found.push(line);
        }
    }
    found
}

fn breaches(manifest: &str) -> Vec<String> {
    let lines = dependencies(manifest);
    let too_many = (lines.len() > MOST).then(|| {
        format!(
            "{} direct dependencies are more than {MOST}: drop one first",
            lines.len()
        )
    });
    let unexplained = lines.iter().filter(|line| !line.contains(" # "));
    let unexplained = unexplained.map(|line| format!("`{line}` does not say what it is for"));
    unexplained.chain(too_many).collect()
}

#[test]
fn dependencies_are_few_and_say_what_they_are_for() {
    assert_none(&breaches(&tree::document("crates/roost/Cargo.toml")));
}

#[test]
fn a_dependency_without_a_reason_and_one_too_many_are_found() {
    let few = "[package]\nname = \"x\"\n[dependencies]\nurl = \"2\" # links\ncsv = \"1\"\n";
    let many = format!(
        "[dev-dependencies]\n{}",
        "a = \"1\" # a reason\n".repeat(MOST + 1)
    );

    assert_eq!(breaches(few), ["`csv = \"1\"` does not say what it is for"]);
    assert_eq!(
        breaches(&many),
        ["61 direct dependencies are more than 60: drop one first"]
    );
}
