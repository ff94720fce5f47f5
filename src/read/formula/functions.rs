//! The functions that forms use.

use rust_decimal::{Decimal, RoundingStrategy};

use super::address::Area;
use super::evaluate::Evaluator;
use super::syntax::Expression;
use super::texts;
use super::worth::{Fault, Value, Worth, difference, fifteen_digits, quotient};
use crate::value::{CellRef, round};

/// The most decimals ROUND and its kin are asked for.
const PLACES: u32 = 12;

/// A function's result; unknown for every other function.
pub(super) fn call<'v>(
    evaluator: &'v Evaluator<'_>,
    name: &str,
    arguments: &'v [Expression<'_>],
) -> Worth<'v> {
    let number = |expression: &'v Expression<'_>| evaluator.worth(expression)?.number();
    match (name, arguments) {
        ("IF", [condition, yes, no @ ..]) if no.len() <= 1 => {
            if evaluator.worth(condition)?.truth()? {
                return evaluator.worth(yes);
            }
            no.first().map_or(Ok(Value::Truth(false)), |no| evaluator.worth(no))
        }
        ("IFS", pairs) => {
            for pair in pairs.chunks_exact(2) {
                if evaluator.worth(&pair[0])?.truth()? {
                    return evaluator.worth(&pair[1]);
                }
            }
            Err(Fault::Unknown)
        }
        ("IFERROR", [value, other]) => match evaluator.worth(value) {
            Err(Fault::DivisionByZero) => evaluator.worth(other),
            worth => worth,
        },
        ("ISNUMBER", [value]) => match evaluator.worth(value) {
            Err(Fault::Unknown) => Err(Fault::Unknown),
            worth => Ok(Value::Truth(matches!(worth, Ok(Value::Number(_))))),
        },
        ("VALUE", [value]) => match evaluator.worth(value)? {
            Value::Truth(_) => Err(Fault::Unknown),
            value => value.number().map(Value::Number),
        },
        ("NOT", [value]) => Ok(Value::Truth(!evaluator.worth(value)?.truth()?)),
        ("ABS", [value]) => Ok(Value::Number(number(value)?.abs())),
        ("INT", [value]) => Ok(Value::Number(fifteen_digits(number(value)?).floor())),
        ("MOD", [dividend, divisor]) => remainder(number(dividend)?, number(divisor)?).map(Value::Number),
        ("ROUND" | "ROUNDUP" | "ROUNDDOWN", [value, places]) => {
            rounded(name, number(value)?, number(places)?).map(Value::Number)
        }
        ("AND" | "OR", _) => logical(evaluator, arguments, name == "AND"),
        ("COUNT", _) => count(evaluator, arguments, |worth| matches!(worth, Ok(Value::Number(_)))),
        ("COUNTA", _) => count(evaluator, arguments, |worth| !matches!(worth, Ok(Value::Blank))),
        ("SUMPRODUCT", [one, other]) => match (evaluator.block(one), evaluator.block(other)) {
            (Some(one), Some(other)) => product_sum(evaluator, one, other),
            _ => Err(Fault::Unknown),
        },
        ("SUM" | "PRODUCT" | "MIN" | "MAX" | "AVERAGE", _) => aggregate(evaluator, name, arguments),
        _ => texts::call(evaluator, name, arguments),
    }
}

/// All values of the arguments, each with whether it stands in a block of cells.
fn each<'v>(
    evaluator: &'v Evaluator<'_>,
    arguments: &'v [Expression<'_>],
    visit: &mut dyn FnMut(Worth<'_>, bool) -> Result<(), Fault>,
) -> Result<(), Fault> {
    for argument in arguments {
        if let Some(area) = evaluator.block(argument) {
            evaluator.each_in(area, &mut |_, _, worth| visit(worth, true))?;
            continue;
        }
        let worth = evaluator.worth(argument);
        // Nobody knows whether IF gave a cell or what is in it.
        let is_literal = matches!(argument, Expression::Text(_) | Expression::Missing);
        if !is_literal && matches!(worth, Ok(Value::Text(_) | Value::Blank)) {
            return Err(Fault::Unknown);
        }
        visit(worth, false)?;
    }
    Ok(())
}

