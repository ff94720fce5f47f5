//! A whole package patched.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use rust_decimal::dec;

use super::*;
use crate::package::{Package, packed};
use crate::read::{CellValue, Merge, Sheet, Workbook, read_workbook};
use crate::write::corrected::Page;
use crate::write::drawn::Mark;
use crate::write::patch::parts::Parts;
use crate::write::patch::{CellChange, Patch, SheetChange, Wanted, block_of};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) fn list(entries: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{entries}</Relationships>"
    )
}

pub(super) fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{TYPE}/{kind}\" Target=\"{target}\"/>")
}

/// A workbook part with these sheets, of the ids `rId1` and so on.
pub(super) fn workbook(names: &[&str]) -> String {
    let mut sheets = String::new();
    for (place, name) in names.iter().enumerate() {
        let number = place + 1;
        write!(sheets, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>").unwrap();
    }
    format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{TYPE}\"><bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>"
    )
}

/// A package of these sheets, 表 and 附, 又, and further parts.
pub(super) fn sheets(texts: &[&str], more: &[(&str, &str)], more_relations: &str) -> Vec<u8> {
    let names = &["表", "附", "又"][..texts.len()];
    let mut relations = more_relations.to_owned();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types xmlns=\"t\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/calcChain.xml\" ContentType=\"c\"/></Types>".to_owned()),
        ("_rels/.rels".to_owned(), list(&relation("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml".to_owned(), workbook(names)),
    ];
    for (place, text) in texts.iter().enumerate() {
        let number = place + 1;
        relations +=
            &relation(&format!("rId{number}"), "worksheet", &format!("worksheets/sheet{number}.xml"));
        parts.push((format!("xl/worksheets/sheet{number}.xml"), (*text).to_owned()));
    }
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), list(&relations)));
    parts.extend(more.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    packed(&parts)
}

/// A package of one sheet, 表, and further parts.
pub(super) fn sheet(text: &str, more: &[(&str, &str)]) -> Vec<u8> {
    sheets(&[text], more, "")
}

pub(super) fn part(bytes: &[u8], name: &str) -> Option<String> {
    Package::open(bytes).unwrap().text(name).unwrap()
}

/// A change of one cell, and a note on it.
pub(super) fn change<'a>(
    sheet: &'a Sheet,
    place: &str,
    content: NewContent,
    mark: Option<Mark>,
) -> SheetChange<'a> {
    SheetChange {
        sheet,
        cells: BTreeMap::from([(at(place), CellChange { content, mark, format: None })]),
        notes: vec![Wanted { at: at(place), text: "原值 8".to_owned() }],
        unmarked: Default::default(),
        steps_back: false,
        sweeps: false,
    }
}

pub(super) const DATA: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
    <row r=\"1\"><c r=\"A1\"><v>8</v></c><c r=\"B1\"><f>A1*2</f><v>16</v></c><c r=\"C1\"><f>A1*3</f></c></row></sheetData></worksheet>";

fn value<'w>(workbook: &'w Workbook, sheet: usize, place: &str) -> Option<&'w CellValue> {
    workbook.sheets[sheet].cell(at(place)).map(|cell| &cell.value)
}

