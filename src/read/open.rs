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
type Dates = Vec<(CellRef, ExcelDateTime)>;

/// Reads a workbook from the bytes of an .xlsx or .xlsm file.
///
/// Values, formulas, number formats and merged blocks of every worksheet; chart and macro sheets are left out.
///
/// # Errors
///
/// If the bytes are anything else, are incomplete, damaged or encrypted, or a sheet is beyond any form's size.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, ReadError> {
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
        let visible = meta.visible == SheetVisible::Visible;
        if let Some(sheet) = read_sheet(&mut book, &mut formats, meta.name, visible)? {
            sheets.push(sheet);
        }
    }
    Ok(Workbook { sheets })
}

fn damaged(sheet: Option<&str>, error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        source => ReadError::Damaged { sheet: sheet.map(str::to_owned), source: Box::new(source) },
    }
}

/// `None` for what turns out to be no worksheet.
fn read_sheet(
    book: &mut Book<'_>,
    formats: &mut Formats,
    name: String,
    visible: bool,
) -> Result<Option<Sheet>, ReadError> {
    let (mut cells, dates) = match read_cells(book, &name) {
        Ok(read) => read,
        Err(ReadError::Damaged { source, .. }) if matches!(*source, XlsxError::NotAWorksheet(_)) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    if cells.is_empty() {
        return Ok(Some(Sheet { name, visible, cells, merges: Vec::new() }));
    }
    show_cells(book, formats, &name, &mut cells, &dates).map_err(|error| damaged(Some(&name), error))?;
    let merges = book.merge_cells_by_sheet_name(&name).map_err(|error| damaged(Some(&name), error))?;
    let merges = merges
        .iter()
        .filter_map(|block| Some(Merge { first: cell_ref(block.start)?, last: cell_ref(block.end)? }))
        .filter(|block| block.first != block.last)
        .filter(|block| block.first.row <= block.last.row && block.first.col <= block.last.col)
        .collect();
    Ok(Some(Sheet { name, visible, cells, merges }))
}

/// The address, if a sheet can have it.
fn cell_ref((row, col): (u32, u32)) -> Option<CellRef> {
    let col = u16::try_from(col).ok().filter(|col| *col < 16_384)?;
    (row < 1_048_576).then_some(CellRef::new(row, col))
}

/// First pass: values and formulas, without what they show. Dates come beside.
fn read_cells(book: &mut Book<'_>, name: &str) -> Result<(Vec<Cell>, Dates), ReadError> {
    let broken = |error| damaged(Some(name), error);
    let too_many = || ReadError::TooManyCells { sheet: name.to_owned(), limit: CELL_LIMIT };
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut cells = Vec::new();
    let mut dates = Vec::new();
    let mut shared = HashMap::new();
    let (mut count, mut text_len, mut formula_len) = (0, 0, 0);
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        count += 1;
        if count > CELL_LIMIT || text_len > TEXT_LIMIT {
            return Err(too_many());
        }
        let at = cell_ref(record.pos).ok_or_else(|| broken(XlsxError::RowNumberOverflow))?;
        let formula = match record.formula {
            None => None,
            Some(XlsxFormulaMetadata::Normal { formula }) => Some(formula),
            Some(XlsxFormulaMetadata::Shared { shared_index, formula, .. }) => {
                shared.insert(shared_index, (formula.clone(), record.pos));
                Some(formula)
            }
            Some(XlsxFormulaMetadata::SharedDerived { shared_index }) => {
                let expanded = shared
                    .get(&shared_index)
                    .filter(|_| formula_len <= FORMULA_LIMIT)
                    .and_then(|(template, start)| expand_shared_formula(template, *start, record.pos).ok());
                Some(expanded.unwrap_or_default())
            }
            Some(_) => Some(String::new()),
        };
        formula_len += formula.as_ref().map_or(0, String::len);
        let value = match record.value {
            DataRef::Empty => CellValue::Empty,
            DataRef::Int(number) => CellValue::Number(number.into()),
            DataRef::Float(number) => {
                fifteen_digits(number).map_or_else(|| CellValue::Error(number.to_string()), CellValue::Number)
            }
            DataRef::String(text) | DataRef::DurationIso(text) => text_value(text),
            DataRef::SharedString(text) => text_value(text.to_owned()),
            DataRef::Bool(truth) => CellValue::Bool(truth),
            DataRef::DateTime(date) => {
                dates.push((at, date));
                exact(date.as_f64())
                    .map_or_else(|| CellValue::Error(date.as_f64().to_string()), CellValue::Date)
            }
            // `2022-07-31T00:00:00`: the day is what a form means.
            DataRef::DateTimeIso(text) => text_value(text.split('T').next().unwrap_or_default().to_owned()),
            DataRef::Error(error) => CellValue::Error(error.to_string()),
        };
        if let CellValue::Text(text) = &value {
            text_len += text.len();
        }
        if value != CellValue::Empty || formula.is_some() {
            cells.push(Cell { at, value, text: String::new(), format: None, formula });
        }
    }
    // Writers may put cells out of order; of two cells at one address the first is kept.
    if !cells.is_sorted_by(|a, b| a.at < b.at) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
        dates.sort_by_key(|(at, _)| *at);
        dates.dedup_by_key(|(at, _)| *at);
    }
    Ok((cells, dates))
}

/// The number as Excel itself reckons with it: a quotient stored as 0.6659999999999999 is 0.666.
fn fifteen_digits(number: f64) -> Option<Decimal> {
    let exact = exact(number)?;
    if exact.mantissa().unsigned_abs() < 1_000_000_000_000_000 {
        return Some(exact);
    }
    exact.round_sf_with_strategy(15, RoundingStrategy::MidpointAwayFromZero).map(trimmed)
}

fn text_value(text: String) -> CellValue {
    if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) }
}

/// Second pass: number formats, and through them what each cell shows.
fn show_cells(
    book: &mut Book<'_>,
    formats: &mut Formats,
    name: &str,
    cells: &mut [Cell],
    dates: &Dates,
) -> Result<(), XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut styled = Vec::with_capacity(cells.len());
    while let Some((row, col, style)) = reader.next_style_id()? {
        styled.push(((row, col), style));
    }
    if !styled.is_sorted() {
        styled.sort_by_key(|(at, _)| *at);
    }
    let mut styled = styled.into_iter().peekable();
    let mut dates = dates.iter().peekable();
    for cell in cells {
        let at = (cell.at.row, u32::from(cell.at.col));
        // Both run by row and column; styled blank cells come between.
        while styled.next_if(|(other, _)| *other < at).is_some() {}
        let style = styled.next_if(|(other, _)| *other == at).map_or(0, |(_, style)| style);
        let format = formats.of_style(style, reader.styles());
        cell.format.clone_from(&format.code);
        let date = dates.next_if(|(at, _)| *at == cell.at).map(|(_, date)| *date);
        cell.text = match &cell.value {
            CellValue::Empty => String::new(),
            CellValue::Text(text) => format.shown.text(text).into_owned(),
            CellValue::Number(number) => format.shown.number(*number),
            CellValue::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            CellValue::Date(serial) => match date {
                Some(date) => format.shown.date(moment(date)),
                None => format.shown.number(*serial),
            },
            CellValue::Error(error) => error.clone(),
        };
    }
    Ok(())
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
