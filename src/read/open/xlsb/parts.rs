//! What calamine does not tell of an xlsb: number formats, merged blocks, hidden rows and columns.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::records::{Record, Records, is_whole_text, text_at};
use crate::budget::{self, Limit};
use crate::package::Package;
use crate::package::relations;
use crate::read::error::ReadError;
use crate::read::error::damaged;
use crate::read::grid::Merge;
use crate::read::open::bytes::{u16_at, u32_at};
use crate::read::open::hidden::Hidden;
use crate::read::open::place::{cell_ref, merge};
use crate::read::open::styles::Styles;
use crate::read::open::tally::too_many;
use crate::value::CellRef;

const WORKBOOK: &str = "xl/workbook.bin";

const ROW: u16 = 0;
/// Everything from a blank cell to a formula that gave an error.
const CELLS: RangeInclusive<u16> = 1..=11;
/// A cell with a text of its own, and a formula that gave one.
const TEXTS: [u16; 2] = [6, 8];
const SHARED_TEXT: u16 = 19;
const FORMAT: u16 = 44;
const DEFINED_NAME: u16 = 39;
const STYLE: u16 = 47;
const COLUMNS: u16 = 60;
const LISTED_SHEET: u16 = 156;
const MERGE: u16 = 176;
const BEGIN_CELL_STYLES: u16 = 617;
const END_CELL_STYLES: u16 = 618;

/// The sheets' names and their parts, by the workbook's list.
///
/// # Errors
///
/// If the list, or any part calamine reads whole, is damaged or larger than any form's.
pub(super) fn sheet_parts(package: &mut Package<'_>) -> Result<HashMap<String, String>, ReadError> {
    // calamine inflates this one without a limit.
    let texts = package.part("xl/sharedStrings.bin")?.unwrap_or_default();
    if !Records::new(&texts).all(|record| record.kind != SHARED_TEXT || is_whole_text(record.data, 1)) {
        return Err(damaged(Overlong));
    }
    let relations: HashMap<String, String> =
        relations(package, WORKBOOK)?.into_iter().map(|relation| (relation.id, relation.part)).collect();
    let mut parts = HashMap::new();
    for record in Records::new(&package.part(WORKBOOK)?.unwrap_or_default()) {
        if record.kind == DEFINED_NAME && nests_deeply(record.data) {
            return Err(damaged(NestedName));
        }
        if record.kind == LISTED_SHEET
            && let Some((id, end)) = text_at(record.data, 8)
            && let (Some(part), Some((name, _))) = (relations.get(&id), text_at(record.data, end))
        {
            parts.insert(name, part.clone());
        }
    }
    Ok(parts)
}

/// Why a text is refused.
#[derive(Debug, thiserror::Error)]
#[error("a text states more letters than its record holds")]
struct Overlong;

/// Why a defined name is refused.
#[derive(Debug, thiserror::Error)]
#[error("a defined name nests formulas deeper than any form")]
struct NestedName;

/// calamine reads a formula inside a formula by calling itself, as deep as the file says; no stack is that high.
fn nests_deeply(name: &[u8]) -> bool {
    name.iter().filter(|token| matches!(token, 0x29 | 0x49 | 0x69)).count() > 256
}

/// The cell styles and their formats; none if the workbook does not say.
///
/// # Errors
///
/// If the part is damaged or larger than any form's.
pub(super) fn read_styles(package: &mut Package<'_>) -> Result<Styles, ReadError> {
    let mut styles = Styles::default();
    let part = package.part("xl/styles.bin")?.unwrap_or_default();
    // Styles of another kind stand before those of the cells.
    let mut are_cell_styles = false;
    for Record { kind, data } in Records::new(&part) {
        match kind {
            FORMAT => {
                if let (Some(id), Some((code, _))) = (u16_at(data, 0), text_at(data, 2)) {
                    styles.add_code(id, code);
                }
            }
            BEGIN_CELL_STYLES => are_cell_styles = true,
            END_CELL_STYLES => are_cell_styles = false,
            // Every record counts, as cells name styles by their order.
            STYLE if are_cell_styles => styles.add_style(u16_at(data, 2).unwrap_or(0)),
            _ => {}
        }
    }
    Ok(styles)
}

/// What calamine does not tell of a sheet.
#[derive(Default)]
pub(super) struct SheetFacts {
    pub(super) styles: HashMap<CellRef, u32>,
    pub(super) merges: Vec<Merge>,
    pub(super) hidden: Hidden,
}

/// Why a part's records do not fill it.
#[derive(Debug, thiserror::Error)]
#[error("a record reaches beyond the end of its part")]
struct Unfinished;

/// Walks a sheet's records.
///
/// # Errors
///
/// If the part breaks off inside a record, or holds more cells than any form.
pub(super) fn read_sheet(part: &[u8], name: &str) -> Result<SheetFacts, ReadError> {
    let mut facts = SheetFacts::default();
    let mut row = 0;
    let most_cells = budget::most_of(Limit::Cells);
    let mut records = Records::new(part);
    for Record { kind, data } in records.by_ref() {
        budget::step()?;
        match kind {
            ROW => {
                row = u32_at(data, 0).unwrap_or(u32::MAX);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    facts.hidden.rows.push(row);
                }
            }
            kind if CELLS.contains(&kind) => {
                // The style has 24 bits; what stands in the other eight is no business of ours.
                if let (Some(col), Some(style)) = (u32_at(data, 0), u32_at(data, 4))
                    && let Some(at) = cell_ref((row, col))
                {
                    facts.styles.insert(at, style & 0x00ff_ffff);
                }
                if TEXTS.contains(&kind) && !is_whole_text(data, 8) {
                    let sheet = Some(name.to_owned());
                    return Err(ReadError::Damaged { sheet, source: Box::new(Overlong) });
                }
            }
            MERGE => {
                let corner = |row, col| Some((u32_at(data, row)?, u32_at(data, col)?));
                if let (Some(first), Some(last)) = (corner(0, 8), corner(4, 12)) {
                    facts.merges.extend(merge(first, last));
                    budget::hold(Limit::Merges, facts.merges.len() as u64).map_err(|error| error.at(name))?;
                }
            }
            COLUMNS => {
                let is_hidden = data.get(16).is_some_and(|flags| flags & 1 != 0);
                if let (Some(first), Some(last), true) = (u32_at(data, 0), u32_at(data, 4), is_hidden) {
                    facts.hidden.cols.push(first..=last);
                }
            }
            _ => {}
        }
        if facts.styles.len() > most_cells {
            return Err(too_many(name));
        }
    }
    if !records.is_at_the_end() {
        // calamine would make room for whatever length the last record states.
        return Err(ReadError::Damaged { sheet: Some(name.to_owned()), source: Box::new(Unfinished) });
    }
    Ok(facts)
}
