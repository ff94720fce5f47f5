//! Why a file could not be checked or its result not be saved.

use std::io;
use std::path::PathBuf;

use crate::read::{NarrativeError, ReadError};
use crate::write::{Obstacle, WriteError};

/// A kind of input that is planned but not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotYet {
    /// A folder of forms.
    Directory,
    /// A pattern such as `*.xlsx`.
    Glob,
    /// A list of paths, `@list.txt`.
    List,
    /// Forms packed in a `.zip`.
    Archive,
    /// The summary workbook, `--report`.
    Report,
}

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
    /// Planned, not there yet.
    #[error("{what:?} is not supported yet: {path}")]
    NotYet {
        /// The path as given.
        path: PathBuf,
        /// What it is.
        what: NotYet,
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
    /// The code that users quote; once released it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "F050",
            Self::Denied { .. } => "F051",
            Self::Io { .. } => "F052",
            Self::NotAFile { .. } => "F053",
            Self::GaveUp => "F042",
            Self::NotYet { .. } => "F055",
            Self::InUse { .. } => "F075",
            Self::Task => "F076",
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
