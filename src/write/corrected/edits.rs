//! What a correction changes on one sheet, whichever way the workbook is written.

use std::collections::{BTreeMap, HashSet};

use super::changes::{Change, ChangeKind, Earlier};
use super::live::{Live, Numbers, formulas};
use super::new_value::{NewValue, new_value};
use super::settle::{Settled, Written};
use crate::model::{EvaluationForm, Finding, Severity};
use crate::read::{CellValue, Sheet};
use crate::value::CellRef;
use crate::write::drawn::{Cached, Content};

/// A cell that is given another value.
#[derive(Debug)]
pub(super) struct Edit {
    /// Its value.
    pub(super) value: NewValue,
    /// Its formula, where it can have one.
    pub(super) live: Option<Live>,
    /// What its note says.
    pub(super) note: String,
    /// Its line of 更正记录.
    pub(super) change: Change,
}

impl Edit {
    /// What the cell is to hold.
    pub(super) fn content(&self) -> Content {
        match &self.live {
            Some(Live { text, result }) => Content::Formula { text: text.clone(), result: result.clone() },
            None => self.value.content.clone(),
        }
    }
}

/// What is written where, each with the findings that called for it.
pub(super) type NewValues<'w> = BTreeMap<CellRef, (NewValue, Vec<&'w Written>)>;

/// The values a form's fixes write.
pub(super) fn new_values<'w>(sheet: &Sheet, settled: &'w Settled<'_>) -> NewValues<'w> {
    let mut values = NewValues::new();
    for written in &settled.written {
        let value = new_value(written, sheet.cell(written.fix.cell));
        let entry = values.entry(written.fix.cell).or_insert_with(|| (value.clone(), Vec::new()));
        entry.0 = value;
        entry.1.push(written);
    }
    values
}

/// The numbers of the corrected sheet.
pub(super) fn numbers<'s>(sheet: &'s Sheet, values: &NewValues<'_>) -> Numbers<'s> {
    Numbers::new(sheet, values.iter().map(|(at, (value, _))| (*at, value.number())).collect())
}

/// What a form's fixes write, cell by cell.
pub(super) fn edits(sheet: &Sheet, settled: &Settled<'_>) -> BTreeMap<CellRef, Edit> {
    edits_and_formulas(sheet, settled, false).0
}

/// What a form's fixes write, cell by cell, and the formulas that its other derived cells could have.
pub(super) fn edits_with_formulas(
    sheet: &Sheet,
    settled: &Settled<'_>,
) -> (BTreeMap<CellRef, Edit>, BTreeMap<CellRef, Live>) {
    edits_and_formulas(sheet, settled, true)
}

fn edits_and_formulas(
    sheet: &Sheet,
    settled: &Settled<'_>,
    others: bool,
) -> (BTreeMap<CellRef, Edit>, BTreeMap<CellRef, Live>) {
    let values = new_values(sheet, settled);
    let numbers = numbers(sheet, &values);
    let form = &settled.after.form;
    let mut live = formulas(&settled.after, &numbers, |at| others || values.contains_key(&at));
    live.retain(|at, live| stands(live, *at, &numbers, form));
    let edit = |(at, (value, written)): (CellRef, (NewValue, Vec<&Written>))| {
        let live = live.remove(&at);
        let old = sheet.cell(at);
        let old_text = old.map(|cell| cell.text.clone()).unwrap_or_default();
        let notes: Vec<String> =
            written.iter().map(|own| correction_note(&old_text, &value.shown, &own.finding)).collect();
        let last = written.last();
        let change = Change {
            kind: ChangeKind::Corrected,
            sheet: sheet.name.clone(),
            cell: at,
            label: last.map(|own| label(form, at, &own.finding)).unwrap_or_default(),
            old: old.map_or(CellValue::Empty, |cell| cell.value.clone()),
            old_text,
            old_format: old.and_then(|cell| cell.format.clone()),
            old_formula: old.and_then(|cell| cell.formula.clone()).unwrap_or_default(),
            new: value_of(&value.content),
            new_text: value.shown.clone(),
            new_format: value.format.clone(),
            new_formula: live.as_ref().map(|live| live.text.clone()).unwrap_or_default(),
            rule: last.map(|own| own.finding.rule.to_owned()).unwrap_or_default(),
        };
        (at, Edit { value, live, note: notes.join("\n\n"), change })
    };
    let edits = values.into_iter().map(edit).collect();
    (edits, live)
}

