//! calamine as the second reader: the same values, formulas and merged blocks on every workbook both can read.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxFormulaMetadata};
use rust_decimal::Decimal;
use ziping::read::{CellValue, Workbook, read_workbook};
use ziping::value::CellRef;

use crate::files::grid;
use crate::generator::generate;
use crate::xlsx;

/// What one reader says of a sheet: values in a common spelling, formulas, merged blocks.
#[derive(Debug, Default, PartialEq)]
struct Said {
    values: BTreeMap<CellRef, String>,
    formulas: BTreeMap<CellRef, String>,
    merges: Vec<String>,
}

fn ours(book: &Workbook) -> BTreeMap<String, Said> {
    let said = book.sheets.iter().map(|sheet| {
        let mut said = Said::default();
        for cell in &sheet.cells {
            // A result that was worked out in reading is not the file's.
            let value = match &cell.value {
                CellValue::Number(number) | CellValue::Date(number) => number.to_string(),
                CellValue::Text(text) => text.clone(),
                CellValue::Bool(truth) => truth.to_string(),
                CellValue::Error(error) => error.clone(),
                CellValue::Empty => String::new(),
            };
            said.values.insert(cell.at, value);
            said.formulas.extend(cell.formula.clone().map(|formula| (cell.at, formula)));
        }
        said.merges = sheet.merges.iter().map(|block| format!("{}:{}", block.first, block.last)).collect();
        (sheet.name.clone(), said)
    });
    said.collect()
}

fn theirs(bytes: &[u8]) -> BTreeMap<String, Said> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("calamine opens it");
    let worksheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let mut all = BTreeMap::new();
    for sheet in worksheets {
        let mut said = Said::default();
        let at = |(row, col): (u32, u32)| CellRef::new(row, u16::try_from(col).expect("a column"));
        let mut cells = book.worksheet_cells_reader(&sheet.name).expect("a sheet");
        let mut shared = BTreeMap::new();
        while let Some(cell) = cells.next_cell_with_formula_metadata().expect("a cell") {
            let value = match &cell.value {
                DataRef::Int(whole) => whole.to_string(),
                DataRef::Float(number) => number.to_string(),
                DataRef::DateTime(date) => date.as_f64().to_string(),
                DataRef::SharedString(text) => (*text).to_owned(),
                DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
                DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
                DataRef::Bool(truth) => truth.to_string(),
                DataRef::Error(error) => error.to_string(),
                DataRef::Empty => String::new(),
            };
            let formula = match cell.formula {
                Some(XlsxFormulaMetadata::Normal { formula }) => Some(formula),
                Some(XlsxFormulaMetadata::Shared { shared_index, formula, .. }) => {
                    shared.insert(shared_index, (formula.clone(), cell.pos));
                    Some(formula)
                }
                Some(XlsxFormulaMetadata::SharedDerived { shared_index }) => {
                    let (text, first) = &shared[&shared_index];
                    calamine::expand_shared_formula(text, *first, cell.pos).ok()
                }
                Some(_) => Some(String::new()),
                None => None,
            };
            if !value.is_empty() || formula.is_some() {
                said.values.insert(at(cell.pos), value);
            }
            said.formulas.extend(formula.map(|formula| (at(cell.pos), formula)));
        }
        drop(cells);
        if !said.values.is_empty() {
            let merges = book.merge_cells_by_sheet_name(&sheet.name).expect("merges");
            let block = |block: &calamine::Dimensions| format!("{}:{}", at(block.start), at(block.end));
            said.merges = merges.iter().map(block).collect();
        }
        all.insert(sheet.name, said);
    }
    all
}

/// Numbers alike to 15 digits, as Excel reckons; results of formulas that were saved without one are ours alone.
fn agree(name: &str, ours: &BTreeMap<String, Said>, theirs: &BTreeMap<String, Said>) -> usize {
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>(), "{name}");
    let mut compared = 0;
    for (sheet, own) in ours {
        let other = &theirs[sheet];
        assert_eq!(own.formulas, other.formulas, "{name} {sheet}");
        assert_eq!(own.merges, other.merges, "{name} {sheet}");
        let places: Vec<_> = [own, other].map(|said| said.values.keys().collect::<Vec<_>>()).into();
        assert_eq!(places[0], places[1], "{name} {sheet}");
        for (at, value) in &own.values {
            let other = &other.values[at];
            let number = |text: &str| text.parse::<f64>().ok();
            let alike = match (number(value), number(other)) {
                (Some(own), Some(other)) => (own - other).abs() <= other.abs() * 1e-14,
                _ => value == other || (other.is_empty() && own.formulas.contains_key(at)),
            };
            assert!(alike, "{name} {sheet}!{at}: {value:?}, calamine {other:?}");
            compared += 1;
        }
    }
    compared
}

fn workbooks_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            workbooks_in(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "xlsx") {
            found.push(path);
        }
    }
}

#[test]
fn calamine_reads_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    workbooks_in(&root.join("workbook-templates"), &mut paths);
    workbooks_in(&root.join("tests/golden"), &mut paths);
    if let Some(corpus) = std::env::var_os("ZIPING_CORPUS") {
        workbooks_in(Path::new(&corpus), &mut paths);
    }
    let mut compared = 0;
    for path in &paths {
        let bytes = fs::read(path).expect("a file");
        compared +=
            agree(&path.display().to_string(), &ours(&read_workbook(&bytes).unwrap()), &theirs(&bytes));
    }
    // Published forms are not on every machine; these are.
    for form in (0..20).map(|number| generate(7, number, Decimal::ONE)) {
        compared += agree(&form.name, &ours(&read_workbook(&form.bytes).unwrap()), &theirs(&form.bytes));
    }
    let sample = xlsx::written(&grid::sample());
    compared += agree("sample", &ours(&read_workbook(&sample).unwrap()), &theirs(&sample));
    assert!(paths.len() >= 32 && compared > 5_000, "{} files, {compared} cells", paths.len());
}
