#![doc = include_str!("../../docs/rules/over-fulfilment-unexplained.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::row_words::target_text;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::{Comparison, less_may_be_better};
use crate::template::OverFulfilment;
use crate::value::{round, trimmed};

pub(super) static RULE: Rule = Rule {
    id: "over-fulfilment-unexplained",
    title: "超额完成未说明",
    title_en: "over-fulfilment without a reason",
    severity: Severity::Warning,
    phases: &[Phase::Reasons],
    doc: include_str!("../../docs/rules/over-fulfilment-unexplained.md"),
    doc_en: include_str!("../../docs/rules-en/over-fulfilment-unexplained.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let rule = &checker.scoring().over_fulfilment;
    for row in form.own_indicators() {
        let (Some(target), Some(actual), Some(reason)) = (&row.target, &row.actual, &row.variance_note)
        else {
            continue;
        };
        if !reason.is_empty() {
            continue;
        }
        let Some(how_far) = how_far(checker.comparison(row), rule) else { continue };
        if less_may_be_better(row) {
            continue;
        }
        let (wanted, given) = (target_text(row, target), actual.text.trim());
        let (uncounted_zh, uncounted_en) = match rule.is_counted {
            true => ("", ""),
            false => ("，按此办法不计入已完成", "; such an indicator does not count as attained"),
        };
        let message = Wording::new(
            format!(
                "完成值 {given}，指标值 {wanted}，{}，未说明原因（不因此扣分{uncounted_zh}）",
                how_far.zh
            ),
            format!(
                "the actual value is {given}, the target {wanted}: {}, and no reason is given (no points are taken off{uncounted_en})",
                how_far.en
            ),
        );
        let draft = Draft {
            stated: reason.text.trim().to_owned(),
            reads: vec![target.at, actual.at],
            ..Draft::new(Severity::Warning, reason.at, row.label(), message, checker.profile_basis())
        };
        checker.report(draft);
    }
}

/// How far a target was exceeded, where that asks for a reason.
fn how_far(comparison: Comparison, rule: &OverFulfilment) -> Option<Wording> {
    let Comparison::Numbers { target, actual, reverse } = comparison else { return None };
    if target.is_zero() {
        let from = rule.reason_from_zero.filter(|from| actual >= *from)?;
        return Some(Wording::new(
            format!("指标值为 0 而完成值达到 {from}"),
            format!("{from} or more where the target is 0"),
        ));
    }
    if reverse || target < Decimal::ZERO {
        return None;
    }
    let ratio = actual.checked_div(target)?;
    let percent = |share: Decimal| trimmed(round(share * Decimal::ONE_HUNDRED, 2));
    (ratio >= rule.reason_from).then(|| {
        let (own, from) = (percent(ratio), percent(rule.reason_from));
        Wording::new(
            format!("达到指标值的 {own}%（{from}% 起应说明）"),
            format!("{own}% of it, where {from}% asks for a reason"),
        )
    })
}
