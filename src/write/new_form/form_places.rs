//! Where the parts of a new form ended up, for formulas, validation and colours.

use crate::model::{Column, FundingColumn};
use crate::template::Drawing;
use crate::value::CellRef;

/// Rows `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Rows {
    pub(super) fn contains(self, row: u32) -> bool {
        (self.first..=self.last).contains(&row)
    }
}

/// The parts of a new form.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) funding: Rows,
    pub(super) indicators: Rows,
    /// The level-1 groups and their rows.
    pub(super) level1: Vec<(String, Rows)>,
    pub(super) total_row: u32,
    /// Where the grade is chosen.
    pub(super) grade: CellRef,
    /// Where the form says that its weights or scores are not complete.
    pub(super) message: CellRef,
    /// Rows for longer texts, to be kept high while they are blank.
    pub(super) text_rows: Vec<u32>,
}

/// The grid column of an indicator column that every drawing has.
pub(super) fn column(form: &Drawing, field: Column) -> u16 {
    form.column(field).expect("every drawing has it, as a test shows").first
}

/// The grid column of a funding column that every drawing has.
pub(super) fn funding_column(form: &Drawing, field: FundingColumn) -> u16 {
    form.funding_column(field).expect("every drawing has it, as a test shows").first
}
