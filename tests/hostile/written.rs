//! The files of the table in one folder, for those that cannot make them: the page's tests in a browser.
//!
//! `ZIPING_WRITE_HOSTILE=FOLDER cargo test --test hostile written::` writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::table::{Row, TABLE};

/// What a row's file is called beside all others.
fn name((number, name, ..): &Row) -> String {
    format!("{number} {name}")
}

#[test]
fn the_files_of_the_table_lie_beside_one_another() {
    // Some systems take letters of either case for the same.
    let names: BTreeSet<_> = TABLE.iter().map(|row| name(row).to_lowercase()).collect();
    assert_eq!(names.len(), TABLE.len(), "two files of the same name");
    let Some(folder) = std::env::var_os("ZIPING_WRITE_HOSTILE").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    for row in TABLE {
        fs::write(folder.join(name(row)), row.2()).unwrap();
    }
}
