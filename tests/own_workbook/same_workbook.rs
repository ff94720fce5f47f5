//! WB-01, 02, 03, 08 and 09: the copy is the input with the listed changes, and they are the right ones.

use super::book::Book;
use super::checks;
use super::copies::{copies, copy, refusals};
use super::fixtures::form::CORRECTED;
use super::log::{ADDED, Log};

#[test]
fn every_workbook_gets_its_copy() {
    assert_eq!(refusals(), Vec::<String>::new());
}

#[test]
fn a_copy_differs_from_its_input_only_in_what_it_lists() {
    let found = copies().iter().flat_map(|copy| {
        let found = checks::violations(&copy.fixture.bytes, &copy.bytes);
        found.into_iter().map(|line| format!("{}: {line}", copy.fixture.name))
    });
    assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_wrong_cells_of_the_form_are_corrected_and_listed() {
    let mut wrong = Vec::new();
    for copy in copies() {
        let (name, sheet) = (copy.fixture.name, copy.fixture.sheet);
        let book = Book::open(&copy.bytes);
        let log = Log::of(&book);
        for (at, expected) in CORRECTED {
            let cell = book.cell_at(sheet, at).unwrap_or_default();
            if cell.number() != Some(expected) {
                wrong.push(format!("{name}: {at} is {cell:?} and not {expected}"));
            }
            if log.change(sheet, at.parse().unwrap()).is_none() {
                wrong.push(format!("{name}: {at} is not listed among {:?}", log.spoken()));
            }
        }
        let corrected = log.changes.iter().filter(|change| change.class == "更正" && change.sheet == sheet);
        let corrected: Vec<_> = corrected.map(|change| change.at.to_string()).collect();
        if corrected.iter().any(|at| !CORRECTED.iter().any(|(wrong, _)| wrong == at)) {
            wrong.push(format!("{name}: corrected {corrected:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// On other sheets, through names, and on a hidden one.
#[test]
fn formulas_that_depend_on_a_corrected_cell_follow_it() {
    for name in ["rich", "typed-total", "long-name", "prefixed", "shared-formulas"] {
        let copy = copy(name);
        let (book, log) = (Book::open(&copy.bytes), Log::of(&Book::open(&copy.bytes)));
        for (sheet, at, expected) in [
            ("汇总 表", "B1", 97.2),
            ("汇总 表", "B2", 97.2),
            ("汇总 表", "B4", 87.7),
            ("汇总 表", "B5", 0.972),
            ("汇总 表", "B6", 0.95),
            ("极隐", "A1", 14.4),
        ] {
            let found = book.number(sheet, at);
            assert!((found - expected).abs() < 1e-9, "{name}: {sheet}!{at} is {found} and not {expected}");
            let change = log.change(sheet, at.parse().unwrap());
            assert!(
                change.is_some_and(|change| change.class == "随动"),
                "{name}: {sheet}!{at} is not listed"
            );
        }
        let untouched = book.number("汇总 表", "B7");
        assert!((untouched - 100.0).abs() < 1e-9 && log.change("汇总 表", "B7".parse().unwrap()).is_none());
    }
}

/// The verdict opens first where a form did; another sheet that did keeps its part, and with it the sign that it opens first.
#[test]
fn the_five_sheets_stand_at_the_end_and_the_verdict_opens_first() {
    for copy in copies() {
        let (before, after) = (Book::open(&copy.fixture.bytes), Book::open(&copy.bytes));
        let names: Vec<_> = after.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names[before.sheets.len()..], ADDED, "{}", copy.fixture.name);
        let workbook = after.package.text(&after.workbook_part);
        let opens = |book: &Book| {
            let text = book.package.text(&book.workbook_part);
            let place =
                text.split("activeTab=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok());
            book.sheets[place.unwrap_or(0)].name.clone()
        };
        let first =
            if opens(&before) == copy.fixture.sheet { "核对结论".to_owned() } else { opens(&before) };
        assert_eq!(opens(&after), first, "{}: {workbook}", copy.fixture.name);
        let selected = after.sheets.iter().filter(|sheet| {
            let text = after.package.text(&sheet.part);
            ["1", "true"].iter().any(|yes| text.contains(&format!("tabSelected=\"{yes}\"")))
        });
        assert_eq!(
            selected.map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(),
            [first.as_str()],
            "{}",
            copy.fixture.name
        );
    }
}

/// The reason that is missing is a cell to look at: its border is double, its content none.
#[test]
fn a_cell_to_look_at_is_marked_and_left_alone() {
    for copy in copies() {
        let (sheet, book) = (copy.fixture.sheet, Book::open(&copy.bytes));
        let cell = book.cell_at(sheet, "I22").unwrap();
        let style = &checks::styles::styles(&book)[cell.style];
        assert!(style.border.contains("double"), "{}: {style:?}", copy.fixture.name);
        assert!(cell.value.is_empty() && cell.formula.is_none(), "{}: {cell:?}", copy.fixture.name);
        let note = &checks::notes::comments(&book, &book.sheet(sheet).unwrap().part);
        assert_eq!(note[&"I22".parse().unwrap()].author, "ziping", "{}", copy.fixture.name);
    }
}

/// A note that was there keeps its author and its words, and ours follow behind a line.
#[test]
fn a_note_that_was_there_is_carried_on() {
    for name in ["rich", "prefixed", "strict", "button", "openpyxl", "libreoffice-rich", "other-folder"] {
        if name.starts_with(['o', 'l']) && !copies().iter().any(|copy| copy.fixture.name == name) {
            continue;
        }
        let book = Book::open(&copy(name).bytes);
        let sheet = &book.sheet(copy(name).fixture.sheet).unwrap().part;
        let notes = checks::notes::comments(&book, sheet);
        let note = &notes[&"H15".parse().unwrap()];
        // LibreOffice forgets who wrote a note.
        assert_eq!(note.author, if name.starts_with('l') { " " } else { "财务科" }, "{name}");
        let rest = note.text.strip_prefix("水表数量以验收单为准。").unwrap();
        assert!(
            rest.starts_with('\n') && rest.contains("7.8") && rest.contains("7.2"),
            "{name}: {}",
            note.text
        );
        assert_eq!(notes[&"B3".parse().unwrap()].text, "名称与批复一致。", "{name}");
    }
    let conversation = Book::open(&copy("conversation").bytes);
    let sheet = &conversation.sheet(copy("conversation").fixture.sheet).unwrap().part;
    let notes = checks::notes::comments(&conversation, sheet);
    assert!(notes[&"H15".parse().unwrap()].author.starts_with("tc="));
    assert_eq!(notes[&"H15".parse().unwrap()].text, "水表数量以验收单为准。");
}
