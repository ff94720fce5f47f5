//! The files of an archive, as it lists them; what must not be unpacked says so when it is read.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::names::{is_left_out, kind_of};
use super::{Archived, Entry, Expanded};
use crate::package::{Bundle, BundleError, safe_path};

/// Adds the files of an archive; one that is a workbook itself, or no archive at all, is a file like others.
pub(super) fn add(expanded: &mut Expanded, path: &Path, kept_parts: usize) {
    let archive = match Bundle::open(path) {
        Ok(archive) if !archive.is_document() => Arc::new(archive),
        Ok(_) | Err(BundleError::Io(_) | BundleError::Incomplete) => {
            return expanded.push_file(path, kept_parts);
        }
        Err(error) => return expanded.refused.push((path.to_owned(), error.into())),
    };
    let itself = Entry::File { path: path.to_owned(), kept_parts };
    let mut labels = Labels::default();
    for (index, name) in archive.names().enumerate() {
        let label = labels.of(name);
        if name.split('/').any(|part| is_left_out(OsStr::new(part))) || kind_of(Path::new(name)).is_none() {
            expanded.skipped += 1;
            continue;
        }
        // A name that is not safe never becomes a path; reading the entry refuses it.
        let place = safe_path(&label).unwrap_or_default();
        expanded.entries.push(Entry::Archived(Box::new(Archived {
            archive: Arc::clone(&archive),
            index,
            shown: format!("{}/{label}", path.display()),
            relative: itself.relative().join(place),
        })));
    }
}

/// The names given so far: a second file of one name is `表（2）.xlsx`.
#[derive(Default)]
struct Labels {
    given: HashSet<String>,
    /// How often each name was met.
    met: HashMap<String, usize>,
}

impl Labels {
    fn of(&mut self, name: &str) -> String {
        let times = self.met.entry(name.to_owned()).or_insert(0);
        loop {
            *times += 1;
            let label = if *times == 1 { name.to_owned() } else { numbered(name, *times) };
            if self.given.insert(label.clone()) {
                return label;
            }
        }
    }
}

fn numbered(name: &str, times: usize) -> String {
    let stem_end = name.rfind('.').unwrap_or(name.len());
    let (stem, ending) = name.split_at(stem_end);
    format!("{stem}（{times}）{ending}")
}
