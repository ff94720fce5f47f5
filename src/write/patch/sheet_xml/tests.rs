//! The sample page as text, and read back.

use super::*;
use crate::package::packed;
use crate::read::{CellValue, Sheet, read_workbook};

fn at(text: &str) -> CellRef {
    text.parse().expect("an address")
}

/// The sample page as a part, and the styles part that goes with it.
fn parts(dialect: Dialect, active: bool) -> (String, String) {
    let mut styles = StyleBook::open(None, dialect).expect("no part to read");
    let sheet = sheet_xml(&Page::sample(), &mut styles, dialect, active).expect("room for its styles");
    (sheet, styles.finish().expect("a part").expect("with styles"))
}

#[test]
fn a_page_becomes_a_worksheet_part() {
    let text = |text: &str| format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let lines = |text: &str| format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
    let (label, formula) =
        (|at, word| format!("<c r=\"{at}\" s=\"2\"{}", text(word)), "ROUND(&apos;表 一&apos;!F19*2,2)");
    let expected = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">".to_owned(),
        "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:C7\"/>".to_owned(),
        "<sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">".to_owned(),
        "<pane ySplit=\"3\" topLeftCell=\"A4\" activePane=\"bottomLeft\" state=\"frozen\"/>".to_owned(),
        "<selection pane=\"bottomLeft\"/></sheetView></sheetViews>".to_owned(),
        "<sheetFormatPr defaultRowHeight=\"13.5\"/><cols>".to_owned(),
        "<col min=\"1\" max=\"1\" width=\"6.625\" customWidth=\"1\"/>".to_owned(),
        "<col min=\"2\" max=\"2\" width=\"12.625\" customWidth=\"1\"/>".to_owned(),
        "<col min=\"3\" max=\"3\" width=\"30.625\" customWidth=\"1\"/></cols><sheetData>".to_owned(),
        "<row r=\"1\" ht=\"29.25\" customHeight=\"1\"><c r=\"A1\" s=\"1\"".to_owned(),
        text("清单 &amp; &lt;说明&gt;"),
        "<c r=\"B1\" s=\"1\"/><c r=\"C1\" s=\"1\"/></row>".to_owned(),
        "<row r=\"2\" ht=\"21.75\" customHeight=\"1\">".to_owned(),
        label("A2", "总分"),
        "<c r=\"B2\" s=\"3\"><v>88.5</v></c><c r=\"C2\" s=\"3\"/></row>".to_owned(),
        "<row r=\"3\" ht=\"21.75\" customHeight=\"1\">".to_owned(),
        label("A3", "序号") + &label("B3", "位置") + &label("C3", "说明") + "</row>",
        "<row r=\"4\" ht=\"38.25\" customHeight=\"1\"><c r=\"A4\" s=\"4\"><v>1</v></c>".to_owned(),
        format!("<c r=\"B4\" s=\"5\"{}<c r=\"C4\" s=\"6\"", text("F19")),
        lines("得分 12 &gt; 分值 10\n_x005F_x0041_") + "</row>",
        "<row r=\"5\" ht=\"21.75\" customHeight=\"1\">".to_owned(),
        format!("<c r=\"A5\" s=\"3\"><f>{formula}</f><v>0.1</v></c>"),
        "<c r=\"B5\" s=\"4\" t=\"str\"><f>IF(A5&lt;1,&quot;优&quot;,&quot;&quot;)</f><v>优</v></c>"
            .to_owned(),
        "<c r=\"C5\" s=\"7\" t=\"b\"><v>1</v></c></row>".to_owned(),
        "<row r=\"7\" ht=\"21.75\" customHeight=\"1\"><c r=\"A7\" s=\"8\"".to_owned(),
        text("=1+1") + "<c r=\"B7\" s=\"8\"/><c r=\"C7\" s=\"8\"/></row></sheetData>",
        "<autoFilter ref=\"A3:C5\"/><mergeCells count=\"3\"><mergeCell ref=\"A1:C1\"/>".to_owned(),
        "<mergeCell ref=\"B2:C2\"/><mergeCell ref=\"A7:C7\"/></mergeCells>".to_owned(),
        "<dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" ".to_owned(),
        "showInputMessage=\"1\" showErrorMessage=\"1\" sqref=\"B4:B5\">".to_owned(),
        "<formula1>\"属实,误报\"</formula1></dataValidation></dataValidations>".to_owned(),
        "<hyperlinks><hyperlink ref=\"B4\" location=\"&apos;表 一&apos;!F19\" display=\"F19\"/>".to_owned(),
        "</hyperlinks><printOptions horizontalCentered=\"1\"/>".to_owned(),
        "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" ".to_owned(),
        "footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>".to_owned(),
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter>".to_owned(),
        "</worksheet>".to_owned(),
    ];
    let (sheet, _) = parts(Dialect::Transitional, true);
    assert_eq!(sheet.replace("><", ">\n<"), expected.concat().replace("><", ">\n<"));
}

/// The sample page in a workbook of its own, as it is read again.
fn read_again(dialect: Dialect) -> Sheet {
    let (sheet, styles) = parts(dialect, false);
    let (main, relationships) = (dialect.main(), dialect.relationships());
    let relation = |id: &str, kind: &str, target: &str| {
        let kind = dialect.relation_type(kind);
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let relations = |list: &str| {
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!("<Relationships xmlns=\"{namespace}\">{list}</Relationships>")
    };
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relationships}\"><sheets><sheet name=\"清 单\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    );
    let bytes = packed(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("_rels/.rels", &relations(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            &relations(
                &(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("rId2", "styles", "styles.xml")),
            ),
        ),
        ("xl/workbook.xml", &workbook),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    read_workbook(&bytes).expect("a workbook").sheets.swap_remove(0)
}

#[test]
fn the_part_is_read_as_the_page_says() {
    for dialect in [Dialect::Transitional, Dialect::Strict] {
        let sheet = read_again(dialect);
        let text = |text: &str| CellValue::Text(text.to_owned());
        for (place, value) in [
            ("A1", text("清单 & <说明>")),
            ("B2", CellValue::Number(rust_decimal::dec!(88.5))),
            ("C4", text("得分 12 > 分值 10\n_x0041_")),
            ("A5", CellValue::Number(rust_decimal::dec!(0.1))),
            ("B5", text("优")),
            ("C5", CellValue::Bool(true)),
            ("A7", text("=1+1")),
        ] {
            assert_eq!(sheet.cell(at(place)).map(|cell| &cell.value), Some(&value), "{place}");
        }
        let formulas: Vec<&str> = sheet.cells.iter().filter_map(|cell| cell.formula.as_deref()).collect();
        assert_eq!(formulas, ["ROUND('表 一'!F19*2,2)", "IF(A5<1,\"优\",\"\")"]);
        let shown = sheet.cell(at("B2")).map(|cell| cell.text.as_str());
        assert_eq!(shown, Some("88.50"));
        assert_eq!(sheet.merges.len(), 3);
    }
}

#[test]
fn beyond_the_most_links_there_are_texts() {
    let page = Page::links(MAX_LINKS + 1);
    let mut styles = StyleBook::open(None, Dialect::Transitional).expect("no part to read");
    let xml = sheet_xml(&page, &mut styles, Dialect::Transitional, false).expect("room for its styles");
    assert_eq!(xml.matches("<hyperlink ").count(), MAX_LINKS);
    // The title is style 1, links 2, texts 3.
    assert!(xml.contains("<c r=\"A65531\" s=\"2\"") && xml.contains("<c r=\"A65532\" s=\"3\""));
}
