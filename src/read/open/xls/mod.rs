//! An xls or et file (BIFF in an OLE container) → [`Workbook`].
//!
//! calamine reads values and merged blocks; what it leaves out (number formats, hidden rows and columns) comes from
//! a walk over the same records. The walk goes first and refuses what would cost calamine more than any form does;
//! calamine then gets the stream in a container of our own, so that it never meets the file's sector chains.

mod container;
mod globals;
mod records;
mod sheet;
mod strings;

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, Xls};

use self::globals::read_globals;
use self::sheet::{Left, SheetFacts, read_sheet};
use super::calls::{caught, refused};
use super::place::{cell_ref, in_order, merges};
use super::styles::Styles;
use crate::budget::{self, Limit};
use crate::model::Active;
use crate::read::error::{BinaryPart, ReadError};
use crate::read::grid::{Cell, FileKind, Workbook};

type Book = Xls<Cursor<Vec<u8>>>;

/// Reads an xls or et; its formulas are never known.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let (mut stream, has_macros) =
        container::workbook_stream(bytes).map_err(|error| error.in_binary(BinaryPart::Container))?;
    let mut globals = read_globals(&stream)?;
    globals.active.extend(has_macros.then_some(Active::Macros));
    let mut left = Left::new(stream.len());
    let mut facts = Vec::new();
    budget::hold(Limit::Sheets, globals.sheets.len() as u64)?;
    if globals.sheets.is_empty() {
        return Err(ReadError::NoSheet);
    }
    for sheet in &globals.sheets {
        facts.push(read_sheet(&stream, sheet, &globals.string_lengths, &mut left)?);
    }
    for edit in globals.edits.iter().chain(facts.iter().flat_map(|facts| &facts.edits)) {
        edit.apply(&mut stream);
    }
    let wrapped = container::wrapped(&stream)?;
    let mut book: Book = caught(|| Xls::new(Cursor::new(wrapped)).map_err(|error| refused(None, error)))?;
    let mut sheets = Vec::new();
    for (meta, facts) in book.sheets_metadata().to_vec().into_iter().zip(facts) {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let cells = read_cells(&mut book, &mut globals.styles, &meta.name, &facts)?;
        let blocks = book.merge_cells_by_sheet_name(&meta.name);
        let blocks = blocks.map_err(|error| refused(Some(&meta.name), error))?;
        sheets.push(facts.hidden.of_sheet(meta, cells, merges(&blocks)));
    }
    Ok(Workbook {
        kind: FileKind::Xls,
        sheets,
        names: Vec::new(),
        active: globals.active.into_iter().collect(),
    })
}

fn read_cells(
    book: &mut Book,
    styles: &mut Styles,
    name: &str,
    facts: &SheetFacts,
) -> Result<Vec<Cell>, ReadError> {
    let range = caught(|| book.worksheet_range(name).map_err(|error| refused(Some(name), error)))?;
    let is_1904 = book.has_1904_epoch();
    let (first_row, first_col) = range.start().unwrap_or_default();
    let mut cells = Vec::new();
    for (row, col, value) in range.used_cells() {
        let at = u32::try_from(row).ok().zip(u32::try_from(col).ok());
        let Some(at) = at.and_then(|(row, col)| cell_ref((first_row + row, first_col + col))) else {
            continue;
        };
        let style = facts.styles.get(&at).map(|style| usize::from(*style));
        cells.extend(styles.format(style).cell(at, &borrowed(value), is_1904));
    }
    // Excel itself writes these formats: no cell comes twice.
    in_order(&mut cells);
    Ok(cells)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(whole) => DataRef::Int(*whole),
        Data::Float(float) => DataRef::Float(*float),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(iso) => DataRef::DateTimeIso(iso.clone()),
        Data::DurationIso(iso) => DataRef::DurationIso(iso.clone()),
        Data::Error(kind) => DataRef::Error(kind.clone()),
        Data::Empty => DataRef::Empty,
    }
}
