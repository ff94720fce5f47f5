//! A workbook as .xls: BIFF8 records in an OLE container.

use std::io::{Cursor, Write};

use ziping::read::{Cell, CellValue, Sheet, Workbook};

use super::grid;

/// A record holds no more; the rest goes into records that continue it.
const RECORD_LIMIT: usize = 8224;

/// A record of this kind.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// What a substream begins with: 5 for the workbook's own, 16 for a sheet's, 32 for a chart's.
pub(crate) fn begin(substream: u16) -> Vec<u8> {
    record(0x0809, &[&0x0600_u16.to_le_bytes()[..], &substream.to_le_bytes(), &[0; 12]].concat())
}

/// What a substream ends with.
pub(crate) fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// A text of sixteen bits a character behind its flag.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    std::iter::once(1).chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

fn length(text: &str) -> u16 {
    u16::try_from(text.encode_utf16().count()).unwrap()
}

/// The texts of all cells, each once, and the record of them with those that continue it.
fn shared_strings(book: &Workbook) -> (Vec<String>, Vec<u8>) {
    let mut texts: Vec<String> = Vec::new();
    for cell in book.sheets.iter().flat_map(|sheet| &sheet.cells) {
        if let CellValue::Text(text) = &cell.value
            && !texts.contains(text)
        {
            texts.push(text.clone());
        }
    }
    let count = u32::try_from(texts.len()).unwrap().to_le_bytes();
    let (mut out, mut kind) = (Vec::new(), 0x00fc);
    let mut data = [count, count].concat();
    let mut flush = |data: &mut Vec<u8>| {
        out.extend(record(kind, data));
        kind = 0x003c;
        data.clear();
    };
    for text in &texts {
        if data.len() + 5 > RECORD_LIMIT {
            flush(&mut data);
        }
        data.extend(length(text).to_le_bytes());
        data.push(1);
        for unit in text.encode_utf16() {
            if data.len() + 2 > RECORD_LIMIT {
                flush(&mut data);
                data.push(1);
            }
            data.extend(unit.to_le_bytes());
        }
    }
    flush(&mut data);
    (texts, out)
}

/// Where a cell stands and its style: what every cell's record begins with.
fn place(cell: &Cell, style: u16) -> Vec<u8> {
    let row = u16::try_from(cell.at.row).unwrap();
    [row, cell.at.col, style].iter().flat_map(|part| part.to_le_bytes()).collect()
}

fn cell_records(cell: &Cell, style: u16, texts: &[String]) -> Vec<u8> {
    let placed = |rest: &[u8]| [place(cell, style), rest.to_vec()].concat();
    // A formula's result, flags, and one token: the number 1.
    let formula =
        |result: [u8; 8]| record(0x0006, &placed(&[&result[..], &[0; 6], &[3, 0, 0x1e, 1, 0]].concat()));
    match (&cell.value, &cell.formula) {
        (CellValue::Number(number) | CellValue::Date(number), Some(_)) => {
            formula(grid::float(*number).to_le_bytes())
        }
        (CellValue::Text(text), Some(_)) => {
            let result = [&length(text).to_le_bytes()[..], &wide(text)].concat();
            [formula([0, 0, 0, 0, 0, 0, 0xff, 0xff]), record(0x0207, &result)].concat()
        }
        (CellValue::Number(number) | CellValue::Date(number), None) => match grid::short_number(*number) {
            Some(short) => record(0x027e, &placed(&short.to_le_bytes())),
            None => record(0x0203, &placed(&grid::float(*number).to_le_bytes())),
        },
        (CellValue::Text(text), None) => {
            let index = texts.iter().position(|own| own == text).unwrap();
            record(0x00fd, &placed(&u32::try_from(index).unwrap().to_le_bytes()))
        }
        (CellValue::Bool(truth), _) => record(0x0205, &placed(&[u8::from(*truth), 0])),
        (CellValue::Error(_), _) => record(0x0205, &placed(&[7, 1])),
        (CellValue::Empty, _) => Vec::new(),
    }
}

/// Neighbouring short numbers of one row go into one record, as Excel writes them.
fn number_runs(cells: &[Cell]) -> Vec<&[Cell]> {
    let short = |cell: &Cell| {
        matches!(cell.value, CellValue::Number(number) if grid::short_number(number).is_some())
            && cell.formula.is_none()
    };
    cells.chunk_by(|a, b| short(a) && short(b) && a.at.row == b.at.row && a.at.col + 1 == b.at.col).collect()
}

