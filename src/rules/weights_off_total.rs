#![doc = include_str!("../../docs/rules/weights-off-total.md")]

use super::checker::{Checker, Draft, gap};
use super::level1_group::{Group, groups};
use super::{Phase, Rule};
use crate::model::{Column, EvaluationForm, Field, Severity, Wording};
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "weights-off-total",
    title: "分值合计不等于100",
    title_en: "weights do not add up to the total",
    severity: Severity::Error,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/weights-off-total.md"),
    doc_en: include_str!("../../docs/rules-en/weights-off-total.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    if !form.has_column(Column::Weight) {
        return;
    }
    let weights = weights(form);
    let what = || Wording::new("分值合计", "sum of the weights");
    let Some(first) = weights.first() else { return };
    let Some(total) = form.total.as_ref().filter(|_| checker.is_closed()) else {
        let why = if checker.begins_midway() {
            Wording::new(
                "第一行没有一级、二级指标，可能缺了开头几组",
                "the first row has no level 1 and 2; the groups above it may be missing",
            )
        } else {
            Wording::new(
                "表中没有总分行，可能只是表的一部分",
                "there is no total row; the form may be cut off",
            )
        };
        checker.skip(first.at, what(), why);
        return;
    };
    if let Some(unread) = weights.iter().find(|field| field.is_unread()) {
        checker.skip(unread.at, what(), Wording::new("有分值读不懂", "a weight could not be read"));
        return;
    }
    let indicators: Points = weights.iter().filter_map(|field| field.value).sum();
    let budget = checker.budget_weight();
    let sum = indicators + budget.map_or(Points::ZERO, |(_, points)| points);
    let whole = checker.scoring().total_weight;
    let stated = total.weight.as_ref().and_then(|field| field.value);
    // A total row may count the indicators alone, as long as everything together is whole.
    let stated_fits = stated.is_none_or(|stated| stated == sum || stated == indicators);
    if stated_fits && sum == whole {
        return;
    }
    let stated_fits = stated.is_none_or(|stated| [sum, indicators, whole].contains(&stated));
    if stated_fits && leave_the_rest_outside(checker, indicators, sum) {
        return;
    }
    let shown = stated.unwrap_or(sum);
    let shown_text = total
        .weight
        .as_ref()
        .filter(|_| stated.is_some())
        .map_or(sum.to_string(), |field| field.text.clone());
    let expected = if shown == sum { whole } else { sum };
    let cell = total.weight.as_ref().map_or(first.at, |field| field.at);
    let groups = groups(checker);
    let mut doubts: Vec<CellRef> =
        groups.iter().filter(|group| group.is_off()).flat_map(Group::cells).collect();
    if doubts.is_empty() {
        doubts = weights.iter().map(|field| field.at).chain(budget.map(|(at, _)| at)).collect();
    }
    let parts = match budget {
        Some((_, points)) => (
            format!("预算执行 {points} + 指标 {indicators}"),
            format!("budget {points} + indicators {indicators}"),
        ),
        None => (format!("指标 {indicators}"), format!("indicators {indicators}")),
    };
    let message = if stated.is_none() {
        Wording::new(
            format!("分值合计为 {sum} = {}，应为 {whole}", parts.0),
            format!("the weights add up to {sum} = {}, it should be {whole}", parts.1),
        )
    } else if shown == sum || sum == whole {
        Wording::new(
            format!("分值合计为 {sum} = {}，总分行填写为 {shown}，应为 {whole}", parts.0),
            format!(
                "the weights add up to {sum} = {}; the total row states {shown}, it should be {whole}",
                parts.1
            ),
        )
    } else {
        // Nobody can say which of the weights is wrong; the total row may well be right.
        let gap = gap(sum, shown);
        Wording::new(
            format!("分值合计为 {sum} = {}，与总分行填写的 {shown} 不符，{}", parts.0, gap.zh),
            format!(
                "the weights add up to {sum} = {}, not to the {shown} of the total row: {}",
                parts.1, gap.en
            ),
        )
    };
    let reads = weights.iter().map(|field| field.at).chain(budget.map(|(at, _)| at)).collect();
    checker.report(Draft {
        doubts,
        reads,
        ..Draft::new(Severity::Error, cell, "总分", message, Checker::arithmetic_basis()).points(
            &shown_text,
            shown,
            expected,
        )
    });
}

fn weights(form: &EvaluationForm) -> Vec<&Field<Points>> {
    let rows = form.filled_indicators().filter_map(|row| row.weight.as_ref());
    rows.filter(|field| !field.is_empty()).collect()
}

/// Whether all weights together, the budget's included, are the whole or what a profile leaves of it; `None` where the form
/// may be cut off or a weight cannot be read.
pub(super) fn make_the_whole(checker: &Checker<'_>) -> Option<bool> {
    let weights = weights(checker.form);
    if weights.is_empty() || !checker.is_closed() {
        return None;
    }
    let each: Option<Vec<Points>> = weights.iter().map(|field| field.value).collect();
    let indicators: Points = each?.into_iter().sum();
    let budget = checker.budget_weight().map_or(Points::ZERO, |(_, points)| points);
    let sum = indicators + budget;
    Some(sum == checker.scoring().total_weight || leave_the_rest_outside(checker, indicators, sum))
}

/// Whether they are what the profile leaves on the form: some of the points may be given elsewhere, the budget's perhaps
/// among them.
fn leave_the_rest_outside(checker: &Checker<'_>, indicators: Points, sum: Points) -> bool {
    let scoring = checker.scoring();
    let on_form = scoring.total_weight - scoring.outside_weight;
    scoring.outside_weight > Points::ZERO && (indicators == on_form || sum == on_form)
}
