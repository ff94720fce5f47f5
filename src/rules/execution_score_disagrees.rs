#![doc = include_str!("../../docs/rules/execution-score-disagrees.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft, gap, points_fix};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Field, Severity, Wording};
use crate::score::{execution_score, execution_target, row_rate, step_reached};
use crate::template::{ExecutionCurve, Profile, Scoring, Step};
use crate::value::{CellRef, Points, Rate, trimmed};

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
    let Some(field) = row.score.as_ref() else { return };
    let Some(stated) = checker.points(field) else { return };
    let what = || Wording::new("预算执行率得分", "budget score");
    if checker.budget_weight().is_none() {
        if row.weight.as_ref().is_some_and(|weight| weight.value.is_some()) {
            let why = Wording::new(
                "表头分值是全表总分，不是预算执行率的分值",
                "the head states the whole form's points",
            );
            checker.skip(field.at, what(), why);
        }
        return;
    }
    let Some(budget) = expected_budget_score(checker, checker.scoring()) else {
        let why = Wording::new("预算数、执行数和执行率都不足以计算", "neither amounts nor rate allow it");
        checker.skip(field.at, what(), why);
        return;
    };
    if budget.accepted.iter().any(|points| checker.within_tolerance(stated, *points)) {
        return;
    }
    let rivals = rival_scores(checker, budget.expected);
    if !rivals.is_empty() {
        report_rivals(checker, field, &budget, &rivals);
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
    let Wording { zh, en } = &budget.arithmetic;
    let message = Wording::new(
        format!("得分应为 {expected} = {zh}{source_zh}，填写为 {stated}，{}", gap.zh),
        format!("the score should be {expected} = {en}{source_en}; stated {stated}, {}", gap.en),
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

/// The budget score under each rival profile that gives another one.
pub(super) fn rival_scores(checker: &Checker<'_>, own: Points) -> Vec<(&'static Profile, BudgetScore)> {
    let own = checker.rounded(own);
    let score = |profile: &'static Profile| {
        let score = expected_budget_score(checker, &profile.scoring)?;
        (profile.scoring.rounded(score.expected) != own).then_some((profile, score))
    };
    checker.selection.rivals().filter_map(score).collect()
}

/// Shows each profile's result where the form does not tell which one holds; nothing, where one of them fits.
fn report_rivals(
    checker: &mut Checker<'_>,
    field: &Field<Points>,
    own: &BudgetScore,
    rivals: &[(&'static Profile, BudgetScore)],
) {
    let Some(stated) = checker.points(field) else { return };
    let profile = checker.selection.profile;
    let all: Vec<(&Profile, &BudgetScore)> = std::iter::once((profile, own))
        .chain(rivals.iter().map(|(profile, score)| (*profile, score)))
        .collect();
    let fits = |(_, score): &(&Profile, &BudgetScore)| {
        score.accepted.iter().any(|points| checker.within_tolerance(stated, *points))
    };
    let each = |lang: fn(&Profile, &BudgetScore, Points) -> String| {
        all.iter()
            .map(|(profile, score)| lang(profile, score, checker.rounded(score.expected)))
            .collect::<Vec<_>>()
    };
    let zh =
        each(|profile, score, points| format!("按“{}”应为 {points} = {}", profile.name, score.arithmetic.zh));
    let en = each(|profile, score, points| {
        format!("“{}” gives {points} = {}", profile.name_en, score.arithmetic.en)
    });
    let why = Wording::new(
        format!("评分办法不能确定（参数 execution_curve）：{}", zh.join("，")),
        format!("two profiles fit (`execution_curve`): {}", en.join(", ")),
    );
    if all.iter().any(fits) {
        checker.skip(field.at, Wording::new("预算执行率得分", "budget score"), why);
        return;
    }
    let results: Vec<String> =
        all.iter().map(|(_, score)| checker.rounded(score.expected).to_string()).collect();
    let message =
        Wording::new(format!("填写为 {stated}，{}", why.zh), format!("stated {stated}; {}", why.en));
    let label = checker.form.budget_row().map_or("", |row| row.name.text.as_str());
    let draft = Draft {
        stated: field.text.trim().to_owned(),
        expected: Some(results.join(" / ")),
        doubts: vec![field.at],
        reads: own.reads.clone(),
        ..Draft::new(checker.scoring_severity(), field.at, label, message, checker.profile_basis())
    };
    checker.report(draft);
}

/// What the budget score should be, and what it may also be.
pub(super) struct BudgetScore {
    /// Under the profile, exact.
    pub(super) expected: Points,
    /// Every score that counts as right: from the exact or the printed rate, under the profile or, where it is in proportion,
    /// linear.
    accepted: Vec<Points>,
    /// `10 × 66.6% ÷ 90%`.
    arithmetic: Wording,
    /// The cell that the target comes from.
    target_from: Option<CellRef>,
    /// The cells it is worked out from.
    pub(super) reads: Vec<CellRef>,
}

/// Works out the budget score from the amounts, or from the stated rate where the amounts cannot be read.
pub(super) fn expected_budget_score(checker: &Checker<'_>, scoring: &Scoring) -> Option<BudgetScore> {
    let row = checker.form.budget_row()?;
    let (weight_cell, weight) = checker.budget_weight()?;
    let (target, target_field) = execution_target(scoring, checker.form);
    let printed = row.execution_rate.as_ref().and_then(|field| Some((field, checker.rate(field)?)));
    let amounts = checker.amounts(row);
    let mut reads = vec![weight_cell];
    let rate = match (&amounts, printed) {
        (Some((base, _, spent, _)), _) => {
            reads.extend([base.at, spent.at]);
            row_rate(scoring, row)?
        }
        (None, Some((field, rate))) => {
            reads.push(field.at);
            rate
        }
        (None, None) => return None,
    };
    reads.extend(target_field.map(|field| field.at));
    // The printed rate counts beside the exact one only while nothing is wrong with it.
    let sound = printed.filter(|(field, _)| !checker.is_doubted(field.at)).map(|(_, rate)| rate);
    let curve = &scoring.execution_curve;
    let score = |rate: Rate, target: Decimal| execution_score(curve, weight, rate, target);
    let is_linear = |_: &Rate| *curve == ExecutionCurve::Proportional;
    let rates = [Some(rate), sound].into_iter().flatten();
    let under_profile = rates.clone().filter_map(|rate| score(rate, target));
    let linear = rates.filter(is_linear).filter_map(|rate| score(rate, Decimal::ONE_HUNDRED));
    let accepted = under_profile.chain(linear).collect();
    // The rate as printed, unless so few decimals would not give the result shown beside it.
    let expected = score(rate, target)?;
    let short = printed.filter(|_| sound.is_some()).map(|(field, _)| Reading::of(field)).filter(|reading| {
        score(reading.rounded(rate), target)
            .is_some_and(|points| checker.rounded(points) == checker.rounded(expected))
    });
    let shown = short.unwrap_or(Reading::Sign(2)).in_percent(rate);
    let arithmetic = match curve {
        ExecutionCurve::Proportional if target == Decimal::ONE_HUNDRED => both(format!("{weight} × {shown}")),
        ExecutionCurve::Proportional => both(format!("{weight} × {shown} ÷ {}%", target.normalize())),
        ExecutionCurve::Steps(steps) => stepped(weight, rate, &shown, steps),
    };
    Some(BudgetScore {
        expected,
        accepted,
        arithmetic,
        target_from: target_field.map(|field| field.at),
        reads,
    })
}

fn both(arithmetic: String) -> Wording {
    Wording::new(arithmetic.clone(), arithmetic)
}

/// `10 × 70%（执行率 85.00% 达到 80% 一档）`.
fn stepped(weight: Points, rate: Rate, shown: &str, steps: &[Step]) -> Wording {
    match step_reached(steps, rate) {
        Some(Step { from, share }) => {
            let share = trimmed(*share * Decimal::ONE_HUNDRED);
            Wording::new(
                format!("{weight} × {share}%（执行率 {shown} 达到 {from}% 一档）"),
                format!("{weight} × {share}% (a rate of {shown} reaches the step of {from}%)"),
            )
        }
        None => Wording::new(
            format!("{weight} × 0%（执行率 {shown} 未达到最低一档）"),
            format!("{weight} × 0% (a rate of {shown} is below the lowest step)"),
        ),
    }
}
