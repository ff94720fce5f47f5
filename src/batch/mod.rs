//! Floor 7: many files at a time, and the outputs that tell of all of them.
//!
//! Each file becomes a [`FileRecord`], whatever is told of it afterwards; a [`Spool`] keeps the records of a run on disk, so that
//! memory does not grow with the number of files.

#[cfg(feature = "cli")]
pub mod inputs;
mod record;
mod spool;

pub use record::{
    FileRecord, FindingRecord, FixRecord, FormRecord, IndicatorRecord, ProfileRecord, Reason, Status,
    TextRecord,
};
pub use spool::Spool;
