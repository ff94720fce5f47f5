//! What was read of one file so far, held against its budget: a few bytes can stand for a million cells.

use crate::budget::{self, Exceeded, Limit};
use crate::read::error::ReadError;
use crate::read::grid::Cell;

/// What the program takes beside what it keeps of a file, in bytes.
const OWN: usize = 12 << 20;

/// What a cell takes: itself, and the shortest text that it shows.
const CELL: usize = size_of::<Cell>() + 16;

/// What one file has shown so far.
#[derive(Default)]
pub(super) struct Tally {
    /// Cells of this sheet, and of those before it.
    cells: usize,
    earlier_cells: usize,
    /// Bytes of this sheet's texts.
    text: usize,
    /// Bytes of memory that what was read takes.
    held: usize,
    /// Bytes of memory that are needed only while this sheet is read.
    aside: usize,
}

impl Tally {
    /// Begins another sheet, while which is read `aside` bytes of memory are taken beside what is kept of it.
    pub(super) fn begin_sheet(&mut self, aside: usize) {
        self.earlier_cells += self.cells;
        (self.cells, self.text, self.aside) = (0, 0, aside);
    }

    /// Takes `count` cells, or whatever else is kept one by one.
    pub(super) fn take(&mut self, count: usize, sheet: &str) -> Result<(), ReadError> {
        budget::step()?;
        self.cells = self.cells.saturating_add(count);
        hold(Limit::Cells, self.cells, sheet)?;
        hold(Limit::AllCells, self.earlier_cells.saturating_add(self.cells), sheet)?;
        self.hold(count.saturating_mul(CELL), sheet)
    }

    /// Takes `len` bytes of text.
    pub(super) fn take_text(&mut self, len: usize, sheet: &str) -> Result<(), ReadError> {
        self.text = self.text.saturating_add(len);
        hold(Limit::SheetText, self.text, sheet)?;
        self.hold(len, sheet)
    }

    /// Takes so many bytes of memory.
    fn hold(&mut self, bytes: usize, sheet: &str) -> Result<(), ReadError> {
        self.held = self.held.saturating_add(bytes);
        hold(Limit::Memory, self.held.saturating_add(self.aside).saturating_add(OWN), sheet)
    }

    /// How many bytes of text may still come.
    pub(super) fn text_left(&self) -> usize {
        budget::most_of(Limit::SheetText).saturating_sub(self.text)
    }
}

fn hold(limit: Limit, met: usize, sheet: &str) -> Result<(), ReadError> {
    Ok(budget::hold(limit, u64::try_from(met).unwrap_or(u64::MAX)).map_err(|error| error.at(sheet))?)
}

/// A sheet beyond any form's size.
pub(super) fn too_many(sheet: &str) -> ReadError {
    Exceeded::of(Limit::Cells, budget::most_of(Limit::Cells).saturating_add(1)).at(sheet).into()
}
