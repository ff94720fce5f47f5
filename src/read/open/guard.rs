//! Calls into calamine that a hostile file may make panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::read::error::ReadError;

/// What the reader met is unknown: it stopped at an index or a sum of its own.
#[derive(Debug, thiserror::Error)]
#[error("the reader gave up on a record that contradicts itself")]
struct GaveUp;

/// The call's result; a panic inside it is a damaged file.
///
/// Whatever the call was changing must not be used after an error.
pub(super) fn caught<T>(call: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err(ReadError::Damaged { sheet: None, source: Box::new(GaveUp) }))
}
