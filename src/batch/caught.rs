//! A panic over one file is that file's result.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `work` gives; `None` if it panicked.
///
/// Whatever the work was changing must not be used after that.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
