//! Formulas with results worked out by hand, and what depends on what.

mod dependence;
mod results;
mod rings;

use std::collections::BTreeMap;

use super::{Dependant, dependants};
use crate::read::grid::{Cell, CellValue, DefinedName, FileKind, Sheet, Workbook};
use crate::value::CellRef;

/// What a test writes for a value: `=…` is a formula that was saved with the number 1, `'…` a text, else a number or a word.
fn cell(at: &str, content: &str) -> Cell {
    let formula = content.strip_prefix('=').map(str::to_owned);
    let value = if formula.is_some() { CellValue::Number(1.into()) } else { value(content) };
    Cell { at: at.parse().unwrap(), value, text: String::new(), format: None, formula }
}

fn value(content: &str) -> CellValue {
    match content {
        "TRUE" => CellValue::Bool(true),
        "FALSE" => CellValue::Bool(false),
        "" => CellValue::Empty,
        error if error.starts_with('#') => CellValue::Error(error.to_owned()),
        other => match other.parse() {
            Ok(number) => CellValue::Number(number),
            Err(_) => CellValue::Text(other.trim_start_matches('\'').to_owned()),
        },
    }
}

fn sheet(name: &str, cells: &[(&str, &str)]) -> Sheet {
    let mut cells: Vec<Cell> = cells.iter().map(|(at, content)| cell(at, content)).collect();
    cells.sort_by_key(|cell| cell.at);
    Sheet {
        name: name.to_owned(),
        visible: true,
        cells,
        merges: Vec::new(),
        hidden_rows: Vec::new(),
        hidden_cols: Vec::new(),
        arrays: Vec::new(),
        oddities: Vec::new(),
    }
}

fn workbook(sheets: Vec<Sheet>, names: &[(&str, Option<usize>, &str)]) -> Workbook {
    let name = |(name, sheet, formula): &(&str, Option<usize>, &str)| DefinedName {
        name: (*name).to_owned(),
        sheet: *sheet,
        formula: (*formula).to_owned(),
    };
    Workbook { kind: FileKind::Xlsx, sheets, names: names.iter().map(name).collect(), active: Vec::new() }
}

fn shown(value: Option<&CellValue>) -> String {
    match value {
        None => "?".to_owned(),
        Some(CellValue::Number(number)) => number.to_string(),
        Some(CellValue::Date(number)) => format!("day {number}"),
        Some(CellValue::Text(text)) => format!("'{text}"),
        Some(CellValue::Bool(truth)) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Some(CellValue::Error(error)) => error.clone(),
        Some(CellValue::Empty) => "empty".to_owned(),
    }
}

/// The dependants as `0!B1 = 5`, after cells got new values.
fn changes(workbook: &Workbook, changed: &[(usize, &str, &str)]) -> Vec<String> {
    let changed: BTreeMap<(usize, CellRef), CellValue> =
        changed.iter().map(|(sheet, at, content)| ((*sheet, at.parse().unwrap()), value(content))).collect();
    let line = |found: Dependant| format!("{}!{} = {}", found.sheet, found.at, shown(found.value.as_ref()));
    dependants(workbook, &changed).into_iter().map(line).collect()
}
