//! Packages made of a few parts, and sheets told in one line.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ziping::read::{CellValue, Sheet, read_workbook};

/// A zip of these parts; the first one is stored, the others are deflated.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (order, (name, bytes)) in parts.iter().enumerate() {
        let method =
            if order == 0 { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).expect("a new part");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("a whole zip").into_inner()
}

/// The only sheet of a file: `A1=text` for text, `A1#number` for numbers, `A1@…` for dates, `A1?…` for truth, `A1!…` for
/// errors, then the merged blocks.
pub(crate) fn told(sheet: &Sheet) -> String {
    let mut told = String::new();
    for cell in &sheet.cells {
        let text = cell.text.replace('\n', "⏎").replace('\t', "⇥");
        let _ = match &cell.value {
            CellValue::Text(_) => write!(told, "{}={text} ", cell.at),
            CellValue::Number(number) => write!(told, "{}#{number}={text} ", cell.at),
            CellValue::Date(serial) => write!(told, "{}@{serial}={text} ", cell.at),
            CellValue::Bool(truth) => write!(told, "{}?{truth}={text} ", cell.at),
            CellValue::Error(_) => write!(told, "{}!={text} ", cell.at),
            CellValue::Empty => write!(told, "{}=EMPTY ", cell.at),
        };
    }
    for merge in &sheet.merges {
        let _ = write!(told, "[{}:{}] ", merge.first, merge.last);
    }
    assert!(sheet.cells.is_sorted_by(|one, next| one.at < next.at), "sorted and unique: {told}");
    told.trim_end().to_owned()
}

/// What a file is told as: its only sheet, or the code of the error.
pub(crate) fn read(bytes: &[u8]) -> String {
    match read_workbook(bytes) {
        Ok(workbook) => workbook.sheets.first().map(told).unwrap_or_default(),
        Err(error) => error.code().to_owned(),
    }
}
