//! What a cell shows: its value through its number format.

use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::read::date_format::Moment;
use crate::read::grid::{Cell, CellValue};
use crate::read::number_format::NumberFormat;
use crate::value::{CellRef, exact, trimmed};

/// The address, if a sheet can have it.
pub(super) fn cell_ref((row, col): (u32, u32)) -> Option<CellRef> {
    let col = u16::try_from(col).ok().filter(|col| *col < 16_384)?;
    (row < 1_048_576).then_some(CellRef::new(row, col))
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

impl Formats {
    pub(super) fn of_style(&mut self, style: usize, styles: &[calamine::Style]) -> &Format {
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
