//! What a cell shows: its value through its number format.

use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::read::date_format::Moment;
use crate::read::grid::{Cell, CellValue, Merge};
use crate::read::number_format::NumberFormat;
use crate::value::{CellRef, exact, trimmed};

/// The address, if a sheet can have it.
pub(super) fn cell_ref((row, col): (u32, u32)) -> Option<CellRef> {
    let col = u16::try_from(col).ok().filter(|col| *col < 16_384)?;
    (row < 1_048_576).then_some(CellRef::new(row, col))
}

/// A merged block of more than one cell, its corners in order.
pub(super) fn merge(first: (u32, u32), last: (u32, u32)) -> Option<Merge> {
    let block = Merge { first: cell_ref(first)?, last: cell_ref(last)? };
    let in_order = block.first.row <= block.last.row && block.first.col <= block.last.col;
    (block.first != block.last && in_order).then_some(block)
}

/// Writers may put cells out of order; of two cells at one address the first is kept.
pub(super) fn in_order(cells: &mut Vec<Cell>) {
    if !cells.is_sorted_by(|a, b| a.at < b.at) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
    }
}

/// What a cell holds and what it shows.
pub(super) fn shown_value(value: &DataRef<'_>, format: &NumberFormat) -> (CellValue, String) {
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

/// The number as Excel itself reckons with it: a quotient stored as 0.6659999999999999 is 0.666.
pub(super) fn fifteen_digits(number: f64) -> Option<Decimal> {
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
pub(super) struct Formats {
    by_style: Vec<Option<Format>>,
}

pub(super) struct Format {
    /// `None` for General.
    pub(super) code: Option<Arc<str>>,
    pub(super) shown: NumberFormat,
}

impl Format {
    /// The value as this format means it: calamine does not take every code of a binary file for a date's.
    pub(super) fn dated<'v>(&self, value: DataRef<'v>, is_1904: bool) -> DataRef<'v> {
        let serial = match value {
            _ if !self.shown.is_date() => return value,
            DataRef::Float(serial) => serial,
            // Whole days; no date is beyond 32 bits.
            DataRef::Int(whole) => match i32::try_from(whole) {
                Ok(serial) => serial.into(),
                Err(_) => return value,
            },
            _ => return value,
        };
        DataRef::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904))
    }
}

impl Formats {
    /// The format of a style; its code is asked for when it is first met.
    ///
    /// The caller passes only ids within the file's own styles, so this cannot grow beyond them.
    pub(super) fn of_style<'c>(&mut self, style: usize, code: impl FnOnce() -> Option<&'c str>) -> &Format {
        if self.by_style.len() <= style {
            self.by_style.resize_with(style + 1, || None);
        }
        self.by_style[style].get_or_insert_with(|| {
            let code = code().filter(|code| !code.eq_ignore_ascii_case("General"));
            Format { code: code.map(Arc::from), shown: NumberFormat::parse(code.unwrap_or("General")) }
        })
    }
}
