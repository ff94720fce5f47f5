//! Where a run's results go, and its journal with them.

use std::path::{Path, PathBuf};

use crate::check::{CheckError, make_folder};

/// What a journal's name ends with; one inside a folder has no other name.
pub(super) const NAME: &str = ".ziping-journal";

/// Where a run's results go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Into one file; the journal stands beside it.
    File(PathBuf),
    /// Into a folder and those below it; the journal stands in it.
    Folder(PathBuf),
}

impl Place {
    /// The journal's path.
    pub fn journal(&self) -> PathBuf {
        match self {
            Self::File(file) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                file.with_file_name(format!(".{name}{NAME}"))
            }
            Self::Folder(folder) => folder.join(NAME),
        }
    }

    /// Whether a run with its results here was cut off.
    pub fn was_cut_off(&self) -> bool {
        self.journal().exists()
    }

    /// The folder that the journal stands in.
    pub(super) fn folder(&self) -> &Path {
        match self {
            Self::File(file) => {
                file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
            }
            Self::Folder(folder) => folder,
        }
    }

    /// Makes the folder of results, where they need one of their own.
    pub(super) fn prepare(&self) -> Result<(), CheckError> {
        match self {
            Self::File(_) => Ok(()),
            Self::Folder(folder) => make_folder(folder),
        }
    }
}
