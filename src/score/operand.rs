//! What an Excel formula reads: a number written into it, or a cell.

use std::fmt;

use rust_decimal::Decimal;

use crate::value::{CellRef, trimmed};

/// A number written into a formula, or the cell that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    /// A constant, in the scale of the cells it meets.
    Number(Decimal),
    /// A cell of the same sheet.
    Cell(CellRef),
}

impl fmt::Display for Operand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => trimmed(*number).fmt(f),
            Self::Cell(at) => at.fmt(f),
        }
    }
}

impl From<CellRef> for Operand {
    fn from(at: CellRef) -> Self {
        Self::Cell(at)
    }
}
