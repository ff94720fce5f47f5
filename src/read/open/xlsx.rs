//! An xlsx or xlsm file → [`Workbook`].
//!
//! Cells are streamed, never taken as calamine's dense range: a single cell at the sheet's far corner would make
//! that ask for more memory than there is.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{
    DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata, expand_shared_formula,
};

use super::budget::{CELL_LIMIT, TEXT_LIMIT};
use super::guard::caught;
use super::sheet_facts::facts;
use super::shown::{Formats, cell_ref, in_order, merge, shown_value};
use super::styles::builtin_code;
use crate::read::error::ReadError;
use crate::read::grid::{Cell, CellValue, FileKind, Merge, Sheet, Workbook};

/// How much text shared formulas may expand to on one sheet; beyond it a formula is known to be there, but not its text.
const FORMULA_LIMIT: usize = 1 << 20;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads an xlsx or xlsm; its formulas only if they are asked for, as calamine needs a pass of its own for them.
pub(super) fn read(bytes: &[u8], with_formulas: bool) -> Result<Workbook, ReadError> {
    let mut book: Book<'_> = caught(|| {
        Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsxError::Zip(_) | XlsxError::Io(_) => ReadError::Incomplete,
            other => damaged(None, other),
        })
    })?;
    let mut formats = Formats::default();
    let mut sheets = Vec::new();
    let facts = facts(bytes);
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let name = meta.name;
        let mut cells = match caught(|| read_cells(&mut book, &mut formats, &name)) {
            Err(ReadError::Damaged { source, .. })
                if matches!(source.downcast_ref(), Some(XlsxError::NotAWorksheet(_))) =>
            {
                continue;
            }
            read => read?,
        };
        if with_formulas {
            caught(|| add_formulas(&mut book, &name, &mut cells))?;
        }
        let own = facts.get(&name);
        let merges = match own {
            _ if cells.is_empty() => Vec::new(),
            Some(facts) => facts.merges.clone(),
            // calamine finds parts by names in another case too.
            None => caught(|| read_merges(&mut book, &name))?,
        };
        let mut sheet = Sheet {
            visible: meta.visible == SheetVisible::Visible,
            name,
            cells,
            merges,
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
        };
        if let Some(facts) = own {
            facts.hide(&mut sheet);
        }
        sheets.push(sheet);
    }
    Ok(Workbook { kind: FileKind::Xlsx, sheets })
}

/// A style's format code; calamine says General where it does not know a built-in one.
fn code(styles: &[calamine::Style], style: usize) -> Option<&str> {
    let format = styles.get(style)?.number_format.as_ref()?;
    match format.format_id.and_then(builtin_code) {
        Some(code) if format.format_code == "General" => Some(code),
        _ => Some(&format.format_code),
    }
}

fn damaged(sheet: Option<&str>, error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        source => ReadError::Damaged { sheet: sheet.map(str::to_owned), source: Box::new(source) },
    }
}

/// First pass: values, and through their number formats what each cell shows.
fn read_cells(book: &mut Book<'_>, formats: &mut Formats, name: &str) -> Result<Vec<Cell>, ReadError> {
    let broken = |error| damaged(Some(name), error);
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut cells = Vec::new();
    let (mut count, mut text_len) = (0, 0);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        count += 1;
        if count > CELL_LIMIT || text_len > TEXT_LIMIT {
            return Err(ReadError::TooManyCells { sheet: name.to_owned(), limit: CELL_LIMIT });
        }
        let at = cell_ref(cell.get_position()).ok_or_else(|| broken(XlsxError::RowNumberOverflow))?;
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let format = formats.of_style(style, || code(reader.styles(), style));
        let (value, text) = shown_value(cell.get_value(), &format.shown);
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

/// Second pass: formulas, those without a cached result included.
fn add_formulas(book: &mut Book<'_>, name: &str, cells: &mut Vec<Cell>) -> Result<(), ReadError> {
    let broken = |error| damaged(Some(name), error);
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut shared = HashMap::new();
    let mut formula_len = 0;
    let mut unvalued = Vec::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let formula = match record.formula {
            None => continue,
            Some(XlsxFormulaMetadata::Normal { formula }) => formula,
            Some(XlsxFormulaMetadata::Shared { shared_index, formula, .. }) => {
                shared.insert(shared_index, (formula.clone(), record.pos));
                formula
            }
            Some(XlsxFormulaMetadata::SharedDerived { shared_index }) => shared
                .get(&shared_index)
                .filter(|_| formula_len <= FORMULA_LIMIT)
                .and_then(|(template, start)| expand_shared_formula(template, *start, record.pos).ok())
                .unwrap_or_default(),
            Some(_) => String::new(),
        };
        formula_len += formula.len();
        let at = cell_ref(record.pos).ok_or_else(|| broken(XlsxError::RowNumberOverflow))?;
        match cells.binary_search_by_key(&at, |cell| cell.at) {
            Ok(index) => cells[index].formula = Some(formula),
            Err(_) => unvalued.push(Cell {
                at,
                value: CellValue::Empty,
                text: String::new(),
                format: None,
                formula: Some(formula),
            }),
        }
    }
    cells.append(&mut unvalued);
    in_order(cells);
    Ok(())
}

fn read_merges(book: &mut Book<'_>, name: &str) -> Result<Vec<Merge>, ReadError> {
    let blocks = book.merge_cells_by_sheet_name(name).map_err(|error| damaged(Some(name), error))?;
    Ok(blocks.iter().filter_map(|block| merge(block.start, block.end)).collect())
}
