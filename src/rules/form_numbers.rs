//! The cells of a form that hold numbers by their place, whatever was typed there.

use crate::model::{EvaluationForm, Field, IndicatorRow};
use crate::value::CellRef;

/// The label of the row in which a cell holds a number: an amount, points, a rate, a target or an actual value; `None` for any
/// other cell.
pub(super) fn number_label(form: &EvaluationForm, at: CellRef) -> Option<&str> {
    fn is<T>(field: Option<&Field<T>>, at: CellRef) -> bool {
        field.is_some_and(|field| field.at == at)
    }
    let funding = form.funding.iter().find(|row| {
        [&row.original_budget, &row.revised_budget, &row.outturn].iter().any(|own| is(own.as_ref(), at))
            || [&row.weight, &row.score].iter().any(|own| is(own.as_ref(), at))
            || is(row.execution_rate.as_ref(), at)
    });
    if let Some(row) = funding {
        return Some(&row.name.text);
    }
    let indicator = form.indicators.iter().find(|row| {
        [&row.target, &row.original_target].iter().any(|own| is(own.as_ref(), at))
            || [&row.weight, &row.score].iter().any(|own| is(own.as_ref(), at))
            || is(row.actual.as_ref(), at)
            || is(row.deviation.as_ref(), at)
    });
    if let Some(row) = indicator {
        return Some(row.label());
    }
    let total = form.total.as_ref()?;
    [&total.weight, &total.score].iter().any(|own| is(own.as_ref(), at)).then_some("总分")
}

/// The label of the row that a cell stands in, whatever it holds; empty outside all rows.
pub(super) fn row_label(form: &EvaluationForm, at: CellRef) -> &str {
    let indicator = form.indicators.iter().find(|row| row.row == at.row + 1).map(IndicatorRow::label);
    let funding =
        || form.funding.iter().find(|row| row.name.at.row == at.row).map(|row| row.name.text.as_str());
    number_label(form, at).or(indicator).or_else(funding).unwrap_or("")
}
