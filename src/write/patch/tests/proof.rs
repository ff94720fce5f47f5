//! A copy altered behind the patch's back is found out.

use super::at;
use crate::package::sheet::scan;
use crate::package::{Changes, packed_bytes};
use crate::write::patch::parts::Parts;
use crate::write::patch::proof::{Edited, check};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BEFORE: &str = "<worksheet><dimension ref=\"A1:C2\"/><cols><col min=\"1\" max=\"1\" width=\"9\"/></cols><sheetData>\
    <row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"2\" t=\"s\"><v>0</v></c></row>\
    <row r=\"2\"><c r=\"A2\"><f t=\"shared\" ref=\"A2:B2\" si=\"0\">A1*2</f><v>2</v></c>\
    <c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>3</v></c><c r=\"C2\"/></row></sheetData>\
    <mergeCells count=\"1\"><mergeCell ref=\"A3:B3\"/></mergeCells><pageSetup paperSize=\"9\"/></worksheet>";

/// The parts of a workbook: name and text.
fn workbook() -> Vec<(String, String)> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let list = |entry: &str| format!("<Relationships>{entry}</Relationships>");
    let relation = |id: &str, own: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}/{own}\" Target=\"{target}\"/>")
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", list(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"{kind}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", list(&relation("rId1", "worksheet", "worksheets/sheet1.xml"))),
        (SHEET, BEFORE.to_owned()),
        ("xl/theme.xml", "<theme/>".to_owned()),
        ("xl/media/image1.png", "分".to_owned()),
    ];
    parts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

/// The parts packed, one of them without being deflated.
fn zip(parts: &[(String, String)], stored: Option<&str>) -> Vec<u8> {
    let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    packed_bytes(&parts, stored)
}

/// A copy in the making: the parts, and what was meant to become of them.
struct Copy {
    parts: Vec<(String, String)>,
    changes: Changes,
    /// A part that is not deflated.
    stored: Option<&'static str>,
}

type Alter = fn(&mut Copy);

impl Copy {
    fn part(&mut self, name: &str) -> &mut String {
        &mut self.parts.iter_mut().find(|(own, _)| own == name).unwrap().1
    }

    /// The sheet is written otherwise than it was read, and was meant to be.
    fn sheet(&mut self, from: &str, to: &str) {
        assert_eq!(self.part(SHEET).matches(from).count(), 1, "{from}");
        let new = self.part(SHEET).replace(from, to);
        self.part(SHEET).clone_from(&new);
        self.changes.changed.insert(SHEET.to_owned(), new);
    }
}

/// What is said of a copy in which A1 was meant to change, a part to go and one to come, once it is altered.
fn said(alter: impl FnOnce(&mut Copy)) -> Result<(), String> {
    let original = workbook();
    let bytes = zip(&original, None);
    let parts = Parts::open(&bytes, |_| true).unwrap();
    let mut copy = Copy { parts: original, changes: Changes::default(), stored: None };
    copy.sheet("<v>1</v>", "<v>8</v>");
    copy.parts.remove(5);
    copy.changes.removed.push("xl/theme.xml".to_owned());
    copy.parts.push(("xl/comments1.xml".to_owned(), "<comments/>".to_owned()));
    copy.changes.added.insert("xl/comments1.xml".to_owned(), "<comments/>".to_owned());
    alter(&mut copy);
    let text = &parts.sheets["表"];
    let before = scan(&text.xml, &text.part).unwrap();
    let sheet = "表".to_owned();
    let edited = [Edited { sheet, part: &text.part, xml: &text.xml, before, cells: vec![at("A1")] }];
    check(&bytes, &zip(&copy.parts, copy.stored), &parts.names, &copy.changes, &edited)
        .map_err(|error| error.to_string())
}

