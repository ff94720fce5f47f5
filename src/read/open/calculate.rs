//! Results of formulas that were saved without one, as programs that only write files leave them.
//!
//! The arithmetic of forms: sums, products, quotients, ROUND, MIN, MAX, AVERAGE, ABS, IF and IFERROR over cells of the same
//! sheet. Whatever else a formula asks for leaves it without a result, and the cell says so.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::place::merge_of;
use crate::read::grid::{Cell, CellValue};
use crate::value::{CellRef, parse_number, round};

/// How deep formulas may nest, in brackets and through other formulas.
const DEPTH: usize = 64;
/// How many cells all ranges of a sheet may visit together.
const VISITS: usize = 1_000_000;

/// Gives the formulas that wait for a result their result; one that cannot be worked out becomes an error that shows the
/// formula.
pub(super) fn calculate(cells: &mut [Cell], waiting: impl Iterator<Item = CellRef>) {
    let index = |at: CellRef| cells.binary_search_by_key(&at, |cell| cell.at).ok();
    let waiting: Vec<usize> = waiting.filter_map(index).filter(|at| is_formula(&cells[*at])).collect();
    let mut sheet =
        Sheet { cells, waiting: waiting.iter().copied().collect(), done: HashMap::new(), visits: VISITS };
    let results: Vec<CellValue> = waiting.iter().map(|at| sheet.result(*at, 0)).collect();
    for (at, result) in waiting.into_iter().zip(results) {
        let cell = &mut cells[at];
        cell.text = match &result {
            CellValue::Number(number) => number.normalize().to_string(),
            CellValue::Text(text) => text.clone(),
            CellValue::Error(name) if name.starts_with('#') => name.clone(),
            _ => format!("={}", cell.formula.as_deref().unwrap_or_default()),
        };
        cell.value = match result {
            CellValue::Error(_) => CellValue::Error(cell.text.clone()),
            result => result,
        };
    }
}

fn is_formula(cell: &Cell) -> bool {
    cell.value == CellValue::Empty && cell.formula.as_ref().is_some_and(|formula| !formula.is_empty())
}

/// What an expression is worth.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Number(Decimal),
    Text(String),
    Truth(bool),
    Blank,
    /// `#DIV/0!` and its kin.
    Error(&'static str),
}

struct Sheet<'c> {
    cells: &'c [Cell],
    /// The cells that wait for a result; of the others an empty one has an empty text.
    waiting: HashSet<usize>,
    /// Results by cell; `None` while a result is being worked out, which finds formulas that wait for themselves.
    done: HashMap<usize, Option<CellValue>>,
    visits: usize,
}

impl Sheet<'_> {
    fn result(&mut self, at: usize, depth: usize) -> CellValue {
        let unknown = || CellValue::Error(String::new());
        if let Some(known) = self.done.get(&at) {
            return known.clone().unwrap_or_else(unknown);
        }
        self.done.insert(at, None);
        let formula = self.cells[at].formula.as_deref().unwrap_or_default();
        let mut parser = Parser { rest: formula, sheet: self, depth };
        let value = parser.expression().filter(|_| parser.rest.trim().is_empty());
        let result = match value {
            Some(Value::Number(number)) => CellValue::Number(number.normalize()),
            Some(Value::Text(text)) => CellValue::Text(text),
            Some(Value::Blank) => CellValue::Number(Decimal::ZERO),
            Some(Value::Error(name)) => CellValue::Error(name.to_owned()),
            Some(Value::Truth(_)) | None => unknown(),
        };
        self.done.insert(at, Some(result.clone()));
        result
    }

    /// What a cell is worth; `None` where its own formula cannot be worked out.
    fn value(&mut self, at: CellRef, depth: usize) -> Option<Value> {
        let Ok(index) = self.cells.binary_search_by_key(&at, |cell| cell.at) else {
            return Some(Value::Blank);
        };
        let own = if self.waiting.contains(&index) {
            if depth >= DEPTH {
                return None;
            }
            self.result(index, depth + 1)
        } else {
            self.cells[index].value.clone()
        };
        match own {
            CellValue::Number(number) | CellValue::Date(number) => Some(Value::Number(number)),
            CellValue::Text(text) => Some(Value::Text(text)),
            CellValue::Bool(truth) => Some(Value::Truth(truth)),
            CellValue::Empty => Some(Value::Blank),
            CellValue::Error(name) if name == "#DIV/0!" => Some(Value::Error("#DIV/0!")),
            CellValue::Error(_) => None,
        }
    }
}

