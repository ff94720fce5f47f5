//! What a cell shows: its value through its number format.

use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::read::date_format::Moment;
use crate::read::grid::{Cell, CellValue};
use crate::read::misleading::Misleading;
use crate::read::number_format::NumberFormat;
use crate::value::{CellRef, exact, trimmed};

/// How many days later the other date system begins, which Excel for the Mac once used.
pub(crate) const DAYS_TO_1904: i64 = 1462;

/// What a cell holds and what it shows; dates are counted as everywhere but in a workbook that counts from 1904.
fn shown_value(value: &DataRef<'_>, own: &Format, is_1904: bool) -> (CellValue, String) {
    let format = &own.shown;
    let number = |number: Decimal| (CellValue::Number(number), own.number(number));
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
            Some(serial) if date.is_duration() => (CellValue::Date(serial), elapsed(serial)),
            // A time of day has no day that could be another one.
            Some(serial) if is_1904 && serial >= Decimal::ONE => {
                (CellValue::Date(serial + Decimal::from(DAYS_TO_1904)), format.date(moment(*date)))
            }
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

fn counts_on(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    ["[h]", "[hh]", "[m]", "[mm]", "[s]", "[ss]"].iter().any(|unit| code.contains(unit))
}

/// `36:00:00`: hours that count on beyond a day.
fn elapsed(serial: Decimal) -> String {
    let seconds = u64::try_from((serial.abs() * Decimal::from(86_400)).round()).unwrap_or(u64::MAX);
    let sign = if serial.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
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
    code: Option<Arc<str>>,
    shown: NumberFormat,
    /// What it makes of numbers that it shows as others; such a number is shown as it is.
    misleading: Option<Misleading>,
    /// Whether hours, minutes or seconds go on beyond a day, an hour or a minute: `[h]:mm`.
    counts_on: bool,
}

impl Format {
    /// The cell of this format that holds `value`; none if that is nothing.
    pub(super) fn cell(&self, at: CellRef, value: &DataRef<'_>, is_1904: bool) -> Option<Cell> {
        let dated = self.dated(value, is_1904);
        let (value, text) = shown_value(dated.as_ref().unwrap_or(value), self, is_1904);
        (value != CellValue::Empty).then(|| Cell {
            at,
            value,
            text,
            format: self.code.clone(),
            formula: None,
        })
    }

    /// Shows a number that a cell was given later.
    pub(super) fn show(&self, cell: &mut Cell) {
        if let CellValue::Number(number) = cell.value {
            cell.text = self.number(number);
            cell.format.clone_from(&self.code);
        }
    }

    fn number(&self, number: Decimal) -> String {
        let misread = self.misleading.as_ref().and_then(|misleading| misleading.misread(number));
        misread.map_or_else(|| self.shown.number(number), |misread| misread.meant)
    }

    /// The number as a date or time where this format shows one: calamine does not know every code of a binary file.
    fn dated(&self, value: &DataRef<'_>, is_1904: bool) -> Option<DataRef<'static>> {
        let kind = if self.counts_on {
            ExcelDateTimeType::TimeDelta
        } else if self.shown.is_date() {
            ExcelDateTimeType::DateTime
        } else {
            return None;
        };
        let serial = match value {
            DataRef::Float(serial) => *serial,
            // Whole days; no date is beyond 32 bits.
            DataRef::Int(whole) => i32::try_from(*whole).ok()?.into(),
            _ => return None,
        };
        Some(DataRef::DateTime(ExcelDateTime::new(serial, kind, is_1904)))
    }
}

impl Formats {
    /// The format of one of the file's `known` styles; its code is asked for when it is first met.
    ///
    /// All beyond them count as one more: a cell may name any number, and this must not grow that far.
    pub(super) fn of_style<'c>(
        &mut self,
        style: usize,
        known: usize,
        code: impl FnOnce() -> Option<&'c str>,
    ) -> &Format {
        let style = style.min(known);
        if self.by_style.len() <= style {
            self.by_style.resize_with(style + 1, || None);
        }
        self.by_style[style].get_or_insert_with(|| {
            let code = code().filter(|code| !code.eq_ignore_ascii_case("General"));
            Format {
                code: code.map(Arc::from),
                shown: NumberFormat::parse(code.unwrap_or("General")),
                misleading: code.and_then(Misleading::of),
                counts_on: code.is_some_and(counts_on),
            }
        })
    }
}
