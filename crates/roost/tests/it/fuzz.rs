//! What `bin/fuzz` found interesting is read by every run of the tests.

#[path = "../../../../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// Hands every file that is kept for a target to it.
fn go_through(name: &str, target: impl Fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let mut read = 0;
    for file in fs::read_dir(corpus.join(name)).unwrap() {
        target(&fs::read(file.unwrap().path()).unwrap());
        read += 1;
    }
    assert!(read > 0, "there is nothing for {name}");
}

#[test]
fn whatever_bytes_have_come_before_are_read() {
    go_through("session", targets::session);
    go_through("message", targets::message);
    go_through("report", targets::report);
    go_through("threads", targets::threads);
}