fn value_of(content: &Content) -> CellValue {
    match content {
        Content::Number(number) => CellValue::Number(*number),
        Content::Text(text) => CellValue::Text(text.clone()),
        _ => CellValue::Empty,
    }
}

/// Whether a formula gives exactly what the cell is to hold; else the plain value stays.
fn stands(live: &Live, at: CellRef, numbers: &Numbers<'_>, form: &EvaluationForm) -> bool {
    match &live.result {
        Cached::Number(result) => numbers.of(at) == Some(*result),
        Cached::Text(result) => {
            form.grade.as_ref().is_some_and(|field| field.at == at && field.text == *result)
        }
    }
}

/// What the row of a corrected cell is called; one finding may stand for the scores of many rows.
fn label(form: &EvaluationForm, at: CellRef, finding: &Finding) -> String {
    let row = form.indicators.iter().find(|row| row.row == at.row + 1);
    match row.filter(|_| finding.fixes.len() > 1) {
        Some(row) => row.label().to_owned(),
        None => finding.label.clone(),
    }
}

fn correction_note(old: &str, new: &str, finding: &Finding) -> String {
    let old = if old.trim().is_empty() { "（空）" } else { old };
    let Finding { title, rule, message, basis, .. } = finding;
    format!("原值 {old} → 更正值 {new}\n说明 {}\n规则 {title}（{rule}）\n依据 {}", message.zh, basis.zh)
}

/// Where an earlier run corrected cells that still hold what it wrote, with their notes.
pub(super) fn earlier_corrections(
    sheet: &Sheet,
    form: &EvaluationForm,
    earlier: &Earlier,
    touched: &HashSet<CellRef>,
) -> BTreeMap<CellRef, String> {
    let rows = form.plan.first_row..=form.plan.last_row;
    let stands = |change: &&Change| {
        change.sheet == sheet.name
            && change.kind == ChangeKind::Corrected
            && rows.contains(&change.cell.row)
            && !touched.contains(&change.cell)
            && sheet.cell(change.cell).is_some_and(|cell| cell.text == change.new_text)
    };
    let mut notes: BTreeMap<CellRef, String> = BTreeMap::new();
    for change in earlier.changes.iter().filter(stands) {
        let title = crate::rules::rule(&change.rule).map_or("", |rule| rule.title);
        let old = if change.old_text.trim().is_empty() { "（空）" } else { &change.old_text };
        let text = format!("原值 {old} → 更正值 {}\n规则 {title}（{}）", change.new_text, change.rule);
        add_note(notes.entry(change.cell).or_default(), &text);
    }
    notes
}

/// What a person has to look at, with its notes; what only follows from another cell says which.
pub(super) fn reviews(findings: &[Finding]) -> BTreeMap<CellRef, String> {
    let mut notes: BTreeMap<CellRef, String> = BTreeMap::new();
    for finding in findings {
        let cause = finding.caused_by.as_ref().filter(|cause| cause.cell != finding.cell);
        if finding.severity < Severity::Warning || finding.waived.is_some() {
            continue;
        }
        let mut text = match cause {
            Some(cause) => format!("连带，先核实 {}：{}", cause.cell, finding.message.zh),
            None => format!("待核实：{}", finding.message.zh),
        };
        if let Some(fix) = finding.fixes.first() {
            text.push_str(&format!("\n建议 {}", fix.text));
        }
        add_note(notes.entry(finding.cell).or_default(), &text);
    }
    notes
}

/// Adds a paragraph to a note.
pub(super) fn add_note(note: &mut String, text: &str) {
    if !note.is_empty() {
        note.push_str("\n\n");
    }
    note.push_str(text);
}
