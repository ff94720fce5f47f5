//! Random grids of formulas against a naive reckoning in whole numbers that shares nothing with the code under test.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;
use ziping::read::{Cell, CellValue, FileKind, Sheet, Workbook, dependants};
use ziping::value::CellRef;

/// Rows and columns of a grid; a cell reads only those before it, row by row.
const ROWS: u32 = 5;
const COLS: u16 = 4;
/// All numbers count in thousandths.
const ONE: i128 = 1000;

/// What a cell of the grid holds; cells are named by how far back they stand.
#[derive(Debug, Clone)]
enum Content {
    Number(i128),
    Add(usize, usize),
    Subtract(usize, usize),
    /// Times a small whole number, so that thousandths stay enough.
    Times(usize, i128),
    Round(usize, u32),
    /// The sum of the block between two cells, whichever comes first.
    Sum(usize, usize),
}

fn content() -> impl Strategy<Value = Content> {
    let back = || 1_usize..8;
    prop_oneof![
        3 => (-9_999_i128..=9_999).prop_map(Content::Number),
        1 => (back(), back()).prop_map(|(one, two)| Content::Add(one, two)),
        1 => (back(), back()).prop_map(|(one, two)| Content::Subtract(one, two)),
        1 => (back(), -3_i128..=3).prop_map(|(one, times)| Content::Times(one, times)),
        1 => (back(), 0_u32..=2).prop_map(|(one, places)| Content::Round(one, places)),
        2 => (back(), back()).prop_map(|(one, two)| Content::Sum(one, two)),
    ]
}

fn at(index: usize) -> CellRef {
    let cols = usize::from(COLS);
    CellRef::new(u32::try_from(index / cols).expect("small"), u16::try_from(index % cols).expect("small"))
}

/// The cells of the block between two, but only those before `own`: blocks that reach beyond it are not made.
fn block(one: usize, two: usize, own: usize) -> Option<Vec<usize>> {
    let (one, two) = (at(one), at(two));
    let rows = one.row.min(two.row)..=one.row.max(two.row);
    let cols = one.col.min(two.col)..=one.col.max(two.col);
    let cells: Vec<usize> = (0..(ROWS as usize) * usize::from(COLS))
        .filter(|index| rows.contains(&at(*index).row) && cols.contains(&at(*index).col))
        .collect();
    cells.iter().all(|cell| *cell < own).then_some(cells)
}

/// The formula of a cell, and its result in thousandths from those of the cells before it.
fn reckoned(content: &Content, own: usize, before: &[i128]) -> Option<(String, i128)> {
    let name = |back: &usize| own.checked_sub(*back).map(|index| (at(index), before[index], index));
    Some(match content {
        Content::Number(_) => return None,
        Content::Add(one, two) => {
            let (one, two) = (name(one)?, name(two)?);
            (format!("{}+{}", one.0, two.0), one.1 + two.1)
        }
        Content::Subtract(one, two) => {
            let (one, two) = (name(one)?, name(two)?);
            (format!("{}-{}", one.0, two.0), one.1 - two.1)
        }
        Content::Times(one, times) => {
            let one = name(one)?;
            (format!("{}*{times}", one.0), one.1 * times)
        }
        Content::Round(one, places) => {
            let one = name(one)?;
            let unit = 10_i128.pow(3 - places);
            let rounded = (one.1.abs() + unit / 2) / unit * unit * one.1.signum();
            (format!("ROUND({},{places})", one.0), rounded)
        }
        Content::Sum(one, two) => {
            let (one, two) = (name(one)?, name(two)?);
            let cells = block(one.2, two.2, own)?;
            (format!("SUM({}:{})", one.0, two.0), cells.iter().map(|cell| before[*cell]).sum())
        }
    })
}

/// The formulas of a grid and its numbers in thousandths; where no formula can stand there is 1. `fixed` cells hold theirs.
fn grid(contents: &[Content], fixed: &BTreeMap<usize, i128>) -> Vec<(Option<String>, i128)> {
    let mut numbers: Vec<i128> = Vec::new();
    let mut cells = Vec::new();
    for (own, content) in contents.iter().enumerate() {
        let reckoned = reckoned(content, own, &numbers);
        let own_number = if let Content::Number(number) = content { *number } else { ONE };
        let (formula, number) =
            reckoned.map_or((None, own_number), |(formula, number)| (Some(formula), number));
        let number = fixed.get(&own).copied().unwrap_or(number);
        numbers.push(number);
        cells.push((formula, number));
    }
    cells
}

fn decimal(thousandths: i128) -> Decimal {
    Decimal::from_i128_with_scale(thousandths, 3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_changes_is_what_the_naive_reckoning_changes(
        contents in prop::collection::vec(content(), (ROWS as usize) * usize::from(COLS)),
        changed in prop::collection::btree_map(0_usize..20, -9_999_i128..=9_999, 1..4),
    ) {
        let (old, new) = (grid(&contents, &BTreeMap::new()), grid(&contents, &changed));
        let cells = old.iter().enumerate().map(|(index, (formula, number))| Cell {
            at: at(index),
            value: CellValue::Number(decimal(*number)),
            text: String::new(),
            format: None,
            formula: formula.clone(),
        });
        let sheet = Sheet {
            name: "表1".to_owned(),
            visible: true,
            cells: cells.collect(),
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
            arrays: Vec::new(),
            oddities: Vec::new(),
        };
        let workbook = Workbook { kind: FileKind::Xlsx, sheets: vec![sheet], names: Vec::new(), active: Vec::new() };
        let new_values =
            changed.iter().map(|(index, number)| ((0, at(*index)), CellValue::Number(decimal(*number)))).collect();
        let found: Vec<(CellRef, Option<CellValue>)> =
            dependants(&workbook, &new_values).into_iter().map(|found| (found.at, found.value)).collect();
        let expected: Vec<(CellRef, Option<CellValue>)> = (0..contents.len())
            .filter(|index| old[*index].0.is_some() && !changed.contains_key(index) && old[*index].1 != new[*index].1)
            .map(|index| (at(index), Some(CellValue::Number(decimal(new[index].1)))))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_text_makes_it_panic(formula in "[A-C1-3$:!,()+*/^&%<>='\"#. 表SUMIFROUND]{0,40}") {
        let own = |at: CellRef, value, formula| Cell { at, value, text: String::new(), format: None, formula };
        let number = |number: i64| CellValue::Number(number.into());
        let sheet = Sheet {
            name: "表".to_owned(),
            visible: true,
            cells: vec![
                own(CellRef::new(0, 0), number(1), None),
                own(CellRef::new(0, 1), number(2), Some(formula.clone())),
                own(CellRef::new(2, 2), number(3), Some("B1*2".to_owned())),
            ],
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_cols: Vec::new(),
            arrays: Vec::new(),
            oddities: Vec::new(),
        };
        let workbook = Workbook { kind: FileKind::Xlsx, sheets: vec![sheet], names: Vec::new(), active: Vec::new() };
        let changed = BTreeMap::from([((0, CellRef::new(0, 0)), number(5))]);
        let once = dependants(&workbook, &changed);
        prop_assert!(once.len() <= 2);
        prop_assert_eq!(once, dependants(&workbook, &changed));
    }
}
