//! The catalogue as a whole: every rule has its pages, its tests and its place; every label of a form is in the glossary.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ziping::rules::Rule;

mod catalogue {
    mod glossary;
    mod list;
    mod page;
    mod pages;
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names, without ending, of a folder's files.
fn stems(folder: &str) -> BTreeSet<String> {
    fs::read_dir(root(folder))
        .expect("the folder exists")
        .map(|entry| {
            let path = entry.expect("a readable entry").path();
            path.file_stem().expect("a file name").to_string_lossy().into_owned()
        })
        .collect()
}

fn tests_of(rule: &Rule) -> String {
    text(&root(&format!("tests/rules/{}.rs", rule.id.replace('-', "_"))))
}
