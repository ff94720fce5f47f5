//! A profile's own example, sound: what the breaks start from.

use std::fs;

use ziping::model::{Column, EvaluationForm, Field, IndicatorRow};
use ziping::read::{read_forms, read_workbook};
use ziping::rules::{CheckedForm, Request, check};
use ziping::score::{Attainment, compare, less_may_be_better};
use ziping::template::{Profile, builtin};
use ziping::value::{CellRef, Comparator, Points};

use crate::support::apply_safe_fixes;

/// A sound form of a profile.
pub(super) struct Sound {
    pub(super) profile: &'static Profile,
    pub(super) form: EvaluationForm,
    /// What is found on it as it is.
    pub(super) checked: CheckedForm,
}

/// One of every profile.
pub(super) fn sound_forms() -> Vec<Sound> {
    builtin().iter().map(Sound::of).collect()
}

impl Sound {
    fn of(profile: &'static Profile) -> Self {
        let id = &profile.id;
        let path = format!("{}/workbook-templates/{id}/example.xlsx", env!("CARGO_MANIFEST_DIR"));
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut forms = read_forms(&read_workbook(&bytes).expect("a workbook")).expect("a form");
        let request = Request::from(profile);
        // One example has mistakes to be put right.
        let form = apply_safe_fixes(&check(forms.remove(0), &request));
        let checked = check(form.clone(), &request);
        assert!(checked.findings.iter().all(|finding| finding.safe_fixes().next().is_none()), "{id}: sound");
        Self { profile, form, checked }
    }

    /// The place of a row that a break may rewrite: a lower bound, met, at full points and without a reason.
    pub(super) fn plain(&self) -> usize {
        let found = self.form.indicators.iter().position(is_plain);
        found.unwrap_or_else(|| panic!("{}: a row at full points", self.profile.id))
    }

    /// The place of a row that lost points for a reason given.
    pub(super) fn lost(&self) -> usize {
        let found = self.form.indicators.iter().position(|row| {
            let is_explained = row.variance_note.as_ref().is_some_and(|reason| !reason.is_empty());
            is_explained && points(&row.score) < points(&row.weight)
        });
        found.unwrap_or_else(|| panic!("{}: a row that lost points", self.profile.id))
    }

    /// The place of a row whose 二级指标 is a satisfaction.
    pub(super) fn satisfaction(&self) -> usize {
        let is_one =
            |row: &IndicatorRow| row.level2.as_ref().is_some_and(|level| level.text.contains("满意度"));
        let found = self.form.indicators.iter().position(is_one);
        found.unwrap_or_else(|| panic!("{}: a row of satisfaction", self.profile.id))
    }

    /// The place of the row of this name; without one, a row that may be rewritten.
    pub(super) fn named_or_plain(&self, name: &str) -> usize {
        self.form.indicators.iter().position(|row| row.label() == name).unwrap_or_else(|| self.plain())
    }

    /// The cell of the heading over an indicator column.
    pub(super) fn heading(&self, column: Column) -> CellRef {
        let plan = &self.form.plan;
        let (_, col) = plan.indicator_columns.iter().find(|(own, _)| *own == column).expect("the column");
        CellRef::new(*plan.heading_rows.last().expect("a row of headings"), *col)
    }
}

/// Whether nothing can be said against the row, and nothing hangs on it.
fn is_plain(row: &IndicatorRow) -> bool {
    let aim = row.target.as_ref().and_then(|field| field.value.as_ref());
    aim.is_some_and(|aim| aim.0.comparator == Comparator::AtLeast)
        && compare(row).attainment() == Some(Attainment::Met)
        && points(&row.weight) > Points::ZERO
        && points(&row.weight) == points(&row.score)
        && row.variance_note.as_ref().is_some_and(Field::is_empty)
        && !less_may_be_better(row)
}

/// The points in a cell; none in a blank one.
pub(super) fn points(cell: &Option<Field<Points>>) -> Points {
    cell.as_ref().and_then(|field| field.value).unwrap_or(Points::ZERO)
}
