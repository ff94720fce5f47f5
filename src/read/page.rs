//! A sheet made ready for looking around: rows, merged blocks, and what each cell may mean as a heading.

use super::grid::{Cell, Merge, Sheet};
use super::vocabulary::{Meaning, Vocabulary};
use crate::value::CellRef;

/// No heading is longer; longer texts are not even looked up.
const LONGEST_HEADING: usize = 150;

/// Where a sheet's merged blocks are looked up by a table; beyond it they are searched one by one.
const WINDOW_CELLS: usize = 1 << 20;
const WINDOW_COLS: usize = 128;

/// One row that holds something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) row: u32,
    start: usize,
    end: usize,
}

/// A sheet and its indexes.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) lines: Vec<Line>,
    meanings: Vec<Meaning>,
    /// Index + 1 of the merged block of each cell in the window, row by row.
    covers: Vec<u32>,
    width: usize,
    /// The last column that holds anything, merged blocks included.
    pub(super) last_col: u16,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let vocabulary = Vocabulary::get();
        let mut key = String::with_capacity(LONGEST_HEADING);
        let mut lines: Vec<Line> = Vec::new();
        let mut meanings = Vec::with_capacity(sheet.cells.len());
        let mut last_col = 0;
        for (index, cell) in sheet.cells.iter().enumerate() {
            match lines.last_mut() {
                Some(line) if line.row == cell.at.row => line.end = index + 1,
                _ => lines.push(Line { row: cell.at.row, start: index, end: index + 1 }),
            }
            last_col = last_col.max(cell.at.col);
            let is_text = matches!(cell.value, super::grid::CellValue::Text(_));
            meanings.push(if is_text && cell.text.len() <= LONGEST_HEADING {
                vocabulary.look_up(&cell.text, &mut key)
            } else {
                Meaning::default()
            });
        }
        let mut page = Self { sheet, lines, meanings, covers: Vec::new(), width: 0, last_col };
        page.index_merges(usize::from(last_col) + 1);
        page.last_col = sheet.cells.iter().map(|cell| page.end_col(cell.at)).max().unwrap_or_default();
        page
    }

    fn index_merges(&mut self, width: usize) {
        let rows = self
            .lines
            .last()
            .map_or(0, |line| usize::try_from(line.row).unwrap_or(usize::MAX))
            .saturating_add(1);
        let width = width.min(WINDOW_COLS);
        let rows = rows.min(WINDOW_CELLS / width.max(1));
        self.width = width;
        self.covers = vec![0; rows * width];
        for (number, merge) in (1..).zip(&self.sheet.merges) {
            let first_col = usize::from(merge.first.col).min(width);
            let last_col = (usize::from(merge.last.col) + 1).min(width);
            for row in merge.first.row..=merge.last.row {
                let Some(start) = usize::try_from(row).ok().filter(|row| *row < rows).map(|row| row * width)
                else {
                    break;
                };
                if let Some(run) = self.covers.get_mut(start + first_col..start + last_col) {
                    run.fill(number);
                }
            }
        }
    }

    /// The merged block at `at`.
    pub(super) fn merge_at(&self, at: CellRef) -> Option<&'a Merge> {
        let (row, col) = (usize::try_from(at.row).ok()?, usize::from(at.col));
        if col < self.width
            && let Some(number) = self.covers.get(row * self.width + col)
        {
            return self.sheet.merges.get(usize::try_from(*number).ok()?.checked_sub(1)?);
        }
        self.sheet.merge_at(at)
    }

    /// The first cell of the merged block at `at`, or `at` itself.
    pub(super) fn master(&self, at: CellRef) -> CellRef {
        self.merge_at(at).map_or(at, |merge| merge.first)
    }

    /// The last column of the merged block at `at`, or its own.
    pub(super) fn end_col(&self, at: CellRef) -> u16 {
        self.merge_at(at).map_or(at.col, |merge| merge.last.col)
    }

    /// The last row of the merged block at `at`, or its own.
    pub(super) fn end_row(&self, at: CellRef) -> u32 {
        self.merge_at(at).map_or(at.row, |merge| merge.last.row)
    }

    /// The cells of a line, left to right, with what they may mean; what lies under a merged block is left out.
    pub(super) fn cells(&self, line: Line) -> impl DoubleEndedIterator<Item = (&'a Cell, Meaning)> + '_ {
        let cells = self.sheet.cells.get(line.start..line.end).unwrap_or_default();
        let meanings = self.meanings.get(line.start..line.end).unwrap_or_default();
        cells.iter().zip(meanings.iter().copied()).filter(|(cell, _)| self.master(cell.at) == cell.at)
    }

    /// The cells of a line that show something.
    pub(super) fn filled(&self, line: Line) -> impl DoubleEndedIterator<Item = (&'a Cell, Meaning)> + '_ {
        self.cells(line).filter(|(cell, _)| !cell.text.trim().is_empty())
    }

    /// The only cell of a line that shows something, if there is but one.
    pub(super) fn lone(&self, line: Line) -> Option<&'a Cell> {
        let mut cells = self.filled(line);
        cells.next().map(|(cell, _)| cell).filter(|_| cells.next().is_none())
    }

    /// The line of a row, if it holds anything.
    pub(super) fn line(&self, row: u32) -> Option<Line> {
        self.lines.binary_search_by_key(&row, |line| line.row).ok().and_then(|at| self.lines.get(at)).copied()
    }

    /// The cell at `at`, if it holds something.
    pub(super) fn cell(&self, at: CellRef) -> Option<&'a Cell> {
        let line = self.line(at.row)?;
        let cells = self.sheet.cells.get(line.start..line.end)?;
        cells.binary_search_by_key(&at.col, |cell| cell.at.col).ok().and_then(|index| cells.get(index))
    }
}
