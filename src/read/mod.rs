//! Floor 2: any spreadsheet file → grid → [`EvaluationForm`](crate::model::EvaluationForm).
//!
//! [`read_workbook`] turns bytes into a sparse grid; [`read_forms`] finds the forms on it by their headings.

mod date_format;
mod error;
mod grid;
mod number_format;
mod open;
mod sniff;

pub use date_format::Moment;
pub use error::{NoFormGuess, OtherKind, ReadError, WorkbookKind};
pub use grid::{Cell, CellValue, Merge, Sheet, Workbook};
pub use number_format::NumberFormat;
pub use open::read_workbook;