fn sheet_records(sheet: &Sheet, codes: &[(u16, String)], texts: &[String]) -> Vec<u8> {
    let mut out = begin(0x0010);
    for col in &sheet.hidden_cols {
        let parts = [*col, *col, 2048, 0, 1, 0];
        out.extend(record(0x007d, &parts.map(u16::to_le_bytes).concat()));
    }
    // A stated size beyond all reason: nobody may make room for it.
    let size = [&0_u32.to_le_bytes()[..], &65_536_u32.to_le_bytes(), &[0, 0, 0, 1, 0, 0]].concat();
    out.extend(record(0x0200, &size));
    for row in &sheet.hidden_rows {
        let row = u16::try_from(*row).unwrap();
        let parts = [row, 0, 256, 255, 0, 0, 0x0120, 15];
        out.extend(record(0x0208, &parts.map(u16::to_le_bytes).concat()));
    }
    for run in number_runs(&sheet.cells) {
        if let [first, .., last] = run {
            let mut data =
                [u16::try_from(first.at.row).unwrap(), first.at.col].map(u16::to_le_bytes).concat();
            for cell in run {
                let CellValue::Number(number) = cell.value else { unreachable!("a run of numbers") };
                data.extend(grid::style(codes, cell).to_le_bytes());
                data.extend(grid::short_number(number).unwrap().to_le_bytes());
            }
            data.extend(last.at.col.to_le_bytes());
            out.extend(record(0x00bd, &data));
        } else {
            for cell in run {
                out.extend(cell_records(cell, grid::style(codes, cell), texts));
            }
        }
    }
    // A chart inside the sheet has cells of its own, which are not the sheet's.
    out.extend([begin(0x0020), record(0x0203, &[0; 14]), end()].concat());
    if !sheet.merges.is_empty() {
        let mut data = u16::try_from(sheet.merges.len()).unwrap().to_le_bytes().to_vec();
        for merge in &sheet.merges {
            let rows = [merge.first.row, merge.last.row].map(|row| u16::try_from(row).unwrap());
            data.extend([rows[0], rows[1], merge.first.col, merge.last.col].map(u16::to_le_bytes).concat());
        }
        out.extend(record(0x00e5, &data));
    }
    out.extend(end());
    out
}

/// The workbook's stream; `extra` stands among its own records.
pub(crate) fn stream(book: &Workbook, extra: &[u8]) -> Vec<u8> {
    let codes = grid::codes(book);
    let (texts, strings) = shared_strings(book);
    let mut globals = [begin(0x0005), record(0x0042, &1200_u16.to_le_bytes()), extra.to_vec()].concat();
    for (id, code) in codes.iter().filter(|(id, _)| grid::BUILTIN.iter().all(|(own, _)| own != id)) {
        let data = [&id.to_le_bytes()[..], &length(code).to_le_bytes(), &wide(code)].concat();
        globals.extend(record(0x041e, &data));
    }
    for (id, _) in &codes {
        globals.extend(record(0x00e0, &[&[0, 0], &id.to_le_bytes()[..], &[0; 16]].concat()));
    }
    let listed: usize = book.sheets.iter().map(|sheet| 4 + 8 + 2 * sheet.name.encode_utf16().count()).sum();
    let mut start = globals.len() + listed + strings.len() + end().len();
    let mut sheets = Vec::new();
    for sheet in &book.sheets {
        let records = sheet_records(sheet, &codes, &texts);
        let mut data = u32::try_from(start).unwrap().to_le_bytes().to_vec();
        data.extend([u8::from(!sheet.visible), 0, u8::try_from(length(&sheet.name)).unwrap()]);
        data.extend(wide(&sheet.name));
        globals.extend(record(0x0085, &data));
        start += records.len();
        sheets.push(records);
    }
    [globals, strings, end(), sheets.concat()].concat()
}

/// An OLE container with one stream.
pub(crate) fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

pub(crate) fn written(book: &Workbook) -> Vec<u8> {
    container("/Workbook", &stream(book, &[]))
}

pub(crate) fn written_from_1904(book: &Workbook) -> Vec<u8> {
    container("/Workbook", &stream(&grid::counted_from_1904(book), &record(0x0022, &[1, 0])))
}
