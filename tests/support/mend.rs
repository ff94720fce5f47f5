//! Writes the safe fixes into a form, as `ziping fix` would into its workbook.

use ziping::model::{EvaluationForm, Field, Finding, Fix, FixValue, Stored};
use ziping::rules::CheckedForm;
use ziping::value::{CellRef, Points, Rate};

/// The form with every safe fix written, one pass.
pub(crate) fn apply_safe_fixes(checked: &CheckedForm) -> EvaluationForm {
    let mut form = checked.form.clone();
    for fix in checked.findings.iter().flat_map(Finding::safe_fixes) {
        assert!(write(&mut form, fix), "{} is a derived cell of the form", fix.cell);
    }
    form
}

fn write(form: &mut EvaluationForm, fix: &Fix) -> bool {
    match &fix.value {
        FixValue::Points(points) => points_field(form, fix.cell).map(|field| set(field, *points, fix)),
        FixValue::Rate(rate) => rate_field(form, fix.cell).map(|field| set(field, *rate, fix)),
        FixValue::Text(text) => form
            .grade
            .as_mut()
            .filter(|field| field.at == fix.cell)
            .map(|field| set(field, text.clone(), fix)),
        // Amounts come from the accounts: never safe.
        FixValue::Amount(_) => None,
    }
    .is_some()
}

fn set<T>(field: &mut Field<T>, value: T, fix: &Fix) {
    field.value = Some(value);
    fix.text.clone_into(&mut field.text);
    if field.stored == Stored::Blank {
        field.stored = match &fix.value {
            FixValue::Text(_) => Stored::Text,
            FixValue::Rate(_) => Stored::Percent,
            FixValue::Points(_) | FixValue::Amount(_) => Stored::Number,
        };
    }
}

fn points_field(form: &mut EvaluationForm, cell: CellRef) -> Option<&mut Field<Points>> {
    let heads = form.funding.iter_mut().filter_map(|row| row.score.as_mut());
    let rows = form.indicators.iter_mut().filter_map(|row| row.score.as_mut());
    let total = form.total.iter_mut().filter_map(|total| total.score.as_mut());
    heads.chain(rows).chain(total).find(|field| field.at == cell)
}

fn rate_field(form: &mut EvaluationForm, cell: CellRef) -> Option<&mut Field<Rate>> {
    let heads = form.funding.iter_mut().filter_map(|row| row.execution_rate.as_mut());
    let rows = form.indicators.iter_mut().filter_map(|row| row.deviation.as_mut());
    heads.chain(rows).find(|field| field.at == cell)
}
