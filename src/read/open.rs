//! An xlsx or xlsm file → [`Workbook`]; the one place that drives calamine.
//!
//! Cells are streamed, never taken as calamine's dense range: a single cell at the sheet's far corner would make
//! that ask for more memory than there is.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata,
    expand_shared_formula,
};

use rust_decimal::{Decimal, RoundingStrategy};

use super::date_format::Moment;
use super::error::ReadError;
use super::grid::{Cell, CellValue, Merge, Sheet, Workbook};
use super::number_format::NumberFormat;
use super::sniff::expect_xlsx;
use crate::value::{CellRef, exact, trimmed};

/// More cells than any form; a sheet beyond it is refused rather than half read.
const CELL_LIMIT: usize = 200_000;

/// More text than any form: a few long shared strings used everywhere would multiply beyond all bounds.
const TEXT_LIMIT: usize = 8 << 20;

/// How much text shared formulas may expand to on one sheet; beyond it a formula is known to be there, but not its text.
const FORMULA_LIMIT: usize = 1 << 20;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a workbook from the bytes of an .xlsx or .xlsm file.
///
/// Values, formulas, number formats and merged blocks of every worksheet; chart and macro sheets are left out.
///
/// # Errors
///
/// If the bytes are anything else, are incomplete, damaged or encrypted, or a sheet is beyond any form's size.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, ReadError> {
    read(bytes, true)
}

/// Reads a workbook without its formulas, which a check never asks for; calamine needs a pass of its own for them.
///
/// # Errors
///
/// Those of [`read_workbook`].
pub fn read_values(bytes: &[u8]) -> Result<Workbook, ReadError> {
    read(bytes, false)
}

fn read(bytes: &[u8], with_formulas: bool) -> Result<Workbook, ReadError> {
    expect_xlsx(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Zip(_) | XlsxError::Io(_) => ReadError::Incomplete,
        other => damaged(None, other),
    })?;
    let mut formats = Formats::default();
    let mut sheets = Vec::new();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let name = meta.name;
        let mut cells = match read_cells(&mut book, &mut formats, &name) {
            Err(ReadError::Damaged { source, .. }) if matches!(*source, XlsxError::NotAWorksheet(_)) => {
                continue;
            }
            read => read?,
        };
        if with_formulas {
            add_formulas(&mut book, &name, &mut cells)?;
        }
        let merges = if cells.is_empty() { Vec::new() } else { read_merges(&mut book, &name)? };
        sheets.push(Sheet { visible: meta.visible == SheetVisible::Visible, name, cells, merges });
    }
    Ok(Workbook { sheets })
}

fn damaged(sheet: Option<&str>, error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        source => ReadError::Damaged { sheet: sheet.map(str::to_owned), source: Box::new(source) },
    }
}

/// The address, if a sheet can have it.
fn cell_ref((row, col): (u32, u32)) -> Option<CellRef> {
    let col = u16::try_from(col).ok().filter(|col| *col < 16_384)?;
    (row < 1_048_576).then_some(CellRef::new(row, col))
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
        let format = formats.of_style(style, reader.styles());
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

/// Writers may put cells out of order; of two cells at one address the first is kept.
fn in_order(cells: &mut Vec<Cell>) {
    if !cells.is_sorted_by(|a, b| a.at < b.at) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
    }
}

/// What a cell holds and what it shows.
fn shown_value(value: &DataRef<'_>, format: &NumberFormat) -> (CellValue, String) {
    let number = |number: Decimal| (CellValue::Number(number), format.number(number));
    let text = |text: &str| match text {
        "" => (CellValue::Empty, String::new()),
        _ => (CellValue::Text(text.to_owned()), format.text(text).into_owned()),
    };
    // Beyond any form's range, or not a number at all.
    let error = |shown: String| (CellValue::Error(shown.clone()), shown);
    match value {
        DataRef::Empty => (CellValue::Empty, String::new()),
        DataRef::Int(whole) => number((*whole).into()),
        DataRef::Float(float) => fifteen_digits(*float).map_or_else(|| error(float.to_string()), number),
        DataRef::String(own) | DataRef::DurationIso(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Bool(truth) => (CellValue::Bool(*truth), if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(date) => match exact(date.as_f64()) {
            Some(serial) => (CellValue::Date(serial), format.date(moment(*date))),
            None => error(date.as_f64().to_string()),
        },
        // `2022-07-31T00:00:00`: the day is what a form means.
        DataRef::DateTimeIso(iso) => text(iso.split('T').next().unwrap_or_default()),
        DataRef::Error(kind) => error(kind.to_string()),
    }
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
    Ok(blocks
        .iter()
        .filter_map(|block| Some(Merge { first: cell_ref(block.start)?, last: cell_ref(block.end)? }))
        .filter(|block| block.first != block.last)
        .filter(|block| block.first.row <= block.last.row && block.first.col <= block.last.col)
        .collect())
}

/// The number as Excel itself reckons with it: a quotient stored as 0.6659999999999999 is 0.666.
fn fifteen_digits(number: f64) -> Option<Decimal> {
    let exact = exact(number)?;
    if exact.mantissa().unsigned_abs() < 1_000_000_000_000_000 {
        return Some(exact);
    }
    exact.round_sf_with_strategy(15, RoundingStrategy::MidpointAwayFromZero).map(trimmed)
}

fn moment(date: ExcelDateTime) -> Moment {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    Moment { year, month, day, hour, minute, second }
}

/// The number formats met so far, by style id; each is parsed once.
#[derive(Default)]
struct Formats {
    by_style: Vec<Option<Format>>,
}

struct Format {
    /// `None` for General.
    code: Option<Arc<str>>,
    shown: NumberFormat,
}

impl Formats {
    fn of_style(&mut self, style: usize, styles: &[calamine::Style]) -> &Format {
        // calamine passes only ids within its palette, so this cannot grow beyond the file's own styles.
        if self.by_style.len() <= style {
            self.by_style.resize_with(style + 1, || None);
        }
        self.by_style[style].get_or_insert_with(|| {
            let code = styles
                .get(style)
                .and_then(|style| style.number_format.as_ref())
                .map(|format| format.format_code.as_str())
                .filter(|code| !code.eq_ignore_ascii_case("General"));
            Format { code: code.map(Arc::from), shown: NumberFormat::parse(code.unwrap_or("General")) }
        })
    }
}
