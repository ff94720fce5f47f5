//! The workbook's own records: formats, styles, the list of sheets.

use std::collections::BTreeSet;

use super::records::{BEGIN, CONTINUE, END, Edit, Record, Records};
use super::strings::{counted_text, shared_lengths};
use crate::model::Active;
use crate::read::error::ReadError;
use crate::read::open::bytes::{u16_at, u32_at};
use crate::read::open::styles::Styles;

const FILE_PASS: u16 = 0x002f;
const EXTERN_SHEET: u16 = 0x0017;
const DEFINED_NAME: u16 = 0x0018;
const BOUND_SHEET: u16 = 0x0085;
const STYLE: u16 = 0x00e0;
const SUP_BOOK: u16 = 0x01ae;
const SHARED_STRINGS: u16 = 0x00fc;
const FORMAT: u16 = 0x041e;

const BIFF8: u16 = 0x0600;

/// What a list of sheets says in place of a name where they are the workbook's own, or functions of an add-in.
const OWN_BOOKS: [u16; 2] = [0x0401, 0x3a01];
/// The kind of a sheet of Excel 4 macros.
const MACRO_SHEET: u8 = 1;

/// A sheet as the workbook lists it.
pub(super) struct ListedSheet {
    pub(super) name: String,
    /// Where its records begin.
    pub(super) start: usize,
}

/// What the workbook's own records say.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) styles: Styles,
    pub(super) sheets: Vec<ListedSheet>,
    pub(super) string_lengths: Vec<u16>,
    pub(super) edits: Vec<Edit>,
    /// Macro sheets and links to elsewhere.
    pub(super) active: BTreeSet<Active>,
}

/// Reads up to the end of the workbook's own records.
///
/// # Errors
///
/// If they are encrypted.
pub(super) fn read_globals(stream: &[u8]) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    let mut is_biff8 = true;
    let mut strings: Option<Vec<&[u8]>> = None;
    for record in Records::new(stream, 0) {
        if let (CONTINUE, Some(segments)) = (record.kind, &mut strings) {
            segments.push(record.data);
            continue;
        }
        if let Some(segments) = strings.take() {
            globals.string_lengths = shared_lengths(segments);
        }
        match record.kind {
            BEGIN => is_biff8 = u16_at(record.data, 0) == Some(BIFF8),
            FILE_PASS => return Err(ReadError::Encrypted),
            SHARED_STRINGS => strings = Some(vec![record.data]),
            END => break,
            // calamine stumbles over odd names, and a form needs none.
            DEFINED_NAME | EXTERN_SHEET => globals.edits.push(Edit::skip(record)),
            _ => globals.note(record, is_biff8),
        }
    }
    Ok(globals)
}

impl Globals {
    fn note(&mut self, record: Record<'_>, is_biff8: bool) {
        let data = record.data;
        match record.kind {
            // Every record counts, as cells name styles by their order.
            STYLE => self.styles.add_style(u16_at(data, 2).unwrap_or(0)),
            FORMAT => {
                let length_bytes = if is_biff8 { 2 } else { 1 };
                let code = data.get(2..).and_then(|rest| counted_text(rest, length_bytes, is_biff8));
                if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                    self.styles.add_code(id, code);
                }
            }
            SUP_BOOK if u16_at(data, 2).is_some_and(|own| !OWN_BOOKS.contains(&own)) => {
                self.active.insert(Active::ExternalLinks);
            }
            BOUND_SHEET => {
                if data.get(5) == Some(&MACRO_SHEET) {
                    self.active.insert(Active::MacroSheets);
                }
                let start = u32_at(data, 0).and_then(|start| usize::try_from(start).ok());
                let name = data.get(6..).and_then(|rest| counted_text(rest, 1, is_biff8));
                self.sheets.push(ListedSheet {
                    name: name.unwrap_or_else(|| format!("#{}", self.sheets.len() + 1)),
                    start: start.unwrap_or(usize::MAX),
                });
            }
            _ => {}
        }
    }
}
