//! WB-04: `revert` gives back the values, formulas, looks and notes that the input had.

use super::book::Book;
use super::checks::{notes, styles};
use super::copies::{Copy, copies, copy};
use super::desk::Desk;
use super::log::ADDED;
use super::office::Office;

/// What `revert` writes of a copy.
fn reverted(file: &str, bytes: &[u8]) -> Vec<u8> {
    let (stem, kind) = file.rsplit_once('.').unwrap();
    let (desk, copy) = (Desk::new(), format!("{stem}_已核.{kind}"));
    desk.put(&copy, bytes);
    let ran = desk.run(&["revert", &copy]);
    assert_eq!(ran.code, 0, "{file}: {}", ran.said);
    assert!(desk.get(&copy) == bytes, "{file}: the copy was changed");
    desk.get(&format!("{stem}_还原.{kind}"))
}

/// What differs between a workbook and what `revert` made of its copy: values, marks, and where no other program wrote
/// the copy anew, formulas, looks and notes too.
fn differences(before: &Book, after: &Book, looks: bool) -> Vec<String> {
    let names = |book: &Book| book.sheets.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>();
    let mut found = Vec::new();
    if names(before) != names(after) {
        return vec![format!("sheets {:?}", names(after))];
    }
    let (old_styles, new_styles) = (styles::styles(before), styles::styles(after));
    let styled = looks && before.part_of_kind("styles").is_some();
    for sheet in &before.sheets {
        let (old, new) = (before.cells(&sheet.name), after.cells(&sheet.name));
        let places = old.keys().chain(new.keys().filter(|at| !old.contains_key(at)));
        for at in places {
            let was = old.get(at).cloned().unwrap_or_default();
            let is = new.get(at).cloned().unwrap_or_default();
            if !was.same_value(&is) || (looks && was.formula != is.formula) {
                found.push(format!("{}!{at}: {} → {}", sheet.name, was.raw, is.raw));
            }
            if styled && old_styles.get(was.style) != new_styles.get(is.style) {
                found.push(format!("{}!{at} looks otherwise", sheet.name));
            }
            let border = new_styles.get(is.style).map_or("", |style| style.border.as_str());
            if border.contains("double") || border.to_lowercase().contains("dashed") {
                found.push(format!("{}!{at} is still marked", sheet.name));
            }
        }
        if !looks {
            continue;
        }
        let spoken = |book: &Book, part: &str| -> Vec<_> {
            let notes = notes::comments(book, part).into_iter();
            notes.map(|(at, note)| (at, note.author, note.text)).collect()
        };
        let part = &after.sheet(&sheet.name).unwrap().part;
        if spoken(before, &sheet.part) != spoken(after, part) {
            found.push(format!("notes of {}: {:?}", sheet.name, spoken(after, part)));
        }
    }
    found
}

#[test]
fn a_reverted_copy_holds_what_the_input_held() {
    let found = copies().iter().flat_map(|Copy { fixture, bytes }| {
        let after = Book::open(&reverted(&fixture.file(), bytes));
        let found = differences(&Book::open(&fixture.bytes), &after, true);
        found.into_iter().map(|line| format!("{}: {line}", fixture.name))
    });
    assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new());
}

/// What was added is still found in a copy that another program opened and saved, but for the notes: LibreOffice forgets
/// who wrote them.
#[test]
fn a_copy_saved_by_another_program_can_be_reverted() {
    let Some(office) = Office::find() else { return };
    let Copy { fixture, bytes } = copy("plain");
    let saved = office.saved(bytes, "xlsx");
    let after = Book::open(&reverted("表.xlsx", &saved));
    assert_eq!(differences(&Book::open(&fixture.bytes), &after, false), Vec::<String>::new());
}

#[test]
fn revert_writes_where_it_is_told_and_never_over_a_file() {
    let desk = Desk::new();
    desk.put("表_已核.xlsx", &copy("rich").bytes);
    assert_eq!(desk.run(&["revert", "表_已核.xlsx", "-o", "原样.xlsx"]).code, 0);
    assert_eq!(desk.run(&["revert", "表_已核.xlsx", "--out-dir", "出"]).code, 0);
    let (one, other) = (desk.get("原样.xlsx"), std::fs::read(desk.path("出/表_还原.xlsx")).unwrap());
    assert!(one == other);
    desk.put("表_还原.xlsx", b"mine");
    assert_eq!(desk.run(&["revert", "表_已核.xlsx"]).code, 2);
    assert_eq!(desk.get("表_还原.xlsx"), b"mine");
    assert_eq!(desk.run(&["revert", "表_已核.xlsx", "--force"]).code, 0);
    assert!(desk.get("表_还原.xlsx") == one);
}

#[test]
fn only_a_corrected_copy_can_be_reverted() {
    let desk = Desk::new();
    desk.put("表.xlsx", &copy("rich").fixture.bytes);
    let ran = desk.run(&["revert", "表.xlsx"]);
    assert_eq!((ran.code, desk.files().len()), (2, 1), "{}", ran.said);
    assert!(ADDED.iter().all(|name| Book::open(&desk.get("表.xlsx")).sheet(name).is_none()));
}
