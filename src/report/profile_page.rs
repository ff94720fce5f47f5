//! A profile's page: its points, its formulas, its grades, and what it rests on.

use super::field_json::decimal;
use super::{Lang, Line, Tone};
use crate::template::{
    DeviationRule, EmptyBudget, ExecutionBase, ExecutionCurve, OverFulfilment, Overspending, PositiveRule,
    Profile, ReasonRule, ReverseRule, Rounding, Scoring,
};

/// The page of one profile.
pub fn profile_lines(profile: &Profile, lang: Lang) -> Vec<Line> {
    let scoring = &profile.scoring;
    let name = lang.choose(&profile.name, &profile.name_en);
    let mut lines = vec![Line::new(Tone::Title, 0, &format!("{}  {name}", profile.id))];
    let mut add = |zh: (&str, String), en: (&str, String)| {
        let text = lang.choose(format!("{}：{}", zh.0, zh.1), format!("{}: {}", en.0, en.1));
        lines.push(Line::new(Tone::Plain, 2, &text));
    };
    add(("依据", profile.rests_on.clone()), ("rests on", profile.rests_on_en.clone()));
    let weights = weights(profile, lang);
    add(("分值", weights.clone()), ("points", weights));
    add(("预算执行得分", execution_zh(scoring)), ("budget score", execution_en(scoring)));
    let PositiveRule::Proportional = scoring.positive;
    add(
        ("正向指标", "达到指标值得满分，未达到按 分值 × 完成值 ÷ 指标值".to_owned()),
        ("positive indicators", "full points if met, else points × actual ÷ target".to_owned()),
    );
    let reverse: Vec<&str> = scoring.reverse.iter().map(|rule| reverse(*rule, lang)).collect();
    let open = scoring.reverse.len() > 1;
    let reverse = reverse.join(lang.choose("，或 ", ", or "));
    add(
        (
            "反向指标",
            format!(
                "达到指标值得满分，未达到按 {reverse}{}",
                if open { "（依据未定，不自动更正）" } else { "" }
            ),
        ),
        (
            "reverse indicators",
            format!(
                "full points if met, else {reverse}{}",
                if open { " (not known which; never corrected)" } else { "" }
            ),
        ),
    );
    let bands = bands(scoring);
    add(
        ("定性指标", format!("由人评定，三档下限为分值的 {bands}")),
        ("words", format!("judged by a person; tiers from {bands}")),
    );
    let (zh, en) = over_fulfilment(&scoring.over_fulfilment);
    add(("超额完成", zh), ("over-fulfilment", en));
    let (zh, en) = deviation(scoring.deviation);
    add(("偏差度", zh.to_owned()), ("deviation", en.to_owned()));
    let (zh, en) = reason(&scoring.reason_required);
    add(("偏差原因", zh), ("reason", en));
    let (decimals, tolerance) = (scoring.decimals, scoring.score_tolerance);
    let (zh, en) = match scoring.rounding {
        Rounding::HalfUp => ("四舍五入到", "half away from zero, to"),
        Rounding::Truncate => ("截断到", "cut off at"),
    };
    add(
        ("取舍", format!("{zh} {decimals} 位小数，相差 {tolerance} 分以内视为相符")),
        ("rounding", format!("{en} {decimals} decimals; within {tolerance} points is right")),
    );
    let grades: Vec<String> =
        profile.grades.iter().map(|band| format!("{} ≥ {}", band.grade, band.from)).collect();
    let grades = grades.join(lang.comma());
    add(("等级", grades.clone()), ("grades", grades));
    lines
}

fn weights(profile: &Profile, lang: Lang) -> String {
    let scoring = &profile.scoring;
    let budget = format!("{} {}", lang.choose("预算执行率", "budget execution"), scoring.execution_weight);
    let groups = profile.level1.iter().map(|group| format!("{} {}", group.name, group.weight));
    let outside = scoring.outside_weight;
    let outside = (outside.get() > rust_decimal::Decimal::ZERO)
        .then(|| format!("{} {outside}", lang.choose("不在表上", "not on the form")));
    let all: Vec<String> = std::iter::once(budget).chain(groups).chain(outside).collect();
    let binding = match scoring.level1_binding {
        true => "",
        false => lang.choose("（常用比例，可以不同）", " (the usual split, others are right too)"),
    };
    format!("{}{binding}", all.join(lang.comma()))
}

fn execution_zh(scoring: &Scoring) -> String {
    let percent = decimal(scoring.execution_target.percent);
    let curve = match (&scoring.execution_curve, &scoring.execution_target.from_row) {
        (ExecutionCurve::Proportional, Some(row)) => {
            format!("分值 × min(执行率 ÷ 目标值, 1)，目标值取自指标“{row}”一行，没有该行时为 {percent}%")
        }
        (ExecutionCurve::Proportional, None) => format!("分值 × min(执行率 ÷ {percent}%, 1)"),
        (ExecutionCurve::Steps(steps), _) => {
            let steps: Vec<String> = steps
                .iter()
                .map(|step| format!("执行率 ≥ {}% 得分值的 {}%", step.from, percent_of(step.share)))
                .collect();
            format!("{}，再低不得分", steps.join("，"))
        }
    };
    let base = match scoring.execution_base {
        ExecutionBase::RevisedBudget => "执行率 = 全年执行数 ÷ 全年预算数",
        ExecutionBase::OriginalBudget => "执行率 = 全年执行数 ÷ 年初预算数",
    };
    let above = match scoring.overspending {
        Overspending::Refused => "超过 100% 视为错误",
        Overspending::Allowed => "可以超过 100%",
    };
    let empty = match scoring.empty_budget {
        EmptyBudget::NoRate => "",
        EmptyBudget::Full => "，预算和执行都为 0 时为 100%",
    };
    format!("{curve}；{base}，{above}{empty}")
}