/// Reads and works out an expression in one go; `None` for what it does not know.
struct Parser<'f, 's, 'c> {
    rest: &'f str,
    sheet: &'s mut Sheet<'c>,
    depth: usize,
}

impl<'f> Parser<'f, '_, '_> {
    fn takes(&mut self, mark: &str) -> bool {
        let rest = self.rest.trim_start();
        rest.strip_prefix(mark).is_some_and(|after| {
            self.rest = after;
            true
        })
    }

    /// Comparisons bind least.
    fn expression(&mut self) -> Option<Value> {
        let left = self.sum()?;
        for (mark, holds) in [
            ("<=", (|order| order != std::cmp::Ordering::Greater) as fn(std::cmp::Ordering) -> bool),
            (">=", |order| order != std::cmp::Ordering::Less),
            ("<>", |order| order != std::cmp::Ordering::Equal),
            ("<", |order| order == std::cmp::Ordering::Less),
            (">", |order| order == std::cmp::Ordering::Greater),
            ("=", |order| order == std::cmp::Ordering::Equal),
        ] {
            if self.takes(mark) {
                let right = self.sum()?;
                return match (number(&left), number(&right)) {
                    (_, Err(error)) | (Err(error), _) => Some(Value::Error(error)),
                    (Ok(left), Ok(right)) => Some(Value::Truth(holds(left?.cmp(&right?)))),
                };
            }
        }
        Some(left)
    }

    fn sum(&mut self) -> Option<Value> {
        let mut left = self.product()?;
        loop {
            left = if self.takes("+") {
                let right = self.product()?;
                combined(&left, &right, Decimal::checked_add)?
            } else if self.takes("-") {
                let right = self.product()?;
                combined(&left, &right, Decimal::checked_sub)?
            } else {
                return Some(left);
            };
        }
    }

    fn product(&mut self) -> Option<Value> {
        let mut left = self.factor()?;
        loop {
            left = if self.takes("*") {
                let right = self.factor()?;
                combined(&left, &right, Decimal::checked_mul)?
            } else if self.takes("/") {
                let right = self.factor()?;
                match number(&right) {
                    Ok(Some(right)) if right.is_zero() => Value::Error("#DIV/0!"),
                    _ => combined(&left, &right, Decimal::checked_div)?,
                }
            } else {
                return Some(left);
            };
        }
    }

    fn factor(&mut self) -> Option<Value> {
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        let value = self.signed();
        self.depth -= 1;
        let mut value = value?;
        while self.takes("%") {
            value = combined(&value, &Value::Number(Decimal::ONE_HUNDRED), Decimal::checked_div)?;
        }
        Some(value)
    }

