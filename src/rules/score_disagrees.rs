#![doc = include_str!("../../docs/rules/score-disagrees.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft, Scored, gap, points_fix};
use super::row_words::target_text;
use super::{Phase, Rule};
use crate::model::{Applicability, Column, Fix, IndicatorRow, Severity, Wording};
use crate::score::{Formula, Obstacle, Outcome, TierPoints, bands, tier};
use crate::value::{Kind, Measure, Points, round, trimmed};

pub(super) static RULE: Rule = Rule {
    id: "score-disagrees",
    title: "得分与完成情况不符",
    title_en: "score disagrees with target and actual value",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/score-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/score-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    if let Some(first) = form.indicators.first()
        && !(form.has_column(Column::Weight) && form.has_column(Column::Score))
    {
        let cell = first.level3.as_ref().or(first.level2.as_ref()).map_or(form.title.at, |field| field.at);
        let why = Wording::new("表中没有分值栏或得分栏", "the form has no column of weights or of scores");
        checker.skip(cell, Wording::new("各行得分", "the rows' scores"), why);
    }
    for row in form.own_indicators() {
        if let (Some(weight), Some(score)) = (&row.weight, &row.score)
            && weight.value.is_some_and(|weight| weight < Points::ZERO)
        {
            let why = Wording::new("分值为负", "the weight is negative");
            checker.skip(score.at, Wording::new("得分", "score"), why);
        }
        let Some(Scored { weight, score, stated, reads }) = Scored::of(checker, row) else { continue };
        // Above the weight or below 0 has a rule of its own.
        if checker.is_settled(score.at) || stated > weight || stated < Points::ZERO {
            continue;
        }
        let what = || Wording::new("得分", "score");
        match checker.outcome(row, weight) {
            Outcome::Points(_, exact) if checker.within_tolerance(stated, exact) => {}
            Outcome::Points(formula, exact) => {
                let expected = checker.rounded(exact);
                let fixes = checker.applicability(&reads).map(|a| points_fix(a, score.at, expected));
                let severity = checker.scoring_severity();
                report(
                    checker,
                    row,
                    severity,
                    (formula, expected),
                    Scored { weight, score, stated, reads },
                    fixes.into_iter().collect(),
                );
            }
            Outcome::TakenAsMet(full) if stated == full => {}
            Outcome::TakenAsMet(full) => {
                // The same words again are a judgement that may well be less than full; `100%` is not.
                let words = row
                    .actual
                    .as_ref()
                    .and_then(|f| f.value.as_ref())
                    .is_some_and(|v| v.0.kind == Kind::Text);
                let severity = if words { Severity::Warning } else { checker.scoring_severity() };
                let fixes =
                    checker.applicability(&reads).map(|_| points_fix(Applicability::Review, score.at, full));
                report(
                    checker,
                    row,
                    severity,
                    (Formula::Full, full),
                    Scored { weight, score, stated, reads },
                    fixes.into_iter().collect(),
                );
            }
            Outcome::Disputed(results) => {
                let why = disputed(&results, checker.scoring().decimals);
                if results.iter().any(|(_, points)| checker.within_tolerance(stated, *points)) {
                    checker.skip(score.at, what(), why);
                    continue;
                }
                let each: Vec<String> =
                    results.iter().map(|(_, points)| checker.rounded(*points).to_string()).collect();
                let message = Wording::new(
                    format!("填写为 {stated}，{}", why.zh),
                    format!("stated {stated}; {}", why.en),
                );
                let draft = Draft {
                    stated: score.text.trim().to_owned(),
                    expected: Some(each.join(" / ")),
                    doubts: vec![score.at],
                    reads,
                    ..Draft::new(
                        checker.scoring_severity(),
                        score.at,
                        row.label(),
                        message,
                        checker.profile_basis(),
                    )
                };
                checker.report(draft);
            }
            Outcome::Open(obstacle) => {
                let tier = row
                    .actual
                    .as_ref()
                    .and_then(|field| tier(&field.text, weight, &bands(checker.scoring(), form)));
                let why = match tier {
                    Some(tier) if !tier.holds(stated) => continue,
                    Some(TierPoints { low, high, .. }) => Wording::new(
                        format!("定性指标由人评定，按该档应在 {low}–{high} 分"),
                        format!("a person's judgement; its tier earns {low} to {high} points"),
                    ),
                    None => why_open(obstacle),
                };
                checker.skip(score.at, what(), why);
            }
        }
    }
}

fn report(
    checker: &mut Checker<'_>,
    row: &IndicatorRow,
    severity: Severity,
    (formula, expected): (Formula, Points),
    Scored { weight, score, stated, reads }: Scored<'_>,
    fixes: Vec<Fix>,
) {
    let (how, gap) = (arithmetic(row, formula, weight, expected), gap(stated, expected));
    let message = Wording::new(
        format!("得分应为 {}，填写为 {stated}，{}", how.zh, gap.zh),
        format!("the score should be {}; stated {stated}, {}", how.en, gap.en),
    );
    let draft = Draft {
        fixes,
        doubts: vec![score.at],
        reads,
        ..Draft::new(severity, score.at, row.label(), message, checker.profile_basis()).points(
            &score.text,
            stated,
            expected,
        )
    };
    checker.report(draft);
}

