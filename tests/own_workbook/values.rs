//! WB-06, 07 and 09: what the copy shows without being worked out is what LibreOffice works out, before and after an edit.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::book::{Book, Cell};
use super::copies::{Copy, copies, copy, recalculated};
use super::fixtures::form::FORM;
use super::log::Log;
use super::office::Office;
use super::package::Package;
use super::python;

/// The formulas of a copy whose value a program has to work out: those listed as dropped, and those that had none.
fn has_no_value(copy: &Copy, log: &Log, sheet: &str, at: ziping::value::CellRef, cell: &Cell) -> bool {
    let before = Book::open(&copy.fixture.bytes);
    let had_none = before.sheet(sheet).is_some()
        && before
            .cells(sheet)
            .get(&at)
            .is_some_and(|before| before.kind.is_empty() && before.formula.is_some());
    let dropped = log.change(sheet, at).is_some_and(|change| change.new.kind.is_empty());
    cell.kind.is_empty() && (had_none || dropped)
}

#[test]
fn cached_values_are_what_a_recalculation_gives() {
    let Some(recalculated) = recalculated() else { return };
    let mut wrong = Vec::new();
    for (copy, saved) in recalculated {
        let (after, other) = (Book::open(&copy.bytes), Book::open(saved));
        let log = Log::of(&after);
        let mut formulas = 0;
        for sheet in &after.sheets {
            let Some(entry) = other.sheet(&sheet.name) else {
                wrong.push(format!("{}: LibreOffice lost {}", copy.fixture.name, sheet.name));
                continue;
            };
            let results = other.cells(&entry.name);
            for (at, cell) in after.cells(&sheet.name) {
                let outside = cell.formula.as_ref().is_some_and(|formula| formula.contains("[1]"));
                formulas += usize::from(cell.formula.is_some());
                let result = results.get(&at).cloned().unwrap_or_default();
                // An empty text and no value are one to LibreOffice.
                let same = cell.same_value(&result) || (cell.value.is_empty() && result.value.is_empty());
                if !same && !outside && !has_no_value(copy, &log, &sheet.name, at, &cell) {
                    wrong.push(format!("{}: {}!{at}: {cell:?} / {result:?}", copy.fixture.name, sheet.name));
                }
            }
        }
        assert!(formulas > 20, "{}: {formulas} formulas prove nothing", copy.fixture.name);
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Every program sees the same values: ours through calamine, and openpyxl.
#[test]
fn other_readers_see_the_same_values() {
    let mut wrong = Vec::new();
    for copy in copies() {
        // What calamine does not read before, it need not read after.
        if Xlsx::new(Cursor::new(&copy.fixture.bytes)).is_err() {
            continue;
        }
        let mut reader = Xlsx::new(Cursor::new(&copy.bytes)).unwrap();
        let book = Book::open(&copy.bytes);
        for sheet in &book.sheets {
            let range = reader.worksheet_range(&sheet.name).unwrap();
            for (at, cell) in book.cells(&sheet.name) {
                let same = match range.get_value((at.row, u32::from(at.col))) {
                    Some(Data::Float(number)) => {
                        cell.number().is_some_and(|own| (own - number).abs() <= 1e-9)
                    }
                    Some(Data::String(text)) => *text == cell.value,
                    None | Some(Data::Empty) => cell.value.is_empty(),
                    Some(_) => true,
                };
                if !same {
                    wrong.push(format!("calamine, {}: {}!{at}: {cell:?}", copy.fixture.name, sheet.name));
                }
            }
        }
    }
    let files = |bytes: fn(&Copy) -> &Vec<u8>| {
        copies().iter().map(|copy| (copy.fixture.name, bytes(copy))).collect::<Vec<_>>()
    };
    let Some(inputs) = python::values(&files(|copy| &copy.fixture.bytes)) else { return };
    let outputs = python::values(&files(|copy| &copy.bytes)).unwrap();
    for ((copy, input), output) in copies().iter().zip(inputs).zip(outputs) {
        let Some(values) = output else {
            if input.is_some() {
                wrong.push(format!("openpyxl loads {} and not its copy", copy.fixture.name));
            }
            continue;
        };
        // Strict files open in it as workbooks without a value.
        if input.is_some_and(|sheets| sheets.values().all(std::collections::BTreeMap::is_empty)) {
            continue;
        }
        let book = Book::open(&copy.bytes);
        for sheet in &book.sheets {
            for (at, cell) in book.cells(&sheet.name) {
                let value = values.get(&sheet.name).and_then(|cells| cells.get(&at.to_string()));
                let same = match (value, cell.number()) {
                    (Some(value), Some(number)) if value.is_number() => {
                        (value.as_f64().unwrap() - number).abs() <= 1e-9
                    }
                    (Some(value), None) if value.is_string() => value.as_str() == Some(&cell.value),
                    (value, _) => value.is_none() == cell.value.is_empty(),
                };
                if !same {
                    wrong.push(format!(
                        "openpyxl, {}: {}!{at}: {cell:?} / {value:?}",
                        copy.fixture.name, sheet.name
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The copy with one number of the form typed anew, as a clerk would.
fn with_number(copy: &Copy, at: &str, from: &str, to: &str) -> Vec<u8> {
    let mut package = Package::open(&copy.bytes);
    let book = Book::open(&copy.bytes);
    let raw = book.cell_at(FORM, at).unwrap().raw;
    let (old, new) = (format!("<v>{from}</v>"), format!("<v>{to}</v>"));
    assert!(raw.contains(&old), "{raw}");
    package.replace(&book.sheet(FORM).unwrap().part, &raw, &raw.replace(&old, &new));
    package.bytes()
}

/// 8 × 1800 ÷ 2400 = 6, so the total falls from 97.2 to 96; 576 ÷ 640 = 90 %, so 9 points instead of 9.5 and 96.7 in all.
#[test]
fn a_changed_input_scores_itself_in_the_copy() {
    let Some(office) = Office::find() else { return };
    let edits = [("F15", "2160", "1800", "H15", 6.0, 96.0), ("F6", "608", "576", "H6", 0.9, 96.7)];
    let names = ["rich", "typed-total"];
    let mut files = Vec::new();
    for name in names {
        files.extend(
            edits.map(|(at, from, to, ..)| (format!("{name}-{at}"), with_number(copy(name), at, from, to))),
        );
    }
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect();
    let expected =
        names.iter().flat_map(|name| edits.map(|(.., score, points, total)| (name, score, points, total)));
    for (saved, (name, score, points, total)) in office.converted(&files, "xlsx").into_iter().zip(expected) {
        let book = Book::open(&saved.unwrap());
        for (sheet, at, expected) in [(FORM, score, points), (FORM, "H26", total), ("汇总 表", "B1", total)]
        {
            let found = book.number(sheet, at);
            assert!((found - expected).abs() < 1e-9, "{name}: {sheet}!{at} is {found} and not {expected}");
        }
        let paper = book.cells("重算底稿");
        let recomputed = paper.values().filter_map(Cell::number);
        assert!(
            recomputed.into_iter().any(|number| (number - points).abs() < 1e-9),
            "{name}: 重算底稿 has no {points}"
        );
        let differs = paper.values().any(|cell| cell.value == "△");
        assert!(!differs, "{name}: 重算底稿 finds a difference");
    }
}
