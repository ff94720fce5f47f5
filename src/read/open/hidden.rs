//! The hidden rows and columns of an xlsx, which calamine does not tell.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::package::Package;
use super::relations::{attribute, each_element, relations};
use crate::read::error::ReadError;
use crate::read::grid::Sheet;

const WORKBOOK: &str = "xl/workbook.xml";

/// Notes what is hidden on each sheet, as far as its cells reach.
///
/// What has been read stays read: a part that cannot be looked at twice hides nothing.
pub(super) fn hide(bytes: &[u8], sheets: &mut [Sheet]) {
    if let Ok(hiding) = parts_that_hide(bytes) {
        for sheet in sheets {
            if let Some(part) = hiding.get(&sheet.name) {
                let mut hidden = Hidden::up_to_the_last_cell_of(sheet);
                // What stands before a broken tag holds.
                _ = read_sheet(part, &mut hidden);
                hidden.give_to(sheet);
            }
        }
    }
}

/// The worksheets by name whose part says that anything is hidden.
fn parts_that_hide(bytes: &[u8]) -> Result<HashMap<String, String>, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut hiding = HashMap::new();
    for relation in relations(&mut package, WORKBOOK)? {
        if relation.kind == "worksheet"
            && let Some(part) = package.part(&relation.part)?
            && let Ok(part) = String::from_utf8(part)
            && says_hidden(&part)
        {
            hiding.insert(relation.id, part);
        }
    }
    let mut by_name = HashMap::new();
    // Most forms hide nothing: then the list of sheets need not be read.
    if !hiding.is_empty()
        && let Some(workbook) = package.part(WORKBOOK)?
        && let Ok(workbook) = String::from_utf8(workbook)
    {
        each_element(&workbook, |element| {
            if element.local_name().as_ref() == "sheet"
                && let Some(name) = attribute(element, "name")
                && let Some(part) = attribute(element, "id").and_then(|id| hiding.remove(&id))
            {
                by_name.insert(name, part);
            }
        })?;
    }
    Ok(by_name)
}

/// Whether `hidden` occurs with a value other than no: LibreOffice writes `hidden="false"` on every row.
fn says_hidden(part: &str) -> bool {
    part.contains("hidden")
        && part.match_indices("hidden").any(|(at, word)| {
            part.get(at + word.len()..)
                .and_then(|rest| rest.trim_start().strip_prefix('='))
                .and_then(|rest| rest.trim_start().strip_prefix(['"', '\'']))
                .is_some_and(|value| value.starts_with(['1', 't', 'T']))
        })
}

fn read_sheet(part: &str, hidden: &mut Hidden) -> Result<(), ReadError> {
    let mut next_row: u32 = 1;
    each_element(part, |element| {
        let number = |name| attribute(element, name)?.parse::<u32>().ok();
        let is_hidden = || attribute(element, "hidden").is_some_and(|value| value == "1" || value == "true");
        match element.local_name().as_ref() {
            "row" => {
                // A row without a number follows the one before.
                let row = number("r").unwrap_or(next_row);
                next_row = row.saturating_add(1);
                if let Some(row) = row.checked_sub(1).filter(|_| is_hidden()) {
                    hidden.add_rows(row..=row);
                }
            }
            "col" => {
                if let (Some(first), Some(last), true) = (number("min"), number("max"), is_hidden()) {
                    hidden.add_cols(first.saturating_sub(1)..=last.saturating_sub(1));
                }
            }
            _ => {}
        }
    })
}

/// Hidden rows and columns in the making: none beyond the last cell, as a file may hide a million of them.
pub(super) struct Hidden {
    last_row: u32,
    last_col: u32,
    rows: Vec<u32>,
    cols: Vec<u16>,
}

impl Hidden {
    pub(super) fn up_to_the_last_cell_of(sheet: &Sheet) -> Self {
        let last_row = sheet.cells.iter().map(|cell| cell.at.row).max().unwrap_or(0);
        let last_col = sheet.cells.iter().map(|cell| cell.at.col).max().unwrap_or(0);
        Self { last_row, last_col: last_col.into(), rows: Vec::new(), cols: Vec::new() }
    }

    pub(super) fn add_rows(&mut self, rows: RangeInclusive<u32>) {
        // A file that repeats itself must not multiply what it hides.
        if self.rows.len() < 2 * 1_048_576 {
            self.rows.extend(*rows.start()..=(*rows.end()).min(self.last_row));
        }
    }

    pub(super) fn add_cols(&mut self, cols: RangeInclusive<u32>) {
        if self.cols.len() < 2 * 16_384 {
            let cols = *cols.start()..=(*cols.end()).min(self.last_col);
            self.cols.extend(cols.filter_map(|col| u16::try_from(col).ok()));
        }
    }

    pub(super) fn give_to(mut self, sheet: &mut Sheet) {
        self.rows.sort_unstable();
        self.rows.dedup();
        self.cols.sort_unstable();
        self.cols.dedup();
        if !sheet.cells.is_empty() {
            (sheet.hidden_rows, sheet.hidden_cols) = (self.rows, self.cols);
        }
    }
}
