#![doc = include_str!("../../docs/rules/date-outside-year.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{IndicatorRow, Severity, Wording};
use crate::value::{CellRef, Measure, PartialDate};

pub(super) static RULE: Rule = Rule {
    id: "date-outside-year",
    title: "时间不在评价年度",
    title_en: "a date outside the fiscal year",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/date-outside-year.md"),
    doc_en: include_str!("../../docs/rules-en/date-outside-year.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let target =
            row.target.as_ref().map(|field| (field.at, &field.text, field.value.as_ref().map(|v| &v.0)));
        let actual =
            row.actual.as_ref().map(|field| (field.at, &field.text, field.value.as_ref().map(|v| &v.0)));
        let deadline = target.and_then(|(.., value)| dated(value));
        let done = actual.and_then(|(.., value)| dated(value));
        if let (Some((at, text, _)), Some(date)) = (target, deadline) {
            judge(checker, row, (at, text), date, None);
        }
        if let (Some((at, text, _)), Some(date)) = (actual, done) {
            judge(checker, row, (at, text), date, deadline);
        }
    }
}

fn dated(value: Option<&Measure>) -> Option<PartialDate> {
    value?.date.filter(|date| date.year.is_some())
}

/// Before the year or after the next one; within the next one only where the deadline is passed.
fn judge(
    checker: &mut Checker<'_>,
    row: &IndicatorRow,
    (at, text): (CellRef, &str),
    date: PartialDate,
    deadline: Option<PartialDate>,
) {
    let Some(year) = date.year else { return };
    let Some(own) = checker.form.fiscal_year else {
        let what = Wording::new("时间是否在评价年度", "whether the date lies in the fiscal year");
        checker.skip(at, what, Wording::new("表上没有评价年度", "the form states no fiscal year"));
        return;
    };
    let is_late = deadline.is_some_and(|deadline| date.no_later_than(deadline) == Some(false));
    let is_outside = year < own || year > own.saturating_add(1) || year > own && is_late;
    if !is_outside {
        return;
    }
    let given = text.trim();
    let (zh, en) = if year < own { ("早于", "before") } else { ("晚于", "after") };
    let message = Wording::new(
        format!("时间填写为“{given}”，{year} 年{zh}评价年度 {own} 年"),
        format!("the date “{given}” is in {year}, {en} the fiscal year {own}"),
    );
    checker.report(Draft {
        stated: given.to_owned(),
        reads: vec![at],
        ..Draft::new(Severity::Warning, at, row.label(), message, Checker::arithmetic_basis())
    });
}