/// Sums and their kin: in a block of cells only numbers count, texts that read as one do not.
fn aggregate<'v>(evaluator: &Evaluator<'_>, name: &str, arguments: &[Expression<'_>]) -> Worth<'v> {
    let mut count = 0_u32;
    let mut result: Option<Decimal> = None;
    each(evaluator, arguments, &mut |worth, in_block| {
        let own = match worth? {
            Value::Number(number) => number,
            _ if in_block => return Ok(()),
            value => value.number()?,
        };
        count += 1;
        result = Some(match (result, name) {
            (None, _) => own,
            (Some(before), "PRODUCT") => before.checked_mul(own).ok_or(Fault::Unknown)?,
            (Some(before), "MIN") => before.min(own),
            (Some(before), "MAX") => before.max(own),
            (Some(before), _) => before.checked_add(own).ok_or(Fault::Unknown)?,
        });
        Ok(())
    })?;
    let result = result.unwrap_or_default();
    Ok(Value::Number(if name == "AVERAGE" { quotient(result, count.into())? } else { result }))
}

/// Errors count as no number, but what is unknown may be one.
fn count<'v>(
    evaluator: &Evaluator<'_>,
    arguments: &[Expression<'_>],
    counts: fn(&Worth<'_>) -> bool,
) -> Worth<'v> {
    let mut found = 0_u32;
    each(evaluator, arguments, &mut |worth, in_block| {
        if worth == Err(Fault::Unknown) {
            return Err(Fault::Unknown);
        }
        // Outside blocks, words of numbers and what was left out count by rules of their own.
        if !in_block && !matches!(worth, Ok(Value::Number(_))) {
            return Err(Fault::Unknown);
        }
        found += u32::from(counts(&worth));
        Ok(())
    })?;
    Ok(Value::Number(found.into()))
}

/// AND and OR: texts and blank cells of a block are passed by; without any truth value there is an error.
fn logical<'v>(evaluator: &Evaluator<'_>, arguments: &[Expression<'_>], all: bool) -> Worth<'v> {
    let mut result = None;
    each(evaluator, arguments, &mut |worth, in_block| {
        let value = worth?;
        if in_block && matches!(value, Value::Text(_) | Value::Blank) {
            return Ok(());
        }
        let truth = value.truth()?;
        result = Some(result.map_or(truth, |before| if all { before && truth } else { before || truth }));
        Ok(())
    })?;
    result.map(Value::Truth).ok_or(Fault::Unknown)
}

/// Two blocks of one shape, multiplied cell by cell; whatever is no number counts as 0.
fn product_sum<'v>(evaluator: &Evaluator<'_>, one: Area, other: Area) -> Worth<'v> {
    if one.extent() != other.extent() {
        return Err(Fault::Unknown);
    }
    // Its errors alone: numbers are asked for below.
    evaluator.each_in(other, &mut |_, _, worth| worth.map(|_| ()))?;
    let mut sum = Decimal::ZERO;
    evaluator.each_in(one, &mut |row, col, worth| {
        let Value::Number(number) = worth? else { return Ok(()) };
        let Value::Number(factor) = evaluator.cell(other.sheet, beside(other, row, col))? else {
            return Ok(());
        };
        let product = number.checked_mul(factor).and_then(|product| sum.checked_add(product));
        sum = product.ok_or(Fault::Unknown)?;
        Ok(())
    })?;
    Ok(Value::Number(sum))
}

fn beside(area: Area, row: u32, col: u16) -> CellRef {
    CellRef::new(area.first.row + row, area.first.col + col)
}

/// The remainder has the divisor's sign.
fn remainder(dividend: Decimal, divisor: Decimal) -> Result<Decimal, Fault> {
    let times = fifteen_digits(quotient(dividend, divisor)?).floor();
    difference(dividend, times.checked_mul(divisor).ok_or(Fault::Unknown)?)
}

/// ROUND and its kin; with negative places tens and hundreds.
fn rounded(name: &str, number: Decimal, places: Decimal) -> Result<Decimal, Fault> {
    let places = i32::try_from(places.trunc()).map_err(|_| Fault::Unknown)?;
    let count = Some(places.unsigned_abs()).filter(|count| *count <= PLACES).ok_or(Fault::Unknown)?;
    // A third of three is one, not a little less.
    let number = fifteen_digits(number);
    let at = |number: Decimal, places: u32| match name {
        "ROUNDUP" => number.round_dp_with_strategy(places, RoundingStrategy::AwayFromZero),
        "ROUNDDOWN" => number.round_dp_with_strategy(places, RoundingStrategy::ToZero),
        _ => round(number, places),
    };
    if places >= 0 {
        return Ok(at(number, count));
    }
    let unit = Decimal::from(10_i64.pow(count));
    at(quotient(number, unit)?, 0).checked_mul(unit).ok_or(Fault::Unknown)
}
