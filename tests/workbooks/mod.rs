//! Workbooks made on the spot: the example forms, and some that are no form.

#![allow(dead_code, reason = "each test program needs some of it")]

use std::path::Path;

use rust_xlsxwriter::Workbook;
use ziping::check::new_form;
use ziping::report::read_content;
use ziping::template::by_id;

/// The example form of a profile; the one of `national-project` has three planted mistakes.
pub(crate) fn example(profile: &str) -> Vec<u8> {
    let path = Path::new("workbook-templates").join(profile).join("example.json");
    let content = read_content(&path, &std::fs::read(&path).unwrap()).unwrap();
    new_form(by_id(profile).unwrap(), &content).unwrap()
}

/// A workbook with one sheet of texts.
pub(crate) fn table(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (col, text) in (0..).zip(*cells) {
            sheet.write(row, col, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// What Excel writes when a workbook gets an opening password: an OLE container with the package encrypted in it.
pub(crate) fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}
