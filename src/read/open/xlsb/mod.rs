//! An xlsb file → [`Workbook`].
//!
//! calamine reads the values, cell by cell; formats, merged blocks and what is hidden come from a walk of
//! our own over the same parts.

mod parts;
mod records;

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsb, XlsbError};

use self::parts::{SheetFacts, read_sheet, read_styles, sheet_parts};
use super::active::active_parts;
use super::calls::{caught, refused};
use super::place::{cell_ref, in_order};
use super::styles::Styles;
use super::tally::Tally;
use crate::package::Package;
use crate::read::error::ReadError;
use crate::read::grid::{Cell, CellValue, FileKind, Workbook};

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads an xlsb; its formulas are never known, as calamine gives some of them wrong.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open_foreign(bytes)?;
    let parts = sheet_parts(&mut package)?;
    let mut styles = read_styles(&mut package)?;
    let mut book: Book<'_> = caught(|| {
        Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsbError::Zip(_) => ReadError::Incomplete,
            other => refused(None, other),
        })
    })?;
    let (mut sheets, mut tally) = (Vec::new(), Tally::default());
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let name = &meta.name;
        let part = parts.get(name).map(|part| package.part(part)).transpose()?.flatten();
        let facts = read_sheet(&part.unwrap_or_default(), name)?;
        tally.begin_sheet(0);
        let cells = caught(|| read_cells(&mut book, &mut styles, name, &facts, &mut tally))?;
        sheets.push(facts.hidden.of_sheet(meta, cells, facts.merges));
    }
    let active = active_parts(&package, &[]);
    Ok(Workbook { kind: FileKind::Xlsb, sheets, names: Vec::new(), active })
}

fn read_cells(
    book: &mut Book<'_>,
    styles: &mut Styles,
    name: &str,
    facts: &SheetFacts,
    tally: &mut Tally,
) -> Result<Vec<Cell>, ReadError> {
    let broken = |error| refused(Some(name), error);
    let is_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        tally.take(1, name)?;
        let Some(at) = cell_ref(cell.get_position()) else { continue };
        let style = facts.styles.get(&at).and_then(|style| usize::try_from(*style).ok());
        let Some(cell) = styles.format(style).cell(at, cell.get_value(), is_1904) else { continue };
        if let CellValue::Text(text) = &cell.value {
            tally.take_text(text.len(), name)?;
        }
        cells.push(cell);
    }
    // Excel itself writes these formats: no cell comes twice.
    in_order(&mut cells);
    Ok(cells)
}