/// How a row's points come about: `1.48 = 2 × 66.6% ÷ 90%`.
pub(super) fn arithmetic(row: &IndicatorRow, formula: Formula, weight: Points, points: Points) -> Wording {
    let (Some(target), Some(actual)) = (&row.target, &row.actual) else {
        return Wording::new(points.to_string(), points.to_string());
    };
    if formula == Formula::Full {
        let (wanted, given) = (target_text(row, target), actual.text.trim());
        return Wording::new(
            format!("{points}（完成值 {given} 已达到指标值 {wanted}，得满分）"),
            format!("{points} (the actual value {given} meets {wanted}: full weight)"),
        );
    }
    let Sides { wanted, given, converted } = Sides::of(row);
    let is_zero =
        target.value.as_ref().and_then(|value| value.0.number).is_some_and(|number| number.is_zero());
    let text = match formula {
        // All or nothing: there is no proportion of 0 to show.
        _ if is_zero => points.to_string(),
        Formula::InverseRatio => format!("{points} = {weight} × {wanted} ÷ {given}"),
        Formula::LinearOverrun => format!("{points} = {weight} ×（1 −（{given} − {wanted}）÷ {wanted}）"),
        Formula::PerPoint => {
            format!("{points} = {weight} ×（1 −（{given} − {wanted}）÷ 10个百分点）")
        }
        Formula::AllOrNothing => points.to_string(),
        Formula::Full | Formula::AtLeast => format!("{points} = {weight} × {given} ÷ {wanted}"),
    };
    converted.map_or_else(
        || Wording::new(text.clone(), text.clone()),
        |step| Wording::new(format!("{text}（{step}）"), format!("{text} ({step})")),
    )
}

/// Target and actual value as they stand in the arithmetic: in one unit, where they were written in two.
pub(super) struct Sides {
    pub(super) wanted: String,
    pub(super) given: String,
    /// `24500万元 = 2.45亿元`.
    pub(super) converted: Option<String>,
}

impl Sides {
    pub(super) fn of(row: &IndicatorRow) -> Self {
        let target = row.target.as_ref().and_then(|field| field.value.as_ref()).map(|value| &value.0);
        let actual = row.actual.as_ref().and_then(|field| field.value.as_ref()).map(|value| &value.0);
        let own = |measure: Option<&Measure>| {
            measure.and_then(|measure| Some(quantity(measure.number?, measure))).unwrap_or_default()
        };
        let (wanted, given) = (own(target), own(actual));
        let plain = Self { wanted, given, converted: None };
        let (Some(target), Some(actual)) = (target, actual) else { return plain };
        if target.unit.is_none() || actual.unit.is_none() || target.unit == actual.unit {
            return plain;
        }
        if let Some(number) = actual.in_unit_of(target) {
            let given = quantity(number, target);
            Self { converted: Some(format!("{} = {given}", plain.given)), given, ..plain }
        } else if let Some(number) = target.in_unit_of(actual) {
            let wanted = quantity(number, actual);
            Self { converted: Some(format!("{} = {wanted}", plain.wanted)), wanted, ..plain }
        } else {
            plain
        }
    }
}

fn quantity(number: Decimal, measure: &Measure) -> String {
    format!("{}{}", trimmed(number), measure.unit.as_deref().unwrap_or(""))
}

/// Names each formula's result where the profile does not say which one holds.
pub(super) fn disputed(results: &[(Formula, Points)], decimals: u32) -> Wording {
    let each = |name: fn(Formula) -> &'static str| -> Vec<String> {
        results
            .iter()
            .map(|(formula, points)| {
                format!("{} {}", name(*formula), Points::new(round(points.get(), decimals)))
            })
            .collect()
    };
    Wording::new(
        format!("反向指标未达标怎么得分，评分办法没有定（参数 reverse）：{}", each(formula_zh).join("，")),
        format!(
            "a missed reverse indicator; the profile leaves `reverse` open: {}",
            each(Formula::name).join(", ")
        ),
    )
}

fn formula_zh(formula: Formula) -> &'static str {
    match formula {
        Formula::Full => "满分",
        Formula::AtLeast => "按完成比例",
        Formula::InverseRatio => "按目标÷实际",
        Formula::LinearOverrun => "按超出比例扣减",
        Formula::PerPoint => "每超1个百分点扣十分之一",
        Formula::AllOrNothing => "未达标不得分",
    }
}

/// Why a row's score is a person's to judge.
pub(super) fn why_open(obstacle: Obstacle) -> Wording {
    match obstacle {
        Obstacle::Blank => Wording::new("指标值或完成值为空", "target or actual value is blank"),
        Obstacle::Words => {
            Wording::new("定性指标，得分由人评定", "a qualitative indicator, for a person to judge")
        }
        Obstacle::ActualIsWords => {
            Wording::new("指标值是数量，完成值是文字", "the target is a number, the actual value is words")
        }
        Obstacle::Units => Wording::new(
            "指标值与完成值的单位不能换算",
            "target and actual value have units that do not convert",
        ),
        Obstacle::Direction => Wording::new(
            "指标值没有比较符，完成值低于它是好是坏不能确定",
            "the target has no comparison sign, and less may be better",
        ),
        Obstacle::Range => {
            Wording::new("指标值是区间，没有通用的计分公式", "the target is a range; no common formula")
        }
        Obstacle::Date => Wording::new("时间类指标，得分由人评定", "a deadline, for a person to judge"),
        Obstacle::Formula => Wording::new(
            "评分办法的公式不适用于这样的数，得分由人评定",
            "the profile's formula does not hold for such numbers; for a person to judge",
        ),
    }
}
