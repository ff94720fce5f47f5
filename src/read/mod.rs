//! Floor 2: any spreadsheet file → grid → [`EvaluationForm`](crate::model::EvaluationForm).
//!
//! [`read_workbook`] turns bytes into a sparse grid; [`read_forms`] finds the forms on it by their headings;
//! [`read_narrative`] reads the report that goes with one.

mod blocks;
mod date_format;
mod error;
mod fields;
mod format_code;
mod format_text;
mod forms;
mod formula;
mod funding;
mod gate;
mod goals;
mod grid;
mod header;
mod headings;
mod indicator_columns;
mod indicator_headings;
mod indicators;
mod labels;
mod misleading;
mod narrative;
mod notes;
mod number_format;
mod number_pattern;
mod oddities;
mod open;
mod page;
mod parents;
mod reaching;
mod totals;
mod vocabulary;

pub use self::open::{BinaryReader, read_binary_by, read_workbook};
pub(crate) use self::open::{DAYS_TO_1904, builtin_code};
pub use date_format::Moment;
pub use error::{BinaryPart, NoFormGuess, OtherKind, ReadError};
pub use forms::{is_own_sheet, own_suffix, read_forms};
pub use formula::{Dependant, dependants, own_results};
pub use grid::{Cell, CellValue, DefinedName, FileKind, Merge, Sheet, Workbook};
pub(crate) use narrative::text_of;
pub use narrative::{NarrativeError, read_narrative};
pub use number_format::NumberFormat;
