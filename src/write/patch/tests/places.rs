//! The parts of a package found by whatever names it uses, and where a sheet speaks of its notes.

use super::at;
use crate::package::{Dialect, Package, packed, packed_bytes};
use crate::write::patch::obstacle::Obstacle;
use crate::write::patch::parts::Parts;
use crate::write::patch::{Patch, SheetChange, Wanted};

use super::package::{list, relation, sheet, workbook};

const LIST: &str = "xl/worksheets/_rels/sheet1.xml.rels";

#[test]
fn parts_are_found_by_names_that_differ_in_case_or_slash() {
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels\\.rels", list(&relation("rId1", "officeDocument", "/XL/Workbook.xml"))),
        ("xl\\workbook.xml", workbook(&["表"])),
        (
            "xl/_rels/Workbook.xml.rels",
            list(
                &(relation("rId1", "worksheet", "worksheets/SHEET1.xml")
                    + &relation("s", "styles", "Styles.xml")),
            ),
        ),
        (
            "xl\\worksheets\\sheet1.xml",
            "\u{feff}<worksheet><legacyDrawing\n xmlns:q='r' q:id='d'/></worksheet>".to_owned(),
        ),
        ("xl/styles.xml", "<styleSheet/>".to_owned()),
        (
            "XL/worksheets/_rels/sheet1.xml.rels",
            list(
                &(relation("c", "comments", "../Comments7.xml")
                    + &relation("d", "vmlDrawing", "/xl/drawings/V.vml")),
            ),
        ),
        ("xl/comments7.xml", "<comments/>".to_owned()),
        ("xl/drawings/v.vml", "<xml/>".to_owned()),
    ];
    let parts: Vec<_> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let bytes = packed(&parts);
    let parts = Parts::open(&bytes, |_| true).unwrap();
    assert_eq!(parts.workbook.part, "xl\\workbook.xml");
    assert_eq!(parts.workbook_list.0, "xl/_rels/Workbook.xml.rels");
    assert_eq!(parts.styles, ("xl/styles.xml".to_owned(), Some("<styleSheet/>".to_owned())));
    let sheet = &parts.sheets["表"];
    assert_eq!(sheet.part, "xl\\worksheets\\sheet1.xml");
    assert!(sheet.xml.starts_with("<worksheet>"), "the mark of UTF-8 is no text");
    assert_eq!(sheet.list.0, "XL/worksheets/_rels/sheet1.xml.rels");
    assert_eq!(sheet.comments, Some(("xl/comments7.xml".to_owned(), "<comments/>".to_owned())));
    assert_eq!(sheet.drawing, Some(("xl/drawings/v.vml".to_owned(), "<xml/>".to_owned())));
    assert!(sheet.is_drawing("d") && !sheet.is_drawing("c") && !sheet.is_drawing("e"));
    assert_eq!(parts.free_name("xl/comments{}.xml", |_| false), "xl/comments1.xml");
    assert_eq!(parts.free_name("xl/Comments7{}.xml", |name| name.ends_with("71.xml")), "xl/Comments72.xml");
    assert_eq!(parts.free_name("XL/COMMENTS7.xml{}", |_| false), "XL/COMMENTS7.xml1");
}

#[test]
fn the_drawing_of_the_notes_is_found_however_the_sheet_spells_it() {
    let relations =
        list(&(relation("d", "vmlDrawing", "../d.vml") + &relation("h", "vmlDrawing", "../h.vml")));
    for (word, drawing) in [
        ("<legacyDrawing r:id=\"d\"/><legacyDrawingHF r:id=\"h\"/>", Some("xl/d.vml")),
        (
            "<x:legacyDrawing\txmlns:q='r' q:id = 'd' ></x:legacyDrawing ><legacyDrawingHF r:id='h'/>",
            Some("xl/d.vml"),
        ),
        ("<legacyDrawing\r\nr:id='d'\r\n/>", Some("xl/d.vml")),
        ("<legacyDrawingHF r:id='h'/>", None),
        ("<legacyDrawing id='d'/>", None),
        ("<legacyDrawing r:id='?'/>", None),
        ("<legacyDrawing", None),
        ("legacyDrawing r:id='d'", None),
    ] {
        let more = [(LIST, relations.as_str()), ("xl/d.vml", "<d/>"), ("xl/h.vml", "<h/>")];
        let bytes = sheet(&format!("<worksheet><sheetData/>{word}</worksheet>"), &more);
        let parts = Parts::open(&bytes, |_| true).unwrap();
        let found = parts.sheets["表"].drawing.as_ref().map(|(name, _)| name.as_str());
        assert_eq!(found, drawing, "{word}");
    }
}

