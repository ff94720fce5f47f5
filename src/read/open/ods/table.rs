//! One sheet of an ods. What is repeated is written out only where it holds something.

use std::collections::HashSet;
use std::ops::Range;

use super::cell::{Content, Head};
use super::repeats;
use crate::package::{Element, Markup};
use crate::read::error::ReadError;
use crate::read::grid::{Cell, Merge, Sheet};
use crate::read::open::place::cell_ref;
use crate::read::open::tally::{Tally, too_many};

const ROWS: u32 = 1_048_576;
const COLS: u32 = 16_384;

/// An empty row repeated more often fills the sheet up; its merged blocks are of no interest.
const FILLER: u32 = 1000;

/// Reads the sheet whose table was just opened.
pub(super) fn read(
    xml: &mut Markup<'_>,
    table: &Element<'_>,
    hidden_styles: &HashSet<String>,
    tally: &mut Tally,
) -> Result<Sheet, ReadError> {
    let (mut name, mut visible) = (String::new(), true);
    table.attributes(|_, attribute, value| match attribute {
        "name" => name = value.into_owned(),
        "style-name" => visible = !hidden_styles.contains(&*value),
        _ => {}
    })?;
    let mut table = Table {
        tally,
        row: 0,
        col: 0,
        cells: Vec::new(),
        merges: Vec::new(),
        covered: Vec::new(),
        hidden_rows: Vec::new(),
        hidden_cols: Vec::new(),
        name,
    };
    table.read_parts(xml)?;
    table.finish(visible)
}

/// A sheet being read.
struct Table<'a> {
    tally: &'a mut Tally,
    name: String,
    /// The row and the column definition that come next.
    row: u32,
    col: u32,
    cells: Vec<Cell>,
    merges: Vec<Merge>,
    /// For each column the row from which on no merged block covers it.
    covered: Vec<u32>,
    hidden_rows: Vec<Range<u32>>,
    hidden_cols: Vec<Range<u32>>,
}

/// What one row holds, before it is repeated.
#[derive(Default)]
struct Row {
    cells: Vec<(u32, Content)>,
    /// How long the texts of these cells are together.
    text_len: usize,
    /// Column, width and height of each merged block that begins in it.
    blocks: Vec<(u32, u32, u32)>,
}

