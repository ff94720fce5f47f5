//! Every text of a form with its cell, for the rules that look at words wherever they stand.

use crate::model::{EvaluationForm, Field, HeaderEntry};
use crate::value::CellRef;

/// What sort of place a text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Printed on the form, or of the clerk's own columns: title, levels, funding labels, further columns.
    Printed,
    /// An entry of the head, beside its label.
    Entry,
    /// What stands outside the blocks: further remarks, printed notes.
    Note,
    /// Goals, tasks, reasons.
    Prose,
    /// 三级指标, 指标值, 完成值.
    Value,
}

/// One text.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormText<'f> {
    pub(super) at: CellRef,
    /// The label of its row or entry.
    pub(super) label: &'f str,
    pub(super) text: &'f str,
    pub(super) place: Place,
}

/// Every text, once a cell, in reading order.
pub(super) fn form_texts(form: &EvaluationForm) -> Vec<FormText<'_>> {
    let mut texts = Vec::new();
    let mut add = |at, label, text, place| texts.push(FormText { at, label, text, place });
    add(form.title.at, "", form.title.text.as_str(), Place::Printed);
    for HeaderEntry { label, at, text } in &form.header {
        add(*at, label.as_str(), text.as_str(), Place::Entry);
    }
    for HeaderEntry { label, at, text } in &form.notes {
        add(*at, label.as_str(), text.as_str(), Place::Note);
    }
    for row in &form.funding {
        add(row.name.at, "", row.name.text.as_str(), Place::Printed);
    }
    let goals = form.goals.iter().flat_map(|goal| [&goal.expected, &goal.actual]);
    let tasks = form.tasks.iter().flat_map(|task| [&task.name, &task.content, &task.actual]);
    for Field { at, text, .. } in goals.chain(tasks).flatten() {
        add(*at, "", text.as_str(), Place::Prose);
    }
    for row in &form.indicators {
        let label = row.label();
        for field in [&row.level1, &row.level2, &row.sign, &row.unit].into_iter().flatten() {
            add(field.at, label, field.text.as_str(), Place::Printed);
        }
        for other in &row.other {
            add(other.field.at, label, other.field.text.as_str(), Place::Printed);
        }
        if let Some(field) = &row.level3 {
            add(field.at, label, field.text.as_str(), Place::Value);
        }
        if let Some(field) = &row.target {
            add(field.at, label, field.text.as_str(), Place::Value);
        }
        if let Some(field) = &row.actual {
            add(field.at, label, field.text.as_str(), Place::Value);
        }
        if let Some(field) = &row.variance_note {
            add(field.at, label, field.text.as_str(), Place::Prose);
        }
    }
    texts.sort_by_key(|text| text.at);
    texts.dedup_by_key(|text| text.at);
    texts
}
