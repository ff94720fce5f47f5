#![doc = include_str!("../../docs/rules/execution-score-disagrees.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft, amounts, gap, points_fix};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::{execution_rate, execution_score, execution_target};
use crate::value::{CellRef, Points, Rate};

pub(super) static RULE: Rule = Rule {
    id: "execution-score-disagrees",
    title: "预算执行率得分不符",
    title_en: "budget score disagrees with the execution rate",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/execution-score-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/execution-score-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some(row) = form.budget_row() else { return };
    let (Some(weight_field), Some(field)) = (row.weight.as_ref(), row.score.as_ref()) else { return };
    let (Some(weight), Some(stated)) = (weight_field.value, checker.points(field)) else { return };
    let what = || Wording::new("预算执行率得分", "budget score");
    if weight >= checker.scoring().total_weight {
        let why = Wording::new(
            "表头分值是全表总分，不是预算执行率的分值",
            "the head states the whole form's points",
        );
        checker.skip(field.at, what(), why);
        return;
    }
    let Some(budget) = expected_budget_score(checker) else {
        let why = Wording::new("预算数、执行数和执行率都不足以计算", "neither amounts nor rate allow it");
        checker.skip(field.at, what(), why);
        return;
    };
    if budget.accepted.iter().any(|points| checker.within_tolerance(stated, *points)) {
        return;
    }
    let expected = checker.rounded(budget.expected);
    let fixes = checker
        .applicability(&budget.reads)
        .map(|applicability| points_fix(applicability, field.at, expected))
        .into_iter()
        .collect();
    let gap = gap(stated, expected);
    let (source_zh, source_en) = match &budget.target_from {
        Some(cell) => (format!("（目标值取自 {cell}）"), format!(" (target from {cell})")),
        None => (String::new(), String::new()),
    };
    let message = Wording::new(
        format!("得分应为 {expected} = {}{source_zh}，填写为 {stated}，{}", budget.arithmetic, gap.zh),
        format!(
            "the score should be {expected} = {}{source_en}; stated {stated}, {}",
            budget.arithmetic, gap.en
        ),
    );
    let draft = Draft {
        fixes,
        doubts: vec![field.at],
        reads: budget.reads,
        ..Draft::new(checker.scoring_severity(), field.at, &row.name.text, message, checker.profile_basis())
            .points(&field.text, stated, expected)
    };
    checker.report(draft);
}

/// What the budget score should be, and what it may also be.
pub(super) struct BudgetScore {
    /// Under the profile, exact.
    pub(super) expected: Points,
    /// Every score that counts as right: from the exact or the printed rate, under the profile or linear.
    accepted: Vec<Points>,
    /// `10 × 66.6% ÷ 90%`.
    arithmetic: String,
    /// The cell that the target comes from.
    target_from: Option<CellRef>,
    /// The cells it is worked out from.
    pub(super) reads: Vec<CellRef>,
}

/// Works out the budget score from the amounts, or from the stated rate where the amounts cannot be read.
pub(super) fn expected_budget_score(checker: &Checker<'_>) -> Option<BudgetScore> {
    let row = checker.form.budget_row()?;
    let weight_field = row.weight.as_ref()?;
    let weight = weight_field.value?;
    let curve = checker.scoring().execution_curve;
    let (target, target_field) = execution_target(checker.scoring(), checker.form);
    let printed = row.execution_rate.as_ref().and_then(|field| Some((field, checker.rate(field)?)));
    let exact = amounts(row).and_then(|(base, budget, spent, outturn)| {
        Some((execution_rate(budget, outturn)?, vec![base.at, spent.at]))
    });
    let mut reads = vec![weight_field.at];
    let rate = match (&exact, printed) {
        (Some((rate, cells)), _) => {
            reads.extend(cells);
            *rate
        }
        (None, Some((field, rate))) if amounts(row).is_none() => {
            reads.push(field.at);
            rate
        }
        _ => return None,
    };
    reads.extend(target_field.map(|field| field.at));
    // The printed rate counts beside the exact one only while nothing is wrong with it.
    let sound = printed.filter(|(field, _)| !checker.is_doubted(field.at)).map(|(_, rate)| rate);
    let score = |rate: Rate, target: Decimal| execution_score(curve, weight, rate, target);
    let accepted = [Some(rate), sound]
        .into_iter()
        .flatten()
        .flat_map(|rate| [score(rate, target), score(rate, Decimal::ONE_HUNDRED)])
        .flatten()
        .collect();
    // The rate as printed, unless so few decimals would not give the result shown beside it.
    let expected = score(rate, target)?;
    let short = printed.filter(|_| sound.is_some()).map(|(field, _)| Reading::of(field)).filter(|reading| {
        score(reading.rounded(rate), target)
            .is_some_and(|points| checker.rounded(points) == checker.rounded(expected))
    });
    let shown = short.unwrap_or(Reading::Sign(2)).in_percent(rate);
    let divisor =
        if target == Decimal::ONE_HUNDRED { String::new() } else { format!(" ÷ {}%", target.normalize()) };
    Some(BudgetScore {
        expected,
        accepted,
        arithmetic: format!("{weight} × {shown}{divisor}"),
        target_from: target_field.map(|field| field.at),
        reads,
    })
}
