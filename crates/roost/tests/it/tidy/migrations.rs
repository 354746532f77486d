//! Both engines take the same steps, under the same names, without a gap.

use std::collections::BTreeSet;

use super::{
    assert_none,
    tree::{self, File},
};

fn names<'a>(files: &'a [File], engine: &str) -> BTreeSet<&'a str> {
    let folder = format!("migrations/{engine}/");
    files
        .iter()
        .filter_map(|file| file.path.strip_prefix(&folder))
        .collect()
}

fn breaches(files: &[File]) -> Vec<String> {
    let (sqlite, postgres) = (names(files, "sqlite"), names(files, "postgres"));
    let lonely = sqlite.symmetric_difference(&postgres);
    let lonely = lonely.map(|name| format!("{name} is there for one engine only: write its twin"));
    let misnumbered = sqlite.iter().enumerate().filter_map(|(i, name)| {
        let expected = format!("{:04}_", i + 1);
        let fits = name.starts_with(&expected);
        (!fits).then(|| format!("{name} should begin with {expected}: numbers leave no gap"))
    });
    lonely.chain(misnumbered).collect()
}

#[test]
fn migrations_come_in_pairs_with_equal_names() {
    assert_none(&breaches(tree::migrations()));
}

#[test]
fn a_lonely_migration_and_a_gap_are_found() {
    let paths = [
        "sqlite/0001_a.sql",
        "postgres/0001_a.sql",
        "sqlite/0003_b.sql",
        "postgres/0003_c.sql",
    ];
    let files = paths.map(|path| File::sample(&format!("migrations/{path}"), ""));

    assert_eq!(
        breaches(&files),
        [
            "0003_b.sql is there for one engine only: write its twin",
            "0003_c.sql is there for one engine only: write its twin",
            "0003_b.sql should begin with 0002_: numbers leave no gap",
        ]
    );
}
