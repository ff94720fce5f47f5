#![doc = include_str!("../../docs/rules/deviation-disagrees.md")]

use super::checker::{Checker, Draft, inputs};
use super::reading::Reading;
use super::score_disagrees::Sides;
use super::{Phase, Rule};
use crate::model::{Applicability, IndicatorRow, Severity, Wording};
use crate::score::{Deviation, deviation};
use crate::template::DeviationRule;
use crate::value::{CellRef, Rate};

pub(super) static RULE: Rule = Rule {
    id: "deviation-disagrees",
    title: "偏差度计算不符",
    title_en: "deviation disagrees with target and actual value",
    severity: Severity::Error,
    phases: &[Phase::Deviations],
    doc: include_str!("../../docs/rules/deviation-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/deviation-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let Some(field) = row.deviation.as_ref() else { continue };
        let Some(stated) = field.value else { continue };
        let what = || Wording::new("偏差度", "deviation");
        let reading = Reading::of(field);
        let (exact, judged) = match deviation(
            checker.scoring().deviation,
            row,
            row.score.as_ref().and_then(|score| checker.points(score)),
        ) {
            Deviation::Rate(rate) => (rate, false),
            Deviation::TakenAsMet => (Rate::ZERO, true),
            Deviation::Disputed(both) => {
                let [one, other] = both.map(|rate| reading.text(rate));
                let why = Wording::new(
                    format!("反向指标未达标，本表偏差度的正负号未定：{one} 或 {other}"),
                    format!(
                        "a missed reverse indicator; the sign of the deviation is not known: {one} or {other}"
                    ),
                );
                if both.iter().any(|rate| reading.same(stated, *rate)) {
                    checker.skip(field.at, what(), why);
                    continue;
                }
                let message = Wording::new(
                    format!("填写为 {}，{}", field.text.trim(), why.zh),
                    format!("stated {}; {}", field.text.trim(), why.en),
                );
                let draft = Draft {
                    stated: field.text.trim().to_owned(),
                    expected: Some(format!("{one} / {other}")),
                    doubts: vec![field.at],
                    reads: inputs(row).collect(),
                    ..Draft::new(
                        checker.scoring_severity(),
                        field.at,
                        row.label(),
                        message,
                        checker.profile_basis(),
                    )
                };
                checker.report(draft);
                continue;
            }
            Deviation::Open => {
                let why = match checker.scoring().deviation {
                    DeviationRule::None => {
                        Wording::new("评分办法没有规定偏差度的算法", "the profile does not define it")
                    }
                    DeviationRule::Shortfall | DeviationRule::Signed | DeviationRule::Ratio => {
                        Wording::new("指标值与完成值不能相减", "target and actual value cannot be subtracted")
                    }
                    DeviationRule::ScoreRatio => Wording::new("分值或得分为空", "weight or score is blank"),
                };
                checker.skip(field.at, what(), why);
                continue;
            }
        };
        if reading.same(stated, exact) {
            continue;
        }
        let reads = deviation_reads(checker, row);
        let fixes = checker
            .applicability(&reads)
            .map(|own| reading.fix(if judged { Applicability::Review } else { own }, field.at, exact));
        let (expected, shown) = (reading.text(exact), field.text.trim());
        let how = how(checker, row, exact);
        let message = Wording::new(
            format!("偏差度应为 {expected}{how}，填写为 {shown}"),
            format!("the deviation should be {expected}{how}; stated {shown}"),
        );
        let within = (stated.percent() - exact.percent()).abs() <= checker.scoring().rate_tolerance;
        let severity = if within { Severity::Info } else { checker.scoring_severity() };
        let draft = Draft {
            stated: shown.to_owned(),
            difference: Some(reading.difference(stated, exact)),
            expected: Some(expected),
            fixes: if within { Vec::new() } else { fixes.into_iter().collect() },
            doubts: vec![field.at],
            reads,
            ..Draft::new(severity, field.at, row.label(), message, checker.profile_basis())
        };
        checker.report(draft);
    }
}

/// ` =（66.6% − 90%）÷ 90%` for a missed target; as the profile defines it.
fn how(checker: &Checker<'_>, row: &IndicatorRow, exact: Rate) -> String {
    let rule = checker.scoring().deviation;
    if rule == DeviationRule::ScoreRatio {
        let score = row.score.as_ref().and_then(|score| checker.points(score));
        let weight = row.weight.as_ref().and_then(|field| field.value);
        return score
            .zip(weight)
            .map_or_else(String::new, |(score, weight)| format!(" = {score} ÷ {weight}"));
    }
    let Sides { wanted, given, converted } = Sides::of(row);
    if exact == Rate::ZERO || wanted.is_empty() || given.is_empty() {
        return String::new();
    }
    let step = converted.map(|step| format!("（{step}）")).unwrap_or_default();
    match rule {
        DeviationRule::Ratio => format!(" = {given} ÷ {wanted}{step}"),
        _ => format!(" =（{given} − {wanted}）÷ {wanted}{step}"),
    }
}

/// The cells that a row's deviation is worked out from.
pub(super) fn deviation_reads(checker: &Checker<'_>, row: &IndicatorRow) -> Vec<CellRef> {
    let score = row.score.as_ref().filter(|_| checker.scoring().deviation == DeviationRule::ScoreRatio);
    inputs(row).chain(score.map(|field| field.at)).collect()
}
