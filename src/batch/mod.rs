//! Floor 7: many files at a time, and the outputs that tell of all of them.
//!
//! [`run()`] works on them, each file becoming a [`FileRecord`], whatever is told of it afterwards; a [`Journal`] keeps what is
//! done on disk, so that memory does not grow with the number of files and a run that was cut off can go on.

mod caught;
mod done;
mod duplicates;
mod form_place;
mod inputs;
mod journal;
#[cfg(feature = "parquet")]
mod parquet;
mod reader;
mod record;
mod run;
mod signals;
mod spool;
pub mod summary;
mod worker;

pub use crate::report::{Reason, Status};
pub use caught::caught;
pub use done::Done;
pub use duplicates::{Claims, First};
pub use inputs::{Entry, Expanded, expand};
pub use journal::{Journal, Kept, KeptLine, Place};
#[cfg(feature = "parquet")]
pub use parquet::Tables;
pub use reader::{READER, Readers, serve};
pub use record::{
    FileHead, FileRecord, FindingRecord, FixRecord, FormHead, FormRecord, IndicatorRecord, ProfileRecord,
    TextRecord,
};
pub use run::{Collector, run};
pub use signals::{Clues, Signal, SignalKind, SignalPlace, Signals};
pub use spool::{Records, Spool};
pub use worker::worker;
