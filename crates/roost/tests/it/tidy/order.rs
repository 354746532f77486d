//! The order of `mod` lines is the order of dependence: a module uses only modules declared above
//! it in the same file. So the tree has no cycles, and whoever reads the `mod` lines from the top
//! never meets an unknown name.

use std::collections::BTreeMap;

use super::{
    assert_none,
    rust::{self, Placed, Token},
    tree::{self, File},
};

/// The modules that a file declares, in their order, and the names it takes out of each.
#[derive(Default)]
struct Declared {
    modules: Vec<String>,
    /// Name to module: `pub use store::Event` makes `Event` mean `store`.
    exports: BTreeMap<String, String>,
}

/// The module path of a file: `src/events/web.rs` is `events::web`.
fn module_of(file: &File) -> Vec<String> {
    let (_, below) = file
        .path
        .split_once("src/")
        .expect("the file is code of the crate");
    let below = below.trim_end_matches(".rs");
    let parts = below
        .split('/')
        .filter(|part| !matches!(*part, "mod" | "lib" | "main"));
    parts.map(str::to_owned).collect()
}

fn declared(code: &str) -> Declared {
    let tokens = rust::tokens(code);
    let mut found = Declared::default();
    for at in 0..tokens.len() {
        if let [Token::Word("mod"), Token::Word(name), Token::Mark(';')] = three(&tokens, at)
            && name != "tests"
        {
            found.modules.push(name.to_owned());
        }
    }
    for at in 0..tokens.len() {
        if let [Token::Word("use"), Token::Word(first), Token::Mark(':')] = three(&tokens, at)
            && let Some(module) = child(&tokens, at + 1, first, &found.modules)
        {
            let names = tokens[at + 1..]
                .iter()
                .take_while(|t| t.token != Token::Mark(';'));
            for name in names {
                if let Token::Word(name) = name.token {
                    found
                        .exports
                        .entry(name.to_owned())
                        .or_insert_with(|| module.clone());
                }
            }
        }
    }
    found
}

/// The declared module that `use first::…` or `use self::first::…` begins with.
fn child(tokens: &[Placed<'_>], at: usize, first: &str, modules: &[String]) -> Option<String> {
    let name = match tokens.get(at + 3).map(|placed| placed.token) {
        Some(Token::Word(second)) if first == "self" => second,
        _ => first,
    };
    modules.iter().find(|module| *module == name).cloned()
}

fn three<'a>(tokens: &[Placed<'a>], at: usize) -> [Token<'a>; 3] {
    [0, 1, 2].map(|i| {
        tokens
            .get(at + i)
            .map_or(Token::Mark(' '), |placed| placed.token)
    })
}

fn breaches(files: &[&File]) -> Vec<String> {
    let declarations: BTreeMap<Vec<String>, Declared> = files
        .iter()
        .map(|file| (module_of(file), declared(&file.text)))
        .collect();
    let mut found = Vec::new();
    for file in files
        .iter()
        .filter(|file| !file.path.ends_with("src/main.rs"))
    {
        let module = module_of(file);
        for path in rust::paths(&module, &file.text) {
            if let Some((own, other)) = upward(&declarations, &module, &path.segments) {
                found.push(format!(
                    "{} uses `{other}`, which is declared below `{own}`: move what is shared up, \
                     or turn the call into a job",
                    file.at(path.line)
                ));
            }
        }
    }
    found
}

/// The two siblings at which `module` and `path` part, if the path's is declared below.
fn upward<'a>(
    declarations: &'a BTreeMap<Vec<String>, Declared>,
    module: &'a [String],
    path: &'a [String],
) -> Option<(&'a str, &'a str)> {
    let shared = module.iter().zip(path).take_while(|(a, b)| a == b).count();
    let (own, name) = (module.get(shared)?, path.get(shared)?);
    let siblings = declarations.get(&module[..shared])?;
    let position = |name: &String| siblings.modules.iter().position(|sibling| sibling == name);
    let other = if position(name).is_some() {
        name
    } else {
        siblings.exports.get(name)?
    };
    (position(other)? > position(own)?).then_some((own, other))
}

#[test]
fn modules_use_only_modules_declared_above_them() {
    assert_none(&breaches(&tree::rust_without_tests()));
}

#[test]
fn a_use_of_a_module_declared_below_is_found_on_both_levels() {
    let files = [
        File::sample(
            "src/lib.rs",
            "pub mod clock;\npub(crate) mod db;\npub mod events;",
        ),
        File::sample("src/clock.rs", "use crate::db::Tx;"),
        File::sample(
            "src/db/mod.rs",
            "mod error;\nmod tx;\nuse crate::clock::Clock;\npub use self::tx::Tx;",
        ),
        File::sample("src/db/error.rs", "use super::Tx;"),
        File::sample(
            "src/db/tx.rs",
            "use super::error::Error;\nuse crate::{\n    clock,\n    events,\n};",
        ),
    ];

    assert_eq!(
        breaches(&files.iter().collect::<Vec<_>>()),
        [
            "src/clock.rs:1 uses `db`, which is declared below `clock`",
            "src/db/error.rs:1 uses `tx`, which is declared below `error`",
            "src/db/tx.rs:4 uses `events`, which is declared below `db`",
        ]
        .map(|start| format!("{start}: move what is shared up, or turn the call into a job"))
    );
}
