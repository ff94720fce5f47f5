//! How much one file may hold before it is refused rather than half read.

use crate::read::error::ReadError;

/// More cells than any form; a sheet beyond it is refused rather than half read.
pub(super) const CELL_LIMIT: usize = 200_000;

/// More text than any form: a few long shared strings used everywhere would multiply beyond all bounds.
pub(super) const TEXT_LIMIT: usize = 8 << 20;

/// What is left for a sheet, or for all of a file that keeps its sheets in one part: a few bytes can stand for a million
/// cells.
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: CELL_LIMIT, text: TEXT_LIMIT }
    }
}

impl Budget {
    /// Takes `count` cells, or whatever else is kept one by one.
    pub(super) fn take(&mut self, count: usize, sheet: &str) -> Result<(), ReadError> {
        self.cells = self.cells.checked_sub(count).ok_or_else(|| too_many(sheet))?;
        Ok(())
    }

    /// Takes `len` bytes of text.
    pub(super) fn take_text(&mut self, len: usize, sheet: &str) -> Result<(), ReadError> {
        self.text = self.text.checked_sub(len).ok_or_else(|| too_many(sheet))?;
        Ok(())
    }

    /// How many bytes of text may still come.
    pub(super) fn text(&self) -> usize {
        self.text
    }
}

/// A sheet beyond any form's size.
pub(super) fn too_many(sheet: &str) -> ReadError {
    ReadError::TooManyCells { sheet: sheet.to_owned(), limit: CELL_LIMIT }
}
