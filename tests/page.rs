//! The page's two promises: whoever is not the page gets nothing, and the page gets what the command line gives.

#![cfg(feature = "page")]
#![expect(clippy::unwrap_used, reason = "a test may stop where its own setting fails")]

mod page {
    mod folder;
    mod same;
    mod server;
    mod sheets;
    mod stranger;
}
mod workbooks;

use std::fs;
use std::path::{Path, PathBuf};

/// Every example and blank form, and the published ones where `ZIPING_CORPUS` names them.
fn forms() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("workbook-templates")];
    folders.extend(std::env::var_os("ZIPING_CORPUS").map(PathBuf::from));
    let mut forms = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if is_form(&path) {
                forms.push(path);
            }
        }
    }
    forms.sort();
    forms
}

fn is_form(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ["xlsx", "xls", "et", "ods", "docx"].iter().any(|own| ending == *own))
}
