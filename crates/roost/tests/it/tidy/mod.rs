//! Rules about the source tree that neither rustc nor clippy can check.
//!
//! Each rule is a function from text to a list of breaches, so it is tried twice: on the tree,
//! which must have none, and on a few lines that break it. A breach says what to do about it.

mod tree;
mod rust;
mod template;

mod order;
mod crates;
mod dependencies;
mod migrations;
mod length;
mod markup;
mod styles;
mod words;
mod keys;
mod values;
mod glossary;
mod addresses;
mod habits;

/// Fails with each breach on a line of its own.
#[track_caller]
fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}
