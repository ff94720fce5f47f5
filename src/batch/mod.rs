//! Floor 7: many files at a time, and the outputs that tell of all of them.
//!
//! Each file becomes a [`FileRecord`], whatever is told of it afterwards; a [`Spool`] keeps the records of a run on disk, so that
//! memory does not grow with the number of files.

mod record;
mod signals;
mod spool;
pub mod summary;

pub use record::{
    FileRecord, FindingRecord, FixRecord, FormRecord, IndicatorRecord, ProfileRecord, Reason, Status,
    TextRecord,
};
pub use signals::{Signal, SignalKind, SignalPlace};
pub use spool::Spool;
