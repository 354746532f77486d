//! The files that the rules look at, read once.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A file; `path` begins at the workspace's folder and is written with `/`.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// A made-up file, to try a rule on.
    pub fn sample(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|e| e == extension)
    }

    /// Whether a folder or a file's stem on the way begins with `start`: `src/events/web.rs` and
    /// `src/web/form.rs` both are within `web`.
    pub fn is_within(&self, start: &str) -> bool {
        self.path.split('/').any(|part| part.starts_with(start))
    }

    /// Whether one of its folders has just this name.
    pub fn is_in_folder(&self, name: &str) -> bool {
        self.path.rsplit('/').skip(1).any(|folder| folder == name)
    }

    /// `src/events/web.rs:12`.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

/// The crate's code and templates, in the order of paths.
pub fn source() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> =
        LazyLock::new(|| read("crates/roost/src", &["rs", "html", "txt"]));
    &FILES
}

/// The crate's Rust files.
pub fn rust() -> Vec<&'static File> {
    source()
        .iter()
        .filter(|file| file.has_extension("rs"))
        .collect()
}

/// The crate's Rust files that end up in the binary.
pub fn rust_without_tests() -> Vec<&'static File> {
    rust()
        .into_iter()
        .filter(|file| !file.is_within("tests"))
        .collect()
}

/// The Rust files of the tests that see Roost from outside.
pub fn rust_tests() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| read("crates/roost/tests", &["rs"]));
    &FILES
}

/// The templates of pages and mails, which stand beside the code.
pub fn templates() -> Vec<&'static File> {
    source()
        .iter()
        .filter(|file| !file.has_extension("rs"))
        .collect()
}

pub fn stylesheets() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| read("assets/css", &["css"]));
    &FILES
}

pub fn scripts() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| read("assets/js", &["js"]));
    &FILES
}

/// The catalogues of the language that every word exists in.
pub fn catalogues() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| read("locales/en", &["ftl"]));
    &FILES
}

pub fn migrations() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| read("migrations", &["sql"]));
    &FILES
}

/// A file by its path from the workspace's folder.
pub fn document(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    fs::read_to_string(&file).unwrap_or_else(|e| panic!("{path} can be read: {e}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below `folder` with one of the extensions; none if the folder does not exist.
fn read(folder: &str, extensions: &[&str]) -> Vec<File> {
    let (root, mut files) = (root(), Vec::new());
    collect(&root, &root.join(folder), extensions, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, extensions: &[&str], files: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.expect("the tree can be read").path()) {
        if path.is_dir() {
            collect(root, &path, extensions, files);
        } else if extensions
            .iter()
            .any(|e| path.extension().is_some_and(|own| own == *e))
        {
            let below = path.strip_prefix(root).expect("the walk began at the root");
            files.push(File {
                path: below
                    .to_str()
                    .expect("file names are plain")
                    .replace('\\', "/"),
                text: fs::read_to_string(&path).expect("source files are UTF-8"),
            });
        }
    }
}

#[test]
fn a_file_knows_the_folders_and_the_stem_that_it_is_within() {
    assert!(File::sample("src/events/web.rs", "").is_within("web"));
    assert!(File::sample("src/web/form.rs", "").is_within("web"));
    assert!(File::sample("src/groups/web_people.rs", "").is_within("web"));
    assert!(!File::sample("src/groups/store.rs", "").is_within("web"));
}