fn execution_en(scoring: &Scoring) -> String {
    let percent = decimal(scoring.execution_target.percent);
    let curve = match (&scoring.execution_curve, &scoring.execution_target.from_row) {
        (ExecutionCurve::Proportional, Some(row)) => format!(
            "points × min(rate ÷ target, 1); the target is that of the indicator row {row}, {percent}% without one"
        ),
        (ExecutionCurve::Proportional, None) => format!("points × min(rate ÷ {percent}%, 1)"),
        (ExecutionCurve::Steps(steps), _) => {
            let steps: Vec<String> = steps
                .iter()
                .map(|step| {
                    format!("{}% of the points from a rate of {}%", percent_of(step.share), step.from)
                })
                .collect();
            format!("{}, nothing below", steps.join(", "))
        }
    };
    let base = match scoring.execution_base {
        ExecutionBase::RevisedBudget => "rate = outturn ÷ revised budget",
        ExecutionBase::OriginalBudget => "rate = outturn ÷ original budget",
    };
    let above = match scoring.overspending {
        Overspending::Refused => "above 100% is an error",
        Overspending::Allowed => "above 100% is allowed",
    };
    let empty = match scoring.empty_budget {
        EmptyBudget::NoRate => "",
        EmptyBudget::Full => ", 100% where nothing was budgeted and spent",
    };
    format!("{curve}; {base}, {above}{empty}")
}

fn reverse(rule: ReverseRule, lang: Lang) -> &'static str {
    match rule {
        ReverseRule::InverseRatio => lang.choose("分值 × 指标值 ÷ 完成值", "points × target ÷ actual"),
        ReverseRule::LinearOverrun => lang
            .choose("分值 ×（1 −（完成值 − 指标值）÷ 指标值）", "points × (1 − (actual − target) ÷ target)"),
        ReverseRule::PerPoint => lang.choose(
            "每超出 1 个百分点扣分值的十分之一",
            "a tenth of the points off for each percentage point above",
        ),
        ReverseRule::AllOrNothing => lang.choose("0 分", "nothing"),
    }
}

fn over_fulfilment(rule: &OverFulfilment) -> (String, String) {
    let percent = percent_of(rule.reason_from);
    let (zero_zh, zero_en) = rule.reason_from_zero.map_or_else(Default::default, |from| {
        (format!("（指标值为 0 时，完成值达到 {from}）"), format!(" (from {from} where the target is 0)"))
    });
    let (counted_zh, counted_en) = match rule.is_counted {
        true => ("", ""),
        false => ("，这样的指标不计入已完成", "; such an indicator does not count as attained"),
    };
    (
        format!("达到指标值的 {percent}% 时提醒说明原因{zero_zh}，不因此扣分{counted_zh}"),
        format!(
            "from {percent}% of the target on a reason is asked for{zero_en}; no points are taken off{counted_en}"
        ),
    )
}

fn deviation(rule: DeviationRule) -> (&'static str, &'static str) {
    match rule {
        DeviationRule::None => ("本表不核对", "not checked"),
        DeviationRule::Shortfall => {
            ("min(0，（完成值 − 指标值）÷ 指标值)", "min(0, (actual − target) ÷ target)")
        }
        DeviationRule::Signed => ("（完成值 − 指标值）÷ 指标值", "(actual − target) ÷ target"),
        DeviationRule::Ratio => ("完成值 ÷ 指标值", "actual ÷ target"),
        DeviationRule::ScoreRatio => ("得分 ÷ 分值（得分系数）", "score ÷ points"),
    }
}

fn reason(rule: &ReasonRule) -> (String, String) {
    let mut when: Vec<(String, String)> = Vec::new();
    if rule.score_below_weight {
        when.push(("得分低于分值".to_owned(), "the score is below the points".to_owned()));
    }
    if let Some(limit) = rule.execution_below {
        when.push((format!("执行率低于 {limit}%"), format!("the execution rate is below {limit}%")));
    }
    if rule.budget_adjusted {
        when.push(("预算有年中调整".to_owned(), "the budget was adjusted".to_owned()));
    }
    if let Some(limit) = rule.deviation_beyond {
        when.push((
            format!("完成值偏离指标值超过 {limit}%"),
            format!("the actual value is more than {limit}% off its target"),
        ));
    }
    let (zh, en): (Vec<String>, Vec<String>) = when.into_iter().unzip();
    if zh.is_empty() {
        ("不要求填写".to_owned(), "not required".to_owned())
    } else {
        (format!("{}时要填", zh.join("、")), format!("required where {}", en.join(", or ")))
    }
}

fn percent_of(share: rust_decimal::Decimal) -> String {
    decimal(share * rust_decimal::Decimal::ONE_HUNDRED)
}

fn bands(scoring: &Scoring) -> String {
    let percents: Vec<String> =
        scoring.qualitative_bands.iter().map(|share| format!("{}%", percent_of(*share))).collect();
    percents.join(" / ")
}
