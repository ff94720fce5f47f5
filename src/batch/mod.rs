//! Floor 7: many files at a time, and the outputs that tell of all of them.
//!
//! Each file becomes a [`FileRecord`], whatever is told of it afterwards; a [`Spool`] keeps the records of a run on disk, so that
//! memory does not grow with the number of files.

mod inputs;
#[cfg(feature = "parquet")]
mod parquet;
mod record;
mod spool;

pub use inputs::{Entry, Expanded, Source, expand};
#[cfg(feature = "parquet")]
pub use parquet::Tables;
pub use record::{
    FileRecord, FindingRecord, FixRecord, FormRecord, IndicatorRecord, ProfileRecord, Reason, Status,
    TextRecord,
};
pub use spool::Spool;
