//! A fix in its cell's own scale and number format.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::settle::Written;
use crate::model::{FixValue, Stored};
use crate::read::{Cell, NumberFormat};
use crate::value::{Amount, Points, Rate, parse_number, trimmed};
use crate::write::drawn::Content;

/// What a corrected cell will hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewValue {
    /// A number or a text.
    pub(super) content: Content,
    /// Its number format.
    pub(super) format: Option<Arc<str>>,
    /// What it will show.
    pub(super) shown: String,
}

impl NewValue {
    /// The number, unless it is written as text.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.content {
            Content::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// The value of a fix as the cell holds such values: text stays text, 66.6 stays percentage points, 0.666 a ratio.
pub(super) fn new_value(written: &Written, cell: Option<&Cell>) -> NewValue {
    let fix = &written.fix;
    let text =
        || NewValue { content: Content::Text(fix.text.clone()), format: None, shown: fix.text.clone() };
    if written.stored == Stored::Text {
        let shown = match (cell, &fix.value) {
            (Some(cell), FixValue::Points(_)) => in_its_words(&cell.text, &fix.text),
            _ => fix.text.clone(),
        };
        let format = cell.and_then(|cell| cell.format.clone());
        return NewValue { content: Content::Text(shown.clone()), format, shown };
    }
    let number = match &fix.value {
        FixValue::Text(_) => return text(),
        FixValue::Points(points) => points.get(),
        FixValue::Amount(amount) => amount.get(),
        // Percentage points or a bare ratio, as the text reads; with a percent sign it is a ratio through its format.
        FixValue::Rate(rate) if written.stored == Stored::Number && !fix.text.contains('%') => {
            parse_number(&fix.text).unwrap_or_else(|| rate.percent())
        }
        FixValue::Rate(rate) => rate.get(),
    };
    let own = cell.and_then(|cell| cell.format.clone());
    let (format, shown) = fitting_format(own, number, written);
    NewValue { content: Content::Number(trimmed(number)), format, shown }
}

/// The new number among the words around the old one: `总分：98分` becomes `总分：96.88分`.
fn in_its_words(old: &str, new: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut runs = old.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let Some(start) = runs.next().filter(|_| parse_number(new).is_some()) else { return new.to_owned() };
    let end = old[start..].find(|c: char| !is_digit(c)).map_or(old.len(), |len| start + len);
    let (before, after) = (&old[..start], &old[end..]);
    // A sign belongs to the number, and a second number makes the words ambiguous.
    if before.ends_with(['-', '－', '−']) || after.contains(|c: char| c.is_ascii_digit()) {
        return new.to_owned();
    }
    format!("{before}{new}{after}")
}

/// The cell's own format if it shows the value in full, else one that does.
fn fitting_format(own: Option<Arc<str>>, number: Decimal, written: &Written) -> (Option<Arc<str>>, String) {
    let fix = &written.fix;
    let show = |code: &str| NumberFormat::parse(code).number(number);
    let shown = show(own.as_deref().unwrap_or("General"));
    let reads_back = match &fix.value {
        FixValue::Points(points) => shown.parse::<Points>().ok() == Some(*points),
        FixValue::Amount(amount) => shown.parse::<Amount>().ok() == Some(*amount),
        // A blank cell gets a percent sign, whatever a bare ratio would read as.
        FixValue::Rate(rate) => {
            shown.parse::<Rate>().ok() == Some(*rate)
                && (written.stored != Stored::Blank || shown.contains('%'))
        }
        FixValue::Text(_) => true,
    };
    if reads_back && (own.is_some() || written.stored != Stored::Blank || !needs_two_decimals(fix, number)) {
        return (own, shown);
    }
    let decimals = crate::value::shown_decimals(&fix.text);
    let zeros = "0".repeat(usize::try_from(decimals).unwrap_or(2));
    let percent = if fix.text.contains('%') { "%" } else { "" };
    let code = if decimals == 0 { format!("0{percent}") } else { format!("0.{zeros}{percent}") };
    let shown = show(&code);
    (Some(Arc::from(code)), shown)
}

/// 7.4 points read 7.40 on a form.
fn needs_two_decimals(fix: &crate::model::Fix, number: Decimal) -> bool {
    matches!(fix.value, FixValue::Points(_)) && !trimmed(number).is_integer()
}
