//! The pass over a worksheet part.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use memchr::memmem;

use super::elements::{Elements, Opened};
use super::plain_cell::kind_of;
use super::{Element, FormulaKind, Kind, RawCell, RawColumns, RawFormula, RawRow, SheetPart};
use crate::budget::{self, Exceeded, Limit};
use crate::package::{Flaw, PackageError};
use crate::value::{Block, CellRef};

/// More runs of columns than a sheet has columns.
const MOST_COLUMNS: usize = 16_384;
/// Larger than the worksheet of any form, in bytes.
const LARGE: usize = 4 << 20;
/// More cells than anybody merges: sixteen whole columns.
const LARGEST_MERGE: u64 = 1 << 24;

/// Reads a worksheet part from its beginning to its end.
///
/// `name` is the part's, for errors. Cells and rows without an address follow the one before.
///
/// # Errors
///
/// If the part is not well formed, declares a document type, nests too deep, holds more cells than any form or one that can
/// stand nowhere.
pub fn scan<'x>(xml: &'x str, name: &str) -> Result<SheetPart<'x>, PackageError> {
    hold_marks(xml).map_err(|error| error.at(name))?;
    // Most cells of a form take some sixty bytes.
    let room = (xml.len() / 64).min(4096);
    let part = SheetPart { cells: Vec::with_capacity(room), ..SheetPart::default() };
    let most_cells = budget::most_of(Limit::Cells);
    let mut scan = Scan { name, elements: Elements::new(xml), part, row: 0, col: 0, most_cells };
    scan.worksheet()?;
    Ok(scan.part)
}

struct Scan<'x, 'n> {
    name: &'n str,
    elements: Elements<'x>,
    part: SheetPart<'x>,
    /// The row that follows the one before.
    row: u32,
    /// The column that follows the one before.
    col: u32,
    /// More cells, or rows, than any form; a part beyond it is refused rather than half read.
    most_cells: usize,
}

