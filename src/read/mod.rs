//! Floor 2: any spreadsheet file → grid → [`EvaluationForm`](crate::model::EvaluationForm).

mod grid;

pub use grid::{Cell, CellValue, Merge, Sheet, Workbook};
