//! Cells, merged blocks, texts and formulas beyond what a sheet can hold, or a person could mean.

use std::fmt::Write as _;

use super::form::{SHEET, STRINGS, STYLES};
use super::kinds::with_sheets;
use super::markup::{edited, replaced};
use super::zips::{Entry, WINDOW, with_entry};

/// Something put in before the first row.
fn before_rows(more: &str) -> Vec<u8> {
    replaced(SHEET, "<sheetData>", &format!("{more}<sheetData>"))
}

/// Something put in behind the last row.
pub(crate) fn behind_rows(more: &str) -> Vec<u8> {
    replaced(SHEET, "</sheetData>", &format!("</sheetData>{more}"))
}

/// A row put in behind the last one.
pub(crate) fn with_row(row: &str) -> Vec<u8> {
    replaced(SHEET, "</sheetData>", &format!("{row}</sheetData>"))
}

/// The form with other content in one of its cells, which holds a number.
pub(crate) fn with_cell(at: &str, inner: &str) -> Vec<u8> {
    edited(SHEET, |text| {
        let begin = text.find(&format!("<c r=\"{at}\"")).unwrap();
        let end = begin + text[begin..].find("</c>").unwrap() + 4;
        format!("{}<c r=\"{at}\"{inner}{}", &text[..begin], &text[end..])
    })
}

/// A cell with this number as it is written there.
pub(crate) fn number(text: &str) -> Vec<u8> {
    with_cell("H14", &format!("><v>{text}</v></c>"))
}

/// A cell with this formula and result.
pub(crate) fn formula(formula: &str) -> Vec<u8> {
    with_cell("H14", &format!("><f>{formula}</f><v>30</v></c>"))
}

/// A cell with this formula that was never worked out.
pub(crate) fn unworked(formula: &str) -> Vec<u8> {
    with_cell("H14", &format!("><f>{formula}</f></c>"))
}

/// A cell of the last row and column.
pub(crate) fn far_cell() -> Vec<u8> {
    with_row("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
}

/// A statement of the used range.
pub(crate) fn dimension(own: &str) -> Vec<u8> {
    before_rows(&format!("<dimension ref=\"{own}\"/>"))
}

/// A cell at an address.
pub(crate) fn cell_at(at: &str) -> Vec<u8> {
    with_row(&format!("<row><c r=\"{at}\"><v>1</v></c></row>"))
}

/// A row of a number.
pub(crate) fn row_at(number: &str) -> Vec<u8> {
    with_row(&format!("<row r=\"{number}\"><c><v>1</v></c></row>"))
}

/// The rows from the last to the first.
pub(crate) fn backwards() -> Vec<u8> {
    edited(SHEET, |text| {
        let (head, rest) = text.split_once("<sheetData>").unwrap();
        let (rows, tail) = rest.split_once("</sheetData>").unwrap();
        let mut rows: Vec<_> = rows.split_inclusive("</row>").collect();
        rows.reverse();
        format!("{head}<sheetData>{}</sheetData>{tail}", rows.concat())
    })
}

/// Cells that do not say where they stand, row after row from the first.
pub(crate) fn placeless() -> Vec<u8> {
    with_row(&"<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(100))
}

/// A cell that stands there twice with other values.
pub(crate) fn repeated_cell() -> Vec<u8> {
    replaced(SHEET, "<c r=\"H14\"><v>30</v></c>", "<c r=\"H14\"><v>1</v></c><c r=\"H14\"><v>30</v></c>")
}

/// So many cells in as few bytes as they can be written.
pub(crate) fn crowd(count: usize) -> Vec<u8> {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1000));
    crowded(SHEET, &row, count / 1000, "</sheetData>")
}

/// Rows without end, and nothing in them.
pub(crate) fn empty_rows(count: usize) -> Vec<u8> {
    crowded(SHEET, "<row/>", count, "</sheetData>")
}

