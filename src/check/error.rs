//! Why a file could not be checked or its result not be saved.

use std::io;
use std::path::{Path, PathBuf};

use crate::budget::Exceeded;
use crate::package::BundleError;
use crate::read::{NarrativeError, ReadError};
use crate::write::{Obstacle, WriteError};

/// Why a file could not be checked or its result not be saved; each variant is mended differently.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// Nothing stands at the path.
    #[error("no file at {path}")]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// The file may not be opened.
    #[error("no permission to read {path}")]
    Denied {
        /// The path.
        path: PathBuf,
    },
    /// The file could not be read to its end.
    #[error("cannot read {path}")]
    Io {
        /// The path.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file was written to while it was read, twice.
    #[error("{path} changed while it was read")]
    Changed {
        /// The path.
        path: PathBuf,
    },
    /// The file holds, or takes, more than any form.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
    /// A device, pipe or socket; reading it might never end.
    #[error("{path} is not a regular file")]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The program met something in the file that it was not made for.
    #[error("gave up on the file")]
    GaveUp,
    /// A line of a task list names no file and holds none.
    #[error("not a task")]
    Task,
    /// Another run works on the same results.
    #[error("another run holds {journal}")]
    InUse {
        /// What both would write.
        journal: PathBuf,
    },
    /// A folder that leads back into itself through a link.
    #[error("the link {path} leads back to a folder it is in")]
    LinkLoop {
        /// The link.
        path: PathBuf,
    },
    /// No file of that name, and none that the pattern fits.
    #[error("no file fits {pattern}")]
    NoMatch {
        /// The pattern as given.
        pattern: PathBuf,
    },
    /// A folder, list or archive without anything that could be checked.
    #[error("{path} holds no file that can be checked")]
    NothingInside {
        /// The folder, list or archive.
        path: PathBuf,
    },
    /// A list of paths that is no text.
    #[error("the list {path} is neither UTF-8 nor GBK")]
    ListEncoding {
        /// The list.
        path: PathBuf,
    },
    /// A list that a list names.
    #[error("{path} is a list in a list")]
    ListInList {
        /// The list as the other one names it.
        path: PathBuf,
    },
    /// An archive, or a file in it, is not unpacked.
    #[error("cannot unpack the file")]
    Bundle(#[from] BundleError),
    /// A folder where a file is needed.
    #[error("{path} is a folder")]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file holds no form that can be read.
    #[error("cannot read a form from the file")]
    Read(#[from] ReadError),
    /// The file holds no report that can be read.
    #[error("cannot read a report from the file")]
    Report(#[from] NarrativeError),
    /// The workbook could not be built.
    #[error("cannot make the workbook")]
    Write(#[from] WriteError),
    /// A file to be reverted bears no corrections.
    #[error("the workbook is no corrected copy")]
    NotCorrected,
    /// The output is already there.
    #[error("{path} exists")]
    OutputExists {
        /// The output.
        path: PathBuf,
    },
    /// The output is a folder.
    #[error("the output {path} is a folder")]
    OutputIsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The output is a workbook of one kind, and its name says something else.
    #[error("the output {path} does not end in .{ending}")]
    OutputEnding {
        /// The output.
        path: PathBuf,
        /// The ending it needs.
        ending: &'static str,
    },
    /// The output is a device, pipe or socket; renaming a file over it would do away with it.
    #[error("the output {path} is not a regular file")]
    OutputIsDevice {
        /// The device.
        path: PathBuf,
    },
    /// The output is the input, perhaps through a link.
    #[error("the output {path} is the input")]
    OutputIsInput {
        /// The output.
        path: PathBuf,
    },
    /// The output's folder is missing or may not be written to.
    #[error("cannot write into {folder}")]
    OutputFolder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The output could not be written to its end.
    #[error("cannot save {path}")]
    Save {
        /// The output.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl CheckError {
    /// What the system said of a path that was to be read.
    pub(crate) fn reading(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NotFound { path },
            io::ErrorKind::PermissionDenied => Self::Denied { path },
            _ => Self::Io { path, source },
        }
    }

    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "F050",
            Self::Denied { .. } => "F051",
            Self::Io { .. } | Self::Changed { .. } => "F052",
            Self::Exceeded(error) => error.limit.code(),
            Self::NotAFile { .. } => "F053",
            Self::GaveUp => "F042",
            Self::InUse { .. } => "F075",
            Self::Task => "F076",
            Self::LinkLoop { .. } => "F054",
            Self::IsFolder { .. } => "F055",
            Self::NoMatch { .. } => "F056",
            Self::NothingInside { .. } => "F057",
            Self::ListEncoding { .. } => "F058",
            Self::ListInList { .. } => "F059",
            Self::Bundle(error) => error.code(),
            Self::Read(error) => error.code(),
            Self::Report(error) => error.code(),
            Self::NotCorrected => "F071",
            Self::OutputExists { .. } => "F060",
            Self::OutputIsInput { .. } => "F061",
            Self::OutputFolder { .. } => "F062",
            Self::Save { .. } => "F063",
            Self::Write(WriteError::Build(_)) => "F064",
            Self::Write(WriteError::InPlace(Obstacle::Proof(_))) => "F069",
            Self::Write(WriteError::InPlace(_)) => "F068",
            Self::OutputIsFolder { .. } => "F065",
            Self::OutputIsDevice { .. } => "F066",
            Self::OutputEnding { .. } => "F067",
        }
    }
}
