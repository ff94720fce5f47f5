//! An xlsx or xlsm file → [`Workbook`].
//!
//! Cells are streamed, never taken as calamine's dense range: a single cell at the sheet's far corner would make
//! that ask for more memory than there is.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError, XlsxFormulaMetadata, expand_shared_formula};

use super::budget::Budget;
use super::calculate::calculate;
use super::calls::{caught, refused};
use super::place::{cell_ref, in_order, merges};
use super::sheet_facts::{Facts, facts};
use super::shown::Formats;
use super::styles::builtin_code;
use super::whole_parts::refuse_too_much;
use crate::package::Package;
use crate::read::error::ReadError;
use crate::read::grid::{Cell, CellValue, FileKind, Merge, Workbook};
use crate::value::CellRef;

/// How much text shared formulas may expand to on one sheet; beyond it a formula is known to be there, but not its text.
const FORMULA_LIMIT: usize = 1 << 20;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads an xlsx or xlsm; its formulas only if they are asked for, as calamine needs a pass of its own for them.
pub(super) fn read(bytes: &[u8], with_formulas: bool) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes)?;
    refuse_too_much(&mut package)?;
    let mut book: Book<'_> = caught(|| {
        Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsxError::Zip(_) | XlsxError::Io(_) => ReadError::Incomplete,
            other => refused(None, other),
        })
    })?;
    let mut formats = Formats::default();
    let mut sheets = Vec::new();
    let mut facts = facts(&mut package);
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let name = &meta.name;
        let mut cells = match caught(|| read_cells(&mut book, &mut formats, name)) {
            Err(ReadError::Damaged { source, .. })
                if matches!(source.downcast_ref(), Some(XlsxError::NotAWorksheet(_))) =>
            {
                continue;
            }
            read => read?,
        };
        let own = facts.remove(name);
        let uncalculated = own.as_ref().map_or(&[][..], |facts| &facts.uncalculated);
        if with_formulas || !uncalculated.is_empty() {
            caught(|| add_formulas(&mut book, name, &mut cells))?;
        }
        if !uncalculated.is_empty() {
            calculate(&mut cells, uncalculated.iter().map(|(at, _)| *at));
            caught(|| show_results(&mut book, &mut formats, name, &mut cells, uncalculated))?;
        }
        let facts = match own {
            Some(facts) => facts,
            None if cells.is_empty() => Facts::default(),
            // calamine finds parts by names in another case too.
            None => Facts { merges: caught(|| read_merges(&mut book, name))?, ..Facts::default() },
        };
        let merges = if cells.is_empty() { Vec::new() } else { facts.merges };
        sheets.push(facts.hidden.of_sheet(meta, cells, merges));
    }
    Ok(Workbook { kind: FileKind::Xlsx, sheets, names: Vec::new() })
}

/// A style's format code; calamine says General where it does not know a built-in one.
fn code(styles: &[calamine::Style], style: usize) -> Option<&str> {
    let format = styles.get(style)?.number_format.as_ref()?;
    match format.format_id.and_then(builtin_code) {
        Some(code) if format.format_code == "General" => Some(code),
        _ => Some(&format.format_code),
    }
}

/// First pass: values, and through their number formats what each cell shows.
fn read_cells(book: &mut Book<'_>, formats: &mut Formats, name: &str) -> Result<Vec<Cell>, ReadError> {
    let broken = |error| refused(Some(name), error);
    let is_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut cells = Vec::new();
    let mut budget = Budget::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        budget.take(1, name)?;
        let at = cell_ref(cell.get_position()).ok_or_else(|| broken(XlsxError::RowNumberOverflow))?;
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let format = formats.of_style(style, reader.styles().len(), || code(reader.styles(), style));
        let Some(cell) = format.cell(at, cell.get_value(), is_1904) else { continue };
        if let CellValue::Text(text) = &cell.value {
            budget.take_text(text.len(), name)?;
        }
        cells.push(cell);
    }
    in_order(&mut cells);
    Ok(cells)
}

/// Second pass: formulas, those without a cached result included.
fn add_formulas(book: &mut Book<'_>, name: &str, cells: &mut Vec<Cell>) -> Result<(), ReadError> {
    let broken = |error| refused(Some(name), error);
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

/// Shows worked out results through their cells' number formats.
fn show_results(
    book: &mut Book<'_>,
    formats: &mut Formats,
    name: &str,
    cells: &mut [Cell],
    uncalculated: &[(CellRef, usize)],
) -> Result<(), ReadError> {
    let reader = book.worksheet_cells_reader(name).map_err(|error| refused(Some(name), error))?;
    let styles = reader.styles();
    for (at, style) in uncalculated {
        let Ok(index) = cells.binary_search_by_key(at, |cell| cell.at) else { continue };
        formats.of_style(*style, styles.len(), || code(styles, *style)).show(&mut cells[index]);
    }
    Ok(())
}

fn read_merges(book: &mut Book<'_>, name: &str) -> Result<Vec<Merge>, ReadError> {
    book.merge_cells_by_sheet_name(name)
        .map(|blocks| merges(&blocks))
        .map_err(|error| refused(Some(name), error))
}