    fn signed(&mut self) -> Option<Value> {
        if self.takes("-") {
            let value = self.factor()?;
            return combined(&Value::Number(Decimal::ZERO), &value, Decimal::checked_sub);
        }
        if self.takes("+") {
            return self.factor();
        }
        if self.takes("(") {
            let value = self.expression()?;
            return self.takes(")").then_some(value);
        }
        if self.takes("\"") {
            let (text, after) = self.rest.split_once('"')?;
            self.rest = after;
            // A doubled mark stands for one inside the text; forms have none.
            return (!after.starts_with('"')).then(|| Value::Text(text.to_owned()));
        }
        self.rest = self.rest.trim_start();
        let word = self.word();
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return parse_number(word).map(Value::Number);
        }
        if self.takes("(") {
            return self.call(word);
        }
        self.sheet.value(word.replace('$', "").parse().ok()?, self.depth)
    }

    /// A number, a name or an address.
    fn word(&mut self) -> &'f str {
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '.');
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        let (word, after) = self.rest.split_at(end);
        self.rest = after;
        word
    }

    fn call(&mut self, name: &str) -> Option<Value> {
        let mut values = Vec::new();
        let mut ends = Vec::new();
        if !self.takes(")") {
            loop {
                self.argument(&mut values)?;
                ends.push(values.len());
                if self.takes(")") {
                    break;
                }
                if !self.takes(",") {
                    return None;
                }
            }
        }
        let single = values.len() == ends.len();
        let error = values.iter().find_map(|value| match value {
            Value::Error(name) => Some(Value::Error(name)),
            _ => None,
        });
        match (name.to_ascii_uppercase().as_str(), values.as_slice()) {
            ("IFERROR", [value, other]) if single => {
                Some(if matches!(value, Value::Error(_)) { other.clone() } else { value.clone() })
            }
            ("IF", [Value::Error(name), ..]) => Some(Value::Error(name)),
            ("IF", [Value::Truth(truth), yes, no]) if single => {
                Some(if *truth { yes.clone() } else { no.clone() })
            }
            _ if error.is_some() => error,
            ("ROUND", [value, places]) if single => {
                let places = u32::try_from(number(places).ok()??.trunc().mantissa())
                    .ok()
                    .filter(|places| *places <= 12)?;
                Some(Value::Number(round(number(value).ok()??, places)))
            }
            ("ABS", [value]) => Some(Value::Number(number(value).ok()??.abs())),
            (name, values) => aggregate(name, values),
        }
    }

    /// One argument: a range gives all its cells.
    fn argument(&mut self, values: &mut Vec<Value>) -> Option<()> {
        let start = self.rest.trim_start();
        let end = start.find([',', ')']).unwrap_or(start.len());
        if let Some(block) = merge_of(start[..end].trim()) {
            self.rest = &start[end..];
            for row in block.first.row..=block.last.row {
                for col in block.first.col..=block.last.col {
                    self.sheet.visits = self.sheet.visits.checked_sub(1)?;
                    let value = self.sheet.value(CellRef::new(row, col), self.depth)?;
                    // Functions over ranges pass by texts and truth values.
                    if matches!(value, Value::Number(_) | Value::Error(_)) {
                        values.push(value);
                    }
                }
            }
            return Some(());
        }
        values.push(self.expression()?);
        Some(())
    }
}

fn aggregate(name: &str, values: &[Value]) -> Option<Value> {
    let numbers: Vec<Decimal> = values.iter().map(|value| number(value).ok()?).collect::<Option<_>>()?;
    let sum = || numbers.iter().try_fold(Decimal::ZERO, |sum, own| sum.checked_add(*own));
    let result = match name {
        "SUM" => sum()?,
        "PRODUCT" => numbers.iter().try_fold(Decimal::ONE, |product, own| product.checked_mul(*own))?,
        "MIN" => numbers.iter().min().copied().unwrap_or_default(),
        "MAX" => numbers.iter().max().copied().unwrap_or_default(),
        "AVERAGE" if numbers.is_empty() => return Some(Value::Error("#DIV/0!")),
        "AVERAGE" => sum()?.checked_div(Decimal::from(numbers.len()))?,
        _ => return None,
    };
    Some(Value::Number(result))
}

/// The number a value stands for: blank is 0, a text may hold one. `Err` carries an error on.
fn number(value: &Value) -> Result<Option<Decimal>, &'static str> {
    match value {
        Value::Number(number) => Ok(Some(*number)),
        Value::Text(text) => Ok(parse_number(text)),
        Value::Truth(_) => Ok(None),
        Value::Blank => Ok(Some(Decimal::ZERO)),
        Value::Error(name) => Err(name),
    }
}

fn combined(
    left: &Value,
    right: &Value,
    operation: fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<Value> {
    match (number(left), number(right)) {
        (Err(error), _) | (_, Err(error)) => Some(Value::Error(error)),
        (Ok(left), Ok(right)) => operation(left?, right?).map(Value::Number),
    }
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
