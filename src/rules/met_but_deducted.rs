#![doc = include_str!("../../docs/rules/met-but-deducted.md")]

use super::checker::{Checker, Draft, inputs};
use super::row_words::target_text;
use super::{Phase, Rule};
use crate::model::{IndicatorRow, Severity, Wording};
use crate::score::{Attainment, Comparison};
use crate::value::{Kind, Points};

pub(super) static RULE: Rule = Rule {
    id: "met-but-deducted",
    title: "已达标却扣分无说明",
    title_en: "target met, points lost without a reason",
    severity: Severity::Warning,
    phases: &[Phase::Reasons],
    doc: include_str!("../../docs/rules/met-but-deducted.md"),
    doc_en: include_str!("../../docs/rules-en/met-but-deducted.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.filled_indicators() {
        let (Some(target), Some(actual), Some(weight), Some(score)) =
            (&row.target, &row.actual, &row.weight, &row.score)
        else {
            continue;
        };
        let (Some(full), Some(points)) = (weight.value, score.value) else { continue };
        // An error on the score already says what it should be.
        if checker.is_settled(score.at) || checker.is_doubted(score.at) {
            continue;
        }
        let is_explained = row.variance_note.as_ref().is_some_and(|reason| !reason.is_empty());
        let is_deducted = points >= Points::ZERO && points < full && !checker.within_tolerance(points, full);
        if is_explained || !is_deducted || !is_met(row, checker.comparison(row)) {
            continue;
        }
        let (wanted, given, lost) = (target_text(row, target), actual.text.trim(), full - points);
        let (why, why_en) = match row.variance_note {
            Some(_) => ("未说明原因", "no reason is given"),
            None => ("表中没有说明原因的栏", "the form has no column for a reason"),
        };
        let message = Wording::new(
            format!("完成值 {given} 已达到指标值 {wanted}，已达标却少得 {lost} 分，{why}"),
            format!(
                "the actual value {given} meets {wanted}, yet the score is {lost} points short; {why_en}"
            ),
        );
        let reason = row.variance_note.as_ref().map(|reason| reason.at);
        checker.report(Draft {
            stated: score.text.trim().to_owned(),
            reads: inputs(row).chain(reason).collect(),
            ..Draft::new(Severity::Warning, score.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}

/// Whether the target was met: by number, by date, or by `100%`. The same words again are a judgement.
fn is_met(row: &IndicatorRow, comparison: Comparison) -> bool {
    let is_words = || {
        row.actual
            .as_ref()
            .and_then(|field| field.value.as_ref())
            .is_none_or(|value| value.0.kind == Kind::Text)
    };
    comparison.attainment() == Some(Attainment::Met) && !(comparison == Comparison::TakenAsMet && is_words())
}
