//! Writing into a form in memory, read again as the reader reads a cell.

use std::str::FromStr;

use rust_decimal::Decimal;
use ziping::model::{EvaluationForm, Field, FundingRow, IndicatorRow};
use ziping::score::{budget_weight, execution_score, execution_target, grade, level1_name, row_rate};
use ziping::template::Profile;
use ziping::value::{Amount, CellRef, Points};

use super::sound::points;
use crate::support::field;

/// Types a text into a cell that the form has; says which.
pub(super) fn put<T: FromStr>(cell: &mut Option<Field<T>>, text: &str) -> CellRef {
    let own = cell.as_mut().expect("a cell of the form");
    *own = field(own.at, text);
    own.at
}

/// Types points into a cell.
pub(super) fn put_points(cell: &mut Option<Field<Points>>, points: Points) -> CellRef {
    put(cell, &points.to_string())
}

/// Adds points to a cell's.
pub(super) fn add_points(cell: &mut Option<Field<Points>>, more: Points) -> CellRef {
    let sum = points(cell) + more;
    put_points(cell, sum)
}

/// Types an amount into a cell that has one; a dash stays.
pub(super) fn put_amount(cell: &mut Option<Field<Amount>>, amount: impl Fn(Decimal) -> Decimal) {
    if let Some(stated) = cell.as_ref().and_then(|field| field.value) {
        put(cell, &amount(stated.get()).normalize().to_string());
    }
}

/// Changes every amount of a funding row.
pub(super) fn put_amounts(row: &mut FundingRow, amount: impl Fn(Decimal) -> Decimal) {
    for cell in [&mut row.original_budget, &mut row.revised_budget, &mut row.outturn] {
        put_amount(cell, &amount);
    }
}

/// Types a target with its own sign and unit; the columns beside it that hold them become blank.
pub(super) fn put_target(row: &mut IndicatorRow, text: &str) -> CellRef {
    for beside in [&mut row.sign, &mut row.unit].into_iter().flatten() {
        *beside = field(beside.at, "");
    }
    put(&mut row.target, text)
}

/// Types an actual value; a bare number takes the percent sign of its target.
pub(super) fn put_actual(row: &mut IndicatorRow, text: &str) -> CellRef {
    let at = put(&mut row.actual, text);
    let aim = row.target.as_ref().and_then(|field| field.value.as_ref());
    if let (Some(actual), Some(aim)) = (row.actual.as_mut(), aim)
        && let Some(value) = actual.value.as_mut()
    {
        actual.is_inferred = value.0.adopt_percent(&aim.0);
    }
    at
}

/// Types 指标值 and 完成值; returns the cell of the latter.
pub(super) fn put_values(row: &mut IndicatorRow, target: &str, actual: &str) -> CellRef {
    put_target(row, target);
    put_actual(row, actual)
}

/// Types a deviation, on a form that has the column.
pub(super) fn put_deviation(row: &mut IndicatorRow, text: &str) {
    if row.deviation.is_some() {
        put(&mut row.deviation, text);
    }
}

/// Makes the budget score what the head's amounts earn, the total what the scores add up to, and the grade what the total
/// is graded.
pub(super) fn add_up(form: &mut EvaluationForm, profile: &Profile) {
    let scoring = &profile.scoring;
    let (_, weight) = budget_weight(scoring, form).expect("points of the budget");
    let (target, _) = execution_target(scoring, form);
    let rate = row_rate(scoring, &form.funding[0]).expect("an execution rate");
    let exact = execution_score(&scoring.execution_curve, weight, rate, target).expect("in range");
    let head = scoring.rounded(exact);
    put_points(&mut form.funding[0].score, head);
    let sum = head + form.filled_indicators().map(|row| points(&row.score)).sum();
    put_points(&mut form.total.as_mut().expect("a total row").score, sum);
    if form.grade.as_ref().is_some_and(|grade| !grade.is_blank()) {
        put(&mut form.grade, grade(&profile.grades, sum).expect("a grade"));
    }
}

/// Changes the label of a row's 一级指标, which is merged over its rows; says which cell it is.
pub(super) fn relabel(form: &mut EvaluationForm, of: usize, label: impl Fn(&str) -> String) -> CellRef {
    let at = form.indicators[of].level1.as_ref().expect("a level 1").at;
    for row in &mut form.indicators {
        if let Some(level1) = row.level1.as_mut().filter(|level1| level1.at == at) {
            *level1 = field(at, &label(&level1_name(&level1.text)));
        }
    }
    at
}

/// What the rows of a row's 一级指标 add up to.
pub(super) fn group_points(form: &EvaluationForm, of: usize) -> Points {
    let own = form.indicators[of].level1.as_ref().map(|level1| level1.at);
    let group = form.filled_indicators().filter(|row| row.level1.as_ref().map(|level1| level1.at) == own);
    group.map(|row| points(&row.weight)).sum()
}
