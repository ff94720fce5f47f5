//! The first lines of a form's report: which form, by which profile, with what result.

use super::candidates::candidates_line;
use super::field_json::decimal;
use super::{Lang, Line, Tone};
use crate::model::EvaluationForm;
use crate::rules::CheckedForm;
use crate::score::{budget_weight, execution_score, execution_target, row_rate};
use crate::value::{Points, Rate, round};

pub(super) fn head_lines(checked: &CheckedForm, lang: Lang) -> Vec<Line> {
    let mut lines = vec![
        Line::new(Tone::Title, 0, &identity(&checked.form, lang)),
        Line::new(Tone::Plain, 2, &profile(checked, lang)),
        Line::new(Tone::Faint, 4, &rests_on(checked, lang)),
    ];
    lines.extend(candidates_line(checked, lang).map(|text| Line::new(Tone::Faint, 4, &text)));
    lines.extend(budget_basis(checked, lang).map(|text| Line::new(Tone::Plain, 4, &text)));
    lines.push(Line::new(Tone::Plain, 2, &result(checked, lang)));
    lines
}

fn identity(form: &EvaluationForm, lang: Lang) -> String {
    let sheet = lang.choose(format!("工作表“{}”", form.sheet), format!("sheet “{}”", form.sheet));
    let mut parts = vec![sheet, form.title.text.trim().to_owned()];
    parts.extend(form.unit_name.clone());
    parts.extend(form.fiscal_year.map(|year| lang.choose(format!("{year} 年度"), year.to_string())));
    let rows = form.filled_indicators().count();
    parts.push(lang.choose(format!("指标 {rows} 行"), format!("{rows} indicators")));
    let weights = weight_sum(form);
    if weights != Points::ZERO {
        parts.push(lang.choose(format!("分值合计 {weights}"), format!("weights {weights}")));
    }
    parts.join(lang.choose("｜", " | "))
}

/// All points allotted, the budget's in the head included.
fn weight_sum(form: &EvaluationForm) -> Points {
    let budget = form.budget_row().and_then(|row| row.weight.as_ref()?.value);
    let rows = form.indicators.iter().filter_map(|row| row.weight.as_ref()?.value);
    budget.into_iter().chain(rows).sum()
}

fn profile(checked: &CheckedForm, lang: Lang) -> String {
    let selection = &checked.selection;
    let (id, explained, stated) = (&selection.profile.id, selection.explained, selection.stated);
    let name = lang.choose(&selection.profile.name, &selection.profile.name_en);
    let how = match (selection.given, selection.confirmed) {
        (true, _) => lang.choose("由使用人指定", "given by the user"),
        (false, true) => lang.choose("自动识别，已确认", "detected, confirmed"),
        (false, false) => lang.choose(
            "自动识别，未确认（得分问题只作提醒，不自动更正，可用 --profile 指定）",
            "detected, not confirmed (scores are only pointed out, never corrected; name it with --profile)",
        ),
    };
    lang.choose(
        format!("评分办法：{id} {name}；{how}；可解释填报得分 {explained}/{stated}"),
        format!("profile: {id}, {name}; {how}; explains {explained}/{stated} stated scores"),
    )
}

fn rests_on(checked: &CheckedForm, lang: Lang) -> String {
    let profile = checked.selection.profile;
    lang.choose(format!("来源：{}", profile.rests_on), format!("rests on: {}", profile.rests_on_en))
}

/// What the stated budget score rests on, where the profile takes its target from an indicator row:
/// `预算执行得分 7.40 = 10 × 66.6% ÷ 90%（目标值取自“预算执行率”一行 E19）`.
fn budget_basis(checked: &CheckedForm, lang: Lang) -> Option<String> {
    let scoring = &checked.selection.profile.scoring;
    let row_name = scoring.execution_target.from_row.as_ref()?;
    let (target, field) = execution_target(scoring, &checked.form);
    let row = checked.form.budget_row()?;
    let (stated, (_, weight)) = (row.score.as_ref()?.value?, budget_weight(scoring, &checked.form)?);
    let exact = row_rate(scoring, row);
    let printed = row.execution_rate.as_ref().and_then(|field| field.value);
    let follows_from = |rate: Rate, target| {
        execution_score(&scoring.execution_curve, weight, rate, target)
            .is_some_and(|points| (points.get() - stated.get()).abs() <= scoring.score_tolerance.get())
    };
    let rates: Vec<Rate> = printed.into_iter().chain(exact).collect();
    let shown = printed.or_else(|| exact.map(|rate| Rate::from_percent(round(rate.percent(), 2))))?;
    let field = field?;
    if rates.iter().any(|rate| follows_from(*rate, target)) {
        let percent = decimal(target);
        return Some(lang.choose(
            format!(
                "预算执行得分 {stated} = {weight} × {shown} ÷ {percent}%（目标值取自“{row_name}”一行 {}）",
                field.at
            ),
            format!(
                "budget score {stated} = {weight} × {shown} ÷ {percent}% (target from the row {row_name}, {})",
                field.at
            ),
        ));
    }
    let linear = rust_decimal::Decimal::ONE_HUNDRED;
    rates.iter().any(|rate| follows_from(*rate, linear)).then(|| {
        lang.choose(
            format!("预算执行得分 {stated} = {weight} × {shown}（按执行率直接折算）"),
            format!("budget score {stated} = {weight} × {shown} (straight from the rate)"),
        )
    })
}

fn result(checked: &CheckedForm, lang: Lang) -> String {
    let blank = lang.choose("未填", "blank");
    let or_blank =
        |text: &str| if text.trim().is_empty() { blank.to_owned() } else { text.trim().to_owned() };
    let stated = checked.form.total.as_ref().and_then(|total| total.score.as_ref());
    let total = stated.map_or(blank.to_owned(), |field| {
        field.value.map_or_else(|| or_blank(&field.text), |points| points.to_string())
    });
    let computed = checked.computed_total.map_or_else(
        || {
            lang.choose("算不出（有得分未填，或表不全）", "not computable (scores are blank or rows missing)")
                .to_owned()
        },
        |points| points.to_string(),
    );
    let no_grade = lang.choose("（表上没有等级栏）", "(none on the form)");
    let stated_grade = checked.form.grade.as_ref().map_or(no_grade.to_owned(), |field| or_blank(&field.text));
    let grade = checked.computed_grade.as_deref().unwrap_or("—");
    lang.choose(
        format!("总分：填报 {total}，重算 {computed}；等级：填报 {stated_grade}，重算 {grade}"),
        format!("total: stated {total}, computed {computed}; grade: stated {stated_grade}, computed {grade}"),
    )
}
