//! One sheet's records: the style of each cell, what is hidden, and whether it is too much for calamine.

use std::collections::HashMap;

use super::globals::ListedSheet;
use super::records::{BEGIN, END, Edit, Record, Records};
use crate::budget::{self, Exceeded, Limit};
use crate::read::error::ReadError;
use crate::read::open::bytes::{u16_at, u32_at};
use crate::read::open::hidden::Hidden;
use crate::read::open::place::cell_ref;
use crate::read::open::tally::too_many;
use crate::value::CellRef;

const FORMULA: u16 = 0x0006;
const COLUMNS: u16 = 0x007d;
const MANY_NUMBERS: u16 = 0x00bd;
const RICH_TEXT: u16 = 0x00d6;
const SHARED_TEXT: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const TEXT: u16 = 0x0204;
const TRUTH: u16 = 0x0205;
const FORMULA_TEXT: u16 = 0x0207;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027e;

/// calamine lays a sheet out as a dense block of 24 bytes a cell, three times over.
const AREA_LIMIT: u64 = 4_000_000;

/// What the sheets of one workbook may cost together: several may be listed at one place of the stream.
pub(super) struct Left {
    area: u64,
    text: usize,
    records: usize,
}

impl Left {
    pub(super) fn new(stream_len: usize) -> Self {
        // The shortest record has four bytes; every sheet but a hostile one is walked once.
        Self {
            area: AREA_LIMIT,
            text: 4 * budget::most_of(Limit::SheetText),
            records: stream_len / 4 * 2 + 1024,
        }
    }
}

/// What calamine does not tell of a sheet.
#[derive(Default)]
pub(super) struct SheetFacts {
    pub(super) styles: HashMap<CellRef, u16>,
    pub(super) hidden: Hidden,
    pub(super) edits: Vec<Edit>,
    block: Option<(CellRef, CellRef)>,
    text: usize,
}

/// Walks a sheet's records; charts inside it have records of their own, which are not its.
///
/// # Errors
///
/// If it holds more cells or text than any form, or its cells lie too far apart.
pub(super) fn read_sheet(
    stream: &[u8],
    sheet: &ListedSheet,
    string_lengths: &[u16],
    left: &mut Left,
) -> Result<SheetFacts, ReadError> {
    let too_much = || too_many(&sheet.name);
    let (most_cells, most_text) = (budget::most_of(Limit::Cells), budget::most_of(Limit::SheetText));
    let too_long = || ReadError::from(Exceeded::of(Limit::SheetText, most_text + 1).at(&sheet.name));
    let mut facts = SheetFacts::default();
    let mut depth = 0_usize;
    for record in Records::new(stream, sheet.start) {
        left.records = left.records.checked_sub(1).ok_or_else(too_much)?;
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth <= 1 => facts.note(record, string_lengths),
            _ => {}
        }
        budget::step()?;
        if facts.styles.len() > most_cells {
            return Err(too_much());
        }
        if facts.text > most_text {
            return Err(too_long());
        }
    }
    left.area = left.area.checked_sub(facts.area()).ok_or_else(too_much)?;
    left.text = left.text.checked_sub(facts.text).ok_or_else(too_long)?;
    Ok(facts)
}

impl SheetFacts {
    fn note(&mut self, record: Record<'_>, string_lengths: &[u16]) {
        let data = record.data;
        match record.kind {
            NUMBER | TRUTH | SHORT_NUMBER => self.note_cell(data),
            FORMULA => {
                self.note_cell(data);
                if data.len() >= 22 {
                    self.edits.push(Edit::no_tokens(record));
                }
            }
            TEXT | RICH_TEXT => {
                self.note_cell(data);
                self.text += u16_at(data, 6).map_or(0, usize::from);
            }
            FORMULA_TEXT => self.text += u16_at(data, 0).map_or(0, usize::from),
            SHARED_TEXT => {
                self.note_cell(data);
                let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                let length = index.and_then(|index| string_lengths.get(index)).copied();
                self.text += usize::from(length.unwrap_or(0));
            }
            MANY_NUMBERS => {
                // Row, first column, six bytes a cell with the style first, last column.
                let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
                if let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) {
                    for (col, number) in (first..).zip(numbers.chunks_exact(6)) {
                        self.put(row, col, u16_at(number, 0));
                    }
                }
            }
            // The stated size is what calamine asks memory for; the cells say it themselves.
            DIMENSIONS => self.edits.push(Edit::skip(record)),
            ROW => {
                let is_hidden = data.get(12).is_some_and(|flags| flags & 0x20 != 0);
                if let Some(row) = u16_at(data, 0).filter(|_| is_hidden) {
                    self.hidden.rows.push(row.into());
                }
            }
            COLUMNS => {
                let is_hidden = data.get(8).is_some_and(|flags| flags & 1 != 0);
                if let (Some(first), Some(last), true) = (u16_at(data, 0), u16_at(data, 2), is_hidden) {
                    self.hidden.cols.push(first.into()..=last.into());
                }
            }
            _ => {}
        }
    }

    fn note_cell(&mut self, data: &[u8]) {
        if let (Some(row), Some(col)) = (u16_at(data, 0), u16_at(data, 2)) {
            self.put(row, col, u16_at(data, 4));
        }
    }

    fn put(&mut self, row: u16, col: u16, style: Option<u16>) {
        // calamine lays out every column a record names; a sheet has 256, and no more are kept.
        let at = CellRef::new(row.into(), col);
        let (first, last) = self.block.get_or_insert((at, at));
        (first.row, first.col) = (first.row.min(at.row), first.col.min(col));
        (last.row, last.col) = (last.row.max(at.row), last.col.max(col));
        if let (Some(style), Some(at)) = (style, cell_ref((row.into(), col.into()))) {
            self.styles.insert(at, style);
        }
    }

    fn area(&self) -> u64 {
        self.block.map_or(0, |(first, last)| {
            (u64::from(last.row - first.row) + 1) * (u64::from(last.col - first.col) + 1)
        })
    }
}
