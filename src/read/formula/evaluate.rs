//! Expressions → what they are worth.

use rust_decimal::Decimal;

use super::address::Area;
use super::columns::{Budget, Columns};
use super::functions::call;
use super::syntax::Expression;
use super::worth::{Fault, Value, Worth, combined, quotient};
use crate::read::grid::CellValue;
use crate::value::CellRef;

/// One cell as formulas see it.
#[derive(Debug)]
pub(super) struct Slot<'w> {
    pub(super) value: &'w CellValue,
    /// Its formula; none counts of a cell that has a new value.
    pub(super) formula: Option<&'w str>,
    /// The index of what works it out anew, if anything does.
    pub(super) node: Option<usize>,
}

impl Slot<'_> {
    /// What the value that it was saved with is worth.
    fn saved(&self) -> Worth<'_> {
        match self.value {
            CellValue::Number(number) | CellValue::Date(number) => Ok(Value::Number(*number)),
            CellValue::Text(text) => Ok(Value::Text(text.as_str().into())),
            CellValue::Bool(truth) => Ok(Value::Truth(*truth)),
            CellValue::Error(name) if name == "#DIV/0!" => Err(Fault::DivisionByZero),
            CellValue::Error(_) => Err(Fault::Unknown),
            CellValue::Empty => match self.formula {
                None => Ok(Value::Blank),
                // Whether it has a result nobody knows.
                Some("") => Err(Fault::Unknown),
                Some(_) => Ok(Value::Text("".into())),
            },
        }
    }
}

/// What came of a formula or a defined name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// Nothing it reads has changed: what was saved holds.
    Saved,
    /// It is worth this now.
    New(Worth<'static>),
    /// A defined name that stands for a block of cells.
    Area(Area),
}

/// Works expressions out, with the outcomes of all they read at hand.
pub(super) struct Evaluator<'e> {
    pub(super) cells: &'e Columns<Slot<'e>>,
    /// The outcomes of the nodes, by index.
    pub(super) outcomes: &'e [Outcome],
    /// Where defined names begin among the nodes.
    pub(super) first_name: usize,
    /// How many cells may still be visited.
    pub(super) visits: &'e Budget,
}

impl Evaluator<'_> {
    pub(super) fn worth<'v>(&'v self, expression: &'v Expression<'_>) -> Worth<'v> {
        match expression {
            Expression::Number(number) => Ok(Value::Number(*number)),
            Expression::Text(text) => Ok(Value::Text(text.as_ref().into())),
            Expression::Truth(truth) => Ok(Value::Truth(*truth)),
            Expression::DivisionByZero => Err(Fault::DivisionByZero),
            Expression::OtherError => Err(Fault::Unknown),
            Expression::Missing => Ok(Value::Blank),
            Expression::Area(_) | Expression::Name(_) => match self.block(expression) {
                Some(area) => self.only_cell(area),
                None => self.named(expression),
            },
            Expression::Chain(first, rest) => {
                let mut worth = self.worth(first)?;
                for (operator, operand) in rest {
                    worth = combined(&worth, *operator, &self.worth(operand)?)?;
                    self.take_text(&worth)?;
                }
                Ok(worth)
            }
            Expression::Signed(turns, operand) => {
                let number = self.worth(operand)?.number()?;
                Ok(Value::Number(if *turns { -number } else { number }))
            }
            Expression::Percent(operand, signs) => {
                let mut number = self.worth(operand)?.number()?;
                for _ in 0..*signs {
                    number = quotient(number, Decimal::ONE_HUNDRED)?;
                }
                Ok(Value::Number(number))
            }
            Expression::Call(name, arguments) => call(self, name, arguments),
        }
    }

    /// The block of cells that an expression is, itself or by name.
    pub(super) fn block(&self, expression: &Expression<'_>) -> Option<Area> {
        match expression {
            Expression::Area(area) => Some(*area),
            Expression::Name(name) => match self.outcomes.get(self.first_name + name) {
                Some(Outcome::Area(area)) => Some(*area),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a defined name of an expression is worth.
    fn named(&self, expression: &Expression<'_>) -> Worth<'_> {
        let Expression::Name(name) = expression else { return Err(Fault::Unknown) };
        match self.outcomes.get(self.first_name + name) {
            Some(Outcome::New(worth)) => worth.as_ref().map(Value::borrowed).map_err(|fault| *fault),
            _ => Err(Fault::Unknown),
        }
    }

    /// A block where one value is called for.
    fn only_cell(&self, area: Area) -> Worth<'_> {
        self.cell(area.sheet, area.single().ok_or(Fault::Unknown)?)
    }

    pub(super) fn cell(&self, sheet: usize, at: CellRef) -> Worth<'_> {
        self.cells.get(sheet, at).map_or(Ok(Value::Blank), |slot| self.seen(slot))
    }

    fn seen<'v>(&'v self, slot: &'v Slot<'_>) -> Worth<'v> {
        self.visits.take(1).ok_or(Fault::Unknown)?;
        let worth = match slot.node.and_then(|node| self.outcomes.get(node)) {
            Some(Outcome::New(worth)) => worth.as_ref().map(Value::borrowed).map_err(|fault| *fault),
            _ => slot.saved(),
        };
        if let Ok(value) = &worth {
            self.take_text(value)?;
        }
        worth
    }

    /// A long text is as much work as many cells.
    fn take_text(&self, value: &Value<'_>) -> Result<(), Fault> {
        let Value::Text(text) = value else { return Ok(()) };
        self.visits.take(text.len() / 64).ok_or(Fault::Unknown)
    }

    /// The cells of a block that hold something, by their rows and columns within it.
    ///
    /// A division by zero comes last, so that what is unknown goes before it.
    pub(super) fn each_in(
        &self,
        area: Area,
        visit: &mut dyn FnMut(u32, u16, Worth<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut outcome = Ok(());
        for (col, column) in self.cells.within(area) {
            self.visits.take(1).ok_or(Fault::Unknown)?;
            for (row, slot) in column {
                match visit(row - area.first.row, col - area.first.col, self.seen(slot)) {
                    Err(Fault::DivisionByZero) => outcome = Err(Fault::DivisionByZero),
                    visited => visited?,
                }
            }
        }
        outcome
    }
}
