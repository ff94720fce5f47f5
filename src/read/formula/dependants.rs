//! Formulas whose results change with other cells.

use std::collections::{BTreeMap, HashMap};

use super::address::Area;
use super::columns::Columns;
use super::evaluate::{Outcome, Slot};
use super::graph::{CellFormula, Graph};
use super::scope::Book;
use super::worth::{fifteen_digits, held};
use crate::read::grid::{Cell, CellValue, Sheet, Workbook};
use crate::value::CellRef;

/// A formula whose result changes because other cells do.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependant {
    /// The index of its sheet in the workbook.
    pub sheet: usize,
    /// Its cell.
    pub at: CellRef,
    /// Its new result; `None` where it cannot be worked out.
    pub value: Option<CellValue>,
}

/// Works out again every formula that depends on changed cells, and gives those whose result is another one, by sheet and cell.
///
/// `changed` holds new values by the sheet's index and the address; a changed cell's own formula no longer counts. A formula that may depend
/// on a changed cell and cannot be worked out comes without a value. Numbers are the same if they agree to 15 digits.
pub fn dependants(workbook: &Workbook, changed: &BTreeMap<(usize, CellRef), CellValue>) -> Vec<Dependant> {
    let mut results = results(workbook, changed, false);
    results.retain(|own| {
        let saved = workbook.sheets.get(own.sheet).and_then(|sheet| sheet.cell(own.at));
        !saved.zip(own.value.as_ref()).is_some_and(|(cell, value)| is_same(value, &cell.value))
    });
    results
}

/// What the changed cells' own formulas would give if every other changed cell holds its new value; of formulas that depend on
/// none of them nothing is said.
pub fn own_results(workbook: &Workbook, changed: &BTreeMap<(usize, CellRef), CellValue>) -> Vec<Dependant> {
    let mut results = results(workbook, changed, true);
    results.retain(|own| changed.contains_key(&(own.sheet, own.at)));
    results
}

/// What every formula gives that depends on a changed cell, those in changed cells among them if `own` says so.
fn results(
    workbook: &Workbook,
    changed: &BTreeMap<(usize, CellRef), CellValue>,
    own: bool,
) -> Vec<Dependant> {
    let has_formulas =
        |sheet: &Sheet| !sheet.arrays.is_empty() || sheet.cells.iter().any(|cell| cell.formula.is_some());
    if changed.is_empty() || !workbook.sheets.iter().any(has_formulas) {
        return Vec::new();
    }
    let mut formulas = Vec::new();
    let mut slots: Vec<(usize, CellRef, Slot<'_>)> = changed
        .iter()
        .map(|((sheet, at), value)| (*sheet, *at, Slot { value, formula: None, node: None }))
        .collect();
    // The cells of the formulas, in their order.
    let mut saved = Vec::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let arrays = array_formulas(sheet, index);
        let is_changed = |cell: &Cell| changed.contains_key(&(index, cell.at));
        for cell in sheet.cells.iter().filter(|cell| own || !is_changed(cell)) {
            let array = arrays.get(&cell.at).copied();
            let formula = array.or(cell.formula.as_deref());
            let node = formula.map(|formula| {
                formulas.push(CellFormula {
                    sheet: index,
                    at: cell.at,
                    formula,
                    is_array: array.is_some(),
                    has_result: cell.value != CellValue::Empty,
                });
                saved.push(cell);
                saved.len() - 1
            });
            if !is_changed(cell) {
                slots.push((index, cell.at, Slot { value: &cell.value, formula, node }));
            }
        }
    }
    let graph = Graph {
        book: Book::of(workbook),
        formulas,
        names: &workbook.names,
        cells: Columns::of(slots.into_iter()),
        changed: Some(Columns::of(changed.keys().map(|(sheet, at)| (*sheet, *at, ())))),
    };
    let outcomes = graph.outcomes();
    let each = graph.formulas.iter().zip(saved).zip(outcomes);
    each.filter_map(|((formula, cell), outcome)| {
        let Outcome::New(worth) = outcome else { return None };
        let value = held(&worth).map(|value| dated_like(value, cell));
        Some(Dependant { sheet: formula.sheet, at: formula.at, value })
    })
    .collect()
}

/// The formula that fills each cell of a sheet's array blocks; empty where it is not known.
fn array_formulas(sheet: &Sheet, index: usize) -> HashMap<CellRef, &str> {
    let mut found = HashMap::new();
    if sheet.arrays.is_empty() {
        return found;
    }
    let cells = Columns::of(sheet.cells.iter().map(|cell| (index, cell.at, cell.at)));
    // Blocks never overlap; a file that says otherwise is not followed further.
    let mut left = sheet.cells.len();
    for block in &sheet.arrays {
        let formula = sheet.cell(block.first).and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
        let area = Area { sheet: index, first: block.first, last: block.last };
        for (_, rows) in cells.within(area) {
            if rows.len() > left {
                return found;
            }
            left -= rows.len();
            found.extend(rows.iter().map(|(_, at)| (*at, formula)));
        }
    }
    found
}

/// A number is a date where there was one.
fn dated_like(value: CellValue, cell: &Cell) -> CellValue {
    match (value, &cell.value) {
        (CellValue::Number(number), CellValue::Date(_)) => CellValue::Date(number),
        (value, _) => value,
    }
}

/// Whether a result is the saved one.
fn is_same(value: &CellValue, saved: &CellValue) -> bool {
    match (value, saved) {
        (
            CellValue::Number(value) | CellValue::Date(value),
            CellValue::Number(saved) | CellValue::Date(saved),
        ) => fifteen_digits(*value) == fifteen_digits(*saved),
        (CellValue::Text(text), CellValue::Empty) => text.is_empty(),
        (value, saved) => value == saved,
    }
}
