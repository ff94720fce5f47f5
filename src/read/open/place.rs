//! Where cells and merged blocks stand, whatever a file says.

use calamine::Dimensions;

use crate::read::grid::{Cell, Merge};
use crate::value::CellRef;

/// The address, if a sheet can have it.
pub(super) fn cell_ref((row, col): (u32, u32)) -> Option<CellRef> {
    let col = u16::try_from(col).ok().filter(|col| *col < 16_384)?;
    (row < 1_048_576).then_some(CellRef::new(row, col))
}

/// A merged block of more than one cell, its corners in order.
pub(super) fn merge(first: (u32, u32), last: (u32, u32)) -> Option<Merge> {
    let block = Merge { first: cell_ref(first)?, last: cell_ref(last)? };
    let in_order = block.first.row <= block.last.row && block.first.col <= block.last.col;
    (block.first != block.last && in_order).then_some(block)
}

/// The merged blocks as calamine lists them.
pub(super) fn merges(blocks: &[Dimensions]) -> Vec<Merge> {
    blocks.iter().filter_map(|block| merge(block.start, block.end)).collect()
}

/// Writers may put cells out of order; of two cells at one address the first is kept.
pub(super) fn in_order(cells: &mut Vec<Cell>) {
    if !cells.is_sorted_by(|a, b| a.at < b.at) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
    }
}
