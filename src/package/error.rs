//! Why a package could not be read.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::markup::MarkupError;
use crate::budget::Exceeded;

/// What no program that packs or saves a workbook does: others would read something else, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Flaw {
    /// Two parts share their bytes.
    Overlap,
    /// A part is not as long as the directory says.
    DeclaredSize,
    /// A part's name leads out of the package.
    Name,
    /// Two parts have names that some programs take for one.
    RepeatedPart,
    /// A part that a workbook needs is not there.
    MissingPart,
    /// A part declares a document type or entities of its own.
    Declaration,
    /// A part is neither UTF-8 nor UTF-16, or not what it says.
    Encoding,
    /// A row or cell stands beyond the sheet.
    NoPlace,
    /// A cell names a shared text that is not there.
    LostText,
}

impl Flaw {
    /// The code that users quote; once released it never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overlap => "F021",
            Self::DeclaredSize => "F024",
            Self::Name => "F025",
            Self::RepeatedPart => "F026",
            Self::MissingPart => "F027",
            Self::Declaration => "F030",
            Self::Encoding => "F033",
            Self::NoPlace => "F034",
            Self::LostText => "F036",
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overlap => "two parts share their bytes",
            Self::DeclaredSize => "a part is not as long as the directory says",
            Self::Name => "a part's name leads out of the package",
            Self::RepeatedPart => "two parts have names that some programs take for one",
            Self::MissingPart => "a part that a workbook needs is not there",
            Self::Declaration => "a part declares a document type",
            Self::Encoding => "a part is neither UTF-8 nor UTF-16",
            Self::NoPlace => "a row or cell stands beyond the sheet",
            Self::LostText => "a cell names a shared text that is not there",
        })
    }
}

/// Why a package, or a part of it, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The zip's directory is missing or broken.
    #[error("the file is incomplete: its zip directory is missing or broken")]
    Incomplete,
    /// A part is encrypted.
    #[error("the package is encrypted")]
    Encrypted,
    /// A part cannot be read to its end.
    #[error("the package is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Two parts have names that some programs take for one.
    #[error("the package has two parts named {0}")]
    RepeatedPart(String),
    /// There are bytes before or behind the package, which a copy of its parts would lose.
    #[error("the file holds more than its package")]
    MoreThanPackage,
    /// The package is not as any program makes it.
    #[error("{flaw}: {place}")]
    Flawed {
        /// What is wrong.
        flaw: Flaw,
        /// The part or cell.
        place: String,
    },
    /// More than is read of a file.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl PackageError {
    /// A part that cannot be read to its end, and why.
    pub fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Damaged(Box::new(error))
    }

    /// A package that no program makes so.
    pub fn flawed(flaw: Flaw, place: &str) -> Self {
        // Names and addresses of a hostile file may be as long as it likes.
        Self::Flawed { flaw, place: place.chars().take(80).collect() }
    }
}

impl From<MarkupError> for PackageError {
    fn from(error: MarkupError) -> Self {
        match error {
            MarkupError::Encoding => Self::flawed(Flaw::Encoding, ""),
            MarkupError::DocumentType => Self::flawed(Flaw::Declaration, ""),
            other => Self::damaged(other),
        }
    }
}
