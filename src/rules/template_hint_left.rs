#![doc = include_str!("../../docs/rules/template-hint-left.md")]

use super::checker::{Checker, Draft};
use super::form_texts::{FormText, Place};
use super::row_words::{has_any, plain};
use super::{Phase, Rule};
use crate::model::{Field, IndicatorRow, Severity, Wording};
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

/// Labels of notes that the clerk writes; the others are printed on the form, hints included.
const ANSWERED: [&str; 5] = ["结论", "存在问题", "措施", "需要说明", "建议"];

/// Labels in the head of what is printed there.
const INSTRUCTIONS: [&str; 2] = ["说明", "注"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let (form, rows) = (checker.form, checker.rows());
    let title = plain(&form.title.text).to_lowercase();
    if let Some(year) = YEARS.iter().find(|year| title.contains(*year)) {
        let given = form.title.text.trim();
        let message = Wording::new(
            format!("标题“{given}”里的年度还没有填写"),
            format!("the year in the title “{given}” was not filled in ({year})"),
        );
        report(checker, form.title.at, "", given, message);
    }
    for FormText { at, label, text, place } in checker.texts().iter().copied() {
        if let Some(hint) = hint(label, text, place) {
            let message = Wording::new(
                format!("单元格里还留着模板的填写提示“{hint}”"),
                format!("the cell still holds the template's hint “{hint}”"),
            );
            report(checker, at, label, text.trim(), message);
        }
    }
    // A name that is no more than `……` or `指标2：`.
    for row in form.own_indicators().filter(|row| is_used(row)) {
        let named = rows.words(row).name.as_str();
        let Some(field) = row.level3.as_ref().filter(|field| named.is_empty() && !field.is_empty()) else {
            continue;
        };
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

/// The hint in a text that the clerk writes: its beginning, or what stands in brackets, as `（100字以内）`.
fn hint(label: &str, text: &str, place: Place) -> Option<String> {
    let is_answer = match place {
        Place::Printed => false,
        Place::Entry => !has_any(label, &INSTRUCTIONS),
        Place::Note => has_any(label, &ANSWERED),
        Place::Prose | Place::Value => true,
    };
    // Most texts have neither; a comparison is cheaper than a copy.
    if !is_answer || !text.contains(['(', '（', '请', '填', '照']) {
        return None;
    }
    let text = plain(text);
    if let Some(opening) = OPENINGS.iter().find(|opening| text.starts_with(**opening)) {
        return Some((*opening).to_owned());
    }
    let whole = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let mut inners = text.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    // A length in a name or a target, or in the middle of a sentence, may well be the thing's own.
    let ends = |rest: &str| place != Place::Value && rest.chars().all(|c| "。;:.".contains(c));
    let found = whole.filter(|inner| inner.starts_with("填写") && !inner.contains('(')).or_else(|| {
        inners.find(|(inner, rest)| is_hint(inner) || is_length(inner) && ends(rest)).map(|(inner, _)| inner)
    })?;
    Some(format!("（{found}）"))
}

/// 100字以内.
fn is_length(inner: &str) -> bool {
    let mut lengths = ["字以内", "字以上", "字左右"].into_iter().filter_map(|words| inner.split_once(words));
    lengths.any(|(before, _)| before.ends_with(|c: char| c.is_ascii_digit()))
}

fn is_hint(inner: &str) -> bool {
    ["请填写", "请填列", "此处填写", "请说明", "请简述", "请概述"]
        .iter()
        .any(|words| inner.starts_with(words))
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