#[test]
fn notes_on_two_sheets_are_of_one_type() {
    let bytes = sheets(&[DATA, DATA], &[], "");
    let (parts, read) = (Parts::open(&bytes, |_| true).unwrap(), read_workbook(&bytes).unwrap());
    let mut patch = Patch::new(&bytes, &parts).unwrap();
    for sheet in &read.sheets {
        patch.change(&change(sheet, "A1", number("7.5"), Some(Mark::Corrected))).unwrap();
    }
    let copy = patch.finish().unwrap();
    let types = part(&copy, "[Content_Types].xml").unwrap();
    assert_eq!(types.matches("Extension=\"vml\"").count(), 1, "{types}");
    for name in ["/xl/comments1.xml", "/xl/comments2.xml", "/xl/styles.xml"] {
        assert_eq!(types.matches(name).count(), 1, "{name}");
    }
    for number in [1, 2] {
        let relations = part(&copy, &format!("xl/worksheets/_rels/sheet{number}.xml.rels")).unwrap();
        let expected = relation("rIdZ1", "comments", &format!("/xl/comments{number}.xml"))
            + &relation("rIdZ2", "vmlDrawing", &format!("/xl/drawings/vmlDrawing{number}.vml"));
        assert!(relations.contains(&expected), "{relations}");
    }
    let again = read_workbook(&copy).unwrap();
    for sheet in [0, 1] {
        assert_eq!(value(&again, sheet, "A1"), Some(&CellValue::Number(dec!(7.5))));
        assert_eq!(value(&again, sheet, "B1"), Some(&CellValue::Number(dec!(16))));
    }
}

#[test]
fn what_a_change_tells_of_its_cells() {
    let bytes = sheet(DATA, &[]);
    let (parts, read) = (Parts::open(&bytes, |_| true).unwrap(), read_workbook(&bytes).unwrap());
    let mut patch = Patch::new(&bytes, &parts).unwrap();
    let mut asked = change(&read.sheets[0], "A1", NewContent::Same, None);
    for place in ["B1", "C1", "D9"] {
        asked
            .cells
            .insert(at(place), CellChange { content: NewContent::Result(None), mark: None, format: None });
    }
    let outcome = patch.change(&asked).unwrap();
    assert_eq!(outcome.uncached, HashSet::from([at("C1")]));
    assert_eq!(outcome.styles, ["A1", "B1", "C1", "D9"].map(|place| (at(place), 0)).into());
    assert_eq!(outcome.unplaced, []);
    // A sheet that was not read is left alone.
    let other = Sheet { name: "无".to_owned(), ..read.sheets[0].clone() };
    let outcome = patch.change(&change(&other, "A1", number("1"), None)).unwrap();
    assert!(outcome.styles.is_empty());
    let copy = patch.finish().unwrap();
    assert!(part(&copy, "xl/worksheets/sheet1.xml").unwrap().contains("<f>A1*2</f></c>"));
}

#[test]
fn the_order_of_calculation_goes_with_all_that_names_it() {
    let chain = relation("rId9", "calcChain", "CALCCHAIN.xml");
    let bytes = sheets(&[DATA], &[("xl/calcChain.xml", "<calcChain/>"), ("xl/media/a.png", "a")], &chain);
    let parts = Parts::open(&bytes, |_| true).unwrap();
    let patch = Patch::new(&bytes, &parts).unwrap();
    let touched = patch.touched();
    assert_eq!(touched.removed, ["xl/calcChain.xml"]);
    let copy = patch.finish().unwrap();
    assert_eq!(part(&copy, "xl/calcChain.xml"), None);
    for name in ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"] {
        assert!(!part(&copy, name).unwrap().to_ascii_lowercase().contains("calcchain"), "{name}");
    }
    assert!(part(&copy, "xl/workbook.xml").unwrap().contains("<calcPr fullCalcOnLoad=\"1\"/></workbook>"));
    let (mut old, mut new) = (Package::open(&bytes).unwrap(), Package::open(&copy).unwrap());
    for name in ["xl/worksheets/sheet1.xml", "xl/media/a.png", "_rels/.rels"] {
        assert_eq!(old.raw(name).unwrap(), new.raw(name).unwrap(), "{name}");
    }
}

