//! How a file came out, and why it could not be checked.

use serde::{Deserialize, Serialize};

use super::{Lang, explain};
use crate::check::CheckError;

/// How a file came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing at error level.
    Clean,
    /// Something at error level.
    Findings,
    /// Not checked, for a [`Reason`].
    Unreadable,
}

/// Why a file could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The code that users quote: `F010`.
    pub code: String,
    /// One sentence with the next step.
    pub message: String,
}

impl Reason {
    /// The reason that an error is.
    pub fn new(error: &CheckError, lang: Lang) -> Self {
        Self { code: error.code().to_owned(), message: explain::check_error(error, lang) }
    }
}

/// A file that was not checked, as an earlier one has the very same bytes and came out so.
#[derive(Debug, Clone, Copy)]
pub struct Same<'s> {
    /// The file.
    pub path: &'s str,
    /// The SHA-256 of both.
    pub sha256: &'s str,
    /// How the earlier one came out.
    pub status: Status,
    /// Why the earlier one could not be checked.
    pub reason: Option<&'s Reason>,
    /// The earlier one.
    pub first: &'s str,
}
