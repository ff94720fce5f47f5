//! 循环引用: formulas that read one another.

use super::columns::Columns;
use super::graph::{CellFormula, Graph};
use super::scope::Book;
use crate::read::grid::{Cell, Workbook};
use crate::value::CellRef;

/// Cells each of which reads the next, and the last the first; each with the index of its sheet.
pub(in crate::read) type Ring = Vec<(usize, CellRef)>;

/// The rings that have at least one of these cells, each beginning with the first of them; one a group of formulas that read
/// one another.
///
/// Only what these cells read, directly or through others, is looked at. A formula that is not understood reads nothing.
pub(in crate::read) fn rings(workbook: &Workbook, cells: &[(usize, CellRef)]) -> Vec<Ring> {
    if cells.is_empty() {
        return Vec::new();
    }
    let has_formula = |cell: &&Cell| cell.formula.as_ref().is_some_and(|formula| !formula.is_empty());
    let each = workbook.sheets.iter().enumerate();
    let each =
        each.flat_map(|(sheet, own)| own.cells.iter().filter(has_formula).map(move |cell| (sheet, cell)));
    let formulas = each.map(|(sheet, cell)| CellFormula {
        sheet,
        at: cell.at,
        formula: cell.formula.as_deref().unwrap_or_default(),
        is_array: false,
        // None is worked out.
        has_result: true,
    });
    let graph = Graph {
        book: Book::of(workbook),
        formulas: formulas.collect(),
        names: &workbook.names,
        cells: Columns::of(std::iter::empty()),
        changed: Some(Columns::of(std::iter::empty())),
    };
    let node = |(sheet, at): &(usize, CellRef)| {
        graph.formulas.binary_search_by_key(&(*sheet, *at), |own| (own.sheet, own.at)).ok()
    };
    let roots: Vec<usize> = cells.iter().filter_map(node).collect();
    let place = |node: usize| graph.formulas.get(node).map(|own| (own.sheet, own.at));
    // Defined names stand between cells, and are none.
    graph.rings(&roots).into_iter().map(|ring| ring.into_iter().filter_map(place).collect()).collect()
}
