//! Addresses that left the house are kept: `docs/addresses.txt` holds each of them.

use std::collections::BTreeSet;

use axum::http::Method;

use super::{assert_none, tree};

/// Starts of addresses that only who works here meets; what of them is mailed may be listed.
const INSIDE: &[&str] = &[
    "/{}/organize",
    "/assets/",
    // What the script of the door's page asks.
    "/door/{}/",
    // What the scripts and forms of the screens ask.
    "/stage/{}/",
    "/front/{}/",
    "/remote/{}/",
    "/design",
    "/healthz",
    "/keeper",
    "/mailbox",
    "/me",
    "/metrics",
    "/readyz",
];

/// The pattern without the names in its braces.
fn shape(pattern: &str) -> String {
    let mut parts = pattern.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(part.split_once('}').map_or("", |(_, after)| after));
    }
    shape
}

fn is_inside(shape: &str) -> bool {
    INSIDE.iter().any(|start| {
        let rest = shape.strip_prefix(start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || start.ends_with('/'))
    })
}

fn breaches(list: &str, served: &[&str]) -> Vec<String> {
    let lines = list.lines().filter(|line| line.starts_with('/'));
    let listed: BTreeSet<String> = lines.map(shape).collect();
    let served: BTreeSet<String> = served.iter().map(|path| shape(path)).collect();
    let gone = listed.difference(&served);
    let gone = gone.map(|path| format!("{path} is listed and not served: answer 410 with words"));
    let new = served.difference(&listed).filter(|path| !is_inside(path));
    let new = new.map(|path| format!("{path} is served and not in docs/addresses.txt: add it"));
    gone.chain(new).collect()
}

#[test]
fn addresses_that_people_may_keep_are_listed_and_served() {
    let routes = roost::router::routes();
    let pages = routes
        .recorded()
        .iter()
        .filter(|route| route.method == Method::GET);

    let served: Vec<&str> = pages.map(|route| route.path).collect();
    assert_none(&breaches(&tree::document("docs/addresses.txt"), &served));
}

#[test]
fn an_address_that_is_gone_or_unlisted_is_found() {
    let list = "# Kept\n/{group}\n/c/{token}\n/me\n";
    let served = [
        "/{slug}",
        "/{slug}/organize/people",
        "/{slug}/organizers",
        "/me",
        "/i/{code}",
    ];

    assert_eq!(
        breaches(list, &served),
        [
            "/c/{} is listed and not served: answer 410 with words",
            "/i/{} is served and not in docs/addresses.txt: add it",
            "/{}/organizers is served and not in docs/addresses.txt: add it",
        ]
    );
}
