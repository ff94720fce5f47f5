//! Where the parts of a new form ended up, for formulas, validation and colours.

use super::grid::span;
use crate::model::{Column, FundingColumn};
use crate::template::{Drawing, Span};
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

/// The parts of a new form, as far as it has them.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) funding: Option<Rows>,
    pub(super) indicators: Option<Rows>,
    /// The level-1 groups and their rows.
    pub(super) level1: Vec<(String, Rows)>,
    pub(super) total_row: Option<u32>,
    /// Where the grade is chosen.
    pub(super) grade: Option<CellRef>,
    /// Where the form says that its weights or scores are not complete.
    pub(super) message: Option<CellRef>,
    /// Rows for longer texts, to be kept high while they are blank.
    pub(super) text_rows: Vec<u32>,
}

/// The grid column of an indicator column.
pub(super) fn column(form: &Drawing, field: Column) -> Option<u16> {
    form.column(field).map(|at| at.first)
}

/// The grid column of a funding column.
pub(super) fn funding_column(form: &Drawing, field: FundingColumn) -> Option<u16> {
    form.funding_column(field).map(|at| at.first)
}

/// The columns left of the weights, and the rest; of a form without weights, left of the last columns.
pub(super) fn halves(form: &Drawing) -> (Span, Span) {
    let last = usize::from(form.last_column());
    let middle =
        column(form, Column::Weight).or_else(|| column(form, Column::Score)).map_or(last, usize::from);
    let middle = middle.clamp(1, last.max(1));
    (span(0, middle - 1), span(middle, last.max(middle)))
}
