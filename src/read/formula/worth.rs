//! What expressions are worth, and how Excel takes one kind of value for another.

use std::borrow::Cow;
use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use super::token::Operator;
use crate::read::grid::CellValue;
use crate::value::{parse_number, trimmed};

/// The longest text a cell can hold.
pub(super) const LONGEST_TEXT: usize = 32_767;
/// Numbers beyond this are no amount, point or rate of a form.
const LARGEST: i64 = 10_000_000_000_000;
/// Numbers of whole exponents up to this are multiplied out.
const LARGEST_POWER: i64 = 1024;

/// What an expression is worth.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'v> {
    Number(Decimal),
    Text(Cow<'v, str>),
    Truth(bool),
    Blank,
}

/// Why an expression has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// `#DIV/0!`, which IFERROR catches.
    DivisionByZero,
    /// It cannot be worked out here.
    Unknown,
}

pub(super) type Worth<'v> = Result<Value<'v>, Fault>;

impl Value<'_> {
    /// The number it counts as in arithmetic.
    pub(super) fn number(&self) -> Result<Decimal, Fault> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Text(text) => number_of(text).ok_or(Fault::Unknown),
            Self::Truth(truth) => Ok(Decimal::from(u8::from(*truth))),
            Self::Blank => Ok(Decimal::ZERO),
        }
    }

    pub(super) fn truth(&self) -> Result<bool, Fault> {
        match self {
            Self::Number(number) => Ok(!number.is_zero()),
            Self::Truth(truth) => Ok(*truth),
            Self::Blank => Ok(false),
            Self::Text(_) => Err(Fault::Unknown),
        }
    }

    /// The text it counts as where texts are joined: of a number up to fifteen digits.
    pub(super) fn text(&self) -> Result<Cow<'_, str>, Fault> {
        Ok(match self {
            Self::Number(number) => {
                let number = carried(*number).ok_or(Fault::Unknown)?;
                // Smaller ones are joined as `1E-05`.
                if !number.is_zero() && number.abs() < Decimal::new(1, 4) {
                    return Err(Fault::Unknown);
                }
                Cow::Owned(number.to_string())
            }
            Self::Text(text) => Cow::Borrowed(text),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
            Self::Blank => Cow::Borrowed(""),
        })
    }

    /// The value, its text borrowed.
    pub(super) fn borrowed(&self) -> Value<'_> {
        match self {
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(Cow::Borrowed(text)),
            Self::Truth(truth) => Value::Truth(*truth),
            Self::Blank => Value::Blank,
        }
    }

    /// The value with a text of its own.
    pub(super) fn owned(self) -> Value<'static> {
        match self {
            Self::Number(number) => Value::Number(number),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Truth(truth) => Value::Truth(truth),
            Self::Blank => Value::Blank,
        }
    }
}

/// The number that a text reads as: `10`, `1,234.5`, `95%`.
fn number_of(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => number_of_plain(percent)?.checked_div(Decimal::ONE_HUNDRED),
        None => number_of_plain(text),
    }
}

fn number_of_plain(text: &str) -> Option<Decimal> {
    text.chars().all(is_of_a_number).then(|| parse_number(text)).flatten()
}

/// Forms forgive other marks in a number, such as an apostrophe before it; Excel's arithmetic does not.
fn is_of_a_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | ',' | ' ' | '０'..='９' | '＋' | '－' | '．' | '，')
}

/// The number to fifteen digits, as Excel itself reckons with it.
pub(super) fn fifteen_digits(number: Decimal) -> Decimal {
    number.round_sf_with_strategy(15, RoundingStrategy::MidpointAwayFromZero).map_or(number, trimmed)
}

/// The number as a cell carries it; `None` beyond any form's range.
fn carried(number: Decimal) -> Option<Decimal> {
    let number = fifteen_digits(number);
    (number.abs() <= Decimal::from(LARGEST)).then_some(number)
}

/// What a formula's cell holds for its result; `None` where it is not known.
pub(super) fn held(result: &Worth<'_>) -> Option<CellValue> {
    match result {
        Ok(Value::Number(number)) => carried(*number).map(CellValue::Number),
        Ok(Value::Text(text)) => Some(CellValue::Text(text.clone().into_owned())),
        Ok(Value::Truth(truth)) => Some(CellValue::Bool(*truth)),
        Ok(Value::Blank) => Some(CellValue::Number(Decimal::ZERO)),
        Err(Fault::DivisionByZero) => Some(CellValue::Error("#DIV/0!".to_owned())),
        Err(Fault::Unknown) => None,
    }
}

