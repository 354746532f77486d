//! Which crates, and which parts of them, may be named where.

use super::{
    assert_none,
    rust::{self, Token},
    tree::{self, File},
};

/// A crate, or the start of a name in it, that has its place.
struct Confined {
    name: &'static str,
    /// What the second part of the path begins with; empty for the whole crate.
    part: &'static str,
    /// Starts of folders or stems: `web` allows `web/form.rs`, `events/web.rs` and `web_people.rs`.
    within: &'static [&'static str],
    because: &'static str,
}

const CONFINED: &[Confined] = &[
    Confined {
        name: "axum",
        part: "",
        within: &["web", "router"],
        because: "rules and actions know nothing of HTTP",
    },
    Confined {
        name: "tower_http",
        part: "",
        within: &["web", "router"],
        because: "rules and actions know nothing of HTTP",
    },
    Confined {
        name: "sqlx",
        part: "query",
        within: &["db", "jobs", "mail", "blobs", "tokens", "store"],
        because: "all SQL of a feature stands in its store",
    },
    Confined {
        name: "sqlx",
        part: "QueryBuilder",
        within: &["db", "jobs", "mail", "blobs", "tokens", "store"],
        because: "all SQL of a feature stands in its store",
    },
    Confined {
        name: "askama",
        part: "",
        within: &["web", "mail"],
        because: "only pages and mails are written from templates",
    },
    Confined {
        name: "lettre",
        part: "",
        within: &["mail", "form"],
        because: "a message goes through the outbox",
    },
    Confined {
        name: "mail",
        part: "send",
        within: &["mail", "accounts", "outgoing"],
        because: "`groups::send` decides whom a group may write to",
    },
    Confined {
        name: "getrandom",
        part: "",
        within: &["ids"],
        because: "chance comes from `Moment`, so that a test can seed it",
    },
];

fn breaches(file: &File) -> Vec<String> {
    let tokens = rust::tokens(&file.text);
    let mut found = Vec::new();
    for window in tokens.windows(4) {
        let [Token::Word(name), Token::Mark(':'), Token::Mark(':'), next] =
            [0, 1, 2, 3].map(|i| window[i].token)
        else {
            continue;
        };
        let part = if let Token::Word(part) = next {
            part
        } else {
            ""
        };
        for rule in CONFINED
            .iter()
            .filter(|rule| rule.name == name && part.starts_with(rule.part))
        {
            if !rule.within.iter().any(|place| file.is_within(place)) {
                let path = [name, "::", rule.part].concat();
                found.push(format!(
                    "{} names `{}`: {}",
                    file.at(window[0].line),
                    path.trim_end_matches("::"),
                    rule.because
                ));
            }
        }
    }
    found
}

#[test]
fn crates_are_named_only_where_they_belong() {
    let files = tree::rust_without_tests();

    assert_none(&files.into_iter().flat_map(breaches).collect::<Vec<_>>());
}

#[test]
fn a_crate_out_of_its_place_is_found() {
    let code =
        "use axum::http;\nuse sqlx::Type;\nfn f() { sqlx::query_as(SQL) } // askama::Template";

    assert_eq!(
        breaches(&File::sample("src/events/actions.rs", code)),
        [
            "src/events/actions.rs:1 names `axum`: rules and actions know nothing of HTTP",
            "src/events/actions.rs:3 names `sqlx::query`: all SQL of a feature stands in its store",
        ]
    );
    assert_eq!(
        breaches(&File::sample("src/events/store.rs", code)),
        ["src/events/store.rs:1 names `axum`: rules and actions know nothing of HTTP"]
    );
}
