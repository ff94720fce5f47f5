//! Dates as the user's package counts them: reading moves those of a workbook that counts from 1904.

use rust_decimal::Decimal;

use crate::package::{Package, WorkbookPart};
use crate::read::{CellValue, DAYS_TO_1904, Workbook};

/// The workbook with its dates as they stand in the package; `None` if they are so already.
pub(super) fn in_own_days(workbook: &Workbook, bytes: &[u8]) -> Option<Workbook> {
    let is_date = |value: &CellValue| matches!(value, CellValue::Date(_));
    let has_dates = workbook.sheets.iter().flat_map(|sheet| &sheet.cells).any(|cell| is_date(&cell.value));
    if !has_dates || !counts_from_1904(bytes) {
        return None;
    }
    let mut workbook = workbook.clone();
    for cell in workbook.sheets.iter_mut().flat_map(|sheet| &mut sheet.cells) {
        if let CellValue::Date(day) = &mut cell.value {
            // Less than a day is a time, which is the same in all workbooks.
            if *day > Decimal::from(DAYS_TO_1904) {
                *day -= Decimal::from(DAYS_TO_1904);
            }
        }
    }
    Some(workbook)
}

fn counts_from_1904(bytes: &[u8]) -> bool {
    let part = Package::open(bytes).and_then(|mut package| WorkbookPart::read(&mut package));
    part.is_ok_and(|part| part.is_1904)
}
