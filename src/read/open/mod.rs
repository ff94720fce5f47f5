//! The bytes of a file → [`Workbook`]: one file a format, each chosen by content, never by name.

mod active;
mod bytes;
mod calls;
mod docx;
mod hidden;
mod ods;
mod place;
mod shown;
mod sniff;
mod styles;
mod tally;
mod xls;
mod xlsb;
mod xlsx;

pub(super) use docx::paragraphs as docx_paragraphs;
pub(crate) use shown::DAYS_TO_1904;
pub(super) use sniff::kind_of;
pub(crate) use styles::builtin_code;

use std::sync::OnceLock;

use super::error::{BinaryPart, ReadError};
use super::grid::{FileKind, Workbook};
use crate::budget::{self, Limit};

/// What reads the formats that another library parses, from the bytes of a file.
pub type BinaryReader = Box<dyn Fn(&[u8]) -> Result<Workbook, ReadError> + Send + Sync>;

/// Where xls and xlsb are read; here, unless a program says otherwise.
static BINARY: OnceLock<BinaryReader> = OnceLock::new();

/// Has every xls and xlsb read by `reader` from now on: in another process, say, which a hostile file may take with it.
///
/// The first one named holds.
pub fn read_binary_by(reader: BinaryReader) {
    let _ = BINARY.set(reader);
}

/// Reads a workbook, or a Word document as one, from the bytes of its file.
///
/// Values, formulas (of xlsx), number formats, merged blocks and what is hidden, of every sheet; chart and macro sheets are
/// left out.
///
/// # Errors
///
/// If the bytes are anything else, are incomplete, damaged or encrypted, or beyond the budget that is open on this thread, or
/// else the usual one.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, ReadError> {
    budget::within_open(|| {
        budget::hold(Limit::File, bytes.len() as u64)?;
        let kind = kind_of(bytes)?;
        match (kind, BINARY.get()) {
            (FileKind::Xls | FileKind::Xlsb, Some(reader)) => reader(bytes),
            (FileKind::Xls, None) => xls::read(bytes).map_err(|error| error.in_binary(BinaryPart::Records)),
            (FileKind::Xlsb, None) => xlsb::read(bytes).map_err(|error| error.in_binary(BinaryPart::Parts)),
            (FileKind::Xlsx, _) => xlsx::read(bytes),
            (FileKind::Ods, _) => ods::read(bytes),
            (FileKind::Docx, _) => docx::read(bytes),
        }
    })
}
