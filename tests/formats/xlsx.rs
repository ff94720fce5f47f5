//! Reading .xlsx, from parts written here.

use std::fmt::Write as _;

use ziping::read::{Cell, CellValue, FileKind, Sheet, Workbook, read_workbook};

use crate::files::grid;
use crate::packed::{packed, read};

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of these parts: the attributes of the workbook, its styles, and the sheets by name and state.
fn xlsx(settings: &str, styles: &str, sheets: &[(&str, &str, String)]) -> Vec<u8> {
    xlsx_with_texts(settings, styles, sheets, "<sst/>")
}

fn xlsx_with_texts(settings: &str, styles: &str, sheets: &[(&str, &str, String)], texts: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |list: &str| format!("<Relationships>{list}</Relationships>");
    let (mut listed, mut related, mut parts) =
        (String::new(), relation("rIdS", "styles", "styles.xml"), Vec::new());
    for (number, (name, state, sheet)) in (1..).zip(sheets) {
        let part = format!("worksheets/sheet{number}.xml");
        related += &relation(&format!("rId{number}"), "worksheet", &part);
        let _ = write!(
            listed,
            "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"{state}\" r:id=\"rId{number}\"/>"
        );
        parts.push((format!("xl/{part}"), format!("<worksheet>{sheet}</worksheet>")));
    }
    let workbook = format!(
        "<workbook xmlns:r=\"{OFFICE}\"><workbookPr {settings}/><sheets>{listed}</sheets></workbook>"
    );
    for (name, part) in [
        ("_rels/.rels", relations(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/sharedStrings.xml", texts.to_owned()),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations(&related)),
        ("xl/styles.xml", format!("<styleSheet>{styles}</styleSheet>")),
    ] {
        parts.push((name.to_owned(), part));
    }
    let mut all = vec![("[Content_Types].xml", TYPES)];
    all.extend(parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())));
    packed(&all)
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn styles(codes: &[(u16, String)]) -> String {
    let mut formats = String::new();
    for (id, code) in codes.iter().filter(|(id, _)| *id > 163) {
        let _ = write!(formats, "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code));
    }
    let styles: String = codes.iter().map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>")).collect();
    format!("<numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs>")
}

fn cell(cell: &Cell, style: u16) -> String {
    let (kind, value) = match &cell.value {
        CellValue::Number(number) | CellValue::Date(number) => ("n", format!("<v>{number}</v>")),
        CellValue::Text(text) => {
            ("inlineStr", format!("<is><t xml:space=\"preserve\">{}</t></is>", escaped(text)))
        }
        CellValue::Bool(truth) => ("b", format!("<v>{}</v>", u8::from(*truth))),
        CellValue::Error(error) => ("e", format!("<v>{error}</v>")),
        CellValue::Empty => ("n", String::new()),
    };
    format!("<c r=\"{}\" s=\"{style}\" t=\"{kind}\">{value}</c>", cell.at)
}

fn worksheet(sheet: &Sheet, codes: &[(u16, String)]) -> String {
    let mut out = String::new();
    if !sheet.hidden_cols.is_empty() {
        let col = |col: &u16| format!("<col min=\"{0}\" max=\"{0}\" hidden=\"1\"/>", col + 1);
        let _ = write!(out, "<cols>{}</cols>", sheet.hidden_cols.iter().map(col).collect::<String>());
    }
    out += "<sheetData>";
    for row in sheet.cells.chunk_by(|one, next| one.at.row == next.at.row) {
        let number = row[0].at.row;
        let hidden = u8::from(sheet.hidden_rows.contains(&number));
        let cells: String = row.iter().map(|own| cell(own, grid::style(codes, own))).collect();
        let _ = write!(out, "<row r=\"{}\" hidden=\"{hidden}\">{cells}</row>", number + 1);
    }
    out += "</sheetData>";
    let merges: String = sheet
        .merges
        .iter()
        .map(|merge| format!("<mergeCell ref=\"{}:{}\"/>", merge.first, merge.last))
        .collect();
    if merges.is_empty() { out } else { out + "<mergeCells>" + &merges + "</mergeCells>" }
}

fn drawn(book: &Workbook, settings: &str) -> Vec<u8> {
    let codes = grid::codes(book);
    let state = |sheet: &Sheet| if sheet.visible { "visible" } else { "hidden" };
    let sheets: Vec<_> = book
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), state(sheet), worksheet(sheet, &codes)))
        .collect();
    xlsx(settings, &styles(&codes), &sheets)
}

/// The grid without its formulas.
pub(crate) fn written(book: &Workbook) -> Vec<u8> {
    drawn(book, "")
}

pub(crate) fn written_from_1904(book: &Workbook) -> Vec<u8> {
    drawn(&grid::counted_from_1904(book), "date1904=\"1\"")
}

#[test]
fn reads_every_kind_of_cell_and_what_is_hidden() {
    let book = grid::sample();
    assert_eq!(read_workbook(&written(&book)).unwrap(), grid::expected(&book, FileKind::Xlsx));
}

#[test]
fn a_style_the_file_does_not_have_is_general() {
    let rows = "<sheetData><row><c r=\"A1\" s=\"999999999\"><v>0.5</v></c><c s=\"1\"><v>0.5</v></c></row></sheetData>";
    let file = xlsx("", &styles(&[(9, String::new())]), &[("自评表", "visible", rows.to_owned())]);
    assert_eq!(read(&file), "A1#0.5=0.5 B1#0.5=0.5");
}

#[test]
fn believes_no_count_of_shared_texts_and_refuses_a_bomb() {
    let rows = "<sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>";
    let with = |texts: &str| xlsx_with_texts("", "", &[("自评表", "visible", rows.to_owned())], texts);
    let texts = |count: &str| format!("<x:sst uniqueCount='{count}'><x:si><x:t>一</x:t></x:si></x:sst>");
    let bomb = format!("<sst>{}</sst>", "<si><t>一一一一一一一一</t></si>".repeat(1_000_000));
    for (texts, told) in [
        (texts("1"), "A1=一"),
        (texts("1000"), "A1=一"),
        (texts("9000000000"), "A1=一"),
        (texts("-1"), "A1=一"),
        (bomb, "F020"),
    ] {
        assert_eq!(read(&with(&texts)), told, "{}", &texts[..40]);
    }
}

#[test]
fn an_address_no_number_can_hold_is_damage() {
    let sheet = |address: &str| {
        let rows = format!("<sheetData><row><c r=\"{address}\"><v>1</v></c></row></sheetData>");
        xlsx("", "", &[("自评表", "visible", rows)])
    };
    assert_eq!(read(&sheet("A1")), "A1#1=1");
    for address in ["A99999999999", "AAAAAAAAAAAA1"] {
        assert_eq!(read(&sheet(address)), "F011", "{address}");
    }
}
