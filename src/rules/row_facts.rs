//! What several rules ask of each indicator row, worked out once a form.

use super::row_words::RowWords;
use crate::model::{EvaluationForm, IndicatorRow};
use crate::score::{Comparison, compare};

/// The facts of every row of a form, by the row's number.
pub(super) struct RowFacts(Vec<(u32, RowWords, Comparison)>);

impl RowFacts {
    pub(super) fn of(form: &EvaluationForm) -> Self {
        let mut facts: Vec<_> =
            form.indicators.iter().map(|row| (row.row, RowWords::of(row), compare(row))).collect();
        facts.sort_by_key(|(number, ..)| *number);
        Self(facts)
    }

    fn at(&self, row: &IndicatorRow) -> &(u32, RowWords, Comparison) {
        let found = self.0.binary_search_by_key(&row.row, |(number, ..)| *number);
        &self.0[found.expect("every row of the form has its facts")]
    }

    /// Its words, spelled alike.
    pub(super) fn words(&self, row: &IndicatorRow) -> &RowWords {
        &self.at(row).1
    }

    /// How its actual value stands to its target.
    pub(super) fn comparison(&self, row: &IndicatorRow) -> Comparison {
        self.at(row).2
    }
}