#[test]
fn a_sheet_of_ours_comes_is_drawn_anew_and_goes() {
    let page = Page::sample();
    let name = page.sheet().name.clone();
    let names = [name.clone()];
    let draw = |bytes: &[u8], is_first| {
        let parts = Parts::open(bytes, |_| true).unwrap();
        let mut patch = Patch::new(bytes, &parts).unwrap();
        patch.reserve(&names).unwrap();
        patch.draw(&page, is_first).unwrap();
        let touched = patch.touched();
        (patch.finish().unwrap(), touched)
    };
    let bytes = sheets(&[DATA, DATA], &[], "");
    let (once, touched) = draw(&bytes, true);
    assert_eq!(touched.added, ["xl/styles.xml", "xl/worksheets/sheet3.xml"]);
    let read = read_workbook(&once).unwrap();
    let tabs: Vec<&str> = read.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(tabs, ["表", "附", &name]);
    let book = part(&once, "xl/workbook.xml").unwrap();
    assert!(book.contains("activeTab=\"2\"") && book.contains("localSheetId=\"2\""), "{book}");

    let (twice, touched) = draw(&once, true);
    assert!(touched.added.is_empty() && touched.changed.contains(&"xl/worksheets/sheet3.xml".to_owned()));
    assert_eq!(part(&twice, "xl/workbook.xml").unwrap(), book);
    assert_eq!(read_workbook(&twice).unwrap().sheets, read.sheets);

    let parts = Parts::open(&twice, |_| true).unwrap();
    let mut patch = Patch::new(&twice, &parts).unwrap();
    patch.drop_sheets(&names);
    let without = patch.finish().unwrap();
    assert_eq!(read_workbook(&without).unwrap().sheets, read_workbook(&bytes).unwrap().sheets);
    let book = part(&without, "xl/workbook.xml").unwrap();
    assert!(book.contains("activeTab=\"0\"") && !book.contains("definedName"), "{book}");
    for name in ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"] {
        assert!(!part(&without, name).unwrap().contains("sheet3"), "{name}");
    }
}

#[test]
fn a_sheet_steps_back_for_another() {
    for (views, after) in [
        ("<sheetView tabSelected=\"1\" workbookViewId=\"0\"/>", "<sheetView workbookViewId=\"0\"/>"),
        ("<sheetView zoom='9' tabSelected='true'/>", "<sheetView zoom='9'/>"),
        ("<sheetView tabSelected=\"1\"/><sheetView tabSelected='1'/>", "<sheetView/><sheetView/>"),
        ("<sheetView zoom='9'/>", "<sheetView zoom='9'/>"),
    ] {
        let xml = |views: &str| {
            format!(
                "<worksheet><sheetViews>{views}</sheetViews><sheetData/><a tabSelected=\"1\"/></worksheet>"
            )
        };
        let bytes = sheet(&xml(views), &[]);
        let (parts, read) = (Parts::open(&bytes, |_| true).unwrap(), read_workbook(&bytes).unwrap());
        let mut patch = Patch::new(&bytes, &parts).unwrap();
        let asked = SheetChange {
            sheet: &read.sheets[0],
            cells: BTreeMap::new(),
            notes: Vec::new(),
            unmarked: Default::default(),
            steps_back: true,
            sweeps: false,
        };
        patch.change(&asked).unwrap();
        let copy = patch.finish().unwrap();
        assert_eq!(part(&copy, "xl/worksheets/sheet1.xml").unwrap(), xml(after));
    }
}

#[test]
fn a_block_is_marked_along_its_edges() {
    let block = |first, last| Merge { first: at(first), last: at(last) };
    let merges = vec![block("A1", "C3"), block("A5", "B5"), block("A10", "A250"), block("D1", "Z40")];
    let bytes = sheet(DATA, &[]);
    let sheet = Sheet { merges, ..read_workbook(&bytes).unwrap().sheets.swap_remove(0) };
    for (first, cells) in [
        ("A1", "A1 B1 C1 A2 C2 A3 B3 C3"),
        ("A5", "A5 B5"),
        // Within a block, but not its first cell.
        ("B2", "B2"),
        ("B5", "B5"),
        ("A4", "A4"),
        // Too many.
        ("A10", "A10"),
        ("D1", "D1"),
    ] {
        let found: Vec<String> = block_of(&sheet, at(first)).iter().map(ToString::to_string).collect();
        assert_eq!(found.join(" "), cells);
    }
}
