//! What a sheet hides, and the sheet with it noted.

use std::ops::RangeInclusive;

use calamine::SheetVisible;

use crate::read::grid::{Cell, Merge, Sheet};

/// The rows and blocks of columns that a sheet hides; a file may hide a million where no cell stands.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: Vec<u32>,
    pub(super) cols: Vec<RangeInclusive<u32>>,
}

impl Hidden {
    /// The sheet that calamine lists as `listed`, what is hidden of it noted as far as its cells reach.
    pub(super) fn of_sheet(&self, listed: calamine::Sheet, cells: Vec<Cell>, merges: Vec<Merge>) -> Sheet {
        let visible = listed.visible == SheetVisible::Visible;
        let (hidden_rows, hidden_cols) = self.within(&cells);
        Sheet {
            name: listed.name,
            visible,
            cells,
            merges,
            hidden_rows,
            hidden_cols,
            arrays: Vec::new(),
            oddities: Vec::new(),
        }
    }

    /// What is hidden, as far as the cells reach.
    pub(super) fn within(&self, cells: &[Cell]) -> (Vec<u32>, Vec<u16>) {
        let Some(last_row) = cells.iter().map(|cell| cell.at.row).max() else { return Default::default() };
        let last_col = cells.iter().map(|cell| cell.at.col).max().unwrap_or(0);
        let mut rows: Vec<u32> = self.rows.iter().copied().filter(|row| *row <= last_row).collect();
        rows.sort_unstable();
        rows.dedup();
        // No more blocks than there are columns: a file that repeats itself must not multiply them.
        let mut is_hidden = vec![false; usize::from(last_col) + 1];
        for block in self.cols.iter().take(16_384) {
            let first = usize::try_from(*block.start()).unwrap_or(usize::MAX).min(is_hidden.len());
            let end =
                usize::try_from(*block.end()).unwrap_or(usize::MAX).saturating_add(1).min(is_hidden.len());
            if let Some(block) = is_hidden.get_mut(first..end) {
                block.fill(true);
            }
        }
        (rows, (0..).zip(&is_hidden).filter_map(|(col, hidden)| hidden.then_some(col)).collect())
    }
}
