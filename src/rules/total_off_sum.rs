#![doc = include_str!("../../docs/rules/total-off-sum.md")]

use super::checker::{Checker, Draft, gap, points_fix, score_cells};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::total;
use crate::value::Points;

pub(super) static RULE: Rule = Rule {
    id: "total-off-sum",
    title: "总分与得分之和不符",
    title_en: "total is not the sum of the scores",
    severity: Severity::Error,
    phases: &[Phase::Total],
    doc: include_str!("../../docs/rules/total-off-sum.md"),
    doc_en: include_str!("../../docs/rules-en/total-off-sum.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let Some(field) = checker.form.total.as_ref().and_then(|total| total.score.as_ref()) else { return };
    let Some(stated) = field.value else { return };
    let what = || Wording::new("总分", "total");
    let indicators = checker.indicator_scores().map(|scores| scores.into_iter().sum::<Points>());
    let indicators = match (indicators, checker.no_sum()) {
        (Some(indicators), None) => indicators,
        (Some(indicators), Some(_)) if checker.within_tolerance(stated, indicators) => return,
        (_, why) => {
            if let Some(Wording { zh, en }) = why {
                let why = Wording::new(format!("{zh}，无法求和"), format!("{en}, so there is no sum"));
                checker.skip(field.at, what(), why);
            }
            return;
        }
    };
    if !checker.is_closed() && !checker.weights_are_whole() {
        let why = Wording::new(
            "指标分值不足总分，可能只是表的一部分",
            "the weights fall short of the whole; the form may be cut off",
        );
        checker.skip(field.at, what(), why);
        return;
    }
    let budget = checker.budget_score();
    let sum = checker.rounded(total(budget, [indicators]));
    if checker.within_tolerance(stated, sum) || checker.within_tolerance(stated, indicators) {
        return;
    }
    let reads = score_cells(checker);
    let fixes = checker.applicability(&reads).map(|own| points_fix(own, field.at, sum)).into_iter().collect();
    let gap = gap(stated, sum);
    let message = match budget {
        Some(budget) => Wording::new(
            format!(
                "总分应为 {sum} = 预算执行 {budget} + 指标 {indicators}，填写为 {stated}，{}；不含预算执行的合计也不是 {stated}",
                gap.zh
            ),
            format!(
                "the total should be {sum} = budget {budget} + indicators {indicators}; stated {stated}, {}; nor is it the sum without the budget score",
                gap.en
            ),
        ),
        None => Wording::new(
            format!("总分应为 {sum}，即各指标得分之和，填写为 {stated}，{}", gap.zh),
            format!("the total should be {sum}, the sum of the indicators; stated {stated}, {}", gap.en),
        ),
    };
    checker.report(Draft {
        fixes,
        doubts: vec![field.at],
        reads,
        ..Draft::new(Severity::Error, field.at, "总分", message, Checker::arithmetic_basis()).points(
            &field.text,
            stated,
            sum,
        )
    });
}