impl Table<'_> {
    /// Rows and columns, alone or in groups.
    fn read_parts(&mut self, xml: &mut Markup<'_>) -> Result<(), ReadError> {
        while let Some(part) = xml.element()? {
            match part.name() {
                "table-row" => self.read_row(xml, &part)?,
                "table-column" => {
                    let (repeated, hidden) = repeats(&part, "number-columns-repeated")?;
                    let end = self.col.saturating_add(repeated);
                    if hidden {
                        self.hidden_cols.push(self.col..end);
                    }
                    self.col = end;
                    xml.skip()?;
                }
                "table-rows"
                | "table-header-rows"
                | "table-row-group"
                | "table-columns"
                | "table-header-columns"
                | "table-column-group" => self.read_parts(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn read_row(&mut self, xml: &mut Markup<'_>, element: &Element<'_>) -> Result<(), ReadError> {
        let (repeated, hidden) = repeats(element, "number-rows-repeated")?;
        let (first, end) = (self.row, self.row.saturating_add(repeated));
        self.row = end;
        if hidden {
            self.hidden_rows.push(first..end);
        }
        let row = self.read_cells(xml)?;
        if !row.cells.is_empty() {
            if end > ROWS {
                return Err(too_many(&self.name));
            }
            self.pay(&row, repeated)?;
            for at_row in first..end {
                self.cells.extend(row.cells.iter().filter_map(|(col, content)| {
                    let Content { value, text, format } = content.clone();
                    Some(Cell { at: cell_ref((at_row, *col))?, value, text, format, formula: None })
                }));
            }
        }
        if !row.cells.is_empty() || repeated <= FILLER {
            for at_row in first..end.min(ROWS) {
                for (col, width, height) in &row.blocks {
                    self.merge(at_row, *col, *width, *height)?;
                }
            }
        }
        Ok(())
    }

    fn read_cells(&mut self, xml: &mut Markup<'_>) -> Result<Row, ReadError> {
        let (mut row, mut col) = (Row::default(), 0_u32);
        while let Some(cell) = xml.element()? {
            let is_covered = match cell.name() {
                "table-cell" => false,
                "covered-table-cell" => true,
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            let head = Head::read(&cell)?;
            let (first, end) = (col, col.saturating_add(head.repeated));
            col = end;
            if is_covered {
                xml.skip()?;
                continue;
            }
            let (width, height) = (head.width, head.height);
            if (width > 1 || height > 1) && end <= COLS {
                row.blocks.extend((first..end).map(|col| (col, width, height)));
            }
            let room = self.tally.text_left().saturating_sub(row.text_len);
            if let Some(content) = head.content(xml, &self.name, room)? {
                let copies = usize::try_from(end - first).unwrap_or(usize::MAX);
                let text_len = content.text.len().saturating_mul(copies);
                if end > COLS || text_len > room {
                    return Err(too_many(&self.name));
                }
                row.text_len += text_len;
                row.cells.extend((first..end).map(|col| (col, content.clone())));
            }
        }
        Ok(row)
    }

    /// Refuses a row before it is written out, if it would be too much.
    fn pay(&mut self, row: &Row, repeated: u32) -> Result<(), ReadError> {
        let repeated = usize::try_from(repeated).unwrap_or(usize::MAX);
        self.tally.take(row.cells.len().saturating_mul(repeated), &self.name)?;
        self.tally.take_text(row.text_len.saturating_mul(repeated), &self.name)
    }

    /// Adds a merged block, unless it overlaps an earlier one.
    fn merge(&mut self, row: u32, col: u32, width: u32, height: u32) -> Result<(), ReadError> {
        let end_col = col.saturating_add(width).min(COLS);
        let end_row = row.saturating_add(height).min(ROWS);
        let (Some(first), Some(last)) =
            (cell_ref((row, col)), cell_ref((end_row.saturating_sub(1), end_col.saturating_sub(1))))
        else {
            return Ok(());
        };
        let (from, to) = (usize::from(first.col), usize::from(last.col) + 1);
        if self.covered.len() < to {
            self.covered.resize(to, 0);
        }
        let Some(columns) = self.covered.get_mut(from..to) else { return Ok(()) };
        // A block as wide as a sheet costs as much time as a thousand cells, whether it is kept or not.
        self.tally.take(1 + (to - from) / 16, &self.name)?;
        if columns.iter().any(|free_from| *free_from > row) {
            return Ok(());
        }
        columns.fill(end_row);
        self.merges.push(Merge { first, last });
        Ok(())
    }

    fn finish(self, visible: bool) -> Result<Sheet, ReadError> {
        let end_row = self.cells.last().map_or(0, |cell| cell.at.row + 1);
        let end_col = self.cells.iter().map(|cell| u32::from(cell.at.col) + 1).max().unwrap_or(0);
        let shown = |ranges: Vec<Range<u32>>, end: u32| {
            ranges.into_iter().flat_map(move |range| range.start..range.end.min(end))
        };
        let hidden_rows = shown(self.hidden_rows, end_row);
        let hidden_cols = shown(self.hidden_cols, end_col).filter_map(|col| u16::try_from(col).ok());
        let (hidden_rows, hidden_cols): (Vec<u32>, Vec<u16>) = (hidden_rows.collect(), hidden_cols.collect());
        self.tally.take(hidden_rows.len() + hidden_cols.len(), &self.name)?;
        let mut merges = self.merges;
        merges.retain(|merge| merge.first.row < end_row);
        Ok(Sheet {
            name: self.name,
            visible,
            cells: self.cells,
            merges,
            hidden_rows,
            hidden_cols,
            arrays: Vec::new(),
            oddities: Vec::new(),
        })
    }
}
