//! A workbook as .xlsb: binary records in a zip.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;
use ziping::read::{Cell, CellValue, Sheet, Workbook};

use super::grid;

/// A record of this kind.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = if kind < 128 {
        vec![kind.to_le_bytes()[0]]
    } else {
        vec![(kind & 0x7f | 0x80).to_le_bytes()[0], (kind >> 7).to_le_bytes()[0]]
    };
    let mut length = data.len();
    while length >= 128 {
        out.push((length & 0x7f | 0x80).to_le_bytes()[0]);
        length >>= 7;
    }
    out.push(length.to_le_bytes()[0]);
    out.extend(data);
    out
}

/// A number of items.
pub(crate) fn count(items: usize) -> [u8; 4] {
    u32::try_from(items).unwrap().to_le_bytes()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text behind its length.
pub(crate) fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    count(units.len()).into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// The list of sheets; `extra` stands where defined names do.
pub(crate) fn workbook(book: &Workbook, extra: &[u8]) -> Vec<u8> {
    let mut out =
        [record(131, &[]), record(153, &[numbers(&[0, 0]), text("")].concat()), record(143, &[])].concat();
    for (number, sheet) in (1_u32..).zip(&book.sheets) {
        let head = numbers(&[u32::from(!sheet.visible), number]);
        out.extend(record(156, &[head, text(&format!("rId{number}")), text(&sheet.name)].concat()));
    }
    out.extend(record(144, &[]));
    out.extend(extra);
    let calculation = [numbers(&[0, 1, 100]), 0.001_f64.to_le_bytes().to_vec(), numbers(&[1]), vec![0, 0]];
    out.extend([record(157, &calculation.concat()), record(132, &[])].concat());
    out
}

fn styles(codes: &[(u16, String)]) -> Vec<u8> {
    let own: Vec<_> =
        codes.iter().skip(1).filter(|(id, _)| grid::BUILTIN.iter().all(|(own, _)| own != id)).collect();
    let style = |parent: u16, format: u16| {
        // The last says that all of it counts.
        let parts = [parent, format, 0, 0, 0, 0, 0x1010, 0x3f].map(u16::to_le_bytes).concat();
        record(47, &parts)
    };
    let mut out = [record(278, &[]), record(615, &count(own.len()))].concat();
    for (id, code) in own {
        out.extend(record(44, &[id.to_le_bytes().to_vec(), text(code)].concat()));
    }
    let font = [220_u16, 0, 400, 0].map(u16::to_le_bytes).concat();
    let font = [font, vec![0, 2, 134, 0, 7, 1, 0, 0, 0, 0, 0, 255, 0], text("宋体")].concat();
    let fill =
        [numbers(&[0]), vec![3, 64, 0, 0, 0, 0, 0, 255], vec![3, 65, 0, 0, 255, 255, 255, 255], vec![0; 48]];
    for (begin, kind, end, data) in
        [(611, 43, 612, font), (603, 45, 604, fill.concat()), (613, 46, 614, vec![0; 51])]
    {
        out.extend([record(begin, &count(1)), record(kind, &data), record(end, &[])].concat());
    }
    out.extend([record(626, &count(1)), style(0xffff, 0), record(627, &[])].concat());
    out.extend(record(617, &count(codes.len())));
    out.extend(codes.iter().flat_map(|(id, _)| style(0, *id)));
    out.extend([record(618, &[]), record(279, &[])].concat());
    out
}

/// The part of shared texts.
pub(crate) fn shared_strings(texts: &[String]) -> Vec<u8> {
    let mut out = record(159, &[count(texts.len()), count(texts.len())].concat());
    for own in texts {
        out.extend(record(19, &[vec![0], text(own)].concat()));
    }
    out.extend(record(160, &[]));
    out
}

fn cell_record(cell: &Cell, style: u16, texts: &[String]) -> Vec<u8> {
    let head = numbers(&[cell.at.col.into(), style.into()]);
    let placed = |kind, rest: &[u8]| record(kind, &[&head, rest].concat());
    // Flags, then one token: the number 1.
    let token = [&[0, 0][..], &count(3), &[0x1e, 1, 0], &count(0)].concat();
    match (&cell.value, &cell.formula) {
        (CellValue::Number(number) | CellValue::Date(number), Some(_)) => {
            placed(9, &[&grid::float(*number).to_le_bytes()[..], &token].concat())
        }
        (CellValue::Text(own), Some(_)) => placed(8, &[text(own), token].concat()),
        (CellValue::Number(number) | CellValue::Date(number), None) => match grid::short_number(*number) {
            Some(short) => placed(2, &short.to_le_bytes()),
            None => placed(5, &grid::float(*number).to_le_bytes()),
        },
        (CellValue::Text(own), None) => match texts.iter().position(|text| text == own) {
            Some(index) => placed(7, &count(index)),
            None => placed(6, &text(own)),
        },
        (CellValue::Bool(truth), _) => placed(4, &[u8::from(*truth)]),
        (CellValue::Error(_), _) => placed(3, &[7]),
        (CellValue::Empty, _) => Vec::new(),
    }
}

fn worksheet(sheet: &Sheet, codes: &[(u16, String)], texts: &[String]) -> Vec<u8> {
    let size = [0, 65_535, 0, 255];
    let mut out = [record(129, &[]), record(148, &numbers(&size))].concat();
    if !sheet.hidden_cols.is_empty() {
        out.extend(record(390, &[]));
        for col in &sheet.hidden_cols {
            let col = u32::from(*col);
            out.extend(record(60, &[numbers(&[col, col, 2304, 0]), vec![1, 0]].concat()));
        }
        out.extend(record(391, &[]));
    }
    out.extend(record(145, &[]));
    for row in sheet.cells.chunk_by(|a, b| a.at.row == b.at.row) {
        let number = row[0].at.row;
        let hidden = if sheet.hidden_rows.contains(&number) { 0x10 } else { 0 };
        let flags = [44, 1, 0, hidden, 0];
        out.extend(record(0, &[numbers(&[number, 0]), flags.to_vec(), count(0).to_vec()].concat()));
        for cell in row {
            out.extend(cell_record(cell, grid::style(codes, cell), texts));
        }
    }
    out.extend(record(146, &[]));
    if !sheet.merges.is_empty() {
        out.extend(record(177, &count(sheet.merges.len())));
        for merge in &sheet.merges {
            let cols = [merge.first.col, merge.last.col].map(u32::from);
            out.extend(record(176, &numbers(&[merge.first.row, merge.last.row, cols[0], cols[1]])));
        }
        out.extend(record(178, &[]));
    }
    out.extend(record(130, &[]));
    out
}

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const BINARY: &str = "application/vnd.ms-excel";

/// A part of relationships: id, kind and target of each.
pub(crate) fn relations(entries: &[(String, &str, String)]) -> Vec<u8> {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"{RELATIONS}\">");
    for (id, kind, target) in entries {
        out += &format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    (out + "</Relationships>").into_bytes()
}

/// The package's parts; every second text is shared, the others stand in their cells.
pub(crate) fn parts(book: &Workbook) -> Vec<(String, Vec<u8>)> {
    let codes = grid::codes(book);
    let texts: Vec<String> = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.cells)
        .filter_map(|cell| if let CellValue::Text(text) = &cell.value { Some(text.clone()) } else { None })
        .step_by(2)
        .collect();
    let mut types = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"{TYPES}\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"bin\" ContentType=\"{BINARY}.sheet.binary.macroEnabled.main\"/>\
         <Override PartName=\"/xl/styles.bin\" ContentType=\"{BINARY}.styles\"/>\
         <Override PartName=\"/xl/sharedStrings.bin\" ContentType=\"{BINARY}.sharedStrings\"/>"
    );
    let mut related = vec![
        ("rIdS".to_owned(), "styles", "styles.bin".to_owned()),
        ("rIdT".to_owned(), "sharedStrings", "sharedStrings.bin".to_owned()),
    ];
    let mut out = Vec::new();
    for (number, sheet) in (1..).zip(&book.sheets) {
        let part = format!("worksheets/sheet{number}.bin");
        types += &format!("<Override PartName=\"/xl/{part}\" ContentType=\"{BINARY}.worksheet\"/>");
        out.push((format!("xl/{part}"), worksheet(sheet, &codes, &texts)));
        related.push((format!("rId{number}"), "worksheet", part));
    }
    let root = [("rId1".to_owned(), "officeDocument", "xl/workbook.bin".to_owned())];
    out.splice(
        0..0,
        [
            ("[Content_Types].xml".to_owned(), (types + "</Types>").into_bytes()),
            ("_rels/.rels".to_owned(), relations(&root)),
            ("xl/workbook.bin".to_owned(), workbook(book, &[])),
            ("xl/_rels/workbook.bin.rels".to_owned(), relations(&related)),
            ("xl/styles.bin".to_owned(), styles(&codes)),
            ("xl/sharedStrings.bin".to_owned(), shared_strings(&texts)),
        ],
    );
    out
}

/// A zip of these parts.
pub(crate) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn written(book: &Workbook) -> Vec<u8> {
    zipped(&parts(book))
}

pub(crate) fn written_from_1904(book: &Workbook) -> Vec<u8> {
    let own = record(153, &[numbers(&[0, 0]), text("")].concat());
    let from_1904 = record(153, &[numbers(&[1, 0]), text("")].concat());
    changed(&grid::counted_from_1904(book), "xl/workbook.bin", |part| {
        let at = part.windows(own.len()).position(|window| window == own).unwrap();
        part[at..at + own.len()].copy_from_slice(&from_1904);
    })
}

/// The sample with one part replaced.
pub(crate) fn with_part(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    changed(&grid::sample(), name, change)
}

fn changed(book: &Workbook, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut parts = parts(book);
    change(&mut parts.iter_mut().find(|(own, _)| own == name).unwrap().1);
    zipped(&parts)
}
