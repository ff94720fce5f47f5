//! An xlsb file → [`Workbook`].
//!
//! calamine reads the values, cell by cell as for xlsx; formats, merged blocks and what is hidden come from a walk of
//! our own over the same parts.

mod parts;
mod records;

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use self::parts::{SheetFacts, read_sheet, read_styles, sheet_parts};
use super::budget::{CELL_LIMIT, TEXT_LIMIT};
use super::guard::caught;
use super::hidden::note_hidden;
use super::package::Package;
use super::shown::{cell_ref, in_order, shown_value};
use super::styles::Styles;
use crate::read::error::ReadError;
use crate::read::grid::{Cell, CellValue, FileKind, Sheet, Workbook};

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads an xlsb; its formulas are never known, as calamine gives some of them wrong.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes)?;
    let parts = sheet_parts(&mut package)?;
    let mut styles = read_styles(&mut package)?;
    let mut book: Book<'_> = caught(|| {
        Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsbError::Zip(_) => ReadError::Incomplete,
            other => damaged(None, other),
        })
    })?;
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let name = meta.name;
        let part = parts.get(&name).map(|part| package.part(part)).transpose()?.flatten();
        let facts = read_sheet(&part.unwrap_or_default(), &name)?;
        let cells = caught(|| read_cells(&mut book, &mut styles, &name, &facts))?;
        let mut sheet = Sheet {
            visible: meta.visible == SheetVisible::Visible,
            name,
            cells,
            merges: facts.merges,
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
        };
        note_hidden(&mut sheet, &facts.hidden_rows, &facts.hidden_cols);
        sheets.push(sheet);
    }
    Ok(Workbook { kind: FileKind::Xlsb, sheets })
}

fn damaged(sheet: Option<&str>, error: XlsbError) -> ReadError {
    match error {
        XlsbError::Password => ReadError::Encrypted,
        source => ReadError::Damaged { sheet: sheet.map(str::to_owned), source: Box::new(source) },
    }
}

fn read_cells(
    book: &mut Book<'_>,
    styles: &mut Styles,
    name: &str,
    facts: &SheetFacts,
) -> Result<Vec<Cell>, ReadError> {
    let broken = |error| damaged(Some(name), error);
    let is_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut cells = Vec::new();
    let (mut count, mut text_len) = (0, 0);
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        count += 1;
        if count > CELL_LIMIT || text_len > TEXT_LIMIT {
            return Err(ReadError::TooManyCells { sheet: name.to_owned(), limit: CELL_LIMIT });
        }
        let Some(at) = cell_ref(cell.get_position()) else { continue };
        let value: DataRef<'_> = cell.get_value().clone();
        let style = facts.styles.get(&at).and_then(|style| usize::try_from(*style).ok());
        let format = styles.format(style);
        let (value, text) = shown_value(&format.dated(value, is_1904), &format.shown);
        if let CellValue::Text(text) = &value {
            text_len += text.len();
        }
        if value != CellValue::Empty {
            cells.push(Cell { at, value, text, format: format.code.clone(), formula: None });
        }
    }
    in_order(&mut cells);
    Ok(cells)
}
