//! What `bin/fuzz` found interesting is read by every run of the tests.

#[path = "../../../../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

#[test]
fn whatever_bytes_have_come_before_are_read() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let targets: [(&str, fn(&[u8])); 4] = [
        ("session", targets::session),
        ("message", targets::message),
        ("report", targets::report),
        ("threads", targets::threads),
    ];
    for (name, target) in targets {
        let files = fs::read_dir(corpus.join(name)).unwrap();
        let mut read = 0;
        for file in files {
            target(&fs::read(file.unwrap().path()).unwrap());
            read += 1;
        }
        assert!(read > 0, "there is nothing for {name}");
    }
}
