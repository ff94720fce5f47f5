//! A panic over one file is that file's result.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static IS_CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives; `None` if it panicked.
///
/// Whatever the work was changing must not be used after that.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = IS_CATCHING.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work)).ok();
    IS_CATCHING.set(before);
    result
}

/// Whether a panic of this thread would be [`caught`], so that nobody needs to hear of it from Rust.
pub fn is_catching() -> bool {
    IS_CATCHING.get()
}
