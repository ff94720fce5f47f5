//! A patched package patched again: notes and marks are followed, changed and taken out.

use super::package::{DATA, change, list, part, relation, sheet, sheets};
use super::*;
use crate::read::{Merge, Sheet, read_workbook};
use crate::write::drawn::Mark;
use crate::write::patch::parts::Parts;
use crate::write::patch::{CellChange, Outcome, Patch, SheetChange, Touched, Wanted};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const LIST: &str = "xl/worksheets/_rels/sheet1.xml.rels";

/// The first sheet changed: the copy, and what is told of it.
fn patched(
    bytes: &[u8],
    asked: impl FnOnce(&mut SheetChange<'_>),
    block: Option<&str>,
) -> (Vec<u8>, Outcome, Touched) {
    let parts = Parts::open(bytes, |_| true).unwrap();
    let read = read_workbook(bytes).unwrap().sheets.swap_remove(0);
    let merges = block.and_then(Merge::parse).into_iter().collect();
    let own = Sheet { merges, ..read };
    let mut patch = Patch::new(bytes, &parts).unwrap();
    let mut all = SheetChange {
        sheet: &own,
        cells: BTreeMap::new(),
        notes: Vec::new(),
        unmarked: Default::default(),
        steps_back: false,
        sweeps: false,
    };
    asked(&mut all);
    let outcome = patch.change(&all).unwrap();
    let touched = patch.touched();
    (patch.finish().unwrap(), outcome, touched)
}

fn note(text: &str) -> Vec<Wanted> {
    vec![Wanted { at: at("A1"), text: text.to_owned() }]
}

fn marked(mark: Option<Mark>, format: Option<&str>) -> CellChange {
    CellChange { content: NewContent::Same, mark, format: format.map(Into::into) }
}

#[test]
fn notes_come_change_and_go_without_a_trace() {
    let bytes = sheet(DATA, &[]);
    let (once, _, touched) = patched(&bytes, |all| all.notes = note("原值 8"), None);
    let expected = ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", LIST];
    assert_eq!(touched.added, expected);
    assert!(part(&once, "xl/comments1.xml").unwrap().contains("原值 8"));

    let (twice, _, touched) = patched(&once, |all| all.notes = note("原值 9"), None);
    assert!(
        touched.changed.contains(&"xl/comments1.xml".to_owned())
            && !touched.changed.contains(&LIST.to_owned())
    );
    let said = part(&twice, "xl/comments1.xml").unwrap();
    assert!(said.contains("原值 9") && !said.contains("原值 8"));
    assert_eq!(part(&twice, SHEET), part(&once, SHEET));

    let (without, _, touched) = patched(&twice, |_| {}, None);
    for name in ["xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", LIST] {
        assert!(touched.removed.contains(&name.to_owned()), "{name}");
        assert_eq!(part(&without, name), None);
    }
    assert_eq!(part(&without, SHEET).unwrap(), DATA);
    assert!(!part(&without, "[Content_Types].xml").unwrap().contains("comments"));
}

#[test]
fn other_relationships_of_the_sheet_stay() {
    let own = list(&relation("rId1", "image", "../media/a.png"));
    let bytes = sheet(DATA, &[(LIST, &own), ("xl/media/a.png", "a")]);
    let (once, ..) = patched(&bytes, |all| all.notes = note("原值 8"), None);
    assert_eq!(part(&once, LIST).unwrap().matches("<Relationship ").count(), 3);
    let (without, ..) = patched(&once, |_| {}, None);
    assert_eq!(part(&without, LIST), Some(own));
}

#[test]
fn notes_take_names_and_ids_that_are_free() {
    let own = list("<Relationship Id='rIdZ1' Type='t/image' Target='a'/>");
    let more = [(LIST, own.as_str()), ("xl/COMMENTS1.xml", "<a/>"), ("xl/drawings/vmlDrawing2.vml", "<a/>")];
    let (once, ..) = patched(&sheet(DATA, &more), |all| all.notes = note("原值 8"), None);
    let new = part(&once, LIST).unwrap();
    for piece in ["\"rIdZ2\"", "\"rIdZ3\"", "/xl/comments2.xml", "/xl/drawings/vmlDrawing1.vml"] {
        assert!(new.contains(piece), "{piece}: {new}");
    }
}

#[test]
fn marks_come_and_go_and_the_style_is_told() {
    let styled = DATA.replace("<c r=\"A1\">", "<c r=\"A1\" s=\"0\">");
    let cells = |mark, format| BTreeMap::from([(at("A1"), marked(mark, format))]);
    let (once, outcome, _) =
        patched(&sheet(&styled, &[]), |all| all.cells = cells(Some(Mark::Corrected), None), None);
    assert_eq!(outcome.styles[&at("A1")], 0);
    let style = |bytes: &[u8]| scan(&part(bytes, SHEET).unwrap(), "").unwrap().cells[0].style;
    let first = style(&once);
    assert_ne!(first, 0);

    // The same mark again changes nothing; another is put on the style from before the first.
    let unmarked = || [(at("A1"), 0)].into();
    let again = |mark, format| {
        patched(&once, |all| (all.cells, all.unmarked) = (cells(mark, format), unmarked()), None)
    };
    let (same, outcome, touched) = again(Some(Mark::Corrected), None);
    assert_eq!((style(&same), outcome.styles[&at("A1")]), (first, 0));
    assert!(!touched.changed.contains(&SHEET.to_owned()));
    let (other, ..) = again(Some(Mark::Review), None);
    assert!(style(&other) != first && style(&other) != 0);
    let (formatted, ..) = again(Some(Mark::Corrected), Some("0.000"));
    assert!(style(&formatted) != first && part(&formatted, "xl/styles.xml").unwrap().contains("\"0.000\""));
    let (without, ..) = again(None, None);
    assert_eq!(part(&without, SHEET).unwrap(), styled);

    // What a person has unmarked since keeps the style that it has now.
    let (kept, outcome, _) = patched(
        &without,
        |all| (all.cells, all.unmarked) = (cells(None, None), [(at("A1"), first)].into()),
        None,
    );
    assert_eq!((style(&kept), outcome.styles[&at("A1")]), (0, 0));
}

#[test]
fn a_block_is_marked_where_it_has_cells() {
    let mark = || {
        BTreeMap::from([(
            at("A1"),
            CellChange { content: number("7.5"), ..marked(Some(Mark::Review), None) },
        )])
    };
    let (copy, outcome, _) = patched(&sheet(DATA, &[]), |all| all.cells = mark(), Some("A1:B2"));
    let mut told: Vec<CellRef> = outcome.styles.into_keys().collect();
    told.sort();
    assert_eq!(told, [at("A1"), at("B1")]);
    let xml = part(&copy, SHEET).unwrap();
    let part = scan(&xml, "").unwrap();
    let held: Vec<_> =
        part.cells.iter().map(|cell| (cell.at, cell.style != 0, cell.value.as_deref())).collect();
    assert_eq!(held, [(at("A1"), true, Some("7.5")), (at("B1"), true, Some("16")), (at("C1"), false, None)]);
}

#[test]
fn protected_sheets_are_told_where_they_change() {
    let locked = DATA.replace("</worksheet>", "<sheetProtection sheet=\"1\"/></worksheet>");
    let bytes = sheets(&[&locked, &locked, DATA], &[], "");
    let (parts, read) = (Parts::open(&bytes, |_| true).unwrap(), read_workbook(&bytes).unwrap());
    let mut patch = Patch::new(&bytes, &parts).unwrap();
    for place in [1, 2] {
        patch.change(&change(&read.sheets[place], "A1", number("1"), None)).unwrap();
    }
    assert_eq!(parts.protected_sheets(&patch.touched()), ["附"]);
}
