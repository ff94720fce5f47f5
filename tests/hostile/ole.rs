//! OLE containers and the old workbooks in them: chains in circles, counts beyond all bounds, passwords, records that lie.

use crate::files::grid;
use crate::files::xls::{begin, container, end, record, stream, wide, written};

/// The example form as .xls.
pub(crate) fn form() -> Vec<u8> {
    written(&grid::example("national-project"))
}

/// The example form with a field of the container's head changed.
pub(crate) fn head(at: usize, number: u32) -> Vec<u8> {
    let mut bytes = form();
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    bytes
}

/// How large a sector is said to be, as a power of two.
pub(crate) fn sector_shift(shift: u16) -> Vec<u8> {
    let mut bytes = form();
    bytes[30..32].copy_from_slice(&shift.to_le_bytes());
    bytes
}

/// Every sector is followed by the same one.
pub(crate) fn circle() -> Vec<u8> {
    let mut bytes = form();
    let table = 512 + 512 * usize::from(bytes[76]);
    for entry in bytes[table..table + 512].chunks_exact_mut(4).skip(2) {
        entry.copy_from_slice(&2_u32.to_le_bytes());
    }
    bytes
}

/// Nothing but a head and a table of sectors that leads to itself: the smallest circle there is.
pub(crate) fn smallest_circle() -> Vec<u8> {
    let mut bytes = form();
    bytes.truncate(1024);
    bytes[44..48].copy_from_slice(&1_u32.to_le_bytes());
    bytes[48..52].fill(0);
    bytes[76..80].fill(0);
    bytes[512..].fill(0);
    bytes
}

/// The container of an encrypted package.
pub(crate) fn encrypted_package() -> Vec<u8> {
    container("/EncryptedPackage", &[7; 5000])
}

/// A package under rights management.
pub(crate) fn rights_managed() -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/EncryptedPackage").unwrap().write_all(&[7; 5000]).unwrap();
    file.create_storage("/\u{6}DataSpaces").unwrap();
    file.create_storage("/\u{6}DataSpaces/DataSpaceInfo").unwrap();
    file.create_stream("/\u{6}DataSpaces/DataSpaceInfo/DRMEncryptedDataSpace")
        .unwrap()
        .write_all(&[8; 64])
        .unwrap();
    file.create_storage("/\u{6}DataSpaces/TransformInfo").unwrap();
    file.create_storage("/\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform").unwrap();
    file.create_stream("/\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform/\u{6}Primary")
        .unwrap()
        .write_all(&[8; 64])
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A workbook with a password: by XOR, RC4 or CryptoAPI.
pub(crate) fn with_password(kind: &[u8]) -> Vec<u8> {
    container("/Workbook", &stream(&grid::example("national-project"), &record(0x002f, kind)))
}

/// A workbook of Excel 2 to 5: records without a container.
pub(crate) fn bare_records(version: u16) -> Vec<u8> {
    let begin = record(version, &[0, 2, 16, 0, 0, 0]);
    [begin, record(0x0204, &[0, 0, 0, 0, 0, 0, 2, 0, b'x', b'y']), end()].concat()
}

/// A workbook without a sheet.
pub(crate) fn no_sheets() -> Vec<u8> {
    container("/Workbook", &[begin(5), end()].concat())
}

/// A workbook with one sheet of these records.
fn with_sheet(kind: u8, records: &[u8]) -> Vec<u8> {
    let head = begin(5);
    let listed = |start: u32| record(0x0085, &[&start.to_le_bytes()[..], &[0, kind, 1], &wide("A")].concat());
    let start = u32::try_from(head.len() + listed(0).len() + end().len()).unwrap();
    let substream = if kind == 2 { 0x0020 } else { 0x0010 };
    container("/Workbook", &[head, listed(start), end(), begin(substream), records.to_vec(), end()].concat())
}

/// A workbook that is a chart and nothing else.
pub(crate) fn only_chart() -> Vec<u8> {
    with_sheet(2, &record(0x1001, &[0, 0]))
}

/// A sheet of Excel 4 macros.
pub(crate) fn macro_sheet() -> Vec<u8> {
    with_sheet(1, &record(0x0006, &[&[0; 20][..], &[3, 0, 0x1e, 1, 0]].concat()))
}

/// A record that says it is longer than the file.
pub(crate) fn long_record() -> Vec<u8> {
    let mut records = record(0x0203, &[0; 14]);
    records.extend([0x03, 0x02, 0xff, 0xff, 1, 2, 3]);
    with_sheet(0, &records)
}

/// A text that goes on in records without end, each split within a letter.
pub(crate) fn split_text() -> Vec<u8> {
    let strings = record(0x00fc, &[&[0xff; 8][..], &[0xff, 0xff, 1, 0x2d]].concat());
    let more = record(0x003c, &[1, 0x4e]).repeat(2000);
    container("/Workbook", &[begin(5), strings, more, end()].concat())
}

/// Formulas that are said to be shared by all cells, again and again.
pub(crate) fn shared_everywhere() -> Vec<u8> {
    let block = [&[0, 0, 0xff, 0xff, 0, 0xff, 0, 1][..], &[3, 0, 0x1e, 1, 0]].concat();
    let cell = record(0x0006, &[&[0; 20][..], &[5, 0, 1, 0, 0, 0, 0]].concat());
    with_sheet(0, &[cell, record(0x04bc, &block)].concat().repeat(500))
}

/// A cell in the last row and column: calamine makes room for all between.
pub(crate) fn far_cell() -> Vec<u8> {
    let far = [&[0xff, 0xff, 0xff, 0, 0, 0][..], &1_f64.to_le_bytes()].concat();
    with_sheet(0, &[record(0x0203, &[0; 14]), record(0x0203, &far)].concat())
}

/// The example form cut off.
pub(crate) fn cut_at(percent: usize) -> Vec<u8> {
    let bytes = form();
    bytes[..bytes.len() * percent / 100].to_vec()
}

/// A document of Word 97, by the name of its stream.
pub(crate) fn old_document() -> Vec<u8> {
    container("/WordDocument", &[0; 5000])
}
