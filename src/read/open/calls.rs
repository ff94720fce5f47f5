//! Calls into calamine: a hostile file may make them panic, and each format has an error of its own.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{XlsError, XlsbError, XlsxError};

use crate::read::error::ReadError;
use crate::read::error::damaged;

/// What the reader met is unknown: it stopped at an index or a sum of its own.
#[derive(Debug, thiserror::Error)]
#[error("the reader gave up on a record that contradicts itself")]
struct GaveUp;

/// The call's result; a panic inside it is a damaged file.
///
/// Whatever the call was changing must not be used after an error.
pub(super) fn caught<T>(call: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(damaged(GaveUp)))
}

/// Why calamine did not read a file.
pub(super) trait Refusal: Error + Send + Sync + 'static {
    /// Whether all it wants is the password.
    fn is_locked(&self) -> bool;
}

impl Refusal for XlsxError {
    fn is_locked(&self) -> bool {
        matches!(self, Self::Password)
    }
}

impl Refusal for XlsError {
    fn is_locked(&self) -> bool {
        matches!(self, Self::Password)
    }
}

impl Refusal for XlsbError {
    fn is_locked(&self) -> bool {
        matches!(self, Self::Password)
    }
}

/// What calamine's refusal means for the file, or for one sheet of it.
pub(super) fn refused(sheet: Option<&str>, refusal: impl Refusal) -> ReadError {
    if refusal.is_locked() {
        return ReadError::Encrypted;
    }
    ReadError::Damaged { sheet: sheet.map(str::to_owned), source: Box::new(refusal) }
}
