//! The bytes of a file → [`Workbook`]: one file a format, each chosen by content, never by name.

mod budget;
mod bytes;
mod calls;
mod docx;
mod hidden;
mod ods;
mod place;
mod shown;
mod sniff;
mod styles;
mod xls;
mod xlsb;
mod xlsx;

pub(super) use docx::paragraphs as docx_paragraphs;
pub(crate) use shown::DAYS_TO_1904;
pub(super) use sniff::kind_of;
pub(crate) use styles::builtin_code;

use super::error::ReadError;
use super::grid::{FileKind, Workbook};

/// Reads a workbook, or a Word document as one, from the bytes of its file.
///
/// Values, formulas (of xlsx), number formats, merged blocks and what is hidden, of every sheet; chart and macro sheets are
/// left out.
///
/// # Errors
///
/// If the bytes are anything else, are incomplete, damaged or encrypted, or a sheet is beyond any form's size.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, ReadError> {
    match kind_of(bytes)? {
        FileKind::Xlsx => xlsx::read(bytes),
        FileKind::Xlsb => xlsb::read(bytes),
        FileKind::Xls => xls::read(bytes),
        FileKind::Ods => ods::read(bytes),
        FileKind::Docx => docx::read(bytes),
    }
}
