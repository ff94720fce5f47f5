//! Results of formulas that were saved without one, as programs that only write files leave them.
//!
//! The arithmetic of forms over cells of the same sheet. Whatever else a formula asks for leaves it without a result, and
//! the cell says so.

use std::collections::HashMap;

use super::columns::Columns;
use super::evaluate::{Outcome, Slot};
use super::graph::{CellFormula, Graph};
use super::scope::Book;
use super::worth::held;
use crate::read::grid::{Cell, CellValue};
use crate::value::CellRef;

/// Gives the formulas that wait for a result their result; one that cannot be worked out becomes an error that shows the
/// formula.
pub(in crate::read) fn calculate(cells: &mut [Cell], waiting: impl Iterator<Item = CellRef>) {
    let index = |at: CellRef| cells.binary_search_by_key(&at, |cell| cell.at).ok();
    let waiting: Vec<usize> = waiting.filter_map(index).filter(|at| is_formula(&cells[*at])).collect();
    let results = results(cells, &waiting);
    for (at, result) in waiting.into_iter().zip(results) {
        let cell = &mut cells[at];
        cell.text = match &result {
            Some(CellValue::Number(number)) => number.to_string(),
            Some(CellValue::Text(text) | CellValue::Error(text)) => text.clone(),
            Some(CellValue::Bool(truth)) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            _ => format!("={}", cell.formula.as_deref().unwrap_or_default()),
        };
        cell.value = result.unwrap_or_else(|| CellValue::Error(cell.text.clone()));
    }
}

fn is_formula(cell: &Cell) -> bool {
    cell.value == CellValue::Empty && cell.formula.as_ref().is_some_and(|formula| !formula.is_empty())
}

/// The results of the formulas that wait, in their order.
fn results(cells: &[Cell], waiting: &[usize]) -> Vec<Option<CellValue>> {
    let nodes: HashMap<usize, usize> =
        waiting.iter().enumerate().map(|(node, index)| (*index, node)).collect();
    let slots = cells.iter().enumerate().map(|(index, cell)| {
        let node = nodes.get(&index).copied();
        (0, cell.at, Slot { value: &cell.value, formula: cell.formula.as_deref(), node })
    });
    let formulas = waiting.iter().map(|index| &cells[*index]).map(|cell| CellFormula {
        sheet: 0,
        at: cell.at,
        formula: cell.formula.as_deref().unwrap_or_default(),
        is_array: false,
        has_result: false,
    });
    let graph = Graph {
        book: Book::default(),
        formulas: formulas.collect(),
        names: &[],
        cells: Columns::of(slots),
        changed: None,
    };
    let outcome = |outcome| match outcome {
        Outcome::New(worth) => held(&worth),
        _ => None,
    };
    graph.outcomes().into_iter().map(outcome).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(at: &str, value: CellValue, formula: Option<&str>) -> Cell {
        Cell {
            at: at.parse().unwrap(),
            value,
            text: String::new(),
            format: None,
            formula: formula.map(str::to_owned),
        }
    }

    fn shown(formula: &str) -> String {
        let number = |text: &str| CellValue::Number(text.parse().unwrap());
        let mut cells = vec![
            cell("A1", number("923.86"), None),
            cell("A2", number("615.33"), None),
            cell("A3", CellValue::Text("10".to_owned()), None),
            cell("A4", CellValue::Text("—".to_owned()), None),
            cell("A5", CellValue::Empty, Some("A2/A1")),
            cell("A6", CellValue::Empty, Some("A7")),
            cell("A7", CellValue::Empty, Some("A6+1")),
            cell("B1", CellValue::Empty, Some(formula)),
        ];
        cells.sort_by_key(|cell| cell.at);
        let all: Vec<CellRef> = cells.iter().map(|cell| cell.at).collect();
        calculate(&mut cells, all.into_iter());
        cells.iter().find(|cell| cell.at.to_string() == "B1").unwrap().text.clone()
    }

    #[test]
    fn works_out_the_arithmetic_of_forms() {
        for (formula, result) in [
            ("SUM(A1:A4)", "1539.19"),
            ("A1+A2*2", "2154.52"),
            ("(A1-A2)/2", "154.265"),
            ("ROUND(A5*10,2)", "6.66"),
            ("ROUND(MIN(1,A2/A1/90%)*10,2)", "7.4"),
            ("IF(A2>=A1,10,ROUND(10*A2/A1,1))", "6.7"),
            ("IF($A$2<A1,\"未完成\",\"完成\")", "未完成"),
            ("-A3*2%", "-0.2"),
            ("A9+A3", "10"),
            ("AVERAGE(A1,A2)", "769.595"),
            ("A1/A9", "#DIV/0!"),
            ("IFERROR(A1/A9,0)", "0"),
            ("SUM(A5,1.5)", "2.166042473967917650"),
        ] {
            let own = shown(formula);
            let same = own == result || own.starts_with(&result[..result.len().min(12)]);
            assert!(same, "{formula}: {own}, not {result}");
        }
    }

    #[test]
    fn leaves_what_it_does_not_know_and_says_so() {
        let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
        for formula in
            ["VLOOKUP(A1,A1:A4,1)", "Sheet2!A1", "A6", "A1+", "A4*2", "SUM(A1:A2", "\"", deep.as_str()]
        {
            assert_eq!(shown(formula), format!("={formula}"));
        }
    }
}