#[test]
fn what_is_missing_has_the_usual_names() {
    let bytes = sheet("<worksheet/>", &[]);
    let parts = Parts::open(&bytes, |name| name == "另").unwrap();
    assert!(!parts.has("表") && parts.first_sheet() == Some("表") && parts.has_part("worksheets"));
    assert_eq!(parts.styles, ("xl/styles.xml".to_owned(), None));
    assert_eq!(parts.dialect, Dialect::Transitional);
    let parts = Parts::open(&bytes, |_| true).unwrap();
    let own = &parts.sheets["表"];
    assert_eq!((&own.list, &own.comments, &own.drawing), (&(LIST.to_owned(), None), &None, &None));
}

#[test]
fn a_part_in_another_encoding_is_an_obstacle() {
    let xml = "<worksheet/>".encode_utf16().collect::<Vec<u16>>();
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(xml.iter().flat_map(|unit| unit.to_le_bytes())).collect();
    let stated = list(&relation("rId1", "officeDocument", "xl/workbook.xml"));
    let (book, relations) = (workbook(&["表"]), list(&relation("rId1", "worksheet", "a.xml")));
    let parts = [
        ("_rels/.rels", stated.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/a.xml", &wide),
    ];
    let bytes = packed_bytes(&parts, None);
    assert!(matches!(Parts::open(&bytes, |_| true), Err(Obstacle::Encoding(part)) if part == "xl/a.xml"));
    assert!(Parts::open(&bytes, |_| false).is_ok());
}

/// The sheet's part, once a note was put on A1.
fn noted(xml: &str) -> String {
    let bytes = sheet(xml, &[]);
    let parts = Parts::open(&bytes, |_| true).unwrap();
    let mut patch = Patch::new(&bytes, &parts).unwrap();
    let read = crate::read::read_workbook(&bytes).unwrap();
    let change = SheetChange {
        sheet: &read.sheets[0],
        cells: Default::default(),
        notes: vec![Wanted { at: at("A1"), text: "原值 8".to_owned() }],
        unmarked: Default::default(),
        steps_back: false,
        sweeps: false,
    };
    patch.change(&change).unwrap();
    let copy = patch.finish().unwrap();
    Package::open(&copy).unwrap().text("xl/worksheets/sheet1.xml").unwrap().unwrap()
}

#[test]
fn the_word_for_the_notes_stands_where_the_format_wants_it() {
    let data = "<sheetData><row r=\"1\"><c r=\"A1\"><v>8</v></c></row></sheetData>";
    for (before, after) in [
        (format!("<worksheet>{data}|</worksheet>"), ""),
        // A word for a drawing that is not there gives way.
        (format!("<worksheet>{data}|<legacyDrawing r:id='gone'/><extLst/></worksheet>"), ""),
        (format!("<worksheet><sheetPr/>{data}<pageMargins/>|<extLst/></worksheet>"), ""),
        (
            format!(
                "<worksheet>{data}<headerFooter/><drawing/>|<legacyDrawingHF/><picture/><tableParts/></worksheet>"
            ),
            "",
        ),
        (
            format!(
                "<worksheet>{data}<conditionalFormatting/><conditionalFormatting/>|<oleObjects/></worksheet>"
            ),
            "",
        ),
        (format!("<worksheet>{data}<mergeCells/><ignoredErrors/>|<controls/></worksheet>"), ""),
        (
            format!(
                "<x:worksheet>{}<x:drawing/>|<x:extLst/></x:worksheet>",
                data.replace("</", "</x:")
                    .replace("<s", "<x:s")
                    .replace("<r", "<x:r")
                    .replace("<c", "<x:c")
                    .replace("<v", "<x:v")
            ),
            "x:",
        ),
    ] {
        let word = format!(
            "<{after}legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rIdZ2\"/>"
        );
        let after = before.replace('|', &word).replace("<legacyDrawing r:id='gone'/>", "");
        assert_eq!(noted(&before.replace('|', "")), after);
    }
}

#[test]
fn the_word_for_the_notes_stands_behind_each_that_comes_before_it() {
    for name in "sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate \
                 customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks \
                 printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches \
                 ignoredErrors smartTags drawing"
        .split_whitespace()
    {
        let new = noted(&format!("<worksheet><sheetData/><{name}/><extLst/></worksheet>"));
        assert!(new.contains(&format!("<{name}/><legacyDrawing ")), "{new}");
    }
}