/// A part with a piece again and again before one of its texts.
fn crowded(name: &str, piece: &str, count: usize, before: &str) -> Vec<u8> {
    with_entry(name, |entry| {
        let text = std::str::from_utf8(&entry.kept).unwrap();
        let place = text.find(before).unwrap();
        *entry = Entry::repeated(
            name,
            &text.as_bytes()[..place],
            piece.as_bytes(),
            count,
            &text.as_bytes()[place..],
        );
    })
}

/// How many texts there are said to be.
pub(crate) fn string_count(count: &str) -> Vec<u8> {
    edited(STRINGS, |text| {
        let begin = text.find(" count=").unwrap();
        let end = begin + text[begin..].find('>').unwrap();
        format!("{}{count}{}", &text[..begin], &text[end..])
    })
}

/// A cell that shares a text which does not exist.
pub(crate) fn missing_string(index: &str) -> Vec<u8> {
    with_cell("H14", &format!(" t=\"s\"><v>{index}</v></c>"))
}

/// A text of so many MB.
pub(crate) fn long_string(megabytes: usize) -> Vec<u8> {
    with_entry(STRINGS, |entry| {
        let text = std::str::from_utf8(&entry.kept).unwrap();
        let (begin, end) = (text.replacen("</sst>", "<si><t>", 1), "</t></si></sst>");
        let piece = "字".repeat(WINDOW);
        let count = (megabytes << 20) / piece.len();
        *entry = Entry::repeated(STRINGS, begin.as_bytes(), piece.as_bytes(), count, end.as_bytes());
    })
}

/// So many empty texts.
pub(crate) fn empty_strings(count: usize) -> Vec<u8> {
    crowded(STRINGS, "<si/>", count, "</sst>")
}

/// One long text in every cell of many.
pub(crate) fn multiplied() -> Vec<u8> {
    let long = "绩效自评".repeat(8000);
    let row = format!("<row>{}</row>", format!("<c t=\"inlineStr\"><is><t>{long}</t></is></c>").repeat(3));
    crowded(SHEET, &row, 100, "</sheetData>")
}

/// Merged blocks.
pub(crate) fn merges(blocks: &[&str]) -> Vec<u8> {
    let own: String = blocks.iter().map(|block| format!("<mergeCell ref=\"{block}\"/>")).collect();
    behind_rows(&format!("<mergeCells>{own}</mergeCells>"))
}

/// So many merged blocks, each over the others.
pub(crate) fn many_merges(count: usize) -> Vec<u8> {
    with_entry(SHEET, |entry| {
        let text = std::str::from_utf8(&entry.kept).unwrap();
        let (begin, end) = text.split_once("</worksheet>").unwrap();
        let (begin, end) = (format!("{begin}<mergeCells>"), format!("</mergeCells></worksheet>{end}"));
        let piece = b"<mergeCell ref=\"A20:Z900\"/>";
        *entry = Entry::repeated(SHEET, begin.as_bytes(), piece, count, end.as_bytes());
    })
}

/// A formula that is said to be all cells'.
pub(crate) fn shared_everywhere() -> Vec<u8> {
    with_cell("H14", "><f t=\"shared\" ref=\"A1:XFD1048576\" si=\"0\">G14</f><v>30</v></c>")
}

/// A formula that fills all cells.
pub(crate) fn array_everywhere() -> Vec<u8> {
    with_cell("H14", "><f t=\"array\" ref=\"A1:XFD1048576\">G14</f><v>30</v></c>")
}

/// A formula of so many letters.
pub(crate) fn long_formula(letters: usize) -> Vec<u8> {
    unworked(&format!("1{}", "+1".repeat(letters / 2)))
}

/// A formula with so many brackets.
pub(crate) fn brackets(depth: usize) -> Vec<u8> {
    unworked(&format!("{}1{}", "(".repeat(depth), ")".repeat(depth)))
}

/// A formula with one function in another, so deep.
pub(crate) fn conditions(depth: usize) -> Vec<u8> {
    unworked(&format!("{}1{}", "IF(1,".repeat(depth), ",0)".repeat(depth)))
}

