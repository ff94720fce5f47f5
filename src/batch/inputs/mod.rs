//! The paths a user names → the files they stand for, in one order everywhere.

mod archive;
mod folder;
mod list;
mod names;
mod pattern;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::names::{Kind, kind_of};
use self::pattern::Pattern;
use crate::check::{CheckError, Input};
use crate::package::Bundle;

/// One file to be checked.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file as the outputs name it; of a file in an archive `包.zip/甲.xlsx`.
    pub shown: String,
    /// Where a copy of it goes below an output folder; not unique among all entries.
    pub relative: PathBuf,
    /// Where its bytes are.
    pub source: Source,
}

/// Where the bytes of an entry are.
#[derive(Debug, Clone)]
pub enum Source {
    /// In a file.
    File(PathBuf),
    /// In an archive, at this place.
    Archived {
        /// The archive.
        archive: Arc<Bundle>,
        /// Which of its files.
        index: usize,
    },
}

impl Entry {
    /// The file that holds its bytes: itself, or the archive.
    pub fn file(&self) -> &Path {
        match &self.source {
            Source::File(path) => path,
            Source::Archived { archive, .. } => archive.path(),
        }
    }

    /// Reads the file. Its path is the one in the file system, or what is shown of a file in an archive.
    ///
    /// # Errors
    ///
    /// If it cannot be read or unpacked.
    pub fn input(&self) -> Result<Input, CheckError> {
        match &self.source {
            Source::File(path) => Input::open(path),
            Source::Archived { archive, index } => {
                Ok(Input::new(PathBuf::from(&self.shown), archive.read(*index)?))
            }
        }
    }
}

/// What the paths stand for.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The files, in the order the paths were named; those of a folder by name, those of an archive as it lists them.
    pub entries: Vec<Entry>,
    /// How many things were met that are no forms by their name: lock files, hidden files, other kinds of files.
    pub skipped: usize,
    /// The paths that stand for no file, and why.
    pub refused: Vec<(PathBuf, CheckError)>,
}

/// The files that `paths` stand for: files, folders, archives, patterns such as `*.xlsx`, lists of paths (`@list.txt`), and `-`
/// for a list on `stdin`.
///
/// A path that names nothing there is an entry like others: reading it says what is wrong.
pub fn expand(paths: &[PathBuf], stdin: &mut dyn BufRead) -> Expanded {
    let mut expanded = Expanded::default();
    for path in paths {
        match list::read(path, stdin) {
            None => expanded.add(path),
            Some(Err(error)) => expanded.refused.push((path.clone(), error)),
            Some(Ok(lines)) if lines.is_empty() => {
                expanded.refused.push((path.clone(), CheckError::NothingInside { path: path.clone() }));
            }
            Some(Ok(lines)) => lines.iter().for_each(|line| expanded.add_line(line)),
        }
    }
    expanded
}

impl Expanded {
    /// A line of a list: anything but another list.
    fn add_line(&mut self, path: &Path) {
        if list::is_list(path) {
            self.refused.push((path.to_owned(), CheckError::ListInList { path: path.to_owned() }));
        } else {
            self.add(path);
        }
    }

    /// A path as the user named it.
    fn add(&mut self, path: &Path) {
        let before = self.entries.len() + self.refused.len();
        let relative = || path.file_name().map(PathBuf::from).unwrap_or_default();
        let mut nothing = CheckError::NothingInside { path: path.to_owned() };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder::add(self, path, path),
            Ok(metadata) if metadata.is_file() && kind_of(path) == Some(Kind::Archive) => {
                archive::add(self, path, relative());
            }
            Ok(_) => self.push_file(path, relative()),
            Err(_) => match Pattern::of(path) {
                Some(pattern) => {
                    nothing = CheckError::NoMatch { pattern: path.to_owned() };
                    pattern.add(self);
                }
                None => self.push_file(path, relative()),
            },
        }
        if self.entries.len() + self.refused.len() == before {
            self.refused.push((path.to_owned(), nothing));
        }
    }

    /// A file met below the folder `top`.
    fn add_found(&mut self, path: &Path, top: &Path) {
        let relative = || path.strip_prefix(top).unwrap_or(path).to_owned();
        match kind_of(path) {
            Some(Kind::Form) => self.push_file(path, relative()),
            Some(Kind::Archive) => archive::add(self, path, relative()),
            None => self.skipped += 1,
        }
    }

    fn push_file(&mut self, path: &Path, relative: PathBuf) {
        let shown = path.to_string_lossy().into_owned();
        self.entries.push(Entry { shown, relative, source: Source::File(path.to_owned()) });
    }
}
