#![doc = include_str!("../../docs/rules/variance-unexplained.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{IndicatorRow, Severity, Wording};
use crate::score::{Deviation, deviation, row_rate};
use crate::template::{DeviationRule, ReasonRule};

pub(super) static RULE: Rule = Rule {
    id: "variance-unexplained",
    title: "未填偏差原因",
    title_en: "lost points without a reason",
    severity: Severity::Error,
    phases: &[Phase::Reasons],
    doc: include_str!("../../docs/rules/variance-unexplained.md"),
    doc_en: include_str!("../../docs/rules-en/variance-unexplained.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    budget_reason(checker);
    let form = checker.form;
    let rule = &checker.scoring().reason_required;
    for row in form.own_indicators() {
        let (Some(weight), Some(score), Some(reason)) = (&row.weight, &row.score, &row.variance_note) else {
            continue;
        };
        let (Some(full), Some(points)) = (weight.value, checker.points(score)) else { continue };
        if !reason.is_empty() {
            continue;
        }
        let message = if points < full && rule.score_below_weight {
            let lost = full - points;
            Wording::new(
                format!("得分 {points} 低于分值 {full}，少 {lost}，未填偏差原因"),
                format!("the score {points} is {lost} below its weight {full}, and no reason is given"),
            )
        } else if let Some((shown, limit)) = far_off(row, rule) {
            Wording::new(
                format!("完成值偏离指标值 {shown}，超过 {limit}%，未填偏差原因"),
                format!(
                    "the actual value is {shown} off its target, more than {limit}%, and no reason is given"
                ),
            )
        } else {
            continue;
        };
        checker.report(Draft {
            stated: reason.text.trim().to_owned(),
            reads: vec![weight.at, score.at],
            doubts: vec![reason.at],
            ..Draft::new(Severity::Error, reason.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}

/// How far the actual value is off, where the profile asks for a reason that far, and from where on it does.
fn far_off(row: &IndicatorRow, rule: &ReasonRule) -> Option<(String, Decimal)> {
    let limit = rule.deviation_beyond?;
    let Deviation::Rate(rate) = deviation(DeviationRule::Signed, row, None) else { return None };
    (rate.percent().abs() > limit).then(|| (Reading::Sign(2).text(rate), limit))
}

/// The reason beside the amounts, on a form that has a place for it.
fn budget_reason(checker: &mut Checker<'_>) {
    let rule = &checker.scoring().reason_required;
    let Some(row) = checker.form.budget_row() else { return };
    let Some(reason) = row.variance_note.as_ref().filter(|reason| reason.is_empty()) else { return };
    let Some((base, budget, spent, outturn)) = checker.amounts(row) else { return };
    let rate = row_rate(checker.scoring(), row);
    let original = row.original_budget.as_ref().and_then(|field| field.value);
    let low = rate.zip(rule.execution_below).filter(|(rate, limit)| rate.percent() < *limit);
    let adjusted = original.filter(|original| rule.budget_adjusted && *original != budget);
    let message = if let Some((rate, limit)) = low {
        let shown = Reading::Sign(2).text(rate);
        Wording::new(
            format!("执行率 {shown} = {outturn} ÷ {budget}，低于 {limit}%，未填原因"),
            format!("the rate {shown} = {outturn} ÷ {budget} is below {limit}%, and no reason is given"),
        )
    } else if let Some(original) = adjusted {
        Wording::new(
            format!("全年预算数 {budget} 与年初预算数 {original} 不同，属年中调整，未填原因"),
            format!("the budget was adjusted from {original} to {budget}, and no reason is given"),
        )
    } else {
        return;
    };
    checker.report(Draft {
        stated: reason.text.trim().to_owned(),
        reads: vec![base.at, spent.at],
        doubts: vec![reason.at],
        ..Draft::new(Severity::Error, reason.at, &row.name.text, message, checker.profile_basis())
    });
}