/// Cells that read one another in a ring.
pub(crate) fn ring() -> Vec<u8> {
    edited(SHEET, |text| {
        let ring = [("H13", "H14"), ("H14", "H15"), ("H15", "H13")];
        ring.iter().fold(text.to_owned(), |text, (at, other)| {
            let begin = text.find(&format!("<c r=\"{at}\"")).unwrap();
            let end = begin + text[begin..].find("</c>").unwrap();
            format!("{}<c r=\"{at}\"><f>{other}</f>{}", &text[..begin], &text[end..])
        })
    })
}

/// A ring that goes over three sheets.
pub(crate) fn ring_over_sheets() -> Vec<u8> {
    let sheet = |formula: &str| {
        let row = format!("<row r=\"1\"><c r=\"A1\"><f>{formula}</f><v>30</v></c></row>");
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!("<worksheet xmlns=\"{main}\"><sheetData>{row}</sheetData></worksheet>")
    };
    let mut entries = super::zips::entries();
    let entry = entries.iter_mut().find(|entry| entry.name == SHEET.as_bytes()).unwrap();
    let text = String::from_utf8(entry.kept.clone()).unwrap();
    let own = "<c r=\"H14\"><f>'2'!A1</f><v>30</v></c>";
    *entry = Entry::stored(SHEET, text.replacen("<c r=\"H14\"><v>30</v></c>", own, 1));
    with_sheets(entries, &[sheet("'3'!A1"), sheet("自评表!H14")])
}

/// The same ring of so many cells, in a column of their own.
pub(crate) fn long_ring(count: usize) -> Vec<u8> {
    let mut rows = String::new();
    for row in 0..count {
        let next = 100 + (row + 1) % count;
        write!(rows, "<row r=\"{0}\"><c r=\"Z{0}\"><f>Z{next}</f></c></row>", 100 + row).unwrap();
    }
    with_row(&rows)
}

/// A cell that holds an error.
pub(crate) fn error(own: &str) -> Vec<u8> {
    with_cell("H14", &format!(" t=\"e\"><v>{own}</v></c>"))
}

/// A text in a cell that should hold a number.
pub(crate) fn text(own: &str) -> Vec<u8> {
    with_cell("H14", &format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{own}</t></is></c>"))
}

/// The score of a row in a number format of its own.
pub(crate) fn formatted(code: &str, number: &str) -> Vec<u8> {
    let formats = format!("<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"{code}\"/></numFmts>");
    styled(("<fonts", &format!("{formats}<fonts")), "numFmtId=\"164\" fontId=\"0\"", number)
}

/// The score of a row in a font of its own.
pub(crate) fn inked(font: &str) -> Vec<u8> {
    let fonts = format!("<font>{font}</font></fonts>");
    styled(("</fonts>", &fonts), "numFmtId=\"0\" fontId=\"1\"", "30")
}

/// The score of a row in a style of its own, and something put into the styles for it.
fn styled((before, after): (&str, &str), style: &str, number: &str) -> Vec<u8> {
    let mut entries = super::zips::entries();
    for entry in &mut entries {
        let text = String::from_utf8(entry.kept.clone()).unwrap();
        let text = if entry.name == STYLES.as_bytes() {
            let style = format!("<xf {style} fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>");
            text.replacen(before, after, 1).replacen("</cellXfs>", &style, 1)
        } else if entry.name == SHEET.as_bytes() {
            text.replacen(
                "<c r=\"H14\"><v>30</v></c>",
                &format!("<c r=\"H14\" s=\"1\"><v>{number}</v></c>"),
                1,
            )
        } else {
            continue;
        };
        let name = String::from_utf8(entry.name.clone()).unwrap();
        *entry = Entry::stored(name, text);
    }
    super::zips::archive(&entries)
}

/// The total's row hidden.
pub(crate) fn hidden_row() -> Vec<u8> {
    replaced(SHEET, "<row r=\"14\">", "<row r=\"14\" hidden=\"1\">")
}

/// So many styles.
pub(crate) fn many_styles(count: usize) -> Vec<u8> {
    crowded(STYLES, "<xf/>", count, "</cellXfs>")
}
