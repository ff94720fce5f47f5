//! What a reader's process says of a file.

use std::io;

use serde::{Deserialize, Serialize};

use crate::budget::Exceeded;
use crate::package::Flaw;
use crate::read::{BinaryPart, ReadError, Workbook};

/// A workbook, or why there is none.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Workbook(Workbook),
    Refused(Refusal),
}

/// A [`ReadError`] as it is sent: what caused it stays in the process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Refusal {
    Incomplete,
    Encrypted,
    Restricted,
    NoSheet,
    Damaged { sheet: Option<String> },
    BinaryDamaged { what: BinaryPart, sheet: Option<String> },
    Flawed { flaw: Flaw, place: String },
    Exceeded(Exceeded),
    Died,
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Incomplete => Self::Incomplete,
            ReadError::Encrypted => Self::Encrypted,
            ReadError::Restricted => Self::Restricted,
            ReadError::NoSheet => Self::NoSheet,
            ReadError::Damaged { sheet, .. } => Self::Damaged { sheet },
            ReadError::BinaryDamaged { what, sheet } => Self::BinaryDamaged { what, sheet },
            ReadError::Flawed { flaw, place } => Self::Flawed { flaw, place },
            ReadError::Exceeded(error) => Self::Exceeded(error),
            // What a file is was told before it was sent.
            _ => Self::Died,
        }
    }
}

impl From<Refusal> for ReadError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Incomplete => Self::Incomplete,
            Refusal::Encrypted => Self::Encrypted,
            Refusal::Restricted => Self::Restricted,
            Refusal::NoSheet => Self::NoSheet,
            Refusal::Damaged { sheet } => {
                Self::Damaged { sheet, source: io::Error::from(io::ErrorKind::InvalidData).into() }
            }
            Refusal::BinaryDamaged { what, sheet } => Self::BinaryDamaged { what, sheet },
            Refusal::Flawed { flaw, place } => Self::Flawed { flaw, place },
            Refusal::Exceeded(error) => Self::Exceeded(error),
            Refusal::Died => Self::ReaderDied,
        }
    }
}