impl<'x> Scan<'x, '_> {
    fn position(&self) -> usize {
        self.elements.position()
    }

    fn child(&mut self) -> Result<Option<Opened<'x>>, PackageError> {
        self.elements.child()
    }

    fn skip(&mut self, opened: &Opened<'_>) -> Result<(), PackageError> {
        self.elements.skip(opened)
    }

    fn worksheet(&mut self) -> Result<(), PackageError> {
        let root = self.elements.root()?;
        (self.part.prefix, self.part.root_name) = root.split_name();
        self.part.root = root.span;
        if root.is_empty {
            return Ok(());
        }
        while let Some(element) = self.child()? {
            let name = element.local_name();
            match name {
                "sheetData" if !element.is_empty => {
                    self.rows()?;
                    self.elements.ended(&element)?;
                }
                "cols" if !element.is_empty => self.columns()?,
                "mergeCells" if !element.is_empty => self.merges()?,
                _ => self.skip(&element)?,
            }
            self.part.elements.push(Element { name, span: element.span.start..self.position() });
        }
        Ok(())
    }

    fn columns(&mut self) -> Result<(), PackageError> {
        while let Some(element) = self.child()? {
            let (mut first, mut last, mut style, mut hidden) = (None, None, None, false);
            element.each_attribute(|name, value| match name {
                "min" => first = value.parse::<u32>().ok(),
                "max" => last = value.parse::<u32>().ok(),
                "style" => style = value.parse().ok(),
                "hidden" => hidden = is_true(value),
                _ => {}
            })?;
            if let (Some(first), Some(last)) = (first, last)
                && (hidden || style.is_some())
                && self.part.columns.len() < MOST_COLUMNS
            {
                let cols = first.saturating_sub(1)..=last.saturating_sub(1);
                self.part.columns.push(RawColumns { cols, style, hidden });
            }
            self.skip(&element)?;
        }
        Ok(())
    }

    fn merges(&mut self) -> Result<(), PackageError> {
        while let Some(element) = self.child()? {
            element.each_attribute(|name, value| {
                if name == "ref"
                    && let Some(block) = Block::parse(value).filter(|block| block.first != block.last)
                {
                    self.part.merges.push(block);
                }
            })?;
            // A block as large as the sheet counts by its cells.
            let largest = self.part.merges.last().map_or(0, cells_in);
            let count = if largest > LARGEST_MERGE { largest } else { self.part.merges.len() as u64 };
            budget::hold(Limit::Merges, count).map_err(|error| error.at(self.name))?;
            self.skip(&element)?;
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<(), PackageError> {
        while let Some(element) = self.child()? {
            if element.local_name() == "row" {
                self.row(&element)?;
            } else {
                self.skip(&element)?;
            }
        }
        Ok(())
    }

    fn row(&mut self, element: &Opened<'x>) -> Result<(), PackageError> {
        let (mut number, mut hidden, mut own_format, mut style) = (None, false, false, None);
        element.each_attribute(|name, value| match name {
            "r" => {
                let row = value.parse::<u32>().ok().and_then(|row| row.checked_sub(1));
                number = Some(row.ok_or_else(|| no_place(value)));
            }
            "hidden" => hidden = is_true(value),
            "customFormat" => own_format = is_true(value),
            "s" => style = value.parse().ok(),
            _ => {}
        })?;
        self.row = number.transpose()?.unwrap_or(self.row);
        if self.row >= 1_048_576 {
            return Err(no_place(&self.row.to_string()));
        }
        if hidden {
            self.part.hidden_rows.push(self.row);
        }
        self.col = 0;
        let first = self.part.cells.len();
        let row = self.row;
        if !element.is_empty {
            loop {
                while let Some(cell) = self.elements.plain_cell() {
                    self.add(cell)?;
                }
                let Some(cell) = self.child()? else { break };
                if cell.local_name() == "c" {
                    self.cell(&cell)?;
                } else {
                    self.skip(&cell)?;
                }
            }
            self.elements.ended(element)?;
        }
        if self.part.rows.len() >= self.most_cells {
            return Err(self.too_many());
        }
        self.part.rows.push(RawRow {
            row,
            span: element.span.start..self.position(),
            tag: element.span.clone(),
            style: style.filter(|_| own_format),
            cells: first..self.part.cells.len(),
        });
        self.row = row + 1;
        Ok(())
    }

    fn cell(&mut self, element: &Opened<'x>) -> Result<(), PackageError> {
        let (mut at, mut style, mut kind) = (None, 0, Kind::Number);
        element.each_attribute(|name, value| match name {
            "r" => at = Some(value.parse::<CellRef>().map_err(|_| no_place(value))),
            "s" => style = value.parse().unwrap_or(0),
            "t" => kind = kind_of(value),
            _ => {}
        })?;
        let at = match at.transpose()? {
            Some(at) => at,
            None => {
                let col = u16::try_from(self.col).ok().filter(|col| *col < 16_384);
                CellRef::new(self.row, col.ok_or_else(|| no_place("beyond the last column"))?)
            }
        };
        let (mut value, mut formula) = (None, None);
        if !element.is_empty {
            while let Some(inner) = self.child()? {
                match (inner.local_name(), inner.is_empty) {
                    ("v", false) => {
                        let own = self.elements.text(&inner)?;
                        // Beside an inline text `<v>` says nothing.
                        if kind != Kind::Inline {
                            value = Some(own);
                        }
                    }
                    ("v", true) if kind == Kind::Text => value = Some(Cow::Borrowed("")),
                    ("is", false) => {
                        let own = self.elements.rich_text(&inner)?;
                        if kind == Kind::Inline {
                            value = Some(own);
                        }
                    }
                    ("f", _) => formula = Some(Box::new(self.formula(&inner)?)),
                    _ => self.skip(&inner)?,
                }
            }
            self.elements.ended(element)?;
        }
        let span = element.span.start..self.position();
        self.add(RawCell { at, style, kind, value, formula, span, tag: element.span.clone() })
    }

    fn add(&mut self, cell: RawCell<'x>) -> Result<(), PackageError> {
        budget::step()?;
        if self.part.cells.len() >= self.most_cells {
            return Err(self.too_many());
        }
        self.col = u32::from(cell.at.col) + 1;
        let cells = &mut self.part.cells;
        if cells.len() == cells.capacity() {
            // Never far beyond what a sheet may have.
            cells.reserve_exact(cells.len().max(16).min(self.most_cells - cells.len()));
        }
        cells.push(cell);
        Ok(())
    }

    fn formula(&mut self, element: &Opened<'x>) -> Result<RawFormula<'x>, PackageError> {
        let (mut shared, mut array, mut index, mut block) = (false, false, None, None);
        element.each_attribute(|name, value| match (name, value) {
            ("t", "shared") => shared = true,
            ("t", "array" | "dataTable") => array = true,
            ("si", value) => index = value.parse().ok(),
            ("ref", value) => block = Block::parse(value),
            _ => {}
        })?;
        let text = if element.is_empty { Cow::Borrowed("") } else { self.elements.text(element)? };
        hold_formula(&text).map_err(|error| error.at(self.name))?;
        let kind = match index {
            _ if array => FormulaKind::Array(block),
            Some(index) if shared => FormulaKind::Shared(index),
            _ => FormulaKind::Plain,
        };
        Ok(RawFormula { text, kind, span: element.span.start..self.position() })
    }

    fn too_many(&self) -> PackageError {
        Exceeded::of(Limit::Cells, self.most_cells + 1).at(self.name).into()
    }
}

/// Makes sure that a large part does not hold more cells or rows than any form, before a list of them takes memory of its own
/// beside it.
fn hold_marks(xml: &str) -> Result<(), Exceeded> {
    if xml.len() > LARGE {
        for marks in [["<c ", "<c>", "<c/"], ["<row ", "<row>", "<row/"]] {
            let count = |mark: &&str| memmem::find_iter(xml.as_bytes(), mark).count();
            budget::hold(Limit::Cells, marks.iter().map(count).sum::<usize>() as u64)?;
        }
    }
    Ok(())
}

/// Makes sure that a formula is no longer and no deeper than any.
fn hold_formula(text: &str) -> Result<(), Exceeded> {
    let deepest = budget::most_of(Limit::FormulaDepth);
    // Every bracket that is opened is closed again.
    if text.len() <= 2 * deepest {
        return Ok(());
    }
    if text.len() > budget::most_of(Limit::Formula) {
        budget::hold(Limit::Formula, text.chars().count() as u64)?;
    }
    let (mut depth, mut is_quoted) = (0_usize, false);
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'(' if !is_quoted => depth += 1,
            b')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > deepest {
            return Err(Exceeded::of(Limit::FormulaDepth, depth));
        }
    }
    Ok(())
}

/// How many cells a block has.
fn cells_in(block: &Block) -> u64 {
    let (rows, cols) = (block.last.row.abs_diff(block.first.row), block.last.col.abs_diff(block.first.col));
    (u64::from(rows) + 1) * (u64::from(cols) + 1)
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}

fn no_place(text: &str) -> PackageError {
    PackageError::flawed(Flaw::NoPlace, text)
}
