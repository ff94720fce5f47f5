//! A folder with all below it, sorted by the bytes of the names so that the order is the same everywhere.

use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::Expanded;
use super::names::is_left_out;
use crate::check::CheckError;

/// Adds the files of a folder; copies of them keep their place below `top`.
pub(super) fn add(expanded: &mut Expanded, folder: &Path, top: &Path) {
    walk(expanded, folder, usize::MAX, &mut |expanded, entry| {
        let kind = entry.file_type();
        if is_left_out(entry.file_name()) || !(kind.is_dir() || kind.is_file()) {
            expanded.skipped += 1;
            return false;
        }
        if kind.is_file() {
            expanded.add_found(entry.path(), top);
        }
        true
    });
}

/// Visits what is below a folder, links followed; of a folder met, `visit` says whether to go into it.
pub(super) fn walk(
    expanded: &mut Expanded,
    folder: &Path,
    depth: usize,
    visit: &mut dyn FnMut(&mut Expanded, &DirEntry) -> bool,
) {
    let by_name = |one: &DirEntry, other: &DirEntry| {
        one.file_name().as_encoded_bytes().cmp(other.file_name().as_encoded_bytes())
    };
    let walker = WalkDir::new(folder).follow_links(true).min_depth(1).max_depth(depth);
    let mut walker = walker.sort_by(by_name).into_iter();
    while let Some(met) = walker.next() {
        match met {
            Ok(entry) => {
                let enters = visit(expanded, &entry);
                if entry.file_type().is_dir() && !enters {
                    walker.skip_current_dir();
                }
            }
            Err(error) => refuse(expanded, folder, error),
        }
    }
}

/// A folder that may not be read, a link that leads nowhere or back.
fn refuse(expanded: &mut Expanded, folder: &Path, error: walkdir::Error) {
    let path = error.path().unwrap_or(folder).to_owned();
    if path != folder && path.file_name().is_some_and(is_left_out) {
        expanded.skipped += 1;
        return;
    }
    let is_loop = error.loop_ancestor().is_some();
    let reason = match error.into_io_error() {
        None if is_loop => CheckError::LinkLoop { path: path.clone() },
        source => CheckError::reading(&path, source.unwrap_or_else(|| io::ErrorKind::Other.into())),
    };
    expanded.refused.push((path, reason));
}
