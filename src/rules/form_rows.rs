//! Rows looked up by name, and the cells they are worked out from.

use super::checker::Checker;
use crate::model::{EvaluationForm, Field, IndicatorRow};
use crate::score::own_name;
use crate::value::{ActualValue, CellRef, Kind, Points, Rate};

/// The indicator rows of one of these names.
pub(super) fn rows_named<'f>(
    form: &'f EvaluationForm,
    names: &'static [&'static str],
) -> impl Iterator<Item = &'f IndicatorRow> {
    form.indicators.iter().filter(|row| names.contains(&own_name(row.label()).as_str()))
}

/// A row's actual value, where it is a percentage, as a rate.
pub(super) fn actual_rate(row: &IndicatorRow) -> Option<(&Field<ActualValue>, Rate)> {
    let field = row.actual.as_ref()?;
    let value = &field.value.as_ref()?.0;
    let percent = value.number.filter(|_| value.kind == Kind::Percent)?;
    Some((field, Rate::from_percent(percent)))
}

/// The cells a row's score and deviation are worked out from.
pub(super) fn inputs(row: &IndicatorRow) -> impl Iterator<Item = CellRef> {
    let target = row.target.as_ref().map(|field| field.at);
    let actual = row.actual.as_ref().map(|field| field.at);
    let weight = row.weight.as_ref().map(|field| field.at);
    [target, actual, weight].into_iter().flatten()
}

/// The cells the total is the sum of.
pub(super) fn score_cells(checker: &Checker<'_>) -> Vec<CellRef> {
    let budget = checker.form.budget_row().and_then(|row| row.score.as_ref()).map(|field| field.at);
    let scores = checker.form.filled_indicators().filter_map(|row| row.score.as_ref()).map(|field| field.at);
    budget.into_iter().chain(scores).collect()
}

/// A row that has both a weight, of 0 or more, and a score.
pub(super) struct Scored<'f> {
    pub(super) weight: Points,
    pub(super) score: &'f Field<Points>,
    /// The score as settled or stated.
    pub(super) stated: Points,
    /// The cells the score is worked out from.
    pub(super) reads: Vec<CellRef>,
}

impl<'f> Scored<'f> {
    pub(super) fn of(checker: &Checker<'f>, row: &'f IndicatorRow) -> Option<Self> {
        let score = row.score.as_ref()?;
        Some(Self {
            weight: row.weight.as_ref()?.value.filter(|weight| *weight >= Points::ZERO)?,
            score,
            stated: checker.points(score)?,
            reads: inputs(row).collect(),
        })
    }
}
