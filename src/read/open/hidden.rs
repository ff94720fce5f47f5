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
                let (mut rows, mut cols) = (Vec::new(), Vec::new());
                // What stands before a broken tag holds.
                _ = read_sheet(part, &mut rows, &mut cols);
                note_hidden(sheet, &rows, &cols);
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

fn read_sheet(part: &str, rows: &mut Vec<u32>, cols: &mut Vec<RangeInclusive<u32>>) -> Result<(), ReadError> {
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
                    rows.push(row);
                }
            }
            "col" => {
                if let (Some(first), Some(last), true) = (number("min"), number("max"), is_hidden()) {
                    cols.push(first.saturating_sub(1)..=last.saturating_sub(1));
                }
            }
            _ => {}
        }
    })
}

/// Notes the hidden rows and blocks of columns that reach the sheet's cells; a file may hide a million more.
pub(super) fn note_hidden(sheet: &mut Sheet, rows: &[u32], cols: &[RangeInclusive<u32>]) {
    let Some(last_row) = sheet.cells.iter().map(|cell| cell.at.row).max() else { return };
    let last_col = sheet.cells.iter().map(|cell| cell.at.col).max().unwrap_or(0);
    sheet.hidden_rows = rows.iter().copied().filter(|row| *row <= last_row).collect();
    sheet.hidden_rows.sort_unstable();
    sheet.hidden_rows.dedup();
    // No more blocks than there are columns: a file that repeats itself must not multiply them.
    let mut is_hidden = vec![false; usize::from(last_col) + 1];
    for block in cols.iter().take(16_384) {
        let first = usize::try_from(*block.start()).unwrap_or(usize::MAX).min(is_hidden.len());
        let end = usize::try_from(*block.end()).unwrap_or(usize::MAX).saturating_add(1).min(is_hidden.len());
        if let Some(block) = is_hidden.get_mut(first..end) {
            block.fill(true);
        }
    }
    sheet.hidden_cols = (0..).zip(&is_hidden).filter_map(|(col, hidden)| hidden.then_some(col)).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_hidden_rows_and_columns_however_they_are_written() {
        let sheet = "<x:worksheet xmlns:x='m'><x:cols><x:col min='2' max='3' width='0' hidden='true'/>\
             <x:col hidden=\"1\" min=\"7\" max=\"7\"/><x:col min='8' max='8' hidden='0'/></x:cols>\
             <x:sheetData><x:row r='4' hidden='1'><x:c r='A4'/></x:row><x:row hidden=\"true\"/><x:row/>\
             <x:row hidden='1'/><x:row r='9' hidden='false'/></x:sheetData></x:worksheet>";
        let (mut rows, mut cols) = (Vec::new(), Vec::new());
        read_sheet(sheet, &mut rows, &mut cols).unwrap();
        assert_eq!(rows, [3, 4, 6]);
        assert_eq!(cols, [1..=2, 6..=6]);
    }

    #[test]
    fn looks_closer_only_where_something_says_so() {
        for (part, says) in [
            ("<row r='1' hidden='1'>", true),
            ("<col hidden = \"true\">", true),
            ("<row r='1' hidden=\"false\"><row hidden='0'>", false),
            ("<row customHeight='1'>", false),
            ("<row hidden=\"0\"/><row hidden=\"1\"/>", true),
        ] {
            assert_eq!(says_hidden(part), says, "{part}");
        }
    }
}
