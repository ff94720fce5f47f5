//! Lines and tables laid out one under the other.

use super::SHEET;
use super::body::Part;
use super::table::{Row, Upright};
use crate::read::grid::{Cell, CellValue, Merge, Sheet};
use crate::read::open::place::{cell_ref, merge};
use crate::value::CellRef;

/// A cell and those that went on with it so far.
struct Block {
    first: usize,
    end: usize,
    row: u32,
    last_row: u32,
}

/// The sheet that the parts of a document make.
pub(super) fn laid_out(parts: Vec<Part>) -> Sheet {
    let mut layout = Layout { row: 0, cells: Vec::new(), merges: Vec::new(), hidden_rows: Vec::new() };
    let mut lines = Vec::new();
    for part in parts {
        match part {
            Part::Line(text) => {
                layout.put(0, text);
                lines.push(layout.row);
                layout.row += 1;
            }
            Part::Tables(stack) => layout.put_rows(stack.into_rows()),
        }
    }
    let Layout { cells, mut merges, hidden_rows, .. } = layout;
    // A line outside the tables has the whole width, as in the document.
    let last_col =
        cells.iter().map(|cell| cell.at.col).chain(merges.iter().map(|merge| merge.last.col)).max();
    if let Some(last_col) = last_col.filter(|col| *col > 0) {
        merges.extend(
            lines
                .into_iter()
                .map(|row| Merge { first: CellRef::new(row, 0), last: CellRef::new(row, last_col) }),
        );
    }
    merges.sort_by_key(|merge| merge.first);
    Sheet {
        name: SHEET.to_owned(),
        visible: true,
        cells,
        merges,
        hidden_rows,
        hidden_cols: Vec::new(),
        arrays: Vec::new(),
        oddities: Vec::new(),
    }
}

struct Layout {
    row: u32,
    cells: Vec<Cell>,
    merges: Vec<Merge>,
    hidden_rows: Vec<u32>,
}

impl Layout {
    fn put(&mut self, col: usize, text: String) {
        let at = u32::try_from(col).ok().and_then(|col| cell_ref((self.row, col)));
        if let Some(at) = at.filter(|_| !text.is_empty()) {
            let value = CellValue::Text(text.clone());
            self.cells.push(Cell { at, value, text, format: None, formula: None });
        }
    }

    fn put_rows(&mut self, rows: Vec<Row>) {
        let mut above: Vec<Block> = Vec::new();
        for row in rows {
            let mut blocks = Vec::with_capacity(row.cells.len());
            let mut left = std::mem::take(&mut above).into_iter().peekable();
            for cell in row.cells {
                // Both go from left to right.
                while let Some(block) = left.next_if(|block| block.first < cell.first) {
                    self.close(&block);
                }
                if cell.upright == Upright::GoesOn
                    && let Some(block) = left.next_if(|block| block.first == cell.first)
                {
                    // Where its rows are not equally wide, the block is what they have in common.
                    blocks.push(Block { end: block.end.min(cell.end), last_row: self.row, ..block });
                } else {
                    blocks.push(Block {
                        first: cell.first,
                        end: cell.end,
                        row: self.row,
                        last_row: self.row,
                    });
                    self.put(cell.first, cell.text);
                }
            }
            left.for_each(|block| self.close(&block));
            if row.hidden {
                self.hidden_rows.push(self.row);
            }
            above = blocks;
            self.row += 1;
        }
        above.iter().for_each(|block| self.close(block));
    }

    /// Keeps a block that spreads over more than one cell.
    fn close(&mut self, block: &Block) {
        if let (Ok(first), Ok(last)) =
            (u32::try_from(block.first), u32::try_from(block.end.saturating_sub(1)))
        {
            self.merges.extend(merge((block.row, first), (block.last_row, last)));
        }
    }
}