/// `left operator right`.
pub(super) fn combined<'v>(left: &Value<'_>, operator: Operator, right: &Value<'_>) -> Worth<'v> {
    let is = |truth: bool| Ok(Value::Truth(truth));
    let ordered = || order(left, right).ok_or(Fault::Unknown);
    let arithmetic = |operation: fn(Decimal, Decimal) -> Result<Decimal, Fault>| {
        operation(left.number()?, right.number()?).map(Value::Number)
    };
    match operator {
        Operator::Add => arithmetic(|left, right| difference(left, -right)),
        Operator::Subtract => arithmetic(difference),
        Operator::Multiply => arithmetic(|left, right| left.checked_mul(right).ok_or(Fault::Unknown)),
        Operator::Divide => arithmetic(quotient),
        Operator::Power => arithmetic(power),
        Operator::Join => joined(left, right),
        Operator::Equal => is(order(left, right) == Some(Ordering::Equal)),
        Operator::NotEqual => is(order(left, right) != Some(Ordering::Equal)),
        Operator::Less => is(ordered()?.is_lt()),
        Operator::LessOrEqual => is(ordered()?.is_le()),
        Operator::Greater => is(ordered()?.is_gt()),
        Operator::GreaterOrEqual => is(ordered()?.is_ge()),
    }
}

/// What is left of two numbers that agree to fifteen digits is nothing, as in Excel.
pub(super) fn difference(left: Decimal, right: Decimal) -> Result<Decimal, Fault> {
    let difference = left.checked_sub(right).ok_or(Fault::Unknown)?;
    let scaled = difference.checked_mul(Decimal::from(1_000_000_000_000_000_i64));
    Ok(if scaled.is_some_and(|scaled| scaled.abs() < left.abs()) { Decimal::ZERO } else { difference })
}

pub(super) fn quotient(dividend: Decimal, divisor: Decimal) -> Result<Decimal, Fault> {
    if divisor.is_zero() {
        return Err(Fault::DivisionByZero);
    }
    dividend.checked_div(divisor).ok_or(Fault::Unknown)
}

/// Whole exponents only.
fn power(base: Decimal, exponent: Decimal) -> Result<Decimal, Fault> {
    let whole = i64::try_from(exponent).ok().filter(|_| exponent.fract().is_zero()).ok_or(Fault::Unknown)?;
    if whole.abs() > LARGEST_POWER || (base.is_zero() && whole == 0) {
        return Err(Fault::Unknown);
    }
    let mut product = Decimal::ONE;
    for _ in 0..whole.abs() {
        product = product.checked_mul(base).ok_or(Fault::Unknown)?;
    }
    if whole < 0 { quotient(Decimal::ONE, product) } else { Ok(product) }
}

fn joined<'v>(left: &Value<'_>, right: &Value<'_>) -> Worth<'v> {
    let (left, right) = (left.text()?, right.text()?);
    if left.len() + right.len() > LONGEST_TEXT {
        return Err(Fault::Unknown);
    }
    Ok(Value::Text(Cow::Owned(format!("{left}{right}"))))
}

/// How two values stand to each other: numbers before texts before truth values; blank is whatever the other is.
///
/// `None` for two texts that differ: which comes first is a matter of language.
fn order(left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
    let nothing_like = |other: &Value<'_>| match other {
        Value::Text(_) => Value::Text(Cow::Borrowed("")),
        Value::Truth(_) => Value::Truth(false),
        Value::Number(_) | Value::Blank => Value::Number(Decimal::ZERO),
    };
    let kind = |value: &Value<'_>| match value {
        Value::Number(_) | Value::Blank => 0,
        Value::Text(_) => 1,
        Value::Truth(_) => 2,
    };
    match (left, right) {
        (Value::Blank, Value::Blank) => Some(Ordering::Equal),
        (Value::Blank, right) => order(&nothing_like(right), right),
        (left, Value::Blank) => order(left, &nothing_like(left)),
        (Value::Number(left), Value::Number(right)) => {
            Some(fifteen_digits(*left).cmp(&fifteen_digits(*right)))
        }
        (Value::Truth(left), Value::Truth(right)) => Some(left.cmp(right)),
        (Value::Text(left), Value::Text(right)) => {
            left.eq_ignore_ascii_case(right).then_some(Ordering::Equal)
        }
        (left, right) => Some(kind(left).cmp(&kind(right))),
    }
}
