//! What a user names, as a list of files in a fixed order.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use crate::check::{CheckError, Input};

/// Where a file's bytes are.
#[derive(Debug, Clone)]
pub enum Source {
    /// In a file.
    File(PathBuf),
}

/// One file of a run.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file as outputs name it.
    pub shown: String,
    /// Where a copy goes below an output folder.
    pub relative: PathBuf,
    /// Where its bytes are.
    pub source: Source,
}

impl Entry {
    /// The file that holds its bytes.
    pub fn file(&self) -> &Path {
        match &self.source {
            Source::File(path) => path,
        }
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn input(&self) -> Result<Input, CheckError> {
        match &self.source {
            Source::File(path) => Input::open(path),
        }
    }
}

/// All that a user named.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The files, in order.
    pub entries: Vec<Entry>,
    /// How many files were left out without a word.
    pub skipped: usize,
    /// What cannot be expanded.
    pub refused: Vec<(PathBuf, CheckError)>,
}

/// The files behind the paths.
pub fn expand(paths: &[PathBuf], _stdin: &mut dyn BufRead) -> Expanded {
    let entry = |path: &PathBuf| Entry {
        shown: path.display().to_string(),
        relative: path.file_name().map_or_else(PathBuf::new, |name| Path::new(name).to_owned()),
        source: Source::File(path.clone()),
    };
    Expanded { entries: paths.iter().map(entry).collect(), ..Expanded::default() }
}
