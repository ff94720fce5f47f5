//! What the rows add up to, and whether all of them are there.

use super::checker::Checker;
use crate::model::{IndicatorRow, Wording};
use crate::score::total;
use crate::value::Points;

impl Checker<'_> {
    /// The score of every filled indicator row, or `None` if one with a weight has no score.
    pub(super) fn indicator_scores(&self) -> Option<Vec<Points>> {
        let mut scores = Vec::new();
        for row in self.form.filled_indicators() {
            match row.score.as_ref().and_then(|field| self.points(field)) {
                Some(score) => scores.push(score),
                None if row.weight.as_ref().is_some_and(|field| field.value.is_some()) => return None,
                None => {}
            }
        }
        (!scores.is_empty()).then_some(scores)
    }

    /// Whether the form is there from its first group to its total row: otherwise it may be cut off.
    pub(super) fn is_closed(&self) -> bool {
        let total = self.form.total.as_ref().and_then(|total| total.score.as_ref().map(|field| field.at));
        let weight = self.form.total.as_ref().and_then(|total| total.weight.as_ref().map(|field| field.at));
        let last_row = self.form.indicators.last().map_or(0, |row| row.row);
        total.or(weight).is_some_and(|at| at.row >= last_row) && !self.begins_midway()
    }

    /// Whether the first row lacks the level-1 and level-2 labels that others have: those above it may be missing.
    pub(super) fn begins_midway(&self) -> bool {
        let is_labelled = |row: &IndicatorRow| {
            [&row.level1, &row.level2].into_iter().flatten().any(|label| !label.is_empty())
        };
        self.form.indicators.first().is_some_and(|row| !is_labelled(row))
            && self
                .form
                .indicators
                .iter()
                .any(|row| row.level1.as_ref().is_some_and(|label| !label.is_empty()))
    }

    /// Whether the weights, with or without the budget's, make up the whole: then no row can be missing.
    pub(super) fn weights_are_whole(&self) -> bool {
        let indicators: Points =
            self.form.filled_indicators().filter_map(|row| row.weight.as_ref()?.value).sum();
        let budget = self.budget_weight().map_or(Points::ZERO, |(_, weight)| weight);
        let whole = self.scoring().total_weight;
        indicators == whole || indicators + budget == whole
    }

    /// The whole that the form's total row states, where it is not the one that grades are made for.
    pub(super) fn other_whole(&self) -> Option<Points> {
        let stated = self.form.total.as_ref().and_then(|total| total.weight.as_ref()?.value);
        stated.filter(|stated| *stated != self.scoring().total_weight)
    }

    /// The budget score in the form's head.
    pub(super) fn budget_score(&self) -> Option<Points> {
        self.points(self.form.budget_row()?.score.as_ref()?)
    }

    /// Whether the head allots points to the budget and gives it no score: no sum is the form's total then.
    fn lacks_budget_score(&self) -> bool {
        self.budget_weight().is_some_and(|(_, weight)| weight > Points::ZERO)
            && self
                .form
                .budget_row()
                .is_some_and(|row| row.score.as_ref().is_some_and(|field| self.points(field).is_none()))
    }

    /// Why the scores cannot be added up to a total, if so.
    pub(super) fn no_sum(&self) -> Option<Wording> {
        if self.indicator_scores().is_none() {
            Some(Wording::new("有指标没有得分", "an indicator has no score"))
        } else if self.lacks_budget_score() {
            Some(Wording::new("预算执行率有分值而没有得分", "the budget has points and no score"))
        } else {
            None
        }
    }

    /// The recomputed total; without the budget score where the form's own total leaves it out.
    pub(super) fn computed_total(&self) -> Option<Points> {
        let scores = self.indicator_scores()?;
        let with = total(self.budget_score(), scores.iter().copied());
        let without = total(None, scores);
        let stated = self.form.total.as_ref().and_then(|total| total.score.as_ref()?.value);
        let fits = |sum: Points| stated.is_some_and(|stated| self.within_tolerance(stated, sum));
        let lacks_budget = self.lacks_budget_score();
        let sum = match (fits(with), fits(without)) {
            (_, false) if lacks_budget => return None,
            (false, true) => without,
            _ => with,
        };
        Some(self.rounded(sum))
    }
}
