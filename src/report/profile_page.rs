//! A profile's page: its points, its formulas, its grades, and what it rests on.

use super::field_json::decimal;
use super::{Lang, Line, Tone};
use crate::template::{
    DeviationRule, ExecutionCurve, PositiveRule, Profile, ReasonRule, ReverseRule, Scoring,
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
    let (zh, en) = match scoring.deviation {
        DeviationRule::None => ("本表不核对", "not checked"),
        DeviationRule::Shortfall => {
            ("min(0，（完成值 − 指标值）÷ 指标值)", "min(0, (actual − target) ÷ target)")
        }
    };
    add(("偏差度", zh.to_owned()), ("deviation", en.to_owned()));
    let ReasonRule::ScoreBelowWeight = scoring.reason_required;
    add(
        ("偏差原因", "得分低于分值时要填".to_owned()),
        ("reason", "required where the score is below the points".to_owned()),
    );
    let (decimals, tolerance) = (scoring.decimals, scoring.score_tolerance);
    add(
        ("取舍", format!("四舍五入到 {decimals} 位小数，相差 {tolerance} 分以内视为相符")),
        (
            "rounding",
            format!("to {decimals} decimals, half away from zero; within {tolerance} points is right"),
        ),
    );
    let grades: Vec<String> =
        profile.grades.iter().map(|band| format!("{} ≥ {}", band.grade, band.from)).collect();
    let grades = grades.join(lang.comma());
    add(("等级", grades.clone()), ("grades", grades));
    lines
}

fn weights(profile: &Profile, lang: Lang) -> String {
    let budget =
        format!("{} {}", lang.choose("预算执行率", "budget execution"), profile.scoring.execution_weight);
    let groups = profile.level1.iter().map(|group| format!("{} {}", group.name, group.weight));
    let all: Vec<String> = std::iter::once(budget).chain(groups).collect();
    let binding = match profile.scoring.level1_binding {
        true => "",
        false => lang.choose("（常用比例，可以不同）", " (the usual split, others are right too)"),
    };
    format!("{}{binding}", all.join(lang.comma()))
}

fn execution_zh(scoring: &Scoring) -> String {
    let ExecutionCurve::Proportional = scoring.execution_curve;
    let percent = decimal(scoring.execution_target.percent);
    match &scoring.execution_target.from_row {
        Some(row) => {
            format!("分值 × min(执行率 ÷ 目标值, 1)，目标值取自指标“{row}”一行，没有该行时为 {percent}%")
        }
        None => format!("分值 × min(执行率 ÷ {percent}%, 1)"),
    }
}

fn execution_en(scoring: &Scoring) -> String {
    let percent = decimal(scoring.execution_target.percent);
    match &scoring.execution_target.from_row {
        Some(row) => format!(
            "points × min(rate ÷ target, 1); the target is that of the indicator row {row}, {percent}% without one"
        ),
        None => format!("points × min(rate ÷ {percent}%, 1)"),
    }
}

fn reverse(rule: ReverseRule, lang: Lang) -> &'static str {
    match rule {
        ReverseRule::InverseRatio => lang.choose("分值 × 指标值 ÷ 完成值", "points × target ÷ actual"),
        ReverseRule::LinearOverrun => lang
            .choose("分值 ×（1 −（完成值 − 指标值）÷ 指标值）", "points × (1 − (actual − target) ÷ target)"),
    }
}

fn bands(scoring: &Scoring) -> String {
    let percents: Vec<String> = scoring
        .qualitative_bands
        .iter()
        .map(|share| format!("{}%", decimal(*share * rust_decimal::Decimal::ONE_HUNDRED)))
        .collect();
    percents.join(" / ")
}
