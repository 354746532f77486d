//! Markdown that only a machine or somebody with bad intentions writes. `bin/bench` measures what it
//! costs, and the tests of `markup` look at what it becomes.

/// Each is longer than any field takes, or nested deeper than any person writes.
pub fn bombs() -> Vec<String> {
    vec![
        ">".repeat(50_000),
        "> ".repeat(50_000),
        "- ".repeat(50_000),
        "1. ".repeat(30_000),
        "[".repeat(60_000),
        "![".repeat(30_000),
        "[a](".repeat(20_000),
        "*a **b ".repeat(10_000),
        "*a _b ".repeat(8_000) + &"_ *".repeat(8_000),
        "`a".repeat(30_000),
        "<a ".repeat(20_000),
        "&amp".repeat(20_000),
        (0..400)
            .map(|n| format!("{}- x\n", " ".repeat(n)))
            .collect(),
        "http://a.".repeat(8_000),
        "a@b".repeat(20_000),
    ]
}