#[test]
fn a_copy_as_it_was_meant_passes() {
    let also: [Alter; 7] = [
        |_| {},
        |copy| copy.sheet("A1:C2", "A1:D9"),
        // A formula that was shared is written out.
        |copy| copy.sheet("<f t=\"shared\" si=\"0\"/>", "<f>B1*2</f>"),
        |copy| copy.sheet("<sheetData>", "<sheetData>\n<!-- -->"),
        |copy| copy.sheet("</worksheet>", "<legacyDrawing id=\"1\"/></worksheet>"),
        |copy| copy.sheet("<v>8</v>", "<f>1</f><v>8</v>"),
        // How a part that was written anew is packed is of no concern.
        |copy| copy.stored = Some(SHEET),
    ];
    for (index, alter) in also.into_iter().enumerate() {
        assert_eq!(said(alter), Ok(()), "{index}");
    }
}

#[test]
fn every_difference_between_parts_is_found() {
    let cases: [(Alter, &str); 12] = [
        (|copy| drop(copy.parts.pop()), "[Content_Types].xml"),
        (|copy| drop(copy.parts.remove(5)), "[Content_Types].xml"),
        (|copy| copy.parts.push(("xl/new.xml".into(), String::new())), "[Content_Types].xml"),
        (|copy| copy.parts.insert(5, ("xl/theme.xml".into(), "<theme/>".into())), "[Content_Types].xml"),
        (|copy| copy.parts.swap(4, 5), "[Content_Types].xml"),
        (|copy| copy.parts[5].0 = "xl/media/Image1.png".into(), "[Content_Types].xml"),
        (|copy| copy.part("xl/media/image1.png").push(' '), "xl/media/image1.png"),
        (|copy| *copy.part("xl/media/image1.png") = "值".into(), "xl/media/image1.png"),
        // The same text, but not the same bytes.
        (|copy| copy.stored = Some("xl/media/image1.png"), "xl/media/image1.png"),
        (|copy| copy.part("xl/workbook.xml").push(' '), "xl/workbook.xml"),
        (|copy| copy.part(SHEET).push(' '), SHEET),
        (|copy| copy.part("xl/comments1.xml").push(' '), "xl/comments1.xml"),
    ];
    for (index, (alter, part)) in cases.into_iter().enumerate() {
        assert_eq!(said(alter), Err(format!("the copy was checked and differs: {part}")), "{index}");
    }
}

#[test]
fn every_difference_within_a_sheet_is_found() {
    for (from, to, place) in [
        ("<v>0</v>", "<v>1</v>", "表!B1"),
        ("<v>0</v>", "", "表!B1"),
        ("s=\"2\"", "s=\"3\"", "表!B1"),
        ("t=\"s\"", "t=\"str\"", "表!B1"),
        ("r=\"B1\"", "r=\"C1\"", "表!B1"),
        ("A1*2", "A1*3", "表!A2"),
        ("<f t=\"shared\" ref=\"A2:B2\" si=\"0\">A1*2</f>", "", "表!A2"),
        ("<f t=\"shared\" si=\"0\"/>", "", "表!B2"),
        ("<v>3</v>", "<v>3.0</v>", "表!B2"),
        ("<c r=\"C2\"/>", "", "表!C2"),
        ("<c r=\"C2\"/>", "<c r=\"C2\"/><c r=\"D2\"/>", "表!D2"),
        ("<c r=\"C2\"/>", "<c r=\"C2\"><f>1</f></c>", "表!C2"),
        ("A3:B3", "A3:C3", SHEET),
        ("paperSize=\"9\"", "paperSize='9'", SHEET),
        ("width=\"9\"", "width=\"8\"", SHEET),
        ("<pageSetup paperSize=\"9\"/>", "", SHEET),
        ("</worksheet>", "<extLst/></worksheet>", SHEET),
    ] {
        let expected = Err(format!("the copy was checked and differs: {place}"));
        assert_eq!(said(|copy| copy.sheet(from, to)), expected, "{from}");
    }
}

#[test]
fn a_copy_that_cannot_be_read_is_found() {
    let broken = said(|copy| copy.sheet("<row r=\"2\">", "<row r=\"0\">"));
    assert_eq!(broken, Err("the package cannot be copied".to_owned()));
    let repeated = said(|copy| copy.parts.push(("XL/WORKBOOK.XML".into(), String::new())));
    assert_eq!(repeated, Err("the package cannot be copied".to_owned()));
}
