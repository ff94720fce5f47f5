#![doc = include_str!("../../docs/rules/template-hint-left.md")]

use super::checker::{Checker, Draft};
use super::row_words::{has_any, name, plain};
use super::{Phase, Rule};
use crate::model::{EvaluationForm, Field, IndicatorRow, Severity, Wording};
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "template-hint-left",
    title: "模板提示未删除",
    title_en: "a hint of the blank template was left in",
    severity: Severity::Error,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/template-hint-left.md"),
    doc_en: include_str!("../../docs/rules-en/template-hint-left.md"),
    check,
};

/// Beginnings of a text that tell the clerk what to write.
const OPENINGS: [&str; 6] = ["请填写", "请在此处", "请在此填写", "此处填写", "在此填写", "对照年度目标,说明"];

/// A year that nobody filled in.
const YEARS: [&str; 6] = ["xxxx年", "××××年", "****年", "20xx年", "20××年", "20**年"];

/// Labels of notes that the clerk answers; the others are printed on the form, hints included.
const ANSWERED: [&str; 5] = ["结论", "存在问题", "措施", "需要说明", "建议"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let title = plain(&form.title.text).to_lowercase();
    if let Some(year) = YEARS.iter().find(|year| title.contains(*year)) {
        let given = form.title.text.trim();
        let message = Wording::new(
            format!("标题“{given}”里的年度还没有填写"),
            format!("the year in the title “{given}” was not filled in ({year})"),
        );
        report(checker, form.title.at, "", given, message);
    }
    for (at, label, text) in written(form) {
        if let Some(hint) = hint(text) {
            let message = Wording::new(
                format!("单元格里还留着模板的填写提示“{hint}”"),
                format!("the cell still holds the template's hint “{hint}”"),
            );
            report(checker, at, label, text.trim(), message);
        }
    }
    for row in form.own_indicators().filter(|row| is_used(row)) {
        let Some(field) = nameless(row) else { continue };
        let given = field.text.trim();
        let message = Wording::new(
            format!("指标名称仍是模板的“{given}”，这一行却填有内容"),
            format!("the indicator's name is still the template's “{given}”, yet the row is filled in"),
        );
        report(checker, field.at, row.label(), given, message);
    }
}

fn report(checker: &mut Checker<'_>, cell: CellRef, label: &str, stated: &str, message: Wording) {
    checker.report(Draft {
        stated: stated.to_owned(),
        doubts: vec![cell],
        reads: vec![cell],
        ..Draft::new(Severity::Error, cell, label, message, Checker::arithmetic_basis())
    });
}

/// Every text that the clerk writes: entries of the head, goals, tasks, the words of the indicators, answered notes.
fn written(form: &EvaluationForm) -> Vec<(CellRef, &str, &str)> {
    let entry = |field: &'_ Field<String>| field.at;
    let mut texts: Vec<(CellRef, &str, &str)> = Vec::new();
    let notes = form.notes.iter().filter(|note| has_any(&plain(&note.label), &ANSWERED));
    texts.extend(form.header.iter().chain(notes).map(|own| (own.at, own.label.as_str(), own.text.as_str())));
    for goal in &form.goals {
        texts.extend(
            [&goal.expected, &goal.actual].into_iter().flatten().map(|f| (entry(f), "", f.text.as_str())),
        );
    }
    for task in &form.tasks {
        let fields = [&task.name, &task.content, &task.actual];
        texts.extend(fields.into_iter().flatten().map(|f| (entry(f), "", f.text.as_str())));
    }
    for row in &form.indicators {
        let label = row.label();
        texts.extend(row.level3.as_ref().map(|f| (f.at, label, f.text.as_str())));
        texts.extend(row.target.as_ref().map(|f| (f.at, label, f.text.as_str())));
        texts.extend(row.actual.as_ref().map(|f| (f.at, label, f.text.as_str())));
        texts.extend(row.variance_note.as_ref().map(|f| (f.at, label, f.text.as_str())));
    }
    texts.sort_by_key(|(at, ..)| *at);
    texts.dedup_by_key(|(at, ..)| *at);
    texts
}

/// The hint in a text: its whole beginning, or what stands in brackets, as `（100字以内）` and `（填写项目名称）`.
fn hint(text: &str) -> Option<String> {
    let text = plain(text);
    if let Some(opening) = OPENINGS.iter().find(|opening| text.starts_with(**opening)) {
        return Some((*opening).to_owned());
    }
    let mut segments =
        text.split('(').skip(1).filter_map(|rest| rest.split_once(')').map(|(inner, _)| inner));
    segments.find(|inner| is_hint(inner)).map(|inner| format!("（{inner}）"))
}

fn is_hint(inner: &str) -> bool {
    let is_length = ["字以内", "字以上", "字左右"]
        .iter()
        .filter_map(|words| inner.split_once(words))
        .any(|(before, _)| before.ends_with(|c: char| c.is_ascii_digit()));
    is_length
        || ["请填写", "请填列", "此处填写", "请说明", "请简述", "请概述"]
            .iter()
            .any(|words| inner.starts_with(words))
        || inner.starts_with("填写") && !inner.starts_with("填写人") && !inner.starts_with("填写日期")
}

/// Whether the row holds a target, an actual value or points, so that it is no row of the blank template.
fn is_used(row: &IndicatorRow) -> bool {
    let has_points = |field: &Option<Field<Points>>| {
        field.as_ref().and_then(|field| field.value).is_some_and(|points| points > Points::ZERO)
    };
    row.target.as_ref().is_some_and(|field| !field.is_empty())
        || row.actual.as_ref().is_some_and(|field| !field.is_empty())
        || has_points(&row.weight)
        || has_points(&row.score)
}

/// The name's cell, where it holds `……` or `指标2：` and no more.
fn nameless(row: &IndicatorRow) -> Option<&Field<String>> {
    let field = row.level3.as_ref().filter(|field| !field.is_empty())?;
    name(&field.text).is_empty().then_some(field)
}
