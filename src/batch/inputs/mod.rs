//! The paths a user names → the files they stand for, in one order everywhere.

mod archive;
mod folder;
mod list;
mod names;
mod pattern;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::names::{Kind, kind_of};
use self::pattern::Pattern;
use crate::check::{CheckError, Input};
use crate::package::Bundle;

/// One file to be checked.
///
/// A run holds one of these for every file it goes over, so a path is kept once.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A file of its own.
    File {
        /// Its path.
        path: PathBuf,
        /// How many parts at the end of the path say where a copy goes below an output folder.
        kept_parts: usize,
    },
    /// A file in an archive.
    Archived(Box<Archived>),
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub struct Archived {
    archive: Arc<Bundle>,
    index: usize,
    shown: String,
    relative: PathBuf,
}

impl Entry {
    /// The file as the outputs name it; of a file in an archive `包.zip/甲.xlsx`.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::File { path, .. } => path.to_string_lossy(),
            Self::Archived(archived) => Cow::Borrowed(&archived.shown),
        }
    }

    /// Its path in the file system, or what is shown of a file in an archive.
    pub fn path(&self) -> &Path {
        match self {
            Self::File { path, .. } => path,
            Self::Archived(archived) => Path::new(&archived.shown),
        }
    }

    /// Where a copy of it goes below an output folder; not unique among all entries.
    pub fn relative(&self) -> &Path {
        match self {
            Self::File { path, kept_parts } => {
                let mut parts = path.components();
                let left_out = parts.clone().count().saturating_sub(*kept_parts);
                parts.by_ref().take(left_out).for_each(drop);
                parts.as_path()
            }
            Self::Archived(archived) => &archived.relative,
        }
    }

    /// The file that holds its bytes: itself, or the archive.
    pub fn file(&self) -> &Path {
        match self {
            Self::File { path, .. } => path,
            Self::Archived(archived) => archived.archive.path(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    ///
    /// If it cannot be read or unpacked.
    pub fn input(&self) -> Result<Input, CheckError> {
        match self {
            Self::File { path, .. } => Input::open(path),
            Self::Archived(archived) => {
                let Archived { archive, index, shown, .. } = &**archived;
                Ok(Input::new(PathBuf::from(shown), archive.read(*index)?))
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
        let mut nothing = CheckError::NothingInside { path: path.to_owned() };
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folder::add(self, path, path),
            Ok(metadata) if metadata.is_file() && kind_of(path) == Some(Kind::Archive) => {
                archive::add(self, path, 1);
            }
            Ok(_) => self.push_file(path, 1),
            Err(_) => match Pattern::of(path) {
                Some(pattern) => {
                    nothing = CheckError::NoMatch { pattern: path.to_owned() };
                    pattern.add(self);
                }
                None => self.push_file(path, 1),
            },
        }
        if self.entries.len() + self.refused.len() == before {
            self.refused.push((path.to_owned(), nothing));
        }
    }

    /// A file met below the folder `top`.
    fn add_found(&mut self, path: &Path, top: &Path) {
        let kept_parts = path.strip_prefix(top).unwrap_or(path).components().count();
        match kind_of(path) {
            Some(Kind::Form) => self.push_file(path, kept_parts),
            Some(Kind::Archive) => archive::add(self, path, kept_parts),
            None => self.skipped += 1,
        }
    }

    fn push_file(&mut self, path: &Path, kept_parts: usize) {
        self.entries.push(Entry::File { path: path.to_owned(), kept_parts });
    }
}
